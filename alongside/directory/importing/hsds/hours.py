"""Schedules of every age of HSDS made hours; what is in doubt stays a text."""

import re
from collections import defaultdict
from datetime import date
from typing import Any

from alongside.directory.importing.cells import day_of
from alongside.directory.importing.hsds.parts import of_kind
from alongside.directory.importing.report import Report
from alongside.directory.importing.staging import Main, Part
from alongside.directory.importing.texts import paragraphs
from alongside.directory.importing.times import (
    Line,
    days_of,
    hours_in,
    is_manifold,
    open_between,
)
from alongside.directory.sentences import sentence as _

LONGEST = 1000
OF_THE_CLOCK = re.compile(r"Local time(, [\w/+-]+)?")  # what our own packages say beside times


def hours_of(main: Main, report: Report) -> tuple[list[Line], str]:
    """The hours of a record, and the text beside or instead of them."""
    parts = list(of_kind(main, "schedule"))
    texts = list(dict.fromkeys(text for part in parts if (text := text_of(part))))
    lines = [line_of(part) for part in parts if says_times(part)]
    whole = "\n".join(texts)
    # Tables are often made of the text by machines that lose days.
    if len(texts) == 1 and not has_seasons(parts) and (told := hours_in(whole)):
        return merged(told), ""
    if any(is_manifold(text) for text in texts) or any(line is None for line in lines):
        if lines:
            report.repair(
                parts[0].row, "opens_at", _("The hours are in doubt. They are kept as a text.")
            )
        return [], (whole or "\n".join(as_written(part) for part in parts))[:LONGEST]
    found = merged([line for line in lines if line])
    if lacks_thursday(found):
        report.repair(
            parts[0].row,
            "weekday",
            _("Thursday is missing between Wednesday and Friday. Call to ask."),
        )
        return found, whole[:LONGEST]
    return found, whole[:LONGEST] if not found or says_more(texts) else ""


def has_seasons(parts: list[Part]) -> bool:
    """Whether a schedule holds for some days of the year, or not every week."""
    told = ("valid_from", "valid_to", "freq", "interval")
    return any(part.cells.get(name) for part in parts for name in told)


def text_of(part: Part) -> str:
    told = part.cells.get("original_text") or part.cells.get("description") or ""
    return "" if OF_THE_CLOCK.fullmatch(told) else paragraphs(told)


def says_times(part: Part) -> bool:
    return any(
        part.cells.get(name) for name in ("opens_at", "closes_at", "byday", "weekday", "freq")
    )


def line_of(part: Part) -> Line | None:
    """One row's hours; none where they are in doubt."""
    cells = part.cells
    if cells.get("freq", "WEEKLY").upper() != "WEEKLY" or cells.get("interval", "1") not in (
        "1",
        "0",
    ):
        return None
    between = open_between(cells.get("opens_at", ""), cells.get("closes_at", ""))
    days = days_of(cells.get("byday") or cells.get("weekday") or weekday_of(cells))
    if between is None or not days:
        return None
    line = {"days": days, "opens": between[0], "closes": between[1]}
    for name, column in (("from", "valid_from"), ("until", "valid_to")):
        if day := day_of(cells.get(column, "")):
            line[name] = day.isoformat()
    return line


def weekday_of(cells: dict[str, str]) -> str:
    """The weekday on which a schedule begins, where it names none."""
    begins: date | None = day_of(cells.get("dtstart", ""))
    return str(begins.isoweekday()) if begins else ""


def merged(lines: list[Line]) -> list[Line]:
    """Days with the same hours on one line."""
    days: dict[tuple[tuple[str, str], ...], set[str]] = defaultdict(set)
    for line in lines:
        rest = tuple(sorted((name, value) for name, value in line.items() if name != "days"))
        days[rest] |= set(line["days"])
    found = [{"days": "".join(sorted(some)), **dict(rest)} for rest, some in days.items()]
    return sorted(found, key=lambda line: (line["days"], line["opens"]))


def lacks_thursday(lines: list[Line]) -> bool:
    """A list of 2019 lost its Thursdays on the way; none is made up here."""
    open_on = {day for line in lines for day in line["days"]}
    return {"1", "2", "3", "5"} <= open_on and "4" not in open_on


def says_more(texts: list[str]) -> bool:
    """Whether a text says more than days and times."""
    words = " ".join(texts).casefold().replace(",", " ").replace("-", " ").split()
    plain = {"am", "pm", "to", "and", "&"}
    return any(word.isalpha() and word not in plain and not days_of(word) for word in words)


def as_written(part: Part) -> str:
    names = ("weekday", "byday", "opens_at", "closes_at")
    told: list[Any] = [part.cells[name] for name in names if part.cells.get(name)]
    return " ".join(told)
