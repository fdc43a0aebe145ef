"""Nothing stands in anybody's way: axe, a narrow or zoomed screen, the keyboard alone, no script."""

import re
from uuid import uuid4

import pytest
from django.urls import resolve

from tests import test_repository
from tests.e2e import barriers, letters, traces
from tests.e2e.acting import DESK, PHONE
from tests.e2e.addresses import IDS, NOT_PAGES, NOWHERE, ON_THE_WAY, PAGES

LANGUAGES = {"en": "", "es": "/es"}


@pytest.fixture(scope="module")
def ids(server):
    """The ids that stand in addresses of the demo."""
    return dict(traces.asked(server, IDS))


def test_every_page_is_looked_at():
    ids = dict.fromkeys(
        ["partnership", "harbor", "lakeside", "nora", "unclaimed", "site", "service", "rota_time"],
        uuid4(),
    )
    listed = {address for addresses in PAGES.values() for address in addresses} - {NOWHERE}
    looked_at = {resolve(address.format(**ids).partition("?")[0]).view_name for address in listed}
    names = {name for name, _view in test_repository.PAGES if not NOT_PAGES.match(name)}

    assert names - looked_at == ON_THE_WAY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "anybody")
def test_nothing_stands_in_the_way(name, language, visitor, signed_in, ids):
    someone = signed_in(name) if name else visitor
    someone.page.set_viewport_size(PHONE if language == "en" else DESK)
    found = {}
    for address in PAGES[name]:
        page = someone.goes(LANGUAGES[language] + address.format(**ids))
        assert page.locator("html").get_attribute("lang") == language
        found[address] = barriers.on(page)
    assert {address: barrier for address, barrier in found.items() if barrier} == {}
    assert someone.troubles == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_in_the_way_of_a_letter(language, signed_in, ids):
    nora = signed_in("Nora")
    page = nora.goes(f"{LANGUAGES[language]}/partnerships/{ids['partnership']}/write/")
    page.locator("[data-step=permission]").wait_for(state="visible")
    found = {"permission": barriers.on(page)}
    fill_permission(page)
    for step, act in (("words", "check"), ("check", "seal"), ("send", "send")):
        page.locator(f"[data-step={step}]").wait_for(state="visible")
        found[step] = barriers.on(page)
        if step == "words":
            page.locator("#item-name").fill(letters.BACK["name"])
        page.locator(f"[data-step={step}] [data-do={act}]").click()
    page.wait_for_url(re.compile(r"/referrals/[0-9a-f-]{36}/$"))
    found["sent"] = barriers.on(page)
    ada = signed_in("Ada")
    ada.goes(page.url)
    found["received"] = barriers.on(ada.page)
    if language == "en":
        letters.opened_by(ada)
        found["opened"] = barriers.on(ada.page)
    assert {step: barrier for step, barrier in found.items() if barrier} == {}


CHOSEN = {
    "mode": "call_back",
    "purpose": "care",
    "explained": "phone",
    "language": "ase",
    "interpreter": "professional",
    "capacity": "self",
    "signed": "screen",
}


def fill_permission(page):
    """By what the fields are, not by their words: it is done in every language."""
    for name, value in CHOSEN.items():
        page.locator(f"[name={name}]").select_option(value)
    for name, value in (("urgency", "today"), ("hidden", "nobody"), ("form", "on_paper")):
        page.locator(f"[name={name}][value={value}]").check()
    for item in ("name", "safe_contact"):
        page.locator(f"[name=items][value={item}]").check()
    page.locator("[name=independent]").check()
    page.locator("[data-do=words]").click()


def tabs_to(page, name):
    """From where the focus is, by the keyboard alone."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()"
        )
        if focused == name:
            return
    pytest.fail(f"the keyboard does not reach {name!r}")


def test_what_stands_in_the_way_is_seen(visitor):
    page = visitor.goes("/status/")
    page.evaluate(
        "const wide = document.createElement('img'); wide.style.minWidth = '900px';"
        "document.querySelector('main').append(wide)"
    )

    assert barriers.on(page) == ["image-alt: img", "916 pixels wide at 320"]


def test_the_keyboard_alone_reaches_we_spoke(signed_in):
    nora = signed_in("Nora", viewport=DESK)
    keyboard = nora.page.keyboard
    keyboard.press("Tab")
    keyboard.press("Enter")  # skips to the content
    tabs_to(nora.page, "Call Harbor House together")
    keyboard.press("Enter")
    nora.page.wait_for_url("**/call/**")
    tabs_to(nora.page, "We spoke")
    keyboard.press("Enter")
    nora.reads("Counted")


def chooses_by_arrow(page, question):
    tabs_to(page, question)
    page.keyboard.press("ArrowDown")


def test_the_keyboard_alone_writes_a_letter(signed_in, ids):
    nora = signed_in("Nora", viewport=DESK)
    page = nora.goes(f"/partnerships/{ids['partnership']}/write/")
    nora.reads("Step 1 of 4")
    chooses_by_arrow(page, "How to connect")
    for choice in ("Now", "No", "Name to use"):
        tabs_to(page, choice)
        page.keyboard.press("Space")
    for question in ("What for", *letters.FORM):
        chooses_by_arrow(page, question)
    tabs_to(page, "Printed from here, signed, and in our file")
    page.keyboard.press("Space")
    tabs_to(page, "They know that saying no changes nothing about the help they get here.")
    page.keyboard.press("Space")
    tabs_to(page, "Go on")
    page.keyboard.press("Enter")
    nora.reads("Step 2 of 4")
    tabs_to(page, "The name they want to be called")
    page.keyboard.type(letters.BACK["name"])
    for act, heading in (("Go on", "Step 3 of 4"), ("Yes, seal it", "Step 4 of 4")):
        tabs_to(page, act)
        page.keyboard.press("Enter")
        nora.reads(heading)
    tabs_to(page, "Send")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/referrals/[0-9a-f-]{36}/$"))


def test_without_scripts_anybody_finds_help_and_a_nurse_calls(browser, server, signed_in):
    nora = signed_in("Nora", java_script_enabled=False)
    page = nora.goes("/")
    nora.types("ZIP code, or city and state", "60608")
    nora.taps("Search")
    page.get_by_role("link", name="Harbor House").first.click()
    nora.reads("An advocate at Harbor House listens")
    nora.taps("Call together")
    nora.reads("(312) 555-0142")
    nora.taps("We spoke")
    nora.reads("Counted")


def test_leaving_takes_one_tap_or_three_shifts_and_leaves_no_way_back(visitor):
    page = visitor.page
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather"))
    for leave in (
        lambda: page.get_by_role("link", name="Leave this page").click(),
        lambda: [page.keyboard.press("Shift") for _ in range(3)],
    ):
        visitor.goes("/search/?near=60608")
        leave()
        page.wait_for_url("https://www.weather.gov/")
        page.go_back()
        assert "near=60608" not in page.url


def test_without_an_account_no_cookie_is_set_and_nobody_else_is_asked(visitor, server):
    for address in ("/", "/search/?near=60608", "/es/search/?near=Chicago,+IL"):
        visitor.goes(address)
    visitor.page.get_by_role("link", name="Harbor House").first.click()

    assert visitor.context.cookies() == []
    assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert {url.startswith(f"{server.address}/") for _method, url, _body in visitor.requests} == {
        True
    }


def test_colors_of_ones_own_leave_every_button_its_edge(signed_in):
    nora = signed_in("Nora", forced_colors="active")
    nora.goes("/partnerships/")
    nora.taps("Harbor House")
    edges = nora.page.locator(".usa-button:visible").evaluate_all(
        "(all) => all.map((one) => [one.innerText, getComputedStyle(one).borderTopStyle,"
        " getComputedStyle(one).outlineStyle])"
    )
    assert [name for name, border, outline in edges if (border, outline) == ("none", "none")] == []
