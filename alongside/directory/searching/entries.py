"""The search table, made anew for the sites that changed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from alongside.directory.content.traits import traits_in, with_implied
from alongside.directory.geography.counties import counties
from alongside.directory.geography.places import states, usual_time_zone
from alongside.directory.hours import joined, minutes_open, multirange
from alongside.directory.models import ANY_NEED, Entry, Service, Setting, Site, Words
from alongside.directory.searching.offered import Offered, Offers
from alongside.directory.searching.wording import (
    code_of_area,
    code_of_language,
    code_of_need,
    code_of_trait,
    words_of,
)
from alongside.lib.postgres.copying import copy_rows

BATCH = 1000
COUNTRY = "US"
FROM_AFAR = 210  # of content/traits: help without going there
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
    "open",
    "open_text",
    "time_zone",
    "fresh_on",
)
# Lines of hours that began or ended on these days; a worker that slept a week still learns of them.
TURNED = """
SELECT id FROM directory_{} WHERE hours <> '[]' AND EXISTS (
    SELECT FROM jsonb_array_elements(hours) AS line
    WHERE line->>'from' = ANY (%(begun)s) OR line->>'until' = ANY (%(ended)s)
)
"""
DAYS_BACK = 7
MADE_BY_ONE = 0x616C6F6E  # rows of one site are made by one at a time
DRAWERS = 256  # a lock each: PostgreSQL could not hold one for every site of a country
AT_ONCE = 20_000  # sites that are made anew in one go: seconds, and as many megabytes as an import


@transaction.atomic
def rebuild_entries(sites: Iterable[Site]) -> None:
    """Rows for each need a site meets, for those still there that can be found by place, area or words.

    It comes last in a transaction: whoever makes rows of the same sites waits until that has ended,
    and then reads everything anew.
    """
    ids = sorted({site.pk for site in sites})
    if ids:
        take_turns(ids)
    for start in range(0, len(ids), BATCH):
        rebuild(ids[start : start + BATCH])


def take_turns(ids: Iterable[UUID]) -> None:
    """Hold these sites' drawers, the lowest first, so that two who want the same never wait for each other."""
    drawers = sorted({pk.int % DRAWERS for pk in ids})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, drawer) FROM unnest(%s::int[]) AS drawer",
            [MADE_BY_ONE, drawers],
        )


def rebuild(ids: Sequence[UUID]) -> None:
    sites = list(Site.objects.filter(pk__in=ids))
    Entry.objects.filter(site__in=ids).delete()
    Words.objects.filter(site__in=ids).delete()
    listed = [site for site in sites if site.retired_at is None]
    offers, today = Offers(listed), localdate()
    made = [(site, list(entries_of(site, offers, today))) for site in listed]
    copy_rows(Entry, COLUMNS, chain.from_iterable(rows for _site, rows in made))
    words = ((site.pk, text_of(site, offers, rows)) for site, rows in made)
    copy_rows(Words, ("site_id", "text"), words)


def text_of(site: Site, offers: Offers, rows: Sequence[tuple[Any, ...]]) -> str:
    """A site's words, and as codes all that its rows say; the first row is that of any need."""
    words = words_of(site, offers)
    if rows:
        said = dict(zip(COLUMNS, rows[0], strict=True))
        words.update(map(code_of_need, said["needs"]))
        words.update(map(code_of_trait, said["traits"]))
        words.update(map(code_of_language, said["languages"]))
        words.update(map(code_of_area, said["areas"]))
    return " ".join(words)


def entries_of(site: Site, offers: Offers, today: date) -> Iterator[tuple[Any, ...]]:
    """A row for any need and one for each that is met there, with what is true for that need."""
    offered = offers.at(site)
    met: dict[int, list[Offered]] = {ANY_NEED: offered}
    for service in offered:
        for need in service.meets:
            met.setdefault(need, []).append(service)
    needs = sorted(met.keys() - {ANY_NEED})
    time_zone = site.time_zone or usual_time_zone(site.state)
    said: dict[tuple[int, ...], tuple[Any, ...]] = {}  # many needs are met by the same services
    for need, services in met.items():
        same = tuple(map(id, services))
        if same not in said:
            said[same] = told(site, services, offers.traits[site.organization_id], today)
        languages, traits, areas, minutes = said[same]
        for state in states_of(site, areas):
            place = (site.pk, need, site.latitude, site.longitude, state)
            yield (
                *place,
                languages,
                needs,
                traits,
                areas,
                minutes,
                minutes or "",
                time_zone,
                site.fresh_on,
            )


def told(
    site: Site, services: Sequence[Offered], traits: set[int], today: date
) -> tuple[list[str], list[int], list[str], str | None]:
    """Languages, traits, areas and open minutes of the services that meet a need there."""
    languages = set(site.languages).union(*(service.languages for service in services))
    every = traits.union(site.traits, *(service.traits for service in services))
    if site.setting == Setting.REMOTE:
        every.add(FROM_AFAR)
    areas = set(site.areas).union(*(service.areas for service in services))
    return (
        sorted(languages),
        implied_by(frozenset(every)),
        areas_served(site, areas),
        minutes_told(site, services, today),
    )


@lru_cache(4096)
def implied_by(traits: frozenset[int]) -> list[int]:
    """Traits and what follows from them; a number that no file has is nothing."""
    return sorted(with_implied(traits & traits_in("en").keys()))


def minutes_told(site: Site, services: Sequence[Offered], today: date) -> str | None:
    """When one of the services can be had; each has the site's hours where it says none."""
    hours = {json.dumps(one.hours or site.hours) for one in services} or {json.dumps(site.hours)}
    hours.discard("[]")
    return together(tuple(sorted(hours)), today) if hours else None


@lru_cache(4096)  # most places of a country are open from nine to five
def together(hours: tuple[str, ...], today: date) -> str:
    """Several hours, each as JSON, as one multirange."""
    spans = (minutes_open(json.loads(one), today) for one in hours)
    return multirange(joined(chain.from_iterable(spans)))


def areas_served(site: Site, areas: set[str]) -> list[str]:
    """Where nobody says whom it serves, its own county and state; `~FL` says: somewhere in Florida."""
    if not areas:
        return [site.county or site.state, f"~{site.state}"] if site.state else []
    parts = {f"~{state}" for area in areas if (state := state_of(area))}
    return sorted(areas | parts)


def state_of(area: str) -> str:
    """The state of a county or the state itself; blank for a tribal land and for the country."""
    county = counties().get(area)
    return county.state if county else area if area in states() else ""


def states_of(site: Site, areas: Sequence[str]) -> list[str]:
    """Where it has no point, the states it serves: it is found by them."""
    if site.latitude is not None:
        return [site.state]
    if COUNTRY in areas:
        return [COUNTRY]
    return [area[1:] for area in areas if area.startswith("~")] or [site.state]


def rebuild_missing() -> None:
    """Rows for sites that have none yet: a new version of the search finds them after some minutes."""
    missing = Site.objects.listed().exclude(Exists(Words.objects.filter(site=OuterRef("pk"))))
    rebuild_entries(missing[:AT_ONCE])


@transaction.atomic
def follow_hours() -> None:
    """Bring up to today what is open by the season: sites with hours that began or ended this week."""
    today = localdate()
    begun = [(today - timedelta(days=back)).isoformat() for back in range(DAYS_BACK)]
    ended = [(today - timedelta(days=back + 1)).isoformat() for back in range(DAYS_BACK)]
    days = {"begun": begun, "ended": ended}
    with connection.cursor() as cursor:
        cursor.execute(TURNED.format("site"), days)
        sites = {pk for (pk,) in cursor}
        cursor.execute(TURNED.format("service"), days)
        services = Service.objects.filter(pk__in=[pk for (pk,) in cursor])
    sites.update(services.exclude(sites=None).values_list("sites", flat=True))
    everywhere = services.filter(sites=None).values("organization")
    sites.update(Site.objects.filter(organization__in=everywhere).values_list("pk", flat=True))
    rebuild_entries(Site.objects.listed().filter(pk__in=sites))
