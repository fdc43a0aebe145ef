"""What people type, and what is found by it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from alongside.directory.content.needs import needs_in
from alongside.directory.models import Listing, Words
from alongside.directory.searching.entries import rebuild_entries
from alongside.directory.searching.near import place_called
from alongside.directory.searching.search import Wanted, look_near
from alongside.directory.searching.words import one_off, phrases, understood
from tests.directory.building import listed
from tests.directory.keeping import source


def need_called(name):
    return next(need.number for need in needs_in("en").values() if name in need.words)


def found(words, near="60608"):
    place = place_called(near) if near else None
    return [one.name for one in look_near(place, Wanted(words=words)).nearest]


@pytest.mark.parametrize(
    "typed",
    [
        "shelter",
        "Shelters",
        "sheltr",
        "SHELTER",
        "i need a shelter near me",
        "refuge",
        "albergue",
        "albergues",
        "albrgue",
        "refugio",
        "Necesito un albergue",
    ],
)
def test_a_shelter_is_meant_in_any_spelling_and_both_languages(db, typed):
    assert understood(typed).needs == (need_called("shelter"),)
    assert understood(typed).words == ""


@pytest.mark.parametrize(
    "typed",
    [
        "order of protection",
        "restraining order",
        "orden de protección",
        "orden de proteccion",
        "restraning order",
        "Orden de alejamiento",
    ],
)
def test_an_order_of_protection_has_many_names(db, typed):
    assert understood(typed).needs == (need_called("restraining order"),)
    assert understood(typed).words == ""


@pytest.mark.parametrize("about", ["rape", "human trafficking", "suicide"])
def test_a_hotline_about_something_means_both(db, about):
    """Who helps with it nearby is found too, not only who has a hotline."""
    assert understood(f"{about} hotline").needs == (need_called(about), need_called("hotline"))
    assert understood(f"{about} hotline").words == ""


def test_every_name_of_a_need_means_a_need_that_is_called_so(db):
    for language in ("en", "es"):
        for need in needs_in(language).values():
            [meant] = understood(need.name).needs
            assert needs_in(language)[meant].name == need.name


def test_the_rest_is_searched_for_as_words(db):
    asked = understood("albergue Esperanza")
    assert (asked.needs, asked.words) == ((need_called("shelter"),), "esperanza")
    with override("en"):
        name = needs_in("en")[need_called("shelter")].name
        assert asked.sentence == f"Showing: {name}, “esperanza”"
    assert understood("").sentence == understood("ayuda").sentence == ""


def test_a_name_is_found_with_one_letter_wrong_and_without_accents(harbor, lakeside):
    listed(harbor, "Clínica Esperanza", needs=(5,), languages=["es"])
    listed(lakeside, "Riverside", needs=(5,))
    for typed in (
        "Esperanza",
        "clínica esperanza",
        "clinica esperanza",
        "ESPERENZA",
        "espernza",
        "Harbor House esperanza",
    ):
        assert found(typed) == ["Clínica Esperanza"]
        assert found(typed, near="") == ["Clínica Esperanza"]


def test_words_are_found_in_another_form_of_theirs(harbor):
    site = listed(harbor, "Office", needs=())
    harbor.services.create(name="Quilting circles", description="We mend.", needs=[10])
    harbor.refresh_from_db()
    from alongside.directory.searching.entries import rebuild_entries

    rebuild_entries([site])
    assert found("quilts mending") == ["Office"]
    assert found("quilting surfing") == []


def test_an_address_is_no_word(harbor):
    listed(harbor, "Office", address_1="77 Wisteria Lane", city="Chicago")
    assert found("wisteria", near="") == []


def test_a_confidential_site_is_found_by_names_and_needs_only(harbor):
    harbor.services.create(name="Advocacy", description="Behind the old mill", needs=[1])
    place = {"latitude": None, "longitude": None, "city": "", "address_1": ""}
    listed(harbor, "Haven", is_confidential=True, description="On Wisteria Lane", **place)
    assert found("haven", near="") == ["Haven"]
    assert found("harbor haven", near="") == ["Haven"]
    assert found("wisteria", near="") == found("mill", near="") == []
    assert "wisteria" not in Words.objects.get().text


@pytest.mark.parametrize(
    ("typed", "queries"),
    [("", 1), ("shelter", 1), ("esperanza", 2), ("esperenza", 3), ("sheltr", 2)],
)
def test_a_search_is_one_query_and_at_most_two_more_to_spell(harbor, lakeside, typed, queries):
    listed(harbor, "Esperanza")
    for one_more in ("", "Esperanza Two"):
        if one_more:
            listed(lakeside, one_more)
        place = place_called("60608")
        with CaptureQueriesContext(connection) as asked:
            look_near(place, Wanted(words=typed))
        assert len(asked) == queries


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE directory_site; --",
        "a & | ! <-> :*",
        "\\",
        "%s %(x)s",
        "{}",
        "nul",
        "'''",
        "日本語",
        "ß" * 300,
    ],
)
def test_signs_mean_nothing(harbor, typed):
    listed(harbor)
    assert found(typed) in ([], ["Office"])


def test_one_letter_off_is_too_few_too_many_wrong_or_two_that_changed_places():
    assert {"helter", "shelterr", "shalter", "hselter", "shelter"} <= set(one_off("shelter"))


def test_no_phrase_is_empty():
    assert () not in phrases()


def test_a_place_is_found_by_what_lists_call_its_organization(harbor):
    listed(harbor, "Main office")
    names = {"name": "Puerto Seguro", "other_name": "Anchorage House"}
    Listing.objects.create(organization=harbor, source=source(), source_key="1", **names)
    rebuild_entries(harbor.sites.all())
    assert found("puerto") == found("anchorage") == ["Main office"]
