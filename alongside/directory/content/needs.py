"""What people need: the hub, the nine areas of the Circle of Support, and every need below them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alongside.lib import content

HUB = 1
HEALTH_CARE = 5


@dataclass(frozen=True)
class Need:
    number: int  # stands in links and in the directory: never changed, never used again
    name: str
    includes: str
    parent: int | None = None  # none: the hub or an area
    words: tuple[str, ...] = ()  # what people also call it
    open_eligibility: tuple[int, ...] = ()
    gravity: tuple[str, ...] = ()


@cache
def needs_in(language: str) -> Mapping[int, Need]:
    """All needs in one language, by number: each area, and after it what is below it."""
    found = [need_in(language, row) for _file, row in content.rows("needs") if "retired" not in row]
    return MappingProxyType({need.number: need for need in found})


def need_in(language: str, row: content.Row) -> Need:
    return Need(
        number=row["number"],
        name=row["name"][language],
        includes=row["includes"][language],
        parent=row.get("parent"),
        words=tuple(row.get("words", {}).get(language, ())),
        open_eligibility=tuple(row.get("open_eligibility", ())),
        gravity=tuple(row.get("gravity", ())),
    )


def needs() -> Mapping[int, Need]:
    """All needs in the reader's language."""
    return needs_in(content.language())


def areas() -> tuple[Need, ...]:
    """The hub and the nine areas, in the reader's language."""
    return tuple(need for need in needs().values() if need.parent is None)


def below(number: int) -> tuple[Need, ...]:
    """What belongs to a need, at every depth, in the reader's language."""
    return tuple(need for need in needs().values() if number in ancestors(need.number))


def parts_of(number: int) -> tuple[Need, ...]:
    """What stands right below a need, in the reader's language."""
    return tuple(need for need in needs().values() if need.parent == number)


def close_to(number: int) -> tuple[Need, ...]:
    """What a need belongs to, and then what is listed beside it, the nearest first. An area stands alone."""
    known = needs()
    parent = known[number].parent if number in known else None
    if parent is None:
        return ()
    nearest = sorted(parts_of(parent), key=lambda need: abs(need.number - number))
    return known[parent], *nearest[1:]


@cache
def ancestors(number: int) -> tuple[int, ...]:
    """The needs that a need belongs to, the nearest first. One that was retired belongs to none."""
    need = needs_in("en").get(number)
    return () if need is None or need.parent is None else (need.parent, *ancestors(need.parent))


def with_ancestors(numbers: Iterable[int]) -> frozenset[int]:
    """Some needs and all that they belong to: who meets one of them meets these."""
    return frozenset(one for number in numbers for one in (number, *ancestors(number)))
