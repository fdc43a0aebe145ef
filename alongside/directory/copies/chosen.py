"""Which sites and services a copy holds: those of a state, of some counties, for a need."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alongside.directory.content.needs import below
from alongside.directory.gathering import Gathered, gathered, sites_listed
from alongside.directory.models import ANY_NEED, Copy, Service, Setting, Site


@dataclass(frozen=True)
class Chosen:
    """A site of an organization, with what is done for people there."""

    about: Gathered
    site: Site
    services: list[Service]


def chosen(copy: Copy) -> Iterator[Chosen]:
    """One organization after the other; with a need, only sites where something meets it."""
    wanted = needs_wanted(copy.need)
    for about in gathered(sites_chosen(copy)):
        for site in about.sites:
            found = [one for one in about.services_at(site) if meets(one, wanted)]
            if found or not wanted:
                yield Chosen(about, site, found)


def needs_wanted(need: int) -> set[int]:
    """A need and all that belongs to it; empty for any."""
    return set() if need == ANY_NEED else {need, *(one.number for one in below(need))}


def meets(service: Service, wanted: set[int]) -> bool:
    return not wanted or bool(wanted.intersection(service.needs))


def sites_chosen(copy: Copy) -> QuerySet[Site]:
    """By where they are; those that tell no place by what they serve."""
    if not copy.area:
        return sites_listed()
    no_place = Q(is_confidential=True) | Q(setting=Setting.REMOTE)
    placed = Q(county__in=copy.counties) if copy.counties else Q(state=copy.area)
    serving = Q(areas__overlap=["US", copy.area, *copy.counties])
    if not copy.counties:
        serving |= Q(state=copy.area)
    return sites_listed().filter((~no_place & placed) | (no_place & serving))
