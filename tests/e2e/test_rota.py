"""A rota kept by two in a browser, and what a nurse of a partner reads of it."""

import os
from pathlib import Path

import pytest

from tests.e2e.acting import DESK

KEPT = os.environ.get("KEEP_PICTURES")  # a folder, when somebody wants to look
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def looked_at(someone, name):
    if KEPT:
        someone.page.screenshot(path=Path(KEPT) / f"{name}.png", full_page=True)


def adds(someone):
    """A line day and night, for oneself and by a name of one's own."""
    someone.goes("/rota/")
    looked_at(someone, "rota")
    someone.taps("Add a time")
    looked_at(someone, "add")
    someone.page.get_by_label("Who answers, by role").select_option(label="Legal advocate")
    someone.types("Line", "312 555 0145")
    for chosen in ("By phone", *DAYS):
        someone.chooses(chosen)
    for field in ("Begins at", "Ends at"):
        someone.types(field, "00:00")
    someone.page.locator("#id_holder").select_option(label=someone.name)
    someone.types("Name that partners see", "Mr. B.")
    someone.taps("Add it")
    someone.reads("Every day, day and night: legal advocate, by phone")
    looked_at(someone, "time")


def ends(someone):
    someone.taps("End it")
    someone.taps("End this time now")
    someone.reads("This time has ended.")


@pytest.fixture
def abel(signed_in):
    """Abel with a time of his own, which is ended afterwards."""
    abel = signed_in("Abel")
    adds(abel)
    yield abel
    ends(abel)


def test_a_time_is_taken_over_and_read_by_a_partner(abel, signed_in):
    nora, ada = signed_in("Nora"), signed_in("Ada", viewport=DESK)
    nora.reads("Mr. B., legal advocate, by phone, day and night")
    looked_at(nora, "today")
    nora.taps("Call Harbor House together")
    nora.reads("Mr. B., legal advocate, by phone, day and night")
    looked_at(nora, "call")

    ada.goes("/rota/")
    ada.taps("I take over: legal advocate, day and night")
    ada.reads("stands in")
    looked_at(ada, "rota-desk")
    nora.page.reload()
    nora.reads("Legal advocate, by phone, until midnight")

    abel.page.reload()
    abel.reads("Somebody else answers: Ada")
    assert [one.troubles for one in (nora, ada, abel)] == [[], [], []]


def test_what_was_ended_is_brought_back(abel):
    ends(abel)
    abel.goes("/rota/")
    abel.reads("Ended in the last 30 days")
    looked_at(abel, "ended")
    abel.page.go_back()
    abel.taps("Bring it back")
    abel.reads("Every day, day and night: legal advocate, by phone")
