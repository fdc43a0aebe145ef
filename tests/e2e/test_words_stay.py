"""Where sealing does not work, nothing can be typed; what was typed leaves sealed, once, or not at all."""

import re

import pytest

from tests.e2e import letters, traces
from tests.e2e.acting import Somebody
from tests.e2e.conftest import opened

MODULE = re.compile(r"/static/sealing\.[0-9a-f]+\.js$")
SENT = "/referrals/send/"


@pytest.fixture
def nora(signed_in):
    return signed_in("Nora")


def opens_a_letter(someone):
    """The page where a letter to Harbor House begins."""
    someone.goes("/partnerships/")
    someone.taps("Harbor House")
    someone.taps("Write a letter")
    return someone.page


def writes_a_letter(someone):
    """Up to the button that sends it."""
    opens_a_letter(someone)
    letters.permits(someone, "Name to use", "Safe contact", "What they need", "What happened")
    letters.writes(someone, letters.WORDS)
    letters.checks_and_seals(someone)


def assert_nothing_can_be_typed(page):
    page.get_by_text("Getting ready to seal.").wait_for()
    assert page.locator("[data-sealed]").count() > 4
    assert page.locator("[data-sealed]:enabled").count() == 0
    assert page.locator("[data-panel=write] button:visible").count() == 0


def test_without_the_module_nothing_can_be_typed(nora):
    nora.page.route(MODULE, lambda route: route.abort())

    assert_nothing_can_be_typed(opens_a_letter(nora))


def test_with_half_the_module_nothing_can_be_typed(nora):
    def half(route):
        whole = route.fetch().text()
        route.fulfill(body=whole[: len(whole) // 2], content_type="text/javascript")

    nora.page.route(MODULE, half)
    with nora.page.expect_request_finished(lambda request: MODULE.search(request.url)):
        page = opens_a_letter(nora)

    assert_nothing_can_be_typed(page)


def test_without_any_script_nothing_can_be_typed(signed_in):
    assert_nothing_can_be_typed(opens_a_letter(signed_in("Nora", java_script_enabled=False)))


def test_while_the_module_is_on_its_way_nothing_can_be_typed(nora):
    held = []

    def hold(route):
        held.append(route)

    nora.goes("/partnerships/")
    nora.taps("Harbor House")
    nora.page.route(MODULE, hold)
    address = nora.page.get_by_role("link", name="Write a letter").get_attribute("href")
    nora.page.goto(address, wait_until="commit")

    assert_nothing_can_be_typed(nora.page)
    held[0].continue_()
    nora.reads("Step 1 of 4")
    assert nora.page.locator("[data-sealed]:disabled").count() == 0


def test_without_its_worker_a_key_stays_locked_and_no_letter_is_fetched(nora, signed_in):
    writes_a_letter(nora)
    fetched = f"{letters.sends(nora)}letters/"
    ada = signed_in("Ada")
    ada.page.route("**/sealing-worker*.js", lambda route: route.abort())
    ada.goes(nora.page.url)
    ada.taps("Open the letter")
    ada.unlocks()

    ada.reads("That did not work, and it is our mistake.")
    assert [url for _method, url, _body in ada.requests if url.startswith(fetched)] == []


def test_what_was_typed_is_gone_when_the_page_is_left(nora):
    writes_a_letter(nora)
    nora.taps("Change something")
    typed = nora.page.locator("#item-name")
    assert typed.input_value() == letters.WORDS["name"]

    nora.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert typed.input_value() == ""
    assert nora.page.locator("#item-needs").input_value() == ""
    assert letters.WORDS["name"] not in nora.page.content()


def test_a_send_that_fails_keeps_what_was_typed_and_the_retry_is_the_same(nora):
    writes_a_letter(nora)
    nora.page.route(f"**{SENT}", lambda route: route.abort(), times=1)

    nora.taps("Send")
    nora.reads("No answer came. What you typed is still here.")
    assert nora.page.locator("#item-name").input_value() == letters.WORDS["name"]
    letters.sends(nora)

    first, second = nora.sent_to(SENT)
    assert first == second
    assert len(first) > 21_848


def test_an_answer_that_was_lost_makes_no_second_referral(server, nora):
    before = referrals(server)
    writes_a_letter(nora)

    def lose(route):
        route.fetch()  # the server has it
        route.abort()

    nora.page.route(f"**{SENT}", lose, times=1)
    nora.taps("Send")
    nora.reads("No answer came.")
    letters.sends(nora)

    assert referrals(server) == before + 1


def test_two_taps_send_once(server, nora):
    before = referrals(server)
    writes_a_letter(nora)
    nora.page.get_by_role("button", name="Send", exact=True).dblclick()
    nora.page.wait_for_url(re.compile(r"/referrals/[0-9a-f-]{36}/$"))

    assert len(nora.sent_to(SENT)) == 1
    assert referrals(server) == before + 1


def referrals(server):
    [[number]] = traces.asked(server, "SELECT count(*) FROM referrals_referral")
    return number


def test_back_after_sending_leads_to_no_word(nora):
    writes_a_letter(nora)
    letters.sends(nora)
    nora.page.go_back()

    assert nora.page.get_by_text("Step 4").count() == 0
    assert letters.WORDS["name"] not in nora.page.content()


def test_back_after_the_lock_shows_nothing(browser, server):
    nils = Somebody(browser, server, "Nils").signs_in()
    writes_a_letter(nils)
    nils.taps("Lock", within="header")
    nils.page.wait_for_url("**/account/login/**")
    nils.page.go_back()

    assert nils.page.locator("[data-sealed]").count() == 0
    assert letters.WORDS["name"] not in nils.page.content()
    nils.leaves()


@pytest.fixture(scope="module")
def remembering(playwright):
    """A browser that keeps whole pages for Back, as people's own do."""
    yield from opened(playwright, ignore_default_args=["--disable-back-forward-cache"])


def let_it_be_kept(route):
    """Some browsers keep pages for Back that say they are not to be stored."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "cache-control"}
    route.fulfill(response=answer, headers=headers)


def test_a_page_that_the_browser_kept_for_back_shows_no_word(remembering, server, signed_in):
    state = signed_in("Nora").context.storage_state()
    nora = Somebody(remembering, server, "Nora", storage_state=state)
    nora.page.add_init_script(
        "addEventListener('pageshow', (event) => sessionStorage.shown += ` ${event.persisted}`)"
    )
    nora.page.route("**/write/", let_it_be_kept)
    writes_a_letter(nora)
    nora.goes("/today/")
    nora.page.evaluate("sessionStorage.shown = ''; history.back()")
    nora.page.wait_for_url("**/write/")
    nora.reads("Step 1 of 4")

    assert nora.page.evaluate("sessionStorage.shown") == " true false"  # kept, and loaded anew
    assert nora.page.locator("#item-name").input_value() == ""
    assert letters.WORDS["name"] not in nora.page.content()
    nora.leaves()
