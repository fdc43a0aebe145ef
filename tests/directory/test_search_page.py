"""The search page: plain links, what was chosen, and a person's own point that stays out of every address."""

import re
from html import unescape

import pytest

from alongside.directory.content.needs import areas, close_to, parts_of
from tests.directory.building import PILSEN, listed

HERE = "41.85,-87.67"


def links(page, within="main"):
    """Where the searches lead that stand on the page."""
    return [unescape(query) for query in re.findall(r'href="\?([^"]*)"', page)]


def test_without_a_question_the_ten_areas_are_links(client, db):
    page = client.get("/search/").text
    assert links(page) == [f"need={area.number}" for area in areas()]


def test_what_was_chosen_is_a_link_that_takes_it_away(client, harbor):
    listed(harbor)
    page = client.get("/search/?near=60608&need=1&language=so&open=now&trait=101&within=10").text
    chosen = page[page.index('id="chosen"') :]
    chips = re.findall(r'class="chip" href="\?([^"]*)">([^<]*) <', chosen)
    assert [unescape(name) for _query, name in chips] == [
        "Safety and advocacy",
        "Somali",
        "Open now",
        "Free",
        "Within 10 miles",
    ]
    assert unescape(chips[1][0]) == "near=60608&need=1&open=now&trait=101&within=10"


def test_choices_are_shown_as_chosen(client, harbor):
    page = client.get("/search/?near=60608&need=7&language=so&trait=301&day=1&time=18:30").text
    assert '<option value="7" selected>' in page
    assert '<option value="so" selected>' in page
    assert '<option value="1" selected>' in page
    assert 'value="301" checked' in page
    assert 'type="time" id="time" name="time" value="18:30"' in page


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("Cook County, IL", "17031", "Serves Cook County, IL"),
        ("illinois", "IL", "Serves Illinois"),
        ("Navajo Nation", "Navajo Nation", "Serves Navajo Nation"),
    ],
)
def test_whom_it_serves_is_asked_as_people_write_it(client, harbor, written, code, said):
    listed(harbor, "There", areas=[code])
    listed(harbor, "Elsewhere", areas=["12086"])
    page = client.get("/search/", {"near": "60608", "area": written}).text
    assert said in page
    assert "There</a>" in page
    assert "Elsewhere</a>" not in page


def test_a_result_says_all_that_matters_in_one_glance(client, harbor):
    about = {"languages": ["en", "es"], "traits": [101, 151, 202]}
    listed(harbor, latitude=PILSEN[0] + 0.1, is_rough=True, **about)
    page = client.get(f"/search/?near={HERE}").text
    assert '<span class="number">1</span> <a href="/sites/' in page
    assert "<strong>about 7 miles</strong> · 1 Main St, Chicago, IL" in page
    assert "Free" in page
    assert "Call first" in page
    assert "English, Spanish" in page


def test_my_list_works_without_scripts(client, harbor):
    site = listed(harbor)
    page = client.get("/search/?near=60608").text
    assert f'<input type="checkbox" form="list" name="site" value="{site.pk}"' in page
    assert '<form method="post" id="list" action="/card.pdf" autocomplete="off"' in page


def test_needs_close_to_the_one_asked_for_are_links(client, db):
    page = client.get("/search/?near=60608&need=1").text
    assert "near=60608&need=101" in links(page)


def test_a_need_that_finds_more_is_not_proposed_twice(client, harbor):
    listed(harbor, needs=(501,))
    page = client.get("/search/?near=60608&need=502").text
    more, close = page.index('id="wider"'), page.index('id="nearby"')
    assert links(page[more:close]) == ["near=60608&need=5", "near=60608&need=501"]
    assert {*links(page[more:close])} & {*links(page[close:])} == set()
    assert "near=60608&need=503" in links(page[close:])


def test_an_area_consists_of_needs_and_is_close_to_none(db):
    assert [need.number for need in parts_of(5)][:2] == [501, 502]
    assert {need.parent for need in parts_of(5)} == {5}
    assert [need.number for need in close_to(502)][:3] == [5, 501, 503]
    assert (close_to(5), close_to(0)) == ((), ())


@pytest.mark.parametrize("language", ["", "/es"])
def test_where_nothing_is_found_the_hotlines_are_one_tap_away(client, db, language):
    page = client.get(f"{language}/search/?near=60608&q=rape+hotline").text
    assert page.index('href="#hotlines"') < page.index('id="nearby"') < page.index('id="hotlines"')


def test_where_else_to_look_comes_last(client, db):
    page = client.get("/search/?near=60608&need=1").text
    assert page.index('<h2 id="further">') > page.index('<h2 id="hotlines">')
    assert 'href="https://ovc.ojp.gov/directory-crime-victim-services"' in page


# ---- a person's own point


def test_ones_own_point_is_answered_from_a_body(client, harbor):
    listed(harbor)
    answer = client.post("/search/", {"point": "41.8523,-87.6690"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Office" in answer.text


def test_ones_own_point_is_rounded_and_in_no_address(client, harbor):
    for number in range(25):
        listed(harbor, f"Site {number}")
    page = client.post("/search/", {"point": "41.852345,-87.669012", "need": "1"}).text
    assert '<input type="hidden" name="point" value="41.85,-87.67">' in page
    assert "41.8523" not in page
    assert [one for one in re.findall(r'(?:href|src|action)="([^"]*)"', page) if "41." in one] == []
    assert links(page) == []  # each next step is a button of the form that carries the point
    assert 'form="here" name="asked" value="need=1&amp;page=2"' in page
    assert "<svg" in page


def test_a_next_step_from_ones_own_point_keeps_it_in_the_body(client, harbor):
    for number in range(25):
        listed(harbor, f"Site {number:02}")
    page = client.post("/search/", {"point": HERE, "asked": "need=1&page=2"}).text
    assert '<span class="number">21</span>' in page
    assert '<span class="number">20</span>' not in page


def test_a_place_typed_instead_becomes_a_plain_link_again(client, db):
    answer = client.post("/search/", {"point": HERE, "near": "60608", "need": "1"})
    assert (answer.status_code, answer.url) == (302, "/search/?near=60608&need=1")


@pytest.mark.parametrize("point", ["", "here", "999,999", "nan,nan"])
def test_a_point_that_is_none_does_no_harm(client, db, point):
    assert client.post("/search/", {"point": point}).status_code in {200, 302}


def test_another_page_cannot_send_a_search(client, db):
    answer = client.post("/search/", {"point": HERE}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("", "Domestic or sexual violence program · Safety and advocacy · Career services"),
        ("&need=1", "Domestic or sexual violence program · Safe shelter"),
        ("&need=102", "Domestic or sexual violence program · Safe shelter"),
        ("&q=refuge", "Domestic or sexual violence program · Safe shelter"),
    ],
)
def test_a_result_says_what_it_is_and_how_it_helps_with_what_was_asked(client, harbor, asked, what):
    listed(harbor, needs=[102, 301])
    page = client.get(f"/search/?near=60608{asked}").text
    assert f"<p>{what}</p>" in page
