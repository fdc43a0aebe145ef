"""Finding help: on a small phone, without scripts, by the keyboard; and what the browser keeps of it."""

import gzip
import re

import pytest

from tests.e2e import barriers
from tests.e2e.acting import DESK, Somebody

SMALL = {"width": 320, "height": 640}
PILSEN = {"latitude": 41.852345, "longitude": -87.669012}
KEPT = """async () => [
  Object.keys(localStorage), Object.keys(sessionStorage), await indexedDB.databases(), document.cookie,
].flat().filter((one) => one)"""
WORDS = {
    "en": ("Near", "What do you need?", "Search", "Add to my list", "Make the card"),
    "es": ("Cerca de", "¿Qué necesita?", "Buscar", "Agregar a mi lista", "Hacer la tarjeta"),
}
LANGUAGES = {"en": "", "es": "/es"}


@pytest.fixture
def meet(browser, server):
    """Anybody without an account, with a browser of some kind."""
    met = []

    def come(**options):
        met.append(Somebody(browser, server, **options))
        return met[-1]

    yield come
    for someone in met:
        someone.leaves()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no_scripts"])
def test_somebody_new_finds_a_number_and_takes_it_along(meet, language, scripts):
    near, need, search, add, make = WORDS[language]
    someone = meet(viewport=SMALL, java_script_enabled=scripts)
    page = someone.goes(f"{LANGUAGES[language]}/search/")
    assert page.locator("label[for=near]").inner_text().startswith(near)
    assert page.locator("label[for=q]").inner_text().startswith(need)
    page.locator("#near").fill("60608")
    page.locator("#q").fill("shelter" if language == "en" else "albergue")
    if scripts:  # what lies over the page hides no button
        page.locator("#q-suggestions li").first.wait_for()
    page.get_by_role("button", name=search, exact=True).click()

    card = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Harbor House"))
    assert card.locator("a[href^='tel:']").inner_text() == "(312) 555-0142"
    card.get_by_label(add).check()
    with page.expect_download() as taken:
        page.get_by_role("button", name=make, exact=True).click()
    assert taken.value.suggested_filename == "card.pdf"
    assert someone.troubles == []
    if scripts:
        assert barriers.on(page) == []


def test_the_keyboard_alone_finds_and_opens_a_place(meet):
    someone = meet(viewport=DESK)
    page = someone.goes("/search/?near=60608")
    page.locator("#q").focus()
    page.keyboard.type("shelt")
    options = page.locator("#q-suggestions li")
    options.first.wait_for()
    first = options.first.inner_text()
    assert barriers.on(page) == []
    page.keyboard.press("ArrowDown")
    assert page.locator("#q-suggestions [aria-selected=true]").inner_text() == first
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"\?near=60608&need=\d+$", page.url)
    assert page.locator(".chip").inner_text().startswith(first)

    chip = page.locator(".chip")
    chip.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("?near=60608")


def test_escape_closes_what_is_suggested_and_nothing_moved(meet):
    page = meet(viewport=DESK).goes("/search/")
    before = page.get_by_role("heading", name="Hotlines").bounding_box()
    page.locator("#q").focus()
    page.keyboard.type("lawy")
    page.locator("#q-suggestions li").first.wait_for()
    assert page.get_by_role("heading", name="Hotlines").bounding_box() == before
    page.keyboard.press("Escape")
    assert page.locator("#q-suggestions li").count() == 0


def test_the_list_is_in_the_page_and_nowhere_else(meet):
    someone = meet()
    page = someone.goes("/search/?near=60608")
    page.get_by_label("Add to my list").first.check()
    page.get_by_role("link", name="On my list: 1").wait_for()
    address = page.url
    asked = len(someone.requests)
    page.get_by_label("Add to my list").nth(1).check()
    page.get_by_role("link", name="On my list: 2").wait_for()
    assert page.evaluate(KEPT) == []
    assert (page.url, len(someone.requests)) == (address, asked)

    page.emulate_media(media="print")
    assert page.locator("main .sheet li h3:visible").count() == 2
    assert page.locator("main :not(.sheet) > ul.found:visible").count() == 0
    page.emulate_media(media="screen")
    page.reload()
    assert page.locator("input[name=site]:checked").count() == 0


def test_no_more_than_eight_fit_on_a_card(meet):
    page = meet().goes("/search/?near=60608")
    boxes = page.get_by_label("Add to my list")
    for number in range(8):
        boxes.nth(number).check()
    assert boxes.nth(8).is_disabled()
    boxes.first.uncheck()
    assert boxes.nth(8).is_enabled()


def test_a_location_is_asked_for_when_tapped_and_is_in_no_address(meet):
    someone = meet(geolocation=PILSEN, permissions=["geolocation"])
    page = someone.goes("/search/")
    assert b"41.85" not in someone.bodies
    with page.expect_navigation():
        page.get_by_role("button", name="Use my location").click()
    page.get_by_role("heading", name="Nearest first").wait_for()
    assert someone.sent_to("/search/") == [b"point=41.85%2C-87.67"]
    page.get_by_text("Map", exact=True).click()
    assert page.locator("svg[role=img] text").count() > 1
    assert barriers.on(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="More places, farther away").click()
    assert len(someone.sent_to("/search/")) == 2
    assert [url for _method, url, _body in someone.requests if "41." in url] == []
    assert page.evaluate(KEPT) == []


def test_a_device_that_does_not_tell_where_it_is_says_so(meet):
    page = meet(permissions=[]).goes("/search/")
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("Your device does not tell where it is. Write a ZIP code.").wait_for()


def test_the_map_comes_when_it_is_opened(meet):
    someone = meet()
    page = someone.goes("/search/?near=60608")
    assert [url for _method, url, _body in someone.requests if "map.svg" in url] == []
    page.get_by_text("Map", exact=True).click()
    picture = page.locator(".map img")
    picture.scroll_into_view_if_needed()
    loaded = "image => image.decode().then(() => image.naturalWidth)"
    assert picture.evaluate(loaded) > 0


def test_a_first_visit_weighs_no_more_than_promised(meet):
    someone = meet()
    weights = []
    someone.context.on("response", lambda answer: weights.append(answer))  # noqa: PLW0108
    someone.goes("/search/?near=60608").wait_for_load_state("networkidle")
    kilobytes = sum(len(gzip.compress(answer.body())) for answer in weights) / 1000
    assert kilobytes < 60
