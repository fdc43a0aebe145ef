"""The search table, made anew for the sites that changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.directory.copying import copy_rows
from alongside.directory.models import ANY_NEED, Entry, Service, Site

COLUMNS = ("site_id", "need", "latitude", "longitude", "state", "languages", "needs")
Row = tuple[UUID, int, float | None, float | None, str, list[str], list[int]]


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
    services = Service.objects.filter(
        Q(site__in=sites) | Q(site=None, organization__in=organizations)
    ).values_list("site", "organization", "need")
    here: dict[UUID, set[int]] = defaultdict(set)
    everywhere: dict[UUID, set[int]] = defaultdict(set)
    for site, organization, need in services:
        (here[site] if site else everywhere[organization]).add(need)
    return {site.pk: sorted(here[site.pk] | everywhere[site.organization_id]) for site in sites}


def entries_of(site: Site, needs: list[int]) -> Iterator[Row]:
    if site.is_confidential:
        states = site.serves_states or [site.state]
    else:
        states = [site.state] if site.latitude is not None else []
    for state in states:
        for need in (ANY_NEED, *needs):
            yield site.pk, need, site.latitude, site.longitude, state, site.languages, needs
