"""The map: numbered dots on borders, drawn here; the list says the same."""

import re
from xml.etree import ElementTree as ET

from alongside.directory.searching.map import HEIGHT, WIDTH, drawing, told
from alongside.directory.searching.near import place_called
from alongside.directory.searching.search import Wanted, look_near
from tests.directory.building import PILSEN, listed

NEAR = "41.8523,-87.6690"


def drawn(near=NEAR, **asked):
    wanted = Wanted(**asked)
    place = place_called(near)
    return drawing(place, look_near(place, wanted).nearest, wanted)


def test_a_map_is_a_picture_with_the_numbers_of_the_list(client, harbor):
    for number in range(3):
        listed(harbor, f"Site {number}", latitude=PILSEN[0] + number / 10)
    answer = client.get("/search/map.svg", {"near": NEAR})
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    texts = [one.text for one in ET.fromstring(answer.content).findall(".//{*}g/{*}text")]  # noqa: S314
    assert texts == ["1", "2", "3"]
    assert re.search(r'"M[\d. LM-]{100,}"', answer.text)


def test_north_is_up_east_is_right_and_all_is_on_the_paper(harbor):
    listed(harbor, "Here")
    listed(harbor, "North", latitude=PILSEN[0] + 0.3)
    listed(harbor, "East", longitude=PILSEN[1] + 0.5)
    dots = {dot.label: dot for dot in drawn().dots}
    here, north, east = dots["1"], dots["2"], dots["3"]
    assert north.y < here.y == east.y
    assert east.x > here.x == north.x
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in dots.values())


def test_places_on_top_of_each_other_share_a_dot(harbor):
    for number in range(4):
        listed(harbor, f"Site {number}")
    assert [dot.label for dot in drawn().dots] == ["1-4"]
    assert told([1, 4, 7]) == "1, 4, 7"
    assert told([1, 4, 7, 9]) == "1, 4, 7 …"


def test_a_confidential_place_is_never_on_it(harbor):
    listed(harbor, "Open")
    listed(harbor, "Shelter", is_confidential=True)
    assert [dot.label for dot in drawn().dots] == ["1"]


def test_the_next_page_goes_on_counting(harbor):
    for number in range(25):
        listed(harbor, f"Site {number:02}", latitude=PILSEN[0] + number)
    assert drawn(page=2).dots[0].label.startswith("21")


def test_there_is_no_map_of_no_place(client, db):
    assert client.get("/search/map.svg").status_code == 404
    assert client.get("/search/map.svg?near=Nowhere, ZZ").status_code == 404


def test_a_map_far_from_anywhere_is_drawn_too(client, db):
    for near in ("71.29,-156.79", "18.34,-64.93", "0,0", "89.9,179.9"):
        assert client.get("/search/map.svg", {"near": near}).status_code == 200
