"""Handing over on a narrow phone, in Spanish, by keyboard alone."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.e2e import barriers
from tests.e2e.acting import enter

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def nora(browser, server):
    someone = enter(browser, server, "Nora", viewport=NARROW)
    yield someone
    someone.leaves()


def reaches(page, element):
    """By Tab from where one is."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if element.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError("no Tab leads there")


def presses(page, element):
    reaches(page, element)
    page.keyboard.press("Enter")


def says_the_last_day(page):
    day = page.get_by_label("Último día")
    day.wait_for()
    assert barriers.on(page) == []
    reaches(page, day)
    day.fill((localdate() + timedelta(days=9)).isoformat())
    presses(page, page.get_by_role("button", name="Guardar el último día"))
    page.get_by_role("heading", name="Qué hay que entregar").wait_for()


def gives_the_first(page):
    assert page.get_by_role("status").inner_text().startswith("0 de ")
    reaches(page, page.get_by_label("Quién lo recibe").first)
    page.keyboard.press("ArrowDown")
    presses(page, page.get_by_role("button", name="Entregar", exact=True).first)
    page.get_by_role("status").filter(has_text="1 de ").wait_for()


def test_everything_is_handed_over_by_keyboard_and_called_off(nora):
    page = nora.page
    nora.goes("/es/people/")
    presses(page, page.get_by_role("link", name="Me voy", exact=True))
    says_the_last_day(page)
    assert barriers.on(page) == []
    gives_the_first(page)
    assert barriers.on(page) == []
    nora.goes("/es/today/")
    page.get_by_text("Su último día es el").wait_for()
    assert barriers.on(page) == []
    presses(page, page.get_by_role("link", name="Abrir la entrega"))
    presses(page, page.get_by_role("button", name="Me quedo después de todo"))
    page.get_by_role("heading", name="¿Cuál es el último día?").wait_for()
