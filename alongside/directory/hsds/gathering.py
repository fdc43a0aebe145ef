"""Organizations with all that is listed of them, some hundred at a time: memory stays the same for any number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from alongside.directory.models import (
    Backing,
    Listing,
    Profile,
    Service,
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

    def sites_of(self, service: Service) -> list[Site]:
        """Where a service is given: at each site where it names none."""
        named = {site.pk for site in service.sites.all()}
        return [site for site in self.sites if site.pk in named] if named else self.sites


def gathered() -> Iterator[Gathered]:
    """Everybody who is listed, in the order of their ids."""
    last = UUID(int=0)
    while found := list(organizations_listed().filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from gathered_of(found)
        last = found[-1].pk


def gathered_of(
    organizations: Iterable[Organization], services: Iterable[Service] | None = None
) -> list[Gathered]:
    """These organizations in six queries, however many they are; with these services of theirs, or with all."""
    found = {one.pk: Gathered(one) for one in organizations}
    for listing in listings_listed().filter(organization__in=found):
        found[listing.organization_id].listings.append(listing)
    for backing in Backing.objects.filter(organization__in=found).order_by("how", "said"):
        found[backing.organization_id].backings.append(backing)
    for profile in Profile.objects.filter(organization__in=found):
        found[profile.organization_id].profile = profile
    for site in sites_listed().filter(organization__in=found):
        found[site.organization_id].sites.append(site)
    theirs = services_listed().filter(organization__in=found) if services is None else services
    for service in theirs:
        found[service.organization_id].services.append(service)
    return list(found.values())


def listings_listed() -> QuerySet[Listing]:
    return Listing.objects.listed().select_related("source").order_by("pk")


def sites_listed() -> QuerySet[Site]:
    return Site.objects.listed().select_related("source").order_by("pk")


def services_listed() -> QuerySet[Service]:
    """Services with the ids of the sites they name."""
    named = Prefetch("sites", Site.objects.only("pk", "organization"))
    return Service.objects.listed().select_related("source").prefetch_related(named).order_by("pk")
