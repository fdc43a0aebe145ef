"""Opened words are there while somebody looks, and for nobody after."""

import base64
import json

import pytest

from tests.e2e import letters
from tests.e2e.acting import Somebody, enter


def a_letter_by(nora):
    """Its address, once it is sent to Harbor House."""
    nora.goes("/today/")
    nora.taps("Call Harbor House together")
    nora.taps("A call is not enough: write a sealed letter")
    letters.permits(nora, "Name to use", "Safe contact", "What they need")
    letters.writes(nora, letters.BACK)
    letters.checks_and_seals(nora)
    return letters.sends(nora)


@pytest.fixture(scope="module")
def two_letters(browser, server):
    nora = enter(browser, server, "Nora")
    yield a_letter_by(nora), a_letter_by(nora)
    nora.leaves()


@pytest.fixture
def letter(two_letters):
    return two_letters[0]


@pytest.fixture
def ada(signed_in):
    return signed_in("Ada")


def shown(someone):
    return letters.BACK["needs"] in someone.page.content()


def test_words_close_when_the_tab_is_hidden(letter, ada):
    ada.goes(letter)
    letters.opened_by(ada)
    assert shown(ada)
    ada.page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )

    assert not shown(ada)


def test_words_close_after_three_idle_minutes(letter, ada):
    ada.page.clock.install()
    ada.goes(letter)
    letters.opened_by(ada)
    ada.page.clock.run_for("02:50")
    assert shown(ada)
    ada.page.clock.run_for("00:20")

    assert not shown(ada)


def test_words_close_at_one_tap(letter, ada):
    ada.goes(letter)
    letters.opened_by(ada)
    ada.taps("Hide the words")

    assert not shown(ada)


def test_after_fourteen_idle_minutes_a_warning_after_fifteen_the_lock(letter, browser, server):
    abel = Somebody(browser, server, "Abel").signs_in()
    abel.page.clock.install()
    abel.goes(letter)
    abel.page.clock.run_for("14:05")
    abel.page.get_by_role("heading", name="Are you still there?").wait_for()
    abel.page.get_by_role("button", name="Stay").click()
    abel.page.clock.run_for("14:05")
    abel.page.get_by_role("heading", name="Are you still there?").wait_for()
    abel.page.clock.run_for("01:00")
    abel.page.wait_for_url("**/account/login/**")

    abel.goes("/today/")
    assert "/account/login/" in abel.page.url
    abel.leaves()


def test_after_the_lock_no_word_and_no_key_is_left(letter, browser, server):
    abel = Somebody(browser, server, "Abel").signs_in()
    abel.goes(letter)
    letters.opened_by(abel)
    assert abel.page.evaluate("indexedDB.databases().then((all) => all.length)") == 1
    abel.taps("Lock", within="header")
    abel.page.wait_for_url("**/account/login/**")

    assert abel.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    abel.page.go_back()
    assert not shown(abel)
    assert abel.page.locator("[data-panel=open]").count() == 0
    abel.leaves()


def test_a_letter_that_was_changed_on_the_way_is_not_shown(letter, ada):
    def change(route):
        told = route.fetch().json()
        sealed = bytearray(base64.b64decode(told["letter"]))
        sealed[-100] ^= 1
        told["letter"] = base64.b64encode(sealed).decode()
        route.fulfill(body=json.dumps(told), content_type="application/json")

    ada.page.route("**/letters/**/open/", change)
    ada.goes(letter)
    ada.taps("Open the letter")
    ada.unlocks()

    ada.reads("This cannot be read here.")
    assert not shown(ada)


def test_another_letter_in_its_place_is_not_shown(two_letters, ada):
    letter, other = two_letters
    answers = []

    def exchange(route):
        answers.append(route.fetch().body())
        route.fulfill(body=answers[0], content_type="application/json")

    ada.page.route("**/letters/**/open/", exchange)
    ada.goes(letter)
    letters.opened_by(ada)
    ada.goes(other)
    ada.taps("Open the letter")

    ada.reads("This letter does not belong to this page, so it is not shown.")
    assert not shown(ada)
