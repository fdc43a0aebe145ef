"""The wallet card: numbers, and as much of a name as somebody wants to be seen with."""

import re

import pytest

from alongside.directory.card import Shown, letters, line, short, with_phone
from alongside.directory.models import Site
from tests.directory.building import listed

ADDRESS = "/card.pdf"


def test_a_card_is_a_small_tagged_pdf_with_a_neutral_name(client, harbor):
    site = listed(harbor, "Women Against Domestic Violence")
    answer = client.post(ADDRESS, {"site": [site.pk], "shown": "letters"})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="card.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in answer.content
    assert len(answer.content) < 40_000
    assert not answer.cookies


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (Shown.LETTERS, "WADV"),
        (Shown.NAMES, "Women Against Domestic Violence"),
        (Shown.NUMBERS, ""),
    ],
)
def test_a_line_shows_as_much_of_a_name_as_was_asked_for(harbor, shown, told):
    site = listed(harbor, "Women Against Domestic Violence")
    assert line(site, shown) == {"name": told, "phone": "(312) 555-2368"}


def test_names_are_short_enough_for_a_card():
    assert letters("casa de paz") == "C"
    assert len(short("Very long name " * 9)) == 48


def test_what_was_chosen_stands_in_that_order_once(harbor):
    first, second = listed(harbor, "One"), listed(harbor, "Two")
    silent = listed(harbor, "Three", phone="")
    gone = listed(harbor, "Four")
    Site.objects.filter(pk=gone.pk).update(retired_at="2026-01-01T00:00:00Z")
    chosen = [second.pk, first.pk, second.pk, silent.pk, gone.pk]
    assert [site.name for site in with_phone(chosen)] == ["Two", "One"]


@pytest.mark.parametrize("chosen", [[], ["not-an-id"], ["0" * 300]])
def test_without_a_number_there_is_no_card_but_a_sentence(client, db, chosen):
    answer = client.post(ADDRESS, {"site": chosen})
    assert answer.status_code == 409
    assert "Choose at least one place that has a phone number." in answer.text


def test_another_page_cannot_ask_for_a_card(client, harbor):
    site = listed(harbor)
    asked = {"site": [site.pk]}
    elsewhere = client.post(ADDRESS, asked, headers={"Sec-Fetch-Site": "cross-site"})
    here = client.post(ADDRESS, asked, headers={"Sec-Fetch-Site": "same-origin"})
    assert (elsewhere.status_code, here.status_code) == (403, 200)


def test_a_name_is_never_read_as_markup(client, harbor):
    site = listed(harbor, '#read("/etc/passwd") *$x$ <b>')
    answer = client.post(ADDRESS, {"site": [site.pk], "shown": "names"})
    assert answer.status_code == 200


def test_a_card_is_only_made_of_a_post(client, db):
    assert client.get(ADDRESS).status_code == 405


def test_the_spanish_card_says_so_to_a_screen_reader(client, harbor):
    site = listed(harbor)
    answer = client.post(f"/es{ADDRESS}", {"site": [site.pk]})
    assert re.search(rb"/Lang ?\(es\)", answer.content)
