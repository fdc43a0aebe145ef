"""What is offered at sites, and what is known of those who offer it: read for many sites at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from alongside.directory.content.needs import needs_in, with_ancestors
from alongside.directory.content.traits import KIND_TRAITS
from alongside.directory.models import Backing, Listing, Profile, Service, Site
from alongside.orgs.models import Organization


class Offered(NamedTuple):
    """A service as the search looks at it."""

    needs: Sequence[int]
    languages: Sequence[str]
    traits: Sequence[int]
    areas: Sequence[str]
    hours: list[dict[str, Any]]
    name: str
    description: str

    @property
    def meets(self) -> frozenset[int]:
        return met_by(tuple(self.needs))


@lru_cache(4096)  # most services meet one need
def met_by(needs: tuple[int, ...]) -> frozenset[int]:
    """Needs, and what they belong to; a number that no file has is nothing."""
    return with_ancestors(need for need in needs if need in needs_in("en"))


class Offers:
    """All of it for some sites, in seven queries however many they are.

    Who is given where is put together here: while a list is brought in, the planner does not know yet
    how large these tables have become, and a join of them would go through one for each row of the other.
    """

    def __init__(self, sites: Sequence[Site]) -> None:
        organizations = {site.organization_id for site in sites}
        self.here: dict[UUID, list[Offered]] = defaultdict(list)
        self.everywhere: dict[UUID, list[Offered]] = defaultdict(list)
        self.names: dict[UUID, list[str]] = defaultdict(list)
        self.traits: dict[UUID, set[int]] = defaultdict(set)
        self.place({site.pk for site in sites}, organizations)
        self.read(organizations)

    def place(self, sites: Iterable[UUID], organizations: Iterable[UUID]) -> None:
        """Services at these sites, and those that are given at each site of their organization."""
        given = Service.sites.through.objects
        here = list(given.filter(site__in=sites).values_list("service", "site"))
        asked = Q(organization__in=organizations) | Q(pk__in={service for service, _site in here})
        rows = Service.objects.listed().filter(asked).order_by("pk")
        known = {pk: row for pk, *row in rows.values_list("pk", "organization", *Offered._fields)}
        for service, site in sorted(here):
            if service in known:
                self.here[site].append(Offered(*known[service][1:]))
        placed = set(given.filter(service__in=known).values_list("service", flat=True))
        for service, (organization, *fields) in known.items():
            if service not in placed:
                self.everywhere[organization].append(Offered(*fields))

    def read(self, organizations: Iterable[UUID]) -> None:
        those = Organization.objects.filter(pk__in=organizations)
        for pk, name, kind in those.values_list("pk", "name", "kind"):
            self.names[pk].append(name)
            self.traits[pk].add(KIND_TRAITS[kind])
        listings = Listing.objects.listed().filter(organization__in=organizations)
        for pk, *names in listings.values_list("organization", "name", "other_name"):
            self.names[pk] += names
        profiles = Profile.objects.filter(organization__in=organizations)
        for pk, traits in profiles.values_list("organization", "traits"):
            self.traits[pk].update(traits)
        backings = Backing.objects.filter(organization__in=organizations).exclude(trait=None)
        for pk, trait in backings.values_list("organization", "trait"):
            self.traits[pk].update([trait] if trait else [])

    def at(self, site: Site) -> list[Offered]:
        return list(chain(self.here[site.pk], self.everywhere[site.organization_id]))
