"""Organizations with all that is listed of them, some hundred at a time: memory stays the same for any number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.directory.models import (
    Backing,
    Listing,
    Profile,
    Service,
    ServiceQuerySet,
    Site,
    organizations_listed,
)
from alongside.orgs.models import Organization

AT_ONCE = 200


@dataclass
class Gathered:
    """An organization and its records, as the directory lists them."""

    organization: Organization
    listings: list[Listing] = field(default_factory=list)
    backings: list[Backing] = field(default_factory=list)
    profile: Profile | None = None
    sites: list[Site] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    named: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    """The sites that each service names, by its id."""

    def sites_of(self, service: Service) -> list[Site]:
        """Where a service is given: at each site where it names none."""
        named = self.named[service.pk]
        return [site for site in self.sites if site.pk in named] if named else self.sites

    def services_at(self, site: Site) -> list[Service]:
        named = self.named
        return [one for one in self.services if not named[one.pk] or site.pk in named[one.pk]]


def gathered(sites: QuerySet[Site] | None = None) -> Iterator[Gathered]:
    """Everybody who is listed, in the order of their ids; or those who have one of these sites, with no others."""
    found = organizations_listed()
    if sites is not None:
        found = Organization.objects.filter(Exists(sites.filter(organization=OuterRef("pk"))))
    last = UUID(int=0)
    while batch := list(found.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from gathered_of(batch, sites=sites)
        last = batch[-1].pk


def gathered_of(
    organizations: Iterable[Organization],
    services: Iterable[Service] | None = None,
    sites: QuerySet[Site] | None = None,
) -> list[Gathered]:
    """These organizations in six queries, however many; with these services and sites of theirs, or with all."""
    found = {one.pk: Gathered(one) for one in organizations}
    here = {"organization__in": found}
    for listing in listings_listed().filter(**here):
        found[listing.organization_id].listings.append(listing)
    for backing in Backing.objects.filter(**here).order_by("how", "said"):
        found[backing.organization_id].backings.append(backing)
    for profile in Profile.objects.filter(**here):
        found[profile.organization_id].profile = profile
    for site in (sites_listed() if sites is None else sites).filter(**here):
        found[site.organization_id].sites.append(site)
    whose: dict[UUID, Gathered] = {}
    for service in services_listed().filter(**here) if services is None else services:
        whose[service.pk] = found[service.organization_id]
        whose[service.pk].services.append(service)
    for one, place in sites_named(whose):
        whose[one].named[one].add(place)
    return list(found.values())


def listings_listed() -> QuerySet[Listing]:
    return Listing.objects.listed().select_related("source").order_by("pk")


def sites_listed() -> QuerySet[Site]:
    return Site.objects.listed().select_related("source").order_by("pk")


def services_listed() -> ServiceQuerySet:
    return Service.objects.listed().select_related("source").order_by("pk")


def sites_named(services: Collection[UUID]) -> Iterable[tuple[UUID, UUID]]:
    """Which service names which site: rows alone, as there are many."""
    if not services:
        return []
    named = Service.sites.through.objects.filter(service__in=services)
    return named.values_list("service_id", "site_id").iterator()
