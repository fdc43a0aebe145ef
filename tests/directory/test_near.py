"""Understanding where people look."""

import pytest

from alongside.directory.searching.near import Place, Unknown, place_called
from tests.directory.building import listed


@pytest.mark.parametrize(
    "near", ["60608", " 60608 ", "60608-1234", "606081234", "\uff16\uff10\uff16\uff10\uff18"]
)
def test_a_zip_code_is_its_center(near):
    place = place_called(near)
    assert (round(place.latitude, 2), round(place.longitude, 2)) == (41.85, -87.67)
    assert (place.state, place.note) == ("IL", "")


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("00601", "PR"),
        ("00802", "VI"),
        ("96910", "GU"),
        ("96950", "MP"),
        ("96799", "AS"),
        ("20001", "DC"),
    ],
)
def test_territories_have_zip_codes_too(code, state):
    assert place_called(code).state == state


def test_a_post_office_box_is_near_the_codes_that_begin_alike():
    place = place_called("60690")
    assert place.note == (
        "We do not know where ZIP code 60690 is. "
        "These places are near ZIP codes that begin with 606."
    )
    assert (round(place.latitude, 1), round(place.longitude, 1), place.state) == (41.9, -87.7, "IL")


def test_a_zip_code_that_nobody_has_is_said_to_be_unknown():
    assert place_called("00000") == Unknown(
        "We do not know ZIP code 00000. Try one close to it, or a city and state."
    )


@pytest.mark.parametrize(
    ("near", "point"),
    [
        ("41.85,-87.67", (41.85, -87.67)),
        ("+41.85 , -87.67", (41.85, -87.67)),
        ("-14,-170", (-14.0, -170.0)),
        ("90,180", (90.0, 180.0)),
    ],
)
def test_a_point_is_latitude_then_longitude(near, point):
    place = place_called(near)
    assert (place.latitude, place.longitude) == point


def test_a_point_knows_its_state_and_the_sea_has_none():
    assert place_called("41.85,-87.67").state == "IL"
    assert place_called("30,-50").state == ""


@pytest.mark.parametrize("near", ["91,0", "0,181", "-100.5,3"])
def test_a_point_off_the_earth_is_asked_for_again(near):
    assert place_called(near) == Unknown(
        "A point is latitude, then longitude: 41.85,-87.67 is in Chicago."
    )


@pytest.mark.parametrize("near", ["606", "123456", "1", "60608-12"])
def test_other_numbers_are_told_that_a_zip_code_has_five_digits(near):
    assert place_called(near) == Unknown("A ZIP code has five digits.")


@pytest.mark.parametrize(
    "near", ["Chicago, IL", "chicago,il", "Chicago IL", "CHICAGO, Illinois", "Chicago"]
)
def test_a_city_is_the_center_of_its_sites(near, lakeside):
    listed(lakeside, "One", latitude=41.0, longitude=-87.0)
    listed(lakeside, "Two", latitude=42.0, longitude=-88.0, city="CHICAGO")
    listed(lakeside, "Elsewhere", latitude=45.0, longitude=-80.0, city="Evanston")
    assert place_called(near) == Place(41.5, -87.5, "IL")


def test_of_several_cities_the_reader_chooses(lakeside):
    listed(lakeside, "One", city="Springfield")
    listed(lakeside, "Two", city="Springfield", state="MA")
    assert place_called("springfield") == Unknown(
        "There is more than one springfield. Which one do you mean?",
        ("springfield, IL", "springfield, MA"),
    )
    assert place_called("Springfield, MA").state == "MA"


def test_an_unknown_name_is_offered_the_nearest_spellings(client, lakeside):
    listed(lakeside, "One")
    listed(lakeside, "Two", city="Chicago Heights")
    listed(lakeside, "Three", city="CHICAGO")
    unknown = place_called("Chcago, IL")
    assert unknown.suggestions == ("Chicago, IL",)
    assert place_called("Chicago, ZZ").state == "IL"
    assert place_called("Chicagoo, MA").suggestions == ("Chicago, IL",)

    page = client.get("/search/?near=Chcago,+IL&need=1").text
    assert '<a href="?near=Chicago%2C+IL&amp;need=1">Chicago, IL</a>' in page


def test_a_city_known_only_by_a_confidential_site_is_not_known(lakeside):
    listed(lakeside, city="Secretville", is_confidential=True)
    assert place_called("Secretville, IL").suggestions == ()


@pytest.mark.parametrize(
    "near", ["nan,nan", "inf,0", "' OR 1=1 --", "../../etc/passwd", "%s%s", "x" * 81]
)
def test_nonsense_is_an_unknown_place(near, db):
    assert isinstance(place_called(near), Unknown)
