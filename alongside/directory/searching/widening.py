"""What to try where little was found: one thing less, a wider circle, a need close to it; only what finds more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection
from django.utils.translation import gettext as _

from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.searching.asking import CIRCLES
from alongside.directory.searching.near import Place
from alongside.directory.searching.search import Results, Wanted, asked_of_database
from alongside.directory.searching.words import Understood, as_typed

FEW = 3  # results; with fewer it is worth looking wider
MOST = 8  # tried
ENOUGH = 5  # counted: more is only said to be more
SIBLINGS = 4
COUNT = "SELECT %s, count(*) FROM directory_search(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Wider:
    """A search that asks for less and finds more: what changed, and how many it finds, five or more as 5."""

    sentence: str
    wanted: Wanted
    found: int


def wider(place: Place | None, wanted: Wanted, results: Results) -> list[Wider]:
    """The searches beside this one that find more than it did, counted in one query."""
    wanted, meant = replace(wanted, page=1), results.understood
    ways = list(ways_from(wanted, meant))[:MOST]
    if not ways:
        return []
    counts = counted(place, [(way, meaning(way, wanted, meant)) for _sentence, way in ways])
    return [
        Wider(sentence, way, count)
        for (sentence, way), count in zip(ways, counts, strict=True)
        if count > results.count
    ]


def meaning(way: Wanted, wanted: Wanted, meant: Understood) -> Understood:
    """What is meant by the words of another way to search, without asking again."""
    if not way.words:
        return Understood()
    return meant if way.as_typed == wanted.as_typed else as_typed(way.words)


def counted(place: Place | None, ways: list[tuple[Wanted, Understood]]) -> list[int]:
    asked = [
        [at, *asked_of_database(place, way, meant), 0, ENOUGH, 0, ENOUGH]
        for at, (way, meant) in enumerate(ways)
    ]
    with connection.cursor() as cursor:
        every = " UNION ALL ".join([COUNT] * len(ways)) + " ORDER BY 1"
        cursor.execute(every, [one for params in asked for one in params])
        return [min(count, ENOUGH) for _at, count in cursor]


def ways_from(wanted: Wanted, meant: Understood) -> Iterator[tuple[str, Wanted]]:
    if meant.needs:
        yield _("Places with the words “%s”") % wanted.words, replace(wanted, as_typed=True)
    yield from with_less(wanted)
    yield from with_fewer_traits(wanted)
    yield from with_other_needs(wanted, meant)


def with_less(wanted: Wanted) -> Iterator[tuple[str, Wanted]]:
    if wanted.open_now or wanted.open_at is not None:
        yield _("At any time"), replace(wanted, open_now=False, open_at=None)
    if wanted.within:
        yield farther(wanted)
    if wanted.language:
        yield _("In any language"), replace(wanted, language="")
    if wanted.area:
        yield _("Wherever they serve"), replace(wanted, area="")
    if wanted.words:
        yield _("Without the words “%s”") % wanted.words, replace(wanted, words="")


def farther(wanted: Wanted) -> tuple[str, Wanted]:
    miles = next((circle for circle in CIRCLES if circle > wanted.within), 0)
    sentence = _("Within %s miles") % miles if miles else _("At any distance")
    return sentence, replace(wanted, within=miles)


def with_fewer_traits(wanted: Wanted) -> Iterator[tuple[str, Wanted]]:
    for number in wanted.traits:
        rest = tuple(one for one in wanted.traits if one != number)
        yield _("Without “%s”") % traits()[number].name, replace(wanted, traits=rest)


def with_other_needs(wanted: Wanted, meant: Understood) -> Iterator[tuple[str, Wanted]]:
    """One need less of several; of one, chosen or meant, what it belongs to and what stands beside it."""
    if len(wanted.needs) > 1:
        for number in wanted.needs:
            rest = tuple(one for one in wanted.needs if one != number)
            yield _("Without “%s”") % needs()[number].name, replace(wanted, needs=rest)
    words = meant.words if meant.needs else wanted.words
    for number in close_to(wanted.needs or meant.needs):
        yield needs()[number].name, replace(wanted, needs=(number,), words=words)


def close_to(asked: tuple[int, ...]) -> list[int]:
    """What a need belongs to, and the needs that are listed nearest to it."""
    if len(asked) != 1:
        return []
    [number], known = asked, needs()
    parent = known[number].parent
    beside = [
        one for one, need in known.items() if parent and need.parent == parent and one != number
    ]
    beside.sort(key=lambda one: abs(one - number))
    return [one for one in (parent, *beside[:SIBLINGS]) if one]
