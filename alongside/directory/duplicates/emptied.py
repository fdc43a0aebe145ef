"""Organizations that people had joined and of which an undone import left nothing."""

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
    emptied = [one for one in both.values() if is_emptied(one, joined)]
    for one in emptied:
        part_from(one, joined)
    return emptied


def is_emptied(one: Organization, joined: list[OrganizationPair]) -> bool:
    """Whether it holds no record, but for what was brought to it by others, and nobody keeps it."""
    for name, kind in RECORDS.items():
        brought = [pk for pair in joined if pair.stays_id == one.pk for pk in pair.moved[name]]
        given = [pk for pair in joined if pair.goes == one for pk in pair.moved[name]]
        own = kind._default_manager.filter(Q(organization=one) | Q(pk__in=given))
        if own.exclude(pk__in=brought).exists():
            return False
    return not is_kept(one)


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
