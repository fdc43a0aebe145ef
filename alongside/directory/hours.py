"""When a place is open: read from the hours of a record, in the place's own time.

Hours are a list of `{"days": "12345", "opens": "09:00", "closes": "17:00"}`, days being ISO weekdays. What closes
no later than it opens closes on the next day; "24:00" is the end of a day. `from` and `until` are the first and
the last day on which a line holds; `note` is what people should know.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

Hours = Sequence[dict[str, Any]]
Span = tuple[int, int]  # minutes of the week from and until, Monday 00:00 being 0
DAY = 24 * 60
WEEK = 7 * DAY
TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
DAYS = re.compile(r"[1-7]{1,7}", re.ASCII)
KEYS = {"days", "opens", "closes", "from", "until", "note"}
AHEAD = range(-1, 9)  # days around one: a place that opens once a week is told of, a season is not
NEARLY_A_WEEK = timedelta(days=6, hours=23)  # open so long, it never closes
At = TypeVar("At", int, datetime)
# Every time zone of the states and territories.
TIME_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "America/Detroit",
    "America/Indiana/Indianapolis",
    "America/Kentucky/Louisville",
    "America/Boise",
    "America/Indiana/Knox",
    "America/Indiana/Marengo",
    "America/Indiana/Petersburg",
    "America/Indiana/Tell_City",
    "America/Indiana/Vevay",
    "America/Indiana/Vincennes",
    "America/Indiana/Winamac",
    "America/Kentucky/Monticello",
    "America/Menominee",
    "America/North_Dakota/Beulah",
    "America/North_Dakota/Center",
    "America/North_Dakota/New_Salem",
    "America/Adak",
    "America/Juneau",
    "America/Metlakatla",
    "America/Nome",
    "America/Sitka",
    "America/Yakutat",
    "America/St_Thomas",
    "Pacific/Saipan",
    "Pacific/Pago_Pago",
    "Pacific/Midway",
    "Pacific/Wake",
    "Pacific/Majuro",
    "Pacific/Kwajalein",
    "Pacific/Palau",
    "Pacific/Chuuk",
    "Pacific/Pohnpei",
    "Pacific/Kosrae",
)


class Opening(NamedTuple):
    """How it is now, by the clock on the wall there, and when that changes; never where `until` is None."""

    is_open: bool
    now: datetime
    until: datetime | None


# ---- reading


def is_sound(hours: object) -> bool:
    """Whether these are hours as records hold them."""
    return isinstance(hours, list) and all(map(is_sound_line, hours))


def is_sound_line(line: object) -> bool:
    if not isinstance(line, dict) or not line.keys() <= KEYS:
        return False
    if not all(isinstance(value, str) for value in line.values()):
        return False
    times = TIME.fullmatch(line.get("opens", "")) and (
        TIME.fullmatch(line.get("closes", "")) or line.get("closes") == "24:00"
    )
    days = all(is_day(line[name]) for name in ("from", "until") if name in line)
    return bool(times and days and DAYS.fullmatch(line.get("days", "")))


def is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def minute_of(written: str) -> int:
    hour, _colon, minute = written.partition(":")
    return int(hour) * 60 + int(minute)


def minutes_of(line: dict[str, Any]) -> Span:
    """Minutes of the day from and until; until may lie in the next day."""
    opens, closes = minute_of(line["opens"]), minute_of(line["closes"])
    return opens, closes if closes > opens else closes + DAY


def holds(line: dict[str, Any], on: date) -> bool:
    day = on.isoformat()
    return bool(line.get("from", day) <= day <= line.get("until", day))


def minutes_open(hours: Hours, on: date) -> tuple[Span, ...]:
    """The week as it is open by the lines that hold on a day: apart from each other and in order."""
    spans = []
    for line in hours:
        if holds(line, on):
            opens, closes = minutes_of(line)
            starts = ((int(day) - 1) * DAY for day in line["days"])
            spans += [(start + opens, start + closes) for start in starts]
    return joined(spans)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """One week of spans that may overlap, touch, or run from Sunday into Monday."""
    return tuple(apart(part for span in spans for part in within_the_week(span)))


def apart(times: Iterable[tuple[At, At]]) -> list[tuple[At, At]]:
    """In order, and what overlaps or touches made one."""
    met: list[tuple[At, At]] = []
    for start, end in sorted(times):
        if met and start <= met[-1][1]:
            met[-1] = (met[-1][0], max(end, met[-1][1]))
        else:
            met.append((start, end))
    return met


def within_the_week(span: Span) -> Iterator[Span]:
    start, end = span
    yield start, min(end, WEEK)
    if end > WEEK:
        yield 0, end - WEEK


def multirange(spans: Iterable[Span]) -> str:
    """As PostgreSQL writes an int4multirange."""
    return "{" + ",".join(f"[{start},{end})" for start, end in spans) + "}"


@lru_cache(4096)  # most places of a country are open from nine to five
def spans_in(written: str) -> tuple[Span, ...]:
    """The spans of an int4multirange as PostgreSQL writes it."""
    numbers = list(map(int, re.findall(r"\d+", written)))
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


# ---- the clock there


@lru_cache(64)
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name or "UTC")


def clock(at: datetime, time_zone: str) -> datetime:
    """What the clock on the wall there says at a moment."""
    return at.astimezone(zone(time_zone)).replace(tzinfo=None)


def minute_of_week(wall: datetime) -> int:
    return wall.weekday() * DAY + wall.hour * 60 + wall.minute


def opening(hours: Hours, at: datetime, time_zone: str) -> Opening:
    """How it is at a moment and until when, with every line that holds on the days around it."""
    now = clock(at, time_zone)
    return opening_among(apart(times_of(hours, now.date())), now)


def opening_by_week(spans: Sequence[Span], at: datetime, time_zone: str) -> Opening:
    """The same from minutes of the week alone."""
    now = clock(at, time_zone)
    monday = datetime.combine(now.date() - timedelta(days=now.weekday()), time())
    two_weeks = apart((*spans, *((start + WEEK, end + WEEK) for start, end in spans)))
    minutes = ((timedelta(minutes=start), timedelta(minutes=end)) for start, end in two_weeks)
    return opening_among([(monday + start, monday + end) for start, end in minutes], now)


def opening_among(times: Iterable[tuple[datetime, datetime]], now: datetime) -> Opening:
    for start, end in times:
        if start <= now < end:
            return Opening(True, now, None if end - now > NEARLY_A_WEEK else end)
        if now < start:
            return Opening(False, now, start)
    return Opening(False, now, None)


def open_until(hours: Hours, at: datetime, time_zone: str) -> datetime | None:
    """By the clock there; None where it is closed, or never closes."""
    now = opening(hours, at, time_zone)
    return now.until if now.is_open else None


def times_of(hours: Hours, on: date) -> Iterator[tuple[datetime, datetime]]:
    for ahead in AHEAD:
        day = on + timedelta(days=ahead)
        for line in hours:
            if str(day.isoweekday()) in line["days"] and holds(line, day):
                opens, closes = minutes_of(line)
                midnight = datetime.combine(day, time())
                yield midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes)
