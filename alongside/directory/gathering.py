"""Organizations with all that is listed of them, some hundred at a time: memory stays the same for any number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

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
    # Where two records of one place were joined, one organization's services are given at the other's site.
    elsewhere: list[Site] = field(default_factory=list)
    guests: dict[UUID, list[Service]] = field(default_factory=lambda: defaultdict(list))

    def sites_of(self, service: Service) -> list[Site]:
        """Where a service is given: at each site where it names none."""
        named, every = self.named[service.pk], [*self.sites, *self.elsewhere]
        return [site for site in every if site.pk in named] if named else self.sites

    def services_at(self, site: Site) -> list[Service]:
        named = self.named
        mine = [one for one in self.services if not named[one.pk] or site.pk in named[one.pk]]
        return mine + self.guests[site.pk]

    def keeper_of(self, site: Site) -> str:
        """Whose site it is."""
        mine = site.organization_id == self.organization.pk
        return self.organization.name if mine else site.organization.name


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
    """These organizations in some queries, however many; with these services and sites of theirs, or with all.

    With all sites it is known where else they help; with some, who else helps there.
    """
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
    if sites is None:
        find_elsewhere(found.values())
    else:
        find_guests(found.values())
    return list(found.values())


def find_elsewhere(found: Iterable[Gathered]) -> None:
    """Sites of others that services name."""
    away = {
        about.organization.pk: set().union(*about.named.values()) - {one.pk for one in about.sites}
        for about in found
    }
    if every := set().union(*away.values()):
        sites = sites_listed().select_related("organization").in_bulk(every)
        for about in found:
            theirs = sorted(away[about.organization.pk] & sites.keys())
            about.elsewhere = [sites[pk] for pk in theirs]


def find_guests(found: Iterable[Gathered]) -> None:
    """Services of others that are given at these sites."""
    at = {site.pk: about for about in found for site in about.sites}
    given = Service.sites.through.objects.filter(site__in=at)
    theirs = given.exclude(service__organization=F("site__organization"))
    pairs = list(theirs.values_list("service", "site"))
    services = services_listed().in_bulk({service for service, _site in pairs}) if pairs else {}
    for service, site in sorted(pairs):
        if service in services:
            at[site].guests[site].append(services[service])


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
