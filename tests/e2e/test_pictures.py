"""Pictures for the README, made when PICTURES=1 asks for them."""

import os

import pytest

from alongside.config.start.frontend import ROOT
from tests.e2e import letters

PLACE = ROOT / "docs" / "pictures"


def keep(page, name, *, whole=False):
    """One screen, or the whole page; without PICTURES=1 it is made and thrown away."""
    taken = page.screenshot(animations="disabled", full_page=whole)
    assert taken.startswith(b"\x89PNG")
    if os.environ.get("PICTURES") == "1":
        (PLACE / f"{name}.png").write_bytes(taken)


@pytest.fixture
def nora(signed_in):
    return signed_in("Nora")


def test_today_and_a_call(nora):
    keep(nora.page, "today")
    nora.taps("Call Harbor House together")
    nora.reads("(312) 555-0142")
    keep(nora.page, "call", whole=True)


def test_a_search(visitor):
    keep(visitor.goes("/search/?near=60608"), "search")


def test_the_words_of_a_letter(nora):
    nora.goes("/partnerships/")
    nora.taps("Harbor House")
    nora.taps("Write a letter")
    letters.permits(nora, "Name to use", "Safe contact", "What they need")
    letters.writes(nora, letters.BACK)
    nora.page.evaluate("scrollTo(0, 0)")
    nora.page.get_by_role("heading", name="Step 2 of 4").scroll_into_view_if_needed()
    keep(nora.page, "letter")
