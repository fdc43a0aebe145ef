"""Every filter narrows what the others leave, and the engine finds what looking at every site finds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.directory.content.traits import KIND_TRAITS
from alongside.directory.models import Backing, Entry, Profile, Service, Site, Words
from alongside.directory.searching.entries import follow_hours, rebuild_entries, rebuild_missing
from alongside.directory.searching.near import Place
from alongside.directory.searching.search import Wanted, look_near
from alongside.directory.searching.widening import wider
from tests.directory.building import PILSEN, listed

CHICAGO = "America/Chicago"
HERE = Place(*PILSEN, "IL")
HIDDEN = {"latitude": None, "longitude": None, "city": "", "address_1": "", "is_confidential": True}
WORKDAYS = [{"days": "12345", "opens": "09:00", "closes": "17:00"}]
NIGHTS = [{"days": "1234567", "opens": "20:00", "closes": "06:00"}]
TUESDAY_TEN = 24 * 60 + 10 * 60


def names(place=HERE, **wanted):
    results = look_near(place, Wanted(**wanted))
    return [one.name for one in results.nearest + results.by_area]


def with_service(site, **fields):
    about = {"organization": site.organization, "name": "Help", "needs": [1]} | fields
    service = Service.objects.create(**about)
    service.sites.add(site)
    rebuild_entries([site])
    return service


def test_a_language_counts_for_the_need_it_is_spoken_for(harbor):
    site = listed(harbor, needs=(), languages=["en"])
    with_service(site, needs=[701], languages=["so"])
    with_service(site, needs=[501])
    assert names(needs=(701,), language="so") == names(needs=(7,), language="so") == ["Office"]
    assert names(language="so") == names(needs=(501,), language="en") == ["Office"]
    assert names(needs=(501,), language="so") == []


def test_who_meets_a_need_meets_what_it_belongs_to(harbor):
    listed(harbor, needs=(701,))
    assert names(needs=(7,)) == names(needs=(701,)) == names(needs=(7, 701)) == ["Office"]
    assert names(needs=(702,)) == names(needs=(701, 5)) == []


def test_traits_come_from_site_service_profile_backing_and_kind(harbor):
    site = listed(harbor, needs=(), traits=[301])
    with_service(site, traits=[101, 204])
    Profile.objects.create(organization=harbor, what_we_do="We help.", traits=[401])
    Backing.objects.create(organization=harbor, trait=503, said="OVW", source_name="List")
    rebuild_entries([site])
    kind = KIND_TRAITS[harbor.kind]
    for trait in (301, 101, 204, 210, 401, 503, kind):
        assert names(traits=(trait,)) == ["Office"]
    assert names(traits=(301, 101, 401, 503, kind)) == ["Office"]
    assert names(traits=(302,)) == []


def test_of_a_group_one_is_enough_but_of_what_keeps_people_out_all_must_be_there(harbor):
    listed(harbor, traits=[101, 301, 401])
    assert names(traits=(401, 402)) == names(traits=(101, 103)) == ["Office"]
    assert names(traits=(401, 402, 301)) == ["Office"]
    assert names(traits=(301, 302)) == names(traits=(402, 403)) == []


def test_help_by_phone_helps_from_afar(harbor):
    listed(harbor, "Line", setting="remote", areas=["IL"], **(HIDDEN | {"is_confidential": False}))
    assert names(traits=(210,)) == ["Line"]


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("FL", ["County", "Country", "State"]),
        ("12086", ["County", "Country", "State"]),
        ("12011", ["Country", "State"]),
        ("IL", ["Country", "Own"]),
        ("17031", ["Country", "Own"]),
        ("17043", ["Country"]),
        ("Navajo Nation", ["Country", "Land"]),
        ("Nowhere", ["Country"]),
    ],
)
def test_an_area_is_served_by_those_who_serve_all_of_it_or_of_what_it_lies_in(
    harbor, area, expected
):
    listed(harbor, "County", areas=["12086"])
    listed(harbor, "State", areas=["FL"])
    listed(harbor, "Country", areas=["US"])
    listed(harbor, "Land", areas=["Navajo Nation"])
    listed(harbor, "Own", county="17031")
    assert sorted(names(area=area)) == sorted(expected)
    assert sorted(names(place=None, area=area)) == sorted(expected)


def test_open_now_is_by_the_clock_of_each_place(harbor, time_machine):
    listed(harbor, "Chicago", hours=WORKDAYS, time_zone=CHICAGO)
    listed(harbor, "Phoenix", hours=WORKDAYS, time_zone="America/Phoenix", latitude=PILSEN[0] + 1)
    listed(harbor, "Nights", hours=NIGHTS, time_zone=CHICAGO)
    listed(harbor, "Unknown")
    for hour, expected in (
        (15.5, ["Chicago"]),
        (16.5, ["Chicago", "Phoenix"]),
        (23.5, ["Phoenix"]),
    ):
        at = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hour)
        time_machine.move_to(at, tick=False)
        assert names(open_now=True) == expected
    time_machine.move_to(datetime(2026, 11, 25, 9, tzinfo=UTC), tick=False)
    assert names(open_now=True) == ["Nights"]
    assert names(open_at=TUESDAY_TEN) == ["Chicago", "Phoenix"]
    assert sorted(names(place=None, area="IL", open_at=0)) == ["Nights"]


def test_where_only_the_state_is_known_its_clock_counts(harbor, time_machine):
    listed(harbor, "Hidden", areas=["AZ"], hours=WORKDAYS, **(HIDDEN | {"state": "AZ"}))
    for hour, expected in ((15.9, []), (16.1, ["Hidden"]), (23.9, ["Hidden"]), (24.1, [])):
        at = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hour)
        time_machine.move_to(at, tick=False)
        found = look_near(Place(33.4, -112.0, "AZ"), Wanted(open_now=True)).by_area
        assert [one.name for one in found] == expected
        assert [one.opening for one in found] == ["Open until 5 pm"] * len(expected)


def test_a_service_has_hours_of_its_own(harbor):
    site = listed(harbor, needs=(), hours=WORKDAYS, time_zone=CHICAGO)
    with_service(site, needs=[701], hours=NIGHTS)
    with_service(site, needs=[501])
    assert names(needs=(501,), open_at=TUESDAY_TEN) == names(open_at=0) == ["Office"]
    assert names(needs=(701,), open_at=0) == ["Office"]
    assert names(needs=(701,), open_at=TUESDAY_TEN) == names(needs=(501,), open_at=0) == []


def test_a_season_begins_and_ends_by_itself(harbor, time_machine):
    time_machine.move_to(datetime(2026, 5, 31, 18, tzinfo=UTC), tick=False)
    summer = [WORKDAYS[0] | {"from": "2026-06-01", "until": "2026-08-31"}]
    site = listed(harbor, needs=(), time_zone=CHICAGO)
    with_service(site, hours=summer)
    assert names(open_at=TUESDAY_TEN) == []
    for day, expected in (
        (datetime(2026, 6, 2, 12, tzinfo=UTC), ["Office"]),
        (datetime(2026, 9, 1, 12, tzinfo=UTC), []),
    ):
        time_machine.move_to(day, tick=False)
        follow_hours()
        assert names(open_at=TUESDAY_TEN) == expected


def test_a_site_without_rows_gets_them_and_one_that_closed_does_not(harbor):
    listed(harbor, "Office")
    closed = listed(harbor, "Closed")
    Site.objects.filter(pk=closed.pk).update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))
    Entry.objects.all().delete()
    Words.objects.all().delete()
    rebuild_missing()
    assert names() == ["Office"]
    with CaptureQueriesContext(connection) as queries:
        rebuild_missing()
    assert len(queries) == 3  # it looks, between the two ends of a transaction


def test_only_within_some_miles(harbor):
    listed(harbor, "Near")
    listed(harbor, "Corner", latitude=PILSEN[0] + 0.06, longitude=PILSEN[1] + 0.08)
    listed(harbor, "Far", latitude=PILSEN[0] + 1)
    assert names(within=5) == ["Near"]
    assert names(within=25) == ["Near", "Corner"]
    assert names(within=25, traits=(KIND_TRAITS[harbor.kind],)) == ["Near", "Corner"]
    assert names() == ["Near", "Corner", "Far"]


def test_nobody_looks_farther_than_a_hundred_miles_for_what_is_open(harbor):
    listed(harbor, "Near", hours=WORKDAYS, time_zone=CHICAGO, latitude=PILSEN[0] + 1)
    listed(harbor, "Far", hours=WORKDAYS, time_zone=CHICAGO, latitude=PILSEN[0] + 2)
    assert names(open_at=TUESDAY_TEN) == ["Near"]
    assert names(open_at=TUESDAY_TEN, within=200) == ["Near", "Far"]


def test_of_two_at_one_distance_the_fresher_comes_first(harbor):
    listed(harbor, "Old", listed_on=date(2020, 1, 1))
    listed(harbor, "Unknown")
    listed(harbor, "New", listed_on=date(2020, 1, 1), confirmed_on=date(2026, 1, 1))
    assert names() == names(traits=(KIND_TRAITS[harbor.kind],)) == ["New", "Old", "Unknown"]
    assert names(place=None, area="IL") == ["New", "Old", "Unknown"]


def test_without_a_place_each_site_comes_once(harbor):
    listed(harbor, "Hidden", areas=["FL", "IL", "12086"], **HIDDEN)
    listed(harbor, "Open")
    assert sorted(names(place=None, area="FL")) == ["Hidden"]
    assert sorted(names(place=None, words="harbor")) == ["Hidden", "Open"]


def test_a_confidential_site_comes_by_its_states_and_never_by_a_point(harbor):
    listed(harbor, "Hidden", areas=["FL", "17031"], **HIDDEN)
    results = look_near(HERE, Wanted())
    assert (results.nearest, [one.name for one in results.by_area]) == ([], ["Hidden"])
    [found] = results.by_area
    told = (found.miles, found.where, found.latitude, found.longitude, found.address_1, found.city)
    assert told == (None, "IL", None, None, "", "")
    assert names(place=Place(25.7, -80.2, "FL"), traits=(KIND_TRAITS[harbor.kind],)) == ["Hidden"]
    assert names(place=Place(33.4, -112.0, "AZ")) == []


def test_what_serves_the_country_comes_everywhere(harbor):
    listed(harbor, "Line", areas=["US", "IL"], **HIDDEN)
    for place in (HERE, Place(13.4, 144.7, "GU"), Place(0, 0, "")):
        assert names(place=place) == ["Line"]


def test_pages_follow_each_other_without_a_gap(harbor):
    for number in range(7):
        listed(harbor, str(number), latitude=PILSEN[0] + number / 10)
        listed(harbor, f"Hidden {number}", areas=["IL"], **HIDDEN)
    for more in ({}, {"traits": (KIND_TRAITS[harbor.kind],)}):
        pages = [look_near(HERE, Wanted(page=page, limit=3, **more)) for page in (1, 2, 3)]
        assert [one.name for page in pages for one in page.nearest] == list("0123456")
        assert len({one.id for page in pages for one in page.by_area}) == 7
        assert [page.more for page in pages] == [True, True, False]
    fresh = [look_near(None, Wanted(page=page, limit=5, area="IL")) for page in (1, 2, 3)]
    assert len({one.id for page in fresh for one in page.nearest}) == 14


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_is_one_query_whatever_is_asked(harbor, count):
    for number in range(count):
        listed(harbor, str(number))
    everything = Wanted((1,), "", False, "en", True, None, (101, 301, 401), "IL", 50)
    for place in (HERE, None):
        with CaptureQueriesContext(connection) as queries:
            look_near(place, everything)
        assert len(queries) == 1


# ---- where little is found


def found_wider(asked):
    return wider(HERE, asked, look_near(HERE, asked))


def test_what_finds_more_is_proposed_and_nothing_else(harbor):
    listed(harbor, "Clinic", needs=(501,), languages=["en"], latitude=PILSEN[0] + 1)
    asked = Wanted(needs=(501,), language="so", within=25, area="FL")
    two = found_wider(Wanted(needs=(501,), within=50))
    assert [(one.sentence, one.wanted.within, one.found) for one in two] == [
        ("Within 100 miles", 100, 1)
    ]
    [bare] = found_wider(asked)
    assert (bare.sentence, bare.wanted) == ("Without all other choices", Wanted(needs=(501,)))
    [other] = found_wider(Wanted(needs=(501,), language="so"))
    assert (other.sentence, other.wanted) == ("In any language", Wanted(needs=(501,)))
    parent = found_wider(Wanted(needs=(502,)))
    assert {one.wanted.needs for one in parent} >= {(5,), (501,)}


def test_the_first_few_ways_that_find_more_are_enough(harbor):
    traits = (301, 302, 304, 305, 306, 307)
    for one in traits:
        listed(harbor, f"Without {one}", needs=(501,), traits=[*{*traits} - {one}])
    found = found_wider(Wanted(needs=(501,), traits=traits))
    assert [one.wanted.traits for one in found] == [
        tuple(other for other in traits if other != one) for one in traits[:4]
    ]


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        (Wanted((701, 501), "", False, "so", True, None, (101, 301), "FL", 5), 2),
        (Wanted((502,), open_at=180), 2),  # the need above finds nothing either
        (Wanted((502,), open_at=180, language="so"), 3),
        (Wanted((502,)), 2),  # the need above, and those beside
        (Wanted((101,)), 1),
    ],
)
def test_what_could_be_tried_is_counted_in_few_queries(harbor, asked, counted):
    listed(harbor, "Clinic", needs=(501,))
    results = look_near(HERE, asked)
    with CaptureQueriesContext(connection) as queries:
        wider(HERE, asked, results)
    assert len(queries) == counted
