"""Days and times as lists write them. What is in doubt is no time: its text is kept instead."""

import re
from dataclasses import dataclass
from functools import lru_cache

Line = dict[str, str]
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
DAYS |= {f"{name}{plural}": str(at) for at, name in enumerate(FULL, 1) for plural in ("", "s")}
EVERY = "1234567"
SEVERAL = dict.fromkeys(("daily", "every day", "everyday", "7 days", "7 days a week"), EVERY)
SEVERAL |= {"seven days a week": EVERY, "weekdays": "12345", "weekends": "67"}
TIME = re.compile(
    r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?\s*(a|p|am|pm|a\.m\.|p\.m\.)?z?(?:[+-]\d\d:?\d\d)?"
)
COMPACT = re.compile(r"(\d{1,2})(\d{2})\s*(a|p|am|pm)")
RANGE = re.compile(
    r"\d\s*(?:[ap]\.?m?\.?)?\s*(?:-|\u2013|to)\s*(?:\d|noon|midnight)", re.IGNORECASE
)
CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m?\b\.?)?|(?:12\s+)?(?:noon|midnight))"
SPAN = re.compile(
    rf"\b({CLOCK})\s*(?:-|\u2013|\bto\b)\s*({CLOCK})(?![\w:/])|\b24 ?/ ?7\b|\b24 hours?(?:[ /]a? ?day)?",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\|(?:\s*(?:[,/&]|\band\b)\s*\|)+")
LONGEST_NIGHT = 16 * 60  # minutes; who stays longer into the next day wrote a wrong half of the day
UNTIL = re.compile(r"-|\u2013|\bto\b|\bthrough\b|\bthru\b")
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


@lru_cache(5000)  # most places of a country are open from nine to five
def open_between(opens: str, closes: str) -> tuple[str, str] | None:
    """From when to when. Closing not after opening is the next day; none where that is in doubt."""
    first, last = time_of(opens), time_of(closes)
    if first is None or last is None or not is_one_half(first, last, opens, closes):
        return None
    if (first.text, last.text) in {("00:01", "00:00"), ("00:00", "23:59"), ("00:00", "00:00")}:
        return WHOLE_DAY
    if first.text == last.text:
        return None
    if last.text < first.text and not (
        first.is_sure
        and last.is_sure
        and is_overnight(opens, closes)
        and minutes(last.text) + 24 * 60 - minutes(first.text) <= LONGEST_NIGHT
    ):
        return None
    return first.text, last.text


def minutes(text: str) -> int:
    hour, _colon, minute = text.partition(":")
    return int(hour) * 60 + int(minute)


def is_one_half(first: Time, last: Time, opens: str, closes: str) -> bool:
    """Whether it is clear which half of the day an opening time without one means.

    Of 8-5pm it is, 1-5pm may be early or late; nor does anybody open from 1:00 to 5:00 at night.
    """
    if says_half(opens) or first.is_sure:
        return True
    if says_half(closes):
        return minutes(first.text) > minutes(last.text) - 12 * 60
    return minutes(first.text) >= 6 * 60


def says_half(written: str) -> bool:
    """Whether a time says morning, afternoon, noon or midnight."""
    return bool(re.search(r"[apn]", written.casefold()))


def is_overnight(opens: str, closes: str) -> bool:
    """Both were written by the same clock: with a or p, or with neither."""
    return says_half(opens) == says_half(closes)


@lru_cache(5000)
def days_of(written: str) -> str:
    """Weekdays as digits, Monday being 1: from "Mon-Fri", "MO,TU", "1,2,3" or "Monday". Empty in doubt."""
    said = written.casefold().replace(".", "").strip()
    if said in SEVERAL:
        return SEVERAL[said]
    found: set[str] = set()
    for part in filter(None, map(str.strip, re.split(r"[,;/&|]|\band\b", said))):
        each = [days_in(part)] if days_in(part) else [days_in(word) for word in part.split()]
        if not all(each):
            return ""
        found.update(*each)
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


# ---- a whole text


def hours_in(text: str) -> list[Line] | None:
    """Hours from a text of days and times alone, however many; none where it says anything else or is in doubt."""
    lines: list[Line] = []
    waiting: list[tuple[str, str]] = []
    for part in filter(None, (one.strip(" ,") for one in re.split(r"[;\n]", text))):
        found = part_of(part)
        if found is None:
            return None
        spans, days = found
        waiting += spans
        if days:
            lines = following(lines, days, waiting)
            waiting = []
        if not lines and days:
            return None
    if waiting and (lines or set(waiting) != {WHOLE_DAY}):
        return None
    return lines or following([], EVERY, waiting) or None


def part_of(part: str) -> tuple[list[tuple[str, str]], str] | None:
    """The times of a part and its days, whichever comes first; days may come with the next part."""
    spans = [open_between(one[1], one[2]) if one[1] else WHOLE_DAY for one in SPAN.finditer(part)]
    rest = BESIDE.sub("|", SPAN.sub("|", part)).strip(" .")
    named = rest.strip("| ,:.")
    days = days_of(named) if named else ""
    is_plain = bool(spans) and rest.count("|") == 1 and (rest[0] == "|" or rest[-1] == "|")
    if not is_plain or None in spans or (named and not days):
        return None
    return [one for one in spans if one], days


def following(lines: list[Line], days: str, spans: list[tuple[str, str]]) -> list[Line]:
    """The same with more of them. A day told apart later has those hours instead; two that clash are none."""
    kept: list[Line] = []
    for line in lines:
        both = set(line["days"]) & set(days)
        if not both or not any(clash(line, span) for span in spans):
            kept.append(line)
            continue
        is_special = both == set(days) != set(line["days"])
        if not is_special or (line["opens"], line["closes"]) == WHOLE_DAY:
            return []
        kept.append(line | {"days": "".join(sorted(set(line["days"]) - both))})
    return kept + [{"days": days, "opens": opens, "closes": closes} for opens, closes in spans]


def clash(line: Line, span: tuple[str, str]) -> bool:
    """Whether two times of one day lie over each other; what ends on the next day may."""
    first, other = (line["opens"], line["closes"]), span
    overnight = first[1] <= first[0] or other[1] <= other[0]
    return overnight or (first[0] < other[1] and other[0] < first[1])
