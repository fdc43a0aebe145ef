"""Two texts of one draft beside each other: clause by clause, word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum, auto

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.partnerships.models import Item, Kind, Mode, Terms, Written

WORD = re.compile(r"\s+|\S+\s*")


class Change(StrEnum):
    SAME = auto()
    CHANGED = auto()
    ADDED = auto()
    REMOVED = auto()


@dataclass(frozen=True)
class Piece:
    """Words that stand together, and what became of them."""

    text: str
    change: Change


@dataclass(frozen=True)
class Compared:
    """One passage in both texts."""

    title: list[Piece]
    text: list[Piece]
    change: Change
    is_moved: bool = False


def words(before: str, after: str) -> list[Piece]:
    """Every word of both texts, in order; what was removed before what took its place."""
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    for _what, a, b, c, d in SequenceMatcher(a=old, b=new).get_opcodes():
        if old[a:b] == new[c:d]:
            found.append(Piece("".join(old[a:b]), Change.SAME))
            continue
        removed, added = "".join(old[a:b]), "".join(new[c:d])
        found += [Piece(removed, Change.REMOVED)] if removed else []
        found += [Piece(added, Change.ADDED)] if added else []
    return found


def compare(before: list[Written], after: list[Written]) -> list[Compared]:
    """Each passage once, in the order of the later text; what was taken out stands where it stood."""
    old = {passage["id"]: passage for passage in before}
    new = {passage["id"]: passage for passage in after}
    moved = moved_between(list(old), list(new))
    return [of_one(old.get(one), new.get(one), one in moved) for one in merged(old, new)]


def merged(old: Iterable[str], new: Iterable[str]) -> list[str]:
    order = list(new)
    place = 0
    for one in old:
        if one in order:
            place = order.index(one) + 1
        else:
            order.insert(place, one)
            place += 1
    return order


def moved_between(old: list[str], new: list[str]) -> set[str]:
    """What is in both, but not in the same order."""
    kept, still = [one for one in old if one in new], [one for one in new if one in old]
    blocks = SequenceMatcher(a=kept, b=still, autojunk=False).get_matching_blocks()
    in_place = {one for block in blocks for one in kept[block.a : block.a + block.size]}
    return set(kept) - in_place


def of_one(old: Written | None, new: Written | None, is_moved: bool) -> Compared:
    title = words(old["title"] if old else "", new["title"] if new else "")
    text = words(old["text"] if old else "", new["text"] if new else "")
    if old and new:
        is_same = (old["title"], old["text"]) == (new["title"], new["text"])
        change = Change.SAME if is_same else Change.CHANGED
    else:
        change = Change.ADDED if new else Change.REMOVED
    return Compared(title, text, change, is_moved)


def settled(terms: Terms) -> list[Written]:
    """What stands beside the passages, as lines that can be compared like them."""
    bounds = terms["bounds"]
    told = [
        (_("Title"), terms["title"]),
        (_("What it is"), str(Kind(terms["kind"]).label)),
        (_("The language in which it binds"), dict(settings.LANGUAGES)[terms["language"]]),
        (_("The first day"), day_of(terms["starts_on"])),
        (_("The last day"), day_of(terms["ends_on"])),
        (_("How people may be connected"), labels(Mode, bounds["modes"])),
        (_("What a sealed letter may hold"), labels(Item, bounds["items"])),
        (_("The longest permission, in days"), str(bounds["longest_release_days"])),
        (_("Answered within, in hours"), str(bounds["response_hours"])),
        (_("Times held open each week"), str(bounds["held_times_a_week"])),
    ]
    return [
        {"id": str(at), "clause": 0, "option": "", "title": about, "text": text}
        for at, (about, text) in enumerate(told)
    ]


def day_of(day: str | None) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT") if day else _("not said yet")


def labels(of: type[Mode] | type[Item], chosen: list[str]) -> str:
    return ", ".join(str(of(one).label) for one in chosen) or _("nothing")
