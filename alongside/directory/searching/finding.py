"""What the search page says: what was found, what else to try, and every next step as a query of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from alongside.directory.content.needs import Need, areas, needs
from alongside.directory.searching.asking import address_of
from alongside.directory.searching.near import Place
from alongside.directory.searching.search import Results, Wanted, look_near
from alongside.directory.searching.showing import Cards
from alongside.directory.searching.widening import wider

FEW = 5  # results; with fewer, ways to find more are shown
NEARBY = 8


@dataclass(frozen=True)
class Next:
    """A search one step away."""

    words: str
    query: str
    found: int = 0


def finding(place: Place | None, near: str, wanted: Wanted, cards: Cards) -> dict[str, Any]:
    """What was found, as the page shows it; where little was, what to try instead."""
    results = look_near(place, wanted)
    asked = wanted.needs or results.understood.needs
    return {
        "results": results,
        "cards": cards.numbered(results.nearest, asked, (wanted.page - 1) * wanted.limit),
        "by_area": cards.of(results.by_area, asked),
        "wider": list(less_asked(place, near, wanted, results))
        if results.count < FEW and wanted.page == 1
        else [],
        "nearby": nearby(near, wanted, results),
        "here": address_of(near, wanted),
        "before": address_of(near, replace(wanted, page=wanted.before)),
        "after": address_of(near, replace(wanted, page=wanted.after)),
    }


def less_asked(place: Place | None, near: str, wanted: Wanted, results: Results) -> Iterator[Next]:
    for one in wider(place, wanted, results):
        yield Next(one.sentence, address_of(near, one.wanted), one.found)


def nearby(near: str, wanted: Wanted, results: Results) -> list[Next]:
    """Needs close to the one that was asked for: what it consists of, else what stands beside it."""
    asked = next(iter(wanted.needs or results.understood.needs), 0)
    instead = replace(wanted, words="", page=1) if not wanted.needs else replace(wanted, page=1)
    return [
        Next(need.name, address_of(near, replace(instead, needs=(need.number,))))
        for need in close_to(asked)[:NEARBY]
    ]


def close_to(number: int) -> list[Need]:
    known = needs()
    if number not in known:
        return []
    parent = known[number].parent
    inside = [need for need in known.values() if need.parent == number]
    beside = [need for need in known.values() if need.parent == parent and need.number != number]
    above = [] if parent is None else [known[parent]]
    return inside or above + beside


def every_area(near: str, wanted: Wanted) -> list[Next]:
    """Where nothing was asked for yet: the hub and the nine areas to choose from."""
    return [
        Next(need.name, address_of(near, replace(wanted, needs=(need.number,)))) for need in areas()
    ]
