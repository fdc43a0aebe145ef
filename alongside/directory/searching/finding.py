"""What the search page says: what was found, what else to try, and every next step as a query of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alongside.directory.content.needs import areas, close_to, parts_of
from alongside.directory.searching.asking import address_of
from alongside.directory.searching.near import Place
from alongside.directory.searching.search import Wanted, look_near
from alongside.directory.searching.showing import Cards
from alongside.directory.searching.widening import FEW, Wider, wider

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
    few = results.count < FEW and wanted.page == 1
    more = wider(place, wanted, results) if few else []
    return {
        "results": results,
        "cards": cards.numbered(results.nearest, asked, (wanted.page - 1) * wanted.limit),
        "by_area": cards.of(results.by_area, asked),
        "wider": [Next(one.sentence, address_of(near, one.wanted), one.found) for one in more],
        "nearby": nearby(near, wanted, asked, more),
        "here": address_of(near, wanted),
        "before": address_of(near, replace(wanted, page=wanted.before)),
        "after": address_of(near, replace(wanted, page=wanted.after)),
    }


def nearby(near: str, wanted: Wanted, asked: Sequence[int], shown: Iterable[Wider]) -> list[Next]:
    """What the need that was asked for consists of, else what is close to it; nothing that is shown already."""
    if not asked:
        return []
    there = {number for one in shown for number in one.wanted.needs}
    instead = replace(wanted, words="" if not wanted.needs else wanted.words, page=1)
    close = [one for one in parts_of(asked[0]) or close_to(asked[0]) if one.number not in there]
    return [
        Next(need.name, address_of(near, replace(instead, needs=(need.number,))))
        for need in close[:NEARBY]
    ]


def every_area(near: str, wanted: Wanted) -> list[Next]:
    """Where nothing was asked for yet: the hub and the nine areas to choose from."""
    return [
        Next(need.name, address_of(near, replace(wanted, needs=(need.number,)))) for need in areas()
    ]
