"""Organizations that people had joined and of which an undone import left nothing."""

from uuid import UUID

from django.db.models import Q

from alongside.directory.duplicates.joining import part
from alongside.directory.keeping.keepers import is_kept
from alongside.directory.models import Listing, OrganizationPair, Service, Site, Verdict
from alongside.orgs.models import Organization

RECORDS: dict[str, type[Site | Service | Listing]] = {
    "sites": Site,
    "services": Service,
    "listings": Listing,
}


def part_emptied() -> list[Organization]:
    """Give back what was joined with organizations that have nothing of their own now; which these are."""
    pairs = OrganizationPair.objects.filter(verdict=Verdict.MERGED).order_by("pk")
    joined = list(pairs.select_for_update(of=("self",)).select_related("older", "younger"))
    both = {one.pk: one for pair in joined for one in (pair.older, pair.younger)}
    full = holding(joined)
    emptied = [one for pk, one in both.items() if pk not in full and not is_kept(one)]
    for one in emptied:
        part_from(one, joined)
    return emptied


def holding(joined: list[OrganizationPair]) -> set[UUID]:
    """Which organizations hold a record, here or where it was brought, beside what others brought to them."""
    full: set[UUID] = set()
    organizations = {pk for pair in joined for pk in (pair.older_id, pair.younger_id)}
    for name, kind in RECORDS.items():
        moves = [(pair, UUID(pk)) for pair in joined for pk in pair.moved[name]]
        brought = {(pair.stays_id, pk) for pair, pk in moves}
        given = {(pair.goes.pk, pk) for pair, pk in moves}
        there = Q(organization__in=organizations) | Q(pk__in={pk for _pair, pk in moves})
        records = kind._default_manager.filter(there).values_list("organization", "pk")
        still = {pk for _organization, pk in records}
        own = {*records, *(one for one in given if one[1] in still)} - brought
        full |= {organization for organization, _pk in own}
    return full


def part_from(one: Organization, joined: list[OrganizationPair]) -> None:
    """Each that it was joined with stands by itself. What people said of it stays where it is read now."""
    shown = top_of(one)
    for pair in joined:
        if pair.goes == one:
            part(one, shown, {"bound": pair.moved["bound"]})
        elif pair.stays_id == one.pk:
            part(pair.goes, shown, pair.moved)
    OrganizationPair.objects.filter(Q(older=one) | Q(younger=one)).delete()


def top_of(organization: Organization) -> Organization:
    """Under which organization its records are shown."""
    while organization.same_as:
        organization = organization.same_as
    return organization
