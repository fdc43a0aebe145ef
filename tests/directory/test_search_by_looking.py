"""The engine finds what looking at every site finds, whatever is asked."""

from datetime import date
from math import asin, cos, radians, sin, sqrt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.directory.content.needs import with_ancestors
from alongside.directory.content.traits import with_implied
from alongside.directory.hours import minutes_open
from alongside.directory.models import Service, Site
from alongside.directory.searching.entries import rebuild_entries
from alongside.directory.searching.search import Wanted, look_near
from alongside.orgs.models import Organization
from tests.directory.building import PILSEN
from tests.directory.test_search_filters import CHICAGO, HERE, NIGHTS, TUESDAY_TEN, WORKDAYS

FEW_NEEDS = [1, 5, 7, 101, 501, 701, 702]
FEW_TRAITS = [101, 103, 151, 204, 301, 302, 401, 402, 503]
FEW_AREAS = ["US", "FL", "IL", "12086", "17031", "Navajo Nation"]
some = st.lists
sites = st.fixed_dictionaries(
    {
        "north": st.sampled_from([0, 0.01, 0.1, 0.5, 2, 12]),
        "east": st.sampled_from([0, 0.02, -0.3, 3, -30]),
        "hidden": st.booleans(),
        "languages": some(st.sampled_from(["en", "es", "so"]), max_size=2, unique=True),
        "traits": some(st.sampled_from(FEW_TRAITS), max_size=3, unique=True),
        "areas": some(st.sampled_from(FEW_AREAS), max_size=2, unique=True),
        "hours": st.sampled_from([[], WORKDAYS, NIGHTS]),
        "county": st.sampled_from(["", "17031"]),
        "name": st.sampled_from(["Esperanza", "Harbor", "Haven House"]),
        "listed_on": st.sampled_from([None, date(2025, 1, 1), date(2026, 1, 1)]),
        "services": some(
            st.fixed_dictionaries(
                {
                    "needs": some(st.sampled_from(FEW_NEEDS), min_size=1, max_size=2, unique=True),
                    "languages": some(st.sampled_from(["es", "so"]), max_size=1),
                    "traits": some(st.sampled_from(FEW_TRAITS), max_size=1),
                    "areas": some(st.sampled_from(FEW_AREAS), max_size=1),
                    "hours": st.sampled_from([[], [], NIGHTS]),
                }
            ),
            max_size=3,
        ),
    }
)
searches = st.builds(
    Wanted,
    needs=st.sampled_from([(), (), *((need,) for need in FEW_NEEDS), (1, 7), (101, 501)]),
    words=st.sampled_from([*[""] * 5, "esperanza", "haven"]),
    as_typed=st.just(True),
    language=st.sampled_from([*[""] * 4, "es", "so"]),
    open_at=st.sampled_from([*[None] * 4, 0, TUESDAY_TEN]),
    traits=st.sampled_from([*[()] * 6, *((one,) for one in FEW_TRAITS), (101, 103), (301, 401)]),
    area=st.sampled_from([*[""] * 6, "FL", "12086", "12011", "Navajo Nation"]),
    within=st.sampled_from([*[0] * 4, 5, 100]),
    limit=st.just(50),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some(sites, min_size=3, max_size=8), some(searches, min_size=5, max_size=10), st.booleans())
def test_the_engine_finds_what_looking_at_every_site_finds(db, made, asked, near):
    written = write(made)
    place = HERE if near else None
    for wanted in asked:
        results = look_near(place, wanted)
        nearest, by_area = looked_at(written, place, wanted)
        assert [one.id for one in results.nearest] == nearest
        assert [one.id for one in results.by_area] == by_area


def write(made):
    """These sites in place of all others, each with its services."""
    Site.objects.all().delete()
    Service.objects.all().delete()
    organization = Organization.objects.create(name="Everyone")
    written = []
    for one in made:
        point = (
            (None, None) if one["hidden"] else (PILSEN[0] + one["north"], PILSEN[1] + one["east"])
        )
        site = Site.objects.create(
            organization=organization,
            is_confidential=one["hidden"],
            state="IL",
            latitude=point[0],
            longitude=point[1],
            county="" if one["hidden"] else one["county"],
            time_zone=CHICAGO,
            **{
                name: one[name]
                for name in ("name", "languages", "traits", "areas", "hours", "listed_on")
            },
        )
        services = [
            Service.objects.create(organization=organization, name="Help", **fields)
            for fields in one["services"]
        ]
        site.services.set(services)
        written.append((site, services))
    rebuild_entries([site for site, _services in written])
    return written


def looked_at(written, place, wanted):
    """Ids in order: those with a point, and those without; without a place all in one."""
    fits = [
        (site, areas)
        for site, services in written
        if (areas := areas_if_wanted(site, services, wanted)) is not None
    ]
    if place is None:
        return [
            site.pk for site, _areas in sorted(fits, key=lambda fit: (age(fit[0]), fit[0].pk))
        ], []
    farthest = wanted.within or (13000 if wanted.open_at is None else 100)
    nearest = sorted(
        (away, age(site), site.pk)
        for site, _areas in fits
        if site.latitude is not None and (away := miles(site)) <= farthest
    )
    hidden = sorted(
        site.pk
        for site, areas in fits
        if site.latitude is None and ("US" in areas or not states(areas) or "IL" in states(areas))
    )
    return [pk for _away, _age, pk in nearest], hidden


def areas_if_wanted(site, services, wanted):
    """The areas a site serves where it fits what is wanted, none where it does not."""
    met = {need for service in services for need in with_ancestors(service.needs)}
    if wanted.needs:
        leading = max(wanted.needs)
        services = [one for one in services if leading in with_ancestors(one.needs)]
    languages = set(site.languages).union(*(one.languages for one in services))
    traits = set(site.traits).union(*(one.traits for one in services))
    areas = set(site.areas).union(*(one.areas for one in services))
    hours = [one.hours or site.hours for one in services] or [site.hours]
    open_then = any(
        start <= (wanted.open_at or 0) < end
        for one in hours
        for start, end in minutes_open(one, date(2026, 1, 1))
    )
    fits = (
        met.issuperset(wanted.needs)
        and (not wanted.language or wanted.language in languages)
        and (wanted.open_at is None or open_then)
        and has_traits(with_implied(traits), wanted.traits)
        and (not wanted.area or serves(site, areas, wanted.area))
        and wanted.words in f"{site.name.lower()} everyone"
    )
    return areas if fits else None


def has_traits(there, wanted):
    groups = [
        {number for number in wanted if number in group}
        for group in (range(101, 150), range(200, 300), range(400, 500), range(500, 600))
    ]
    needed = {number for number in wanted if number == 151 or 300 <= number < 400}
    return needed <= there and all(group & there for group in groups if group)


def serves(site, areas, wanted):
    areas = areas or {site.county or site.state}
    of_state = {"12086": "FL", "12011": "FL", "17031": "IL"}
    if "US" in areas or wanted in areas:
        return True
    if wanted in {"FL", "IL"}:
        return wanted in {of_state.get(area, area) for area in areas}
    return of_state.get(wanted) in areas


def states(areas):
    return {{"12086": "FL", "17031": "IL"}.get(area, area) for area in areas} & {"FL", "IL"}


def age(site):
    """The freshest first, and those of unknown age last."""
    return -site.listed_on.toordinal() if site.listed_on else 0


def miles(site):
    south, west, north, east = *PILSEN, site.latitude, site.longitude
    half = sin(radians(north - south) / 2) ** 2
    half += cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 2 * 3958.8 * asin(sqrt(min(1, half)))
