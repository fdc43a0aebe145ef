"""Keys and a letter in real browsers, against the real server: two organizations meet here for the first time."""

import os

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from alongside.lib.walls import within
from alongside.partnerships.models import Member
from alongside.referrals.models import Letter
from tests.partnerships import building

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
SECRET = "Mariposa"  # long enough never to stand in sealed bytes by chance
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop beside the ORM
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_of(chromium, live_server):
    """A browser of one's own, signed in."""
    contexts = []

    def begin(someone):
        client = Client()
        client.force_login(someone)
        context = chromium.new_context(base_url=live_server.url)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
        context.add_cookies([cookie])
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda mistake: pytest.fail(str(mistake)))
        return page

    yield begin
    for context in contexts:
        context.close()


def do(page, panel, act):
    page.locator(f'[data-panel="{panel}"] [data-do="{act}"]:visible').click()


def typed(page, panel, words):
    page.locator(f'[data-panel="{panel}"] [data-typed]:visible').fill(" ".join(words))


def shown(page, panel, selector="[data-words] li"):
    place = page.locator(f'[data-panel="{panel}"] {selector}')
    expect(place.first).to_be_visible()
    return place.all_inner_texts()


def gone(page, panel):
    expect(page.locator(f'[data-panel="{panel}"]:visible')).to_have_count(0)


def makes_a_key(page):
    page.goto("/keys/")
    do(page, "make", "make")
    words = shown(page, "make")
    do(page, "make", "written")
    typed(page, "make", words)
    do(page, "make", "confirm")
    gone(page, "make")
    return words


def sets_up(page):
    """An administrator's first visit: their key, the recovery sheet, the organization's keys."""
    words = makes_a_key(page)
    do(page, "setup", "sheet")
    groups = shown(page, "setup", "[data-groups] li")
    do(page, "setup", "printed")
    typed(page, "setup", groups[-3:])
    do(page, "setup", "prove")
    gone(page, "setup")
    return words


def lets_in(page, newcomer):
    do(newcomer, "words", "show")
    words = shown(newcomer, "words")
    page.goto("/keys/")
    typed(page, "grant", words)
    do(page, "grant", "grant")
    gone(page, "grant")
    do(newcomer, "words", "match")
    gone(newcomer, "words")


def confirms(page, partnership, partners_words):
    page.goto(f"/partnerships/{partnership.pk}/confirm/")
    typed(page, "confirm", partners_words)
    with page.expect_navigation():
        do(page, "confirm", "confirm")


@pytest.fixture
def partnership(lakeside, harbor, nils, abel):
    made = building.partnership_of(lakeside, harbor)
    for champion in (nils, abel):
        Member.objects.filter(partnership=made, organization=champion.here).update(
            champion=champion.session_membership
        )
    return made


@pytest.fixture
def ready(browser_of, partnership, nils, abel, ada):
    """Both sides have keys, Ada was let in, and Lakeside's champion heard Harbor's six words."""
    at_lakeside, at_harbor, advocate = browser_of(nils), browser_of(abel), browser_of(ada)
    sets_up(at_lakeside)
    sets_up(at_harbor)
    makes_a_key(advocate)
    lets_in(at_harbor, advocate)
    at_harbor.goto("/keys/")
    confirms(at_lakeside, partnership, shown(at_harbor, "trust"))
    return advocate


def writes(page, partnership):
    page.goto(f"/partnerships/{partnership.pk}/write/")
    form = page.locator("form[data-release]")
    form.get_by_label("No", exact=True).check()
    form.locator("input[name=items][value=name]").check()
    form.locator("input[name=items][value=safe_contact]").check()
    for choice in form.locator("select").all():
        choice.select_option(index=1)
    for name in ("form", "urgency"):
        form.locator(f"input[name={name}]").first.check()
    form.locator("input[name=independent]").check()
    do(page, "write", "words")
    page.locator("#item-name").fill(SECRET)
    do(page, "write", "check")
    assert shown(page, "write", "[data-checked] dd") == [SECRET, "Do not reach out."]
    do(page, "write", "seal")


def test_a_letter_goes_from_nora_to_ada_and_nobody_between_can_read_it(
    ready, browser_of, partnership, nora, harbor
):
    nurse, bodies = browser_of(nora), []
    nurse.on("request", lambda request: bodies.append(request.post_data or ""))
    writes(nurse, partnership)
    do(nurse, "write", "send")
    nurse.wait_for_url("**/referrals/*/")

    assert [body for body in bodies if SECRET in body] == []
    with within(harbor):
        letter = Letter.objects.get()
    assert len(letter.sealed) == 16_384

    ready.goto(f"/referrals/{letter.referral_id}/")
    do(ready, "open", "open")
    assert shown(ready, "open", "dd") == [SECRET, "Do not reach out."]
    ready.get_by_role("button", name="Hide the words").click()
    expect(ready.locator("[data-opened] dd")).to_have_count(0)


def test_a_wrong_word_stops_the_granting(browser_of, abel, ada):
    administrator, newcomer = browser_of(abel), browser_of(ada)
    sets_up(administrator)
    makes_a_key(newcomer)
    administrator.goto("/keys/")
    typed(administrator, "grant", ["zoo"] * 6)
    do(administrator, "grant", "grant")
    told = administrator.locator('[data-panel="grant"] [data-tell]')
    expect(told).to_contain_text("These words are not the same.")


def test_before_the_voice_nothing_can_be_typed(browser_of, partnership, nils, abel, nora):
    for administrator in (nils, abel):
        sets_up(browser_of(administrator))
    nurse = browser_of(nora)
    nurse.goto(f"/partnerships/{partnership.pk}/write/")
    expect(nurse.locator("[data-stop], main p").first).to_be_visible()
    assert nurse.locator("[data-sealed]:enabled").count() == 0


def test_after_the_lock_the_key_needs_its_words_again(browser_of, abel):
    page = browser_of(abel)
    sets_up(page)
    page.get_by_role("button", name="Lock").click()
    page.wait_for_url("**/account/login/**")
    databases = page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
    assert databases == []
