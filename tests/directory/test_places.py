"""Counties, their outlines and the time of day, known without asking anybody."""

import pytest

from alongside.directory.geography.counties import counties, county_called, county_name
from alongside.directory.geography.outlines import Frame, borders_in, counties_in, county_around
from alongside.directory.geography.places import (
    county_at,
    county_of_zip,
    states,
    time_zone_at,
    zips,
)


@pytest.mark.parametrize(
    ("point", "name", "zone"),
    [
        ((41.85, -87.67), "Cook County", "America/Chicago"),
        ((25.76, -80.19), "Miami-Dade County", "America/New_York"),
        ((31.76, -106.48), "El Paso County", "America/Denver"),
        ((39.29, -76.61), "Baltimore city", "America/New_York"),
        ((18.4, -66.1), "San Juan Municipio", "America/Puerto_Rico"),
        ((52.9, 173.1), "Aleutians West Census Area", "America/Adak"),
        ((13.5, 144.8), "Guam", "Pacific/Guam"),
        ((0, 0), "", ""),
    ],
)
def test_a_point_lies_in_a_county_and_has_a_time(point, name, zone):
    assert (county_name(county_at(*point)), time_zone_at(*point)) == (name, zone)


@pytest.mark.parametrize(
    ("code", "fips"),
    [("60608", "17031"), ("00736", "72035"), ("41101", "21019"), ("00000", ""), ("x", "")],
)
def test_a_zip_code_lies_in_the_county_of_its_middle(code, fips):
    assert county_of_zip(code) == fips


def test_every_zip_code_lies_in_a_county_of_its_state():
    wrong = [
        zips().codes[at]
        for at in range(len(zips().codes))
        if counties()[zips().county(at)].state != zips().state(at)
    ]
    assert wrong == []
    assert {county.state for county in counties().values()} <= set(states())


@pytest.mark.parametrize(
    ("name", "state", "fips"),
    [
        ("Miami-Dade", "FL", "12086"),
        ("miami dade county", "FL", "12086"),
        ("De Kalb County", "GA", "13089"),
        ("Dona Ana", "NM", "35013"),
        ("St Louis County", "MO", "29189"),
        ("Baltimore", "MD", "24005"),
        ("Baltimore City", "MD", "24510"),
        ("Miami-Dade", "TX", ""),
        ("", "FL", ""),
    ],
)
def test_a_county_is_known_as_people_write_it(name, state, fips):
    assert county_called(name, state) == fips


def test_every_county_is_known_by_its_own_name():
    wrong = [
        county.name
        for county in counties().values()
        if county_called(county.name, county.state) != county.fips
    ]
    assert wrong == []


def test_a_map_shows_the_counties_around_each_closed():
    found = counties_in(41.5, -88.2, 42.2, -87.2)
    assert {"Cook County", "DuPage County", "Lake County"} < {county.name for county in found}
    for county in found:
        assert all(ring[0] == ring[-1] for ring in county.rings)


def test_borders_are_drawn_once_and_those_of_states_apart():
    near = borders_in(Frame(41.0, -88.0, 42.0, -87.0))
    assert near.of_counties
    assert near.of_states
    assert borders_in(Frame(41.0, -88.0, 42.0, -87.0), of_counties=False).of_counties == []
    inside = borders_in(Frame(39.75, -89.7, 39.85, -89.6))  # around Springfield, Illinois
    assert inside.of_states == []


def test_the_sea_has_no_county_and_the_shore_has_the_nearest():
    assert county_around(25.76, -79.9) == ""
    assert county_name(county_at(25.76, -80.1)) == "Miami-Dade County"
