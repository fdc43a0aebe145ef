"""A search as an address says it, and the address that says a search: every state of one is a plain link."""

import re
from collections.abc import Container
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict

from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.geography.areas import area_called
from alongside.directory.searching.search import LAST_PAGE, Wanted

LANGUAGE = re.compile(r"[a-z]{2,3}")
TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
DAY = 24 * 60
LONGEST_WORDS = 200
LONGEST_AREA = 100
CIRCLES = (5, 10, 25, 50, 100)  # miles


def wanted_in(asked: MultiValueDict[str, str]) -> Wanted:
    """What an address asks for. What makes no sense in it counts as not said."""
    language = asked.get("language", "")
    return Wanted(
        needs=numbers_in(asked, "need", needs()),
        words=words_in(asked.get("q", "")),
        as_typed=asked.get("as_typed", "") == "1",
        language=language if LANGUAGE.fullmatch(language) else "",
        open_now=asked.get("open", "") == "now",
        open_at=minute_in(asked.get("day", ""), asked.get("time", "")),
        traits=numbers_in(asked, "trait", traits()),
        area=area_in(asked.get("area", "")),
        within=next(iter(numbers_in(asked, "within", CIRCLES)), 0),
        page=next(iter(numbers_in(asked, "page", range(1, LAST_PAGE + 1))), 1),
    )


def address_of(near: str, wanted: Wanted) -> str:
    """The query of the address that asks for this again; `near` as it was typed."""
    day, minute = divmod(wanted.open_at or 0, DAY)
    at = wanted.open_at is not None
    pairs = [
        ("near", near),
        ("q", wanted.words),
        ("as_typed", "1" if wanted.as_typed and wanted.words else ""),
        *(("need", str(need)) for need in wanted.needs),
        ("language", wanted.language),
        ("open", "now" if wanted.open_now else ""),
        ("day", str(day + 1) if at else ""),
        ("time", f"{minute // 60:02}:{minute % 60:02}" if at else ""),
        *(("trait", str(trait)) for trait in wanted.traits),
        ("area", wanted.area),
        ("within", str(wanted.within) if wanted.within else ""),
        ("page", str(wanted.page) if wanted.page > 1 else ""),
    ]
    return urlencode([(name, value) for name, value in pairs if value])


def numbers_in(
    asked: MultiValueDict[str, str], name: str, known: Container[int]
) -> tuple[int, ...]:
    """The known numbers that an address gives by this name, each once."""
    said = (one for one in asked.getlist(name) if one.isascii() and one.isdigit() and len(one) < 6)
    return tuple(dict.fromkeys(number for one in said if (number := int(one)) in known))


def minute_in(day: str, time: str) -> int | None:
    """A day of the week from 1, Monday, to 7 and a time such as 18:30, as a minute of the week."""
    match = TIME.fullmatch(time)
    if match is None or day not in "1234567" or len(day) != 1:
        return None
    return (int(day) - 1) * DAY + int(match[1]) * 60 + int(match[2])


def words_in(typed: str) -> str:
    words = " ".join(typed.split())[:LONGEST_WORDS]
    return words if words.isprintable() else ""


def area_in(named: str) -> str:
    area = " ".join(named.split())
    is_sound = area and len(area) <= LONGEST_AREA and area.isprintable()
    return area_called(area) if is_sound else ""
