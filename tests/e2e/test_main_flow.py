"""A nurse and an advocate, each in a browser of their own: by voice, by letter, and back."""

import base64
import re

import pytest

from tests.e2e import letters, traces
from tests.e2e.acting import DESK

FIRST = ["Name to use", "Safe contact", "What they need", "What happened"]


@pytest.fixture
def nora(signed_in):
    return signed_in("Nora")


@pytest.fixture
def ada(signed_in):
    return signed_in("Ada", viewport=DESK)


def test_from_a_voice_to_a_letter_and_back_and_nobody_else_learns_a_word(server, nora, ada):
    nora_finds_harbor_house_and_calls(nora)
    phrase = nora_writes(nora)
    ada_reads_answers_and_closes(ada, phrase)
    back = ada_writes(ada)
    nora_reads(nora, phrase, back)

    assert nora.troubles == []
    assert ada.troubles == []
    words = [*letters.WORDS.values(), *letters.BACK.values(), "Rang twice, spoke of the piano"]
    assert traces.of_words(server, words, sent=nora.bodies + ada.bodies) == []
    assert traces.of_addresses(server, sent=nora.bodies + ada.bodies) == []


def nora_finds_harbor_house_and_calls(nora):
    nora.types("ZIP code, or city and state", "60608")
    nora.taps("Search")
    card = nora.page.get_by_role("listitem").filter(has_text="Harbor House")
    card.get_by_role("link", name="Call together").click()
    nora.reads("(312) 555-0142")
    nora.reads("An advocate at Harbor House listens and thinks through safety with you")
    nora.taps("We spoke")
    nora.reads("Counted")


def nora_writes(nora):
    nora.goes("/today/")
    nora.taps("Call Harbor House together")
    nora.taps("A call is not enough: write a sealed letter")
    letters.permits(nora, *FIRST)
    letters.writes(nora, letters.WORDS)
    letters.checks_and_seals(nora)
    letters.sends(nora)
    nora.reads("sent, not opened yet")
    return letters.phrase_on(nora)


def ada_reads_answers_and_closes(ada, phrase):
    page = ada.goes("/today/")
    page.get_by_role("link", name=re.compile("to be opened")).click()
    ada.taps(phrase)
    assert letters.opened_by(ada) == {
        "Name to use": letters.WORDS["name"],
        "Safe contact": f"Reach out only like this: {letters.WORDS['how']}",
        "What they need": letters.WORDS["needs"],
        "What happened": letters.WORDS["happened"],
    }
    assert not page.get_by_role("button", name="Return it unopened").is_visible()
    ada.chooses("Where it stands", "We are in touch")
    ada.page.get_by_label(re.compile("^A note")).fill("Rang twice, spoke of the piano")
    ada.taps("Keep it, sealed")
    ada.reads("Kept, sealed for your organization only.")
    page.reload()
    ada.taps("Read our answer")
    page.locator("#answer-text").wait_for(state="visible")
    assert page.locator("#answer-text").input_value() == "Rang twice, spoke of the piano"
    page.get_by_text("Close this referral").click()
    ada.taps("Erase and close")
    page.wait_for_url("**/referrals/")
    assert page.get_by_role("link", name=phrase).count() == 0


def ada_writes(ada):
    ada.goes("/partnerships/")
    ada.taps("Lakeside Health Center")
    ada.taps("Write a letter")
    items = ["Name to use", "Safe contact", "What they need"]
    letters.permits(ada, *items, purpose="To get health care")
    letters.writes(ada, letters.BACK)
    letters.checks_and_seals(ada)
    letters.sends(ada)
    return letters.phrase_on(ada)


def nora_reads(nora, phrase, back):
    nora.goes("/referrals/?side=sent")
    nora.taps(phrase)
    nora.reads("received")  # the closing changed nothing that the sender sees
    nora.goes("/referrals/")
    nora.taps(back)
    assert letters.opened_by(nora) == {
        "Name to use": letters.BACK["name"],
        "Safe contact": f"Reach out only like this: {letters.BACK['how']}",
        "What they need": letters.BACK["needs"],
    }


def test_a_nurse_is_three_taps_from_we_spoke(nora):
    nora.taps("Call Harbor House together")
    number = nora.page.get_by_role("link", name="(312) 555-0142")
    assert number.get_attribute("href") == "tel:+1-312-555-0142"  # the second tap dials
    nora.taps("We spoke")
    nora.reads("Counted")


def test_the_search_for_traces_finds_what_is_there(server, nora):
    told = traces.of_words(server, ["Meadow Street Program"], sent=b"near=Meadow+Street+Program")

    assert "'Meadow Street Program' in requests" in told
    assert "'Meadow Street Program' in table public.orgs_organization" in told
    assert any(place.startswith("'Meadow Street Program' in file postgres/base/") for place in told)
    tables = {place for place, _content in traces.dumps(server)}
    assert tables >= {"table public.procrastinate_jobs", "table public.referrals_letter"}
    for offset in range(3):
        hidden = base64.b64encode(b"x" * offset + letters.WORDS["name"].encode())
        assert traces.found([letters.WORDS["name"]], [("here", hidden)]) != []
    assert traces.of_addresses(server, sent=b"from 192.168.7.11 to 1.2.3.4.5") == [
        "192.168.7.11 in requests"
    ]
