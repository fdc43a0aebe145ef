"""One page of the procedure for one place and role: both directions, dated, to hang on a staff-room wall."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.timezone import localdate, now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alongside.lib.typesetting import typeset
from alongside.partnerships.models import (
    Agreement,
    HeldTime,
    Mode,
    Partnership,
    Procedure,
    Way,
    Who,
)
from alongside.partnerships.procedures import Page, by_direction

TEMPLATE = Path(__file__).parent / "paper" / "procedure.typ"
LONGEST_NAME = 80  # letters
MOST_HELD = 4  # lines; the rest is read on the page of held times


class Told(TypedDict):
    """One way in words: its title, and what is said of it line by line."""

    title: str
    lines: list[tuple[str, str]]


class Sheet(TypedDict):
    """What the page says, in the reader's language."""

    title: str
    parties: str
    dated: str
    directions: list[tuple[str, list[Told]]]
    nothing: str
    notes: list[str]


def typeset_sheet(sheet: Sheet) -> bytes:
    """A tagged PDF of exactly one page."""
    return typeset(TEMPLATE, sheet, get_language() or "en")


def sheet_of(
    page: Page, ways: Sequence[Way], version: Procedure, bounds: Agreement, zone: ZoneInfo
) -> Sheet:
    """As it is now by the clock of whoever prints it."""
    site = page.site.pk if page.site else None
    shown = [way for way in ways if way.is_on_page(site, page.who)]
    directions = by_direction(shown, version.partnership)
    held = held_lines(version.partnership, page, localdate(timezone=zone))
    one, other = (short(caller.name) for caller, _called, _ways in directions)
    return {
        "title": short(page.title),
        "parties": _("How %(one)s and %(other)s reach each other") % {"one": one, "other": other},
        "dated": dated(version, zone),
        "directions": [
            (
                direction(short(caller.name), short(called.name)),
                [told(way, held) for way in its_ways],
            )
            for caller, called, its_ways in directions
        ],
        "nothing": _("Nothing is settled for this direction yet."),
        "notes": notes(bounds),
    }


def short(name: str) -> str:
    """A name for a line of the page."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def direction(caller: str, called: str) -> str:
    return _("%(caller)s calls %(called)s") % {"caller": caller, "called": called}


def dated(version: Procedure, zone: ZoneInfo) -> str:
    since = localdate(version.in_force_from or now(), timezone=zone)
    told = {
        "since": date_format(since, "DATE_FORMAT"),
        "number": version.number,
        "today": date_format(localdate(timezone=zone), "DATE_FORMAT"),
    }
    return _("In force since %(since)s (version %(number)s). Printed on %(today)s.") % told


def notes(bounds: Agreement) -> list[str]:
    """What holds for every way."""
    found = [_("The survivor decides whether anybody is called, and what is said.")]
    if Mode.CALL_BACK in bounds.modes:
        hours = bounds.response_hours
        found.append(
            ngettext(
                "A letter is opened within %(hours)s hour.",
                "A letter is opened within %(hours)s hours.",
                hours,
            )
            % {"hours": hours}
        )
    return [*found, _("Write no names of people you serve on this page.")]


def told(way: Way, held: dict[str, list[str]]) -> Told:
    """One way, line by line."""
    times = [line for kind in way.held_kinds for line in held.get(kind, [])]
    lines = [
        (_("When"), way.hours),
        (_("How"), str(Mode(way.mode).label)),
        (_("Number or room"), way.line),
        (_("Say"), way.say),
        (_("Held times"), held_words(way, times)),
        (_("When nobody answers"), way.when_nobody),
    ]
    return {"title": way_title(way), "lines": [(about, said) for about, said in lines if said]}


def way_title(way: Way) -> str:
    people = {"caller": str(Who(way.who_calls).label), "called": str(Who(way.who_answers).label)}
    said = _("%(caller)s asks for: %(called)s") % people
    return said[:1].upper() + said[1:]


def held_words(way: Way, times: list[str]) -> str:
    if not way.held_kinds:
        return ""
    shown = times[:MOST_HELD]
    if len(times) > MOST_HELD:
        shown.append(_("more on the page of held times"))
    return "; ".join(shown) or _("none now (%(kinds)s)") % {"kinds": ", ".join(way.held_labels)}


def held_lines(partnership: Partnership, page: Page, today: date) -> dict[str, list[str]]:
    """The weekly times that stand today, in words, by what they are for."""
    held = HeldTime.objects.filter(
        partnership=partnership, weekday__isnull=False, from_day__lte=today
    )
    found: dict[str, list[str]] = {}
    for one in held.exclude(until_day__lt=today).standing().with_all().in_order():
        if page.site is None or one.site_id == page.site.pk:
            found.setdefault(one.kind, []).append(held_line(one, page))
    return found


def held_line(held: HeldTime, page: Page) -> str:
    """Every Tuesday, 2 p.m. (visit, Spanish), and where, unless the page is of that place."""
    said: dict[str, Any] = {
        "day": held.weekday_name,
        "time": time_format(held.starts_at, "TIME_FORMAT"),
        "about": ", ".join([held.get_kind_display(), *held.language_names[:3]]),
    }
    line = _("every %(day)s, %(time)s (%(about)s)") % said
    return line if page.site else f"{line}, {short(held.site.name)}"
