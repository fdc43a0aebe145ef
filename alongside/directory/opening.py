"""Hours in plain sentences: open until when, open again when, and the week."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from time import time
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.timezone import now as this_moment
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.directory.hours import (
    DAY,
    Hours,
    Opening,
    holds,
    minutes_of,
    opening,
    opening_by_week,
    spans_in,
)

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


def opening_sentence(minutes: str, time_zone: str, language: str | None = None) -> str:
    """What to expect there now, from minutes of the week as the search table holds them."""
    return sentence_at(int(time() / 60), minutes, time_zone, language or get_language())


@lru_cache(4096)  # most places of a time zone are open at the same hours
def sentence_at(minute: int, minutes: str, time_zone: str, language: str | None) -> str:
    """In a minute since 1970."""
    if not minutes:
        return _("Hours unknown")
    moment = datetime.fromtimestamp(minute * 60, UTC)
    return sentence_of(opening_by_week(spans_in(minutes), moment, time_zone))


def hours_sentence(hours: Hours, time_zone: str) -> str:
    """What to expect there now, from the hours of a record."""
    if not hours:
        return _("Hours unknown")
    return sentence_of(opening(hours, this_moment(), time_zone))


def sentence_of(opening: Opening) -> str:
    is_open, now, until = opening
    if until is None:
        return _("Open day and night") if is_open else _("Closed now")
    # Midnight ends a day when a place closes and begins one when it opens.
    day = until - timedelta(minutes=1) if is_open else until
    named = {"time": time_text(until), "day": WEEKDAYS[day.weekday()]}
    if is_open:
        soon = until - now <= timedelta(days=1)
        return (_("Open until %(time)s") if soon else _("Open until %(day)s %(time)s")) % named
    away = (until.date() - now.date()).days
    if away == 0:
        return _("Opens today %(time)s") % named
    return (_("Opens tomorrow %(time)s") if away == 1 else _("Opens %(day)s %(time)s")) % named


def time_text(at: datetime) -> str:
    return minute_text(at.hour * 60 + at.minute)


def minute_text(minute: int) -> str:
    """A minute of the day as people say it: 9 am, 5:30 pm, noon, midnight."""
    hour, past = divmod(minute % DAY, 60)
    if not past and hour in {0, 12}:
        return _("noon") if hour else _("midnight")
    said = f"{hour % 12 or 12}:{past:02}" if past else f"{hour % 12 or 12}"
    return (_("%s am") if hour < 12 else _("%s pm")) % said


def week_lines(hours: Hours, on: date) -> list[tuple[str, str]]:
    """The week as it is on a day: “Monday to Friday”, “9 am to 5 pm”."""
    return list(week_told(json.dumps(hours), on, get_language())) if hours else []


@lru_cache(1024)  # most places of a list are open from nine to five
def week_told(written: str, on: date, language: str | None) -> tuple[tuple[str, str], ...]:
    hours: Hours = json.loads(written)
    week = [(day, times_on(hours, on, day)) for day in EVERY_DAY]
    groups = ([day for day, _times in same] for _key, same in groupby(week, key=lambda one: one[1]))
    times = dict(week)
    return tuple((days_text(days), times[days[0]]) for days in groups if times[days[0]])


def times_on(hours: Hours, on: date, day: int) -> str:
    lines = [line for line in hours if str(day) in line["days"] and holds(line, on)]
    return ", ".join(line_text(line) for line in sorted(lines, key=minutes_of))


def line_text(line: dict[str, Any]) -> str:
    opens, closes = minutes_of(line)
    note = f" ({line['note']})" if line.get("note") else ""
    if closes - opens == DAY:
        return _("day and night") + note
    return (
        _("%(opens)s to %(closes)s")
        % {
            "opens": minute_text(opens),
            "closes": minute_text(closes),
        }
        + note
    )


def days_text(days: list[int]) -> str:
    if days == EVERY_DAY:
        return _("Every day")
    first, last = str(WEEKDAYS[days[0] - 1]), str(WEEKDAYS[days[-1] - 1])
    if len(days) == 1:
        return first
    if len(days) == 2:
        return _("%(first)s and %(last)s") % {"first": first, "last": last}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def zone_text(time_zone: str) -> str:
    """The place that names it: Chicago, or Knox, Indiana."""
    return ", ".join(reversed(time_zone.replace("_", " ").split("/")[1:]))
