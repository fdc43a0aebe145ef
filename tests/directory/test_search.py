"""Finding who can help near a place."""

import json
from datetime import date
from math import asin, cos, radians, sin, sqrt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.directory.api import NotFoundOut, SearchOut
from alongside.directory.content.hotlines import hotlines
from alongside.directory.models import Entry, Site
from tests.directory.building import PILSEN, listed

FIRST_HOTLINE = "National Domestic Violence Hotline"


def names(client, **asked):
    answer = client.get("/api/v1/search", {"near": "60608"} | asked)
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["results"]]


def away(north, organization, name, **fields):
    """A site some degrees of latitude north of Pilsen; one is 69 miles."""
    return listed(organization, name, latitude=PILSEN[0] + north, **fields)


def test_the_nearest_comes_first_with_its_distance(client, harbor, lakeside):
    away(2, lakeside, "Far")
    away(0.1, lakeside, "Near")
    away(0.5, harbor, "Between")

    results = client.get("/api/v1/search?near=41.8523,-87.6690").json()["results"]
    assert [(one["name"], one["distance_miles"]) for one in results] == [
        ("Near", 6.91),
        ("Between", 34.55),
        ("Far", 138.19),
    ]


def test_a_result_says_who_where_and_whom_to_call(client, harbor):
    site = listed(harbor, needs=(7, 1), languages=["es"], traits=[101], listed_on=date(2026, 10, 1))
    [found] = client.get("/api/v1/search?near=41.8523,-87.6690").json()["results"]
    assert found == {
        "id": str(site.pk),
        "name": "Office",
        "organization_id": str(harbor.pk),
        "organization": "Harbor House",
        "distance_miles": 0.0,
        "latitude": PILSEN[0],
        "longitude": PILSEN[1],
        "is_rough": False,
        "is_confidential": False,
        "address": "1 Main St",
        "city": "Chicago",
        "state": "IL",
        "phone": "(312) 555-2368",
        "phone_link": "tel:+1-312-555-2368",
        "setting": "",
        "opening": "Hours unknown",
        "languages": ["es"],
        "traits": [101, 603],
        "needs": [1, 7],
        "listed_on": "2026-10-01",
        "confirmed_on": None,
    }


def test_an_answer_is_what_the_api_promises(client, harbor):
    listed(harbor)
    SearchOut.model_validate_json(client.get("/api/v1/search?near=60608").content)
    NotFoundOut.model_validate_json(client.get("/api/v1/search?near=00000").content)


def test_the_widening_circle_finds_what_measuring_every_site_finds(client, lakeside):
    spread = [((7 * n) % 53 * 0.4 - 8, (11 * n) % 71 * 0.5 - 15) for n in range(120)]
    for number, (north, east) in enumerate(spread):
        place = {"latitude": PILSEN[0] + north, "longitude": PILSEN[1] + east}
        listed(lakeside, str(number), needs=(), **place)

    at = (40.1, -90.2)
    measured = sorted(
        Site.objects.all(), key=lambda site: miles(*at, site.latitude, site.longitude)
    )
    found = client.get("/api/v1/search?near=40.1,-90.2&limit=50").json()["results"]
    assert [one["name"] for one in found] == [site.name for site in measured[:50]]


def miles(south, west, north, east):
    half = sin(radians(north - south) / 2) ** 2
    half += cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 2 * 3958.8 * asin(sqrt(half))


def test_the_date_line_is_no_border(client, lakeside):
    listed(lakeside, "West", latitude=52.0, longitude=179.9, state="AK")
    listed(lakeside, "East", latitude=52.0, longitude=-179.8, state="AK")
    assert names(client, near="52.0,-179.9") == ["East", "West"]
    assert names(client, near="52.0,179.95") == ["West", "East"]


def test_a_need_and_a_language_narrow_the_search(client, harbor, lakeside):
    away(0.1, harbor, "Advocates", needs=(1,), languages=["en", "es"])
    away(0.2, lakeside, "Clinic", needs=(5,), languages=["en"])
    away(0.3, lakeside, "Both", needs=(1, 5), languages=["es"])

    assert names(client) == ["Advocates", "Clinic", "Both"]
    assert names(client, need=1) == ["Advocates", "Both"]
    assert names(client, need=5, language="es") == ["Both"]
    assert names(client, need=9) == []


def test_what_an_organization_does_everywhere_counts_at_each_site(client, harbor):
    harbor.services.create(name="Rides", needs=[9])
    listed(harbor, needs=())
    assert names(client, need=9) == ["Office"]


def test_no_more_than_asked_for(client, harbor):
    for number in range(5):
        away(number / 10, harbor, str(number))
    assert names(client, limit=3) == ["0", "1", "2"]


def test_a_site_that_closed_is_not_found(client, harbor):
    site = listed(harbor)
    Entry.objects.filter(site=site).delete()
    assert names(client) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_is_one_query_for_anybody(client, harbor, count):
    for number in range(count):
        away(number / 10, harbor, str(number))
    for address in ("/api/v1/search?near=60608", "/search/?near=60608", "/es/search/?near=60608"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) == 1


def test_the_page_works_as_plain_links(client, harbor):
    for number in range(21):
        away(number / 100, harbor, f"Site {number:02}")
    page = client.get("/search/?near=60608&need=1").text
    assert page.count('<span class="number">') == 20
    assert "/search/?near=60608&amp;need=1&amp;page=2" in page.replace('href="?', 'href="/search/?')
    second = client.get("/search/?near=60608&need=1&page=2").text
    assert "Site 20" in second
    assert "Site 19" not in second


def test_a_phone_is_a_button_that_dials(client, harbor):
    listed(harbor, phone="312-555-2368 x12")
    page = client.get("/search/?near=60608").text
    assert (
        '<a class="usa-button" href="tel:+1-312-555-2368;ext=12">(312) 555-2368 ext. 12</a>' in page
    )


def test_a_van_a_school_and_a_summer_clinic_say_so(client, harbor):
    for setting in ("mobile", "school", "seasonal"):
        listed(harbor, setting, setting=setting)
    page = client.get("/search/?near=60608").text
    assert page.count('<span class="usa-tag">') == 3


def test_who_works_here_may_call_together_and_nobody_else_sees_it(client, harbor, nora):
    listed(harbor)
    assert "Call together" not in client.get("/search/?near=60608").text
    client.force_login(nora)
    assert f"/call/{harbor.pk}/" in client.get("/search/?near=60608").text


def test_nobody_calls_their_own_organization_together(client, harbor, ada):
    site = listed(harbor)
    client.force_login(ada)
    for page in ("/search/?near=60608", f"/organizations/{harbor.pk}/", f"/sites/{site.pk}/"):
        answer = client.get(page)
        assert (answer.status_code, "Call together" in answer.text) == (200, False)


@pytest.mark.parametrize(
    "near",
    [
        "60608",
        "60690",
        "00000",
        "Nowhere, ZZ",
        "",
        "<script>alert(1)</script>",
        "nan,nan",
        "9" * 500,
    ],
)
def test_every_search_ends_with_the_hotlines(client, db, near):
    page = client.get("/search/", {"near": near})
    assert page.status_code == 200
    assert page.text.rindex(FIRST_HOTLINE + "</h3>") > page.text.rindex("</form>")
    assert "<script>alert" not in page.text

    answer = client.get("/api/v1/search", {"near": near})
    assert answer.json()["hotlines"][0]["name"] == FIRST_HOTLINE
    assert len(answer.json()["hotlines"]) == len(hotlines())


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"near": ""}, "Write a ZIP code, or a city and state such as Chicago, IL."),
        ({"near": "60608", "limit": "0"}, "limit is a whole number from 1 to 100."),
        ({"near": "60608", "limit": "1000000"}, "limit is a whole number from 1 to 100."),
        ({"near": "60608", "limit": "many"}, "limit is a whole number from 1 to 100."),
        ({"near": "60608", "need": "77"}, "need is one of the numbers that /api/v1/needs lists."),
        ({"near": "60608", "need": "-1"}, "need is one of the numbers that /api/v1/needs lists."),
        (
            {"near": "60608", "language": "'; --"},
            "language is a code of two or three letters, such as es.",
        ),
        (
            {"near": "60608", "language": "e\0"},
            "language is a code of two or three letters, such as es.",
        ),
    ],
)
def test_what_makes_no_sense_is_answered_in_a_sentence(client, db, asked, sentence):
    answer = client.get("/api/v1/search", asked)
    assert (answer.status_code, answer.json()["error"]) == (400, sentence)


def test_a_page_takes_what_makes_no_sense_as_not_said(client, harbor):
    listed(harbor)
    page = client.get("/search/?near=60608&need=x&language=%00&page=-7")
    assert page.status_code == 200
    assert "Office" in page.text
    assert client.get("/search/?near=60608&page=99999999999999").status_code == 200


@pytest.mark.parametrize("near", ["%FF%FE", "%C3%28", "%00", "a%00b, IL", "%F0%9F%98%80"])
def test_broken_letters_are_an_unknown_place(client, db, near):
    assert client.get(f"/search/?near={near}").status_code == 200
    answer = client.get(f"/api/v1/search?near={near}")
    assert answer.status_code == 400
    assert json.loads(answer.content)["results"] == []


def test_any_page_may_read_the_api_and_no_cookie_comes_with_it(client, harbor):
    listed(harbor)
    for address in ("/api/v1/search?near=60608", "/api/v1/needs", "/search/?near=60608"):
        answer = client.get(address)
        assert answer.cookies == {}
    assert client.get("/api/v1/needs").headers["Access-Control-Allow-Origin"] == "*"


def test_words_in_a_record_are_data_wherever_they_are_shown(client, harbor):
    trick = "<img src=x onerror=alert(1)>{{ 7|add:7 }}'\"--"
    listed(harbor, trick, address_1=trick)
    pages = [
        client.get(address).text
        for address in ("/search/?near=60608", f"/organizations/{harbor.pk}/")
    ]
    for page in pages:
        assert "<img src=x" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;{{ 7|add:7 }}" in page
    assert names(client) == [trick]
