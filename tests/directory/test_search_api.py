"""What other software can ask, and what is suggested to people who type."""

import logging
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.directory.api import NeedOut, SearchOut, TraitOut
from alongside.directory.content.needs import needs_in
from alongside.directory.content.traits import traits_in
from tests.directory.building import listed

HIDDEN = {"latitude": None, "longitude": None, "city": "", "address_1": "", "is_confidential": True}


def asked(client, **params):
    answer = client.get("/api/v1/search", params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(told):
    return [one["name"] for one in told["results"]]


def test_filters_combine(client, harbor):
    listed(harbor, "Here", needs=(701,), languages=["es"], traits=[101, 301], areas=["17031"])
    listed(harbor, "There", needs=(701,), languages=["es"], traits=[101])
    everything = {
        "need": [7, 701],
        "language": "es",
        "trait": [101, 301],
        "area": "IL",
        "q": "here",
    }
    assert names(asked(client, near="60608", within=25, **everything)) == ["Here"]
    assert names(asked(client, **everything)) == ["Here"]
    assert sorted(names(asked(client, near="60608", trait=[101]))) == ["Here", "There"]


def test_words_are_understood_and_said_back(client, harbor):
    listed(harbor, "Esperanza", needs=(701,))
    told = asked(client, near="60608", q="restraining order esperenza")
    assert (names(told), told["understood"]["needs"]) == (["Esperanza"], [701])
    assert told["understood"]["words"] == "esperanza"
    assert names(asked(client, near="60608", q="esperanza", as_typed="true")) == ["Esperanza"]


def test_where_little_is_found_more_is_proposed(client, harbor):
    listed(harbor, needs=(501,), languages=["en"])
    told = asked(client, near="60608", need=501, language="so")
    assert told["wider"] == [{"sentence": "In any language", "query": "need=501", "found": 1}]


@pytest.mark.parametrize(("number", "proposed"), [(4, True), (5, False)])
def test_with_fewer_than_five_more_is_proposed_as_on_the_page(client, harbor, number, proposed):
    for language in ["so"] * number + ["en"]:
        listed(harbor, needs=(501,), languages=[language])
    told = asked(client, near="60608", need=501, language="so")
    page = client.get("/search/?near=60608&need=501&language=so").text
    assert (len(told["results"]), bool(told["wider"])) == (number, proposed)
    assert ('id="wider"' in page) == proposed


def test_what_is_open_can_be_asked_for_at_any_hour(client, harbor):
    hours = [{"days": "2", "opens": "18:00", "closes": "20:00"}]
    listed(harbor, hours=hours, time_zone="America/Chicago")
    assert names(asked(client, near="60608", day=2, time="19:30")) == ["Office"]
    assert names(asked(client, near="60608", day=2, time="20:00")) == []


def test_a_persons_own_point_comes_in_the_body_and_is_rounded(client, harbor, caplog):
    listed(harbor)
    with caplog.at_level(logging.INFO):
        answer = client.post(
            "/api/v1/search?need=1",
            {"latitude": 41.8567891, "longitude": -87.6612345},
            content_type="application/json",
        )
    told = client.get("/api/v1/search?near=41.86,-87.66&need=1")
    assert answer.json() == told.json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    assert "41.8" not in caplog.text


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        ({"latitude": 91, "longitude": 0}, "latitude is a number from -90 to 90."),
        ({"latitude": 0, "longitude": "east"}, "longitude is a number from -180 to 180."),
        ({"latitude": 0}, "longitude is a number from -180 to 180."),
        ("nonsense", "We could not read that."),
    ],
)
def test_a_point_that_is_none_is_answered_in_a_sentence(client, db, point, sentence):
    answer = client.post("/api/v1/search", point, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, sentence)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"trait": "9999"}, "trait is one of the numbers that /api/v1/traits lists."),
        ({"trait": "x"}, "trait is one of the numbers that /api/v1/traits lists."),
        ({"need": ["1", "x"]}, "need is one of the numbers that /api/v1/needs lists."),
        ({"open": "soon"}, "open is left out, or now."),
        ({"day": "8"}, "day is a number from 1, Monday, to 7, Sunday."),
        ({"time": "25:00"}, "time is an hour and minute such as 18:30."),
        ({"within": "-1"}, "within is a whole number from 0 to 13000."),
        ({"page": "51"}, "page is a whole number from 1 to 50."),
        ({"q": "x" * 201}, "q has at most 200 letters."),
        ({"as_typed": "maybe"}, "as_typed is true or false."),
        (
            {"area": "x" * 101},
            "area is a state such as FL, the FIPS code of a county, or a tribal land.",
        ),
    ],
)
def test_a_filter_that_makes_no_sense_is_answered_in_a_sentence(client, db, wrong, sentence):
    answer = client.get("/api/v1/search", {"near": "60608"} | wrong)
    assert (answer.status_code, answer.json()["error"]) == (400, sentence)


def test_a_confidential_site_tells_no_place(client, harbor):
    listed(harbor, "Haven", areas=["IL"], getting_there="", **HIDDEN)
    for told in (asked(client, near="60608"), asked(client, area="IL"), asked(client, q="haven")):
        [one] = told["results"]
        assert {name: one[name] for name in ("latitude", "longitude", "city", "address")} == {
            "latitude": None,
            "longitude": None,
            "city": None,
            "address": None,
        }
        assert (one["distance_miles"], one["is_confidential"], one["state"]) == (None, True, "IL")


def test_needs_are_a_tree_and_traits_a_list(client, db):
    tree = client.get("/api/v1/needs").json()
    assert [one["number"] for one in tree] == list(range(1, 11))
    assert sorted(number for area in tree for number in numbers(area)) == sorted(needs_in("en"))
    told = client.get("/api/v1/traits").json()
    assert [one["number"] for one in told] == list(traits_in("en"))
    for one in tree:
        NeedOut.model_validate(one)
    for one in told:
        TraitOut.model_validate(one)


def numbers(need):
    return [need["number"], *(number for one in need["below"] for number in numbers(one))]


def test_an_answer_with_everything_in_it_is_what_the_api_promises(client, harbor):
    listed(harbor, hours=[{"days": "1", "opens": "09:00", "closes": "17:00"}], languages=["es"])
    listed(harbor, "Haven", **HIDDEN)
    SearchOut.model_validate_json(client.get("/api/v1/search?near=60608&q=haven").content)


# ---- suggestions


def suggested(client, typed):
    answer = client.get("/suggest/", {"q": typed})
    assert (answer.status_code, answer.cookies) == (200, {})
    return answer.json()["suggestions"]


def test_needs_are_suggested_by_any_of_their_words_in_both_languages(client, db):
    for typed in ("restr", "Restraining o", "orden de prot"):
        assert suggested(client, typed)[0] == {
            "text": needs_in("en")[701].name,
            "need": 701,
            "near": "",
        }
    assert len(suggested(client, "he")) == 8


def test_zip_codes_and_cities_are_suggested_by_how_they_begin(client, harbor):
    for city, state in (("Chicago", "IL"), ("CHICO", "CA"), ("Chicago", "IL"), ("Boston", "MA")):
        listed(harbor, city=city, state=state)
    listed(harbor, **(HIDDEN | {"areas": ["IL"]}))
    assert [one["near"] for one in suggested(client, "606")] == ["60601", "60602", "60603", "60604"]
    assert [one["near"] for one in suggested(client, "60608")] == ["60608"]
    cities = [one["near"] for one in suggested(client, "chic") if one["near"]]
    assert cities == ["Chicago, IL", "Chico, CA"]


@pytest.mark.parametrize("typed", ["", " ", "x", "%", "\0", "'; --", "9" * 500, "zzzzzz", "00"])
def test_nothing_is_suggested_for_what_begins_nothing(client, db, typed):
    assert suggested(client, typed) == []


def test_a_suggestion_is_one_query_and_quick(client, harbor):
    listed(harbor)
    suggested(client, "chic")
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        for _again in range(20):
            suggested(client, "chic")
    assert len(queries) == 20
    assert (time.perf_counter() - begun) / 20 < 0.05
