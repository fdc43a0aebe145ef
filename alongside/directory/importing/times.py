"""Days and times as lists write them. What is in doubt is no time: its text is kept instead."""

import re
from dataclasses import dataclass

WHOLE_DAY = ("00:00", "24:00")
DAYS = {
    **{
        name: str(at)
        for at, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 1)
    },
    **{name: str(at) for at, name in enumerate(["mo", "tu", "we", "th", "fr", "sa", "su"], 1)},
    **{name: str(at) for at, name in enumerate(["m", "t", "w", "r", "f", "s", "u"], 1)},
    "tues": "2",
    "thur": "4",
    "thurs": "4",
    "weds": "3",
    **{str(at): str(at) for at in range(1, 8)},
}
FULL = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS |= {name: str(at) for at, name in enumerate(FULL, 1)}
SEVERAL = {"daily": "1234567", "every day": "1234567", "weekdays": "12345", "weekends": "67"}
TIME = re.compile(
    r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?\s*(a|p|am|pm|a\.m\.|p\.m\.)?z?(?:[+-]\d\d:?\d\d)?"
)
COMPACT = re.compile(r"(\d{1,2})(\d{2})\s*(a|p|am|pm)")
RANGE = re.compile(
    r"\d\s*(?:[ap]\.?m?\.?)?\s*(?:-|\u2013|to)\s*(?:\d|noon|midnight)", re.IGNORECASE
)
UNTIL = re.compile(r"-|\u2013|\bto\b|\bthrough\b")
NAMED = {"noon": "12:00", "midnight": "00:00", "12 noon": "12:00", "12 midnight": "00:00"}


@dataclass(frozen=True)
class Time:
    text: str  # "09:30"
    is_sure: bool  # it said morning or afternoon, or has two digits as a clock of 24 hours has


def time_of(written: str) -> Time | None:
    """A time of the day; none where it is in doubt which."""
    said = " ".join(written.casefold().split())
    if said in NAMED:
        return Time(NAMED[said], is_sure=True)
    found = TIME.fullmatch(said) or COMPACT.fullmatch(said)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half and not 1 <= hour <= 12:
        half = "" if hour <= 24 else "?"
    if half == "?" or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Time(f"{hour:02}:{minute:02}", is_sure=bool(half) or len(found[1]) == 2)


def open_between(opens: str, closes: str) -> tuple[str, str] | None:
    """From when to when. Closing not after opening is the next day; none where that is in doubt."""
    first, last = time_of(opens), time_of(closes)
    if first is None or last is None:
        return None
    if (first.text, last.text) in {("00:01", "00:00"), ("00:00", "23:59"), ("00:00", "00:00")}:
        return WHOLE_DAY
    if first.text == last.text:
        return None
    if last.text < first.text and not (
        first.is_sure and last.is_sure and is_overnight(opens, closes)
    ):
        return None
    return first.text, last.text


def is_overnight(opens: str, closes: str) -> bool:
    """Both were written by the same clock: with a or p, or with neither."""
    said = [bool(re.search(r"[apn]", one.casefold())) for one in (opens, closes)]
    return said[0] == said[1]


def days_of(written: str) -> str:
    """Weekdays as digits, Monday being 1: from "Mon-Fri", "MO,TU", "1,2,3" or "Monday". Empty in doubt."""
    said = written.casefold().replace(".", "").strip()
    if said in SEVERAL:
        return SEVERAL[said]
    found: set[str] = set()
    for part in re.split(r"[,;/&|]|\band\b|\s+(?=[a-z]+$)", said):
        days = days_in(part.strip())
        if part.strip() and not days:
            return ""
        found |= set(days)
    return "".join(sorted(found))


def days_in(part: str) -> str:
    first, *rest = (one.strip() for one in UNTIL.split(part, maxsplit=1))
    if not rest:
        return DAYS.get(first, "")
    last = rest[0]
    if first not in DAYS or last not in DAYS:
        return ""
    begin, end = int(DAYS[first]), int(DAYS[last])
    if end < begin:
        end += 7
    return "".join(sorted(str((day - 1) % 7 + 1) for day in range(begin, end + 1)))


def is_manifold(text: str) -> bool:
    """Whether a text holds the times of several things, so that no table can stand for it."""
    return "\n" in text.strip() or len(RANGE.findall(text)) > 1
