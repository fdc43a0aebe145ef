"""The search table, made anew for the sites that changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.directory.copying import copy_rows
from alongside.directory.models import ANY_NEED, Entry, Service, Setting, Site
from alongside.directory.places import states

COLUMNS = (
    "site_id",
    "need",
    "latitude",
    "longitude",
    "state",
    "languages",
    "needs",
    "traits",
    "areas",
    "time_zone",
    "fresh_on",
)


@transaction.atomic
def rebuild_entries(sites: Iterable[Site]) -> None:
    """One row per site and need, for those that are still there and can be found by place or area."""
    sites = list(sites)
    Entry.objects.filter(site__in=sites).delete()
    needs = needs_met(sites)
    listed = (site for site in sites if site.retired_at is None)
    rows = chain.from_iterable(entries_of(site, needs[site.pk]) for site in listed)
    copy_rows(Entry, COLUMNS, rows)


def needs_met(sites: list[Site]) -> dict[UUID, list[int]]:
    """The needs that each site's services meet, its organization's own services included."""
    organizations = {site.organization_id for site in sites}
    services = (
        Service.objects.listed()
        .filter(Q(sites__in=sites) | Q(sites=None, organization__in=organizations))
        .values_list("sites", "organization", "needs")
    )
    here: dict[UUID, set[int]] = defaultdict(set)
    everywhere: dict[UUID, set[int]] = defaultdict(set)
    for site, organization, needs in services:
        (here[site] if site else everywhere[organization]).update(needs)
    return {site.pk: sorted(here[site.pk] | everywhere[site.organization_id]) for site in sites}


def entries_of(site: Site, needs: list[int]) -> Iterator[tuple[Any, ...]]:
    for state in states_of(site):
        for need in (ANY_NEED, *needs):
            place = (site.pk, need, site.latitude, site.longitude, state)
            asked = (site.languages, needs, site.traits, site.areas)
            yield (*place, *asked, site.time_zone, site.fresh_on)


def states_of(site: Site) -> list[str]:
    """Where it has no point, the states it serves; a place without a point is not found by area."""
    if site.latitude is not None:
        return [site.state]
    if site.is_confidential or site.setting == Setting.REMOTE:
        return [area for area in site.areas if area in states()] or [site.state]
    return []
