"""What to try where little was found: one thing less, a wider circle, a need close to it; only what finds more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from alongside.directory.content.needs import close_to, needs
from alongside.directory.content.traits import traits
from alongside.directory.searching.asking import CIRCLES
from alongside.directory.searching.near import Place
from alongside.directory.searching.search import Results, Wanted, asked_of_database
from alongside.directory.searching.words import Understood, as_typed
from alongside.lib.postgres.cursors import bound_cursor

FEW = 5  # results; with fewer it is worth looking wider
MOST = 8  # tried
ENOUGH = 5  # counted: more is only said to be more
CLOSE = 5  # the need that one belongs to, and four beside it
SHOWN = 4  # of those that find more
MORE = """
(SELECT %s::integer, count(*)
FROM directory_search(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) HAVING count(*) > %s)
"""
Way = tuple[str, Wanted]


@dataclass(frozen=True)
class Wider:
    """A search that asks for less and finds more: what changed, and how many it finds, five or more as 5."""

    sentence: str
    wanted: Wanted
    found: int


def wider(place: Place | None, wanted: Wanted, results: Results) -> list[Wider]:
    """The searches beside this one that find more than it did, the first few of them.

    What stands beside a need is tried only where the need above them all finds more.
    """
    wanted, meant = replace(wanted, page=1), results.understood
    more = partial(that_find_more, place, wanted, results)
    less = [*with_less(wanted, meant), *with_fewer_needs(wanted)]
    found = more(less)
    above_and_beside = list(with_other_need(wanted, meant))
    if len(found) < SHOWN and (at_large := more(above_and_beside[:1])):
        found += at_large + more(above_and_beside[1:])
    return found[:SHOWN] or more(with_the_need_alone(wanted, tried=less))


def that_find_more(
    place: Place | None, wanted: Wanted, results: Results, ways: list[Way]
) -> list[Wider]:
    """Of these ways, in one query that ends when enough of them do."""
    if not ways:
        return []
    asked: list[Any] = []
    for at, (_sentence, way) in enumerate(ways[:MOST]):
        meant = meaning(way, wanted, results.understood)
        pages = [0, ENOUGH, 0, ENOUGH]
        asked += [at, *asked_of_database(place, way, meant), *pages, results.count]
    every = " UNION ALL ".join([MORE] * len(ways[:MOST]))
    with bound_cursor() as cursor:
        cursor.execute(f"{every} LIMIT {SHOWN}", asked)
        return [Wider(*ways[int(at)], min(count, ENOUGH)) for at, count in sorted(cursor)]


def meaning(way: Wanted, wanted: Wanted, meant: Understood) -> Understood:
    """What is meant by the words of another way to search, without asking again."""
    if not way.words:
        return Understood()
    return meant if way.as_typed == wanted.as_typed else as_typed(way.words)


def with_less(wanted: Wanted, meant: Understood) -> Iterator[Way]:
    if meant.needs:
        yield _("Places with the words “%s”") % wanted.words, replace(wanted, as_typed=True)
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
    for number in wanted.traits:
        rest = tuple(one for one in wanted.traits if one != number)
        yield _("Without “%s”") % traits()[number].name, replace(wanted, traits=rest)


def with_the_need_alone(wanted: Wanted, tried: list[Way]) -> list[Way]:
    """Where no single thing less finds more."""
    bare = Wanted(wanted.needs, wanted.words, wanted.as_typed, limit=wanted.limit)
    is_new = bare not in (wanted, *(way for _sentence, way in tried))
    return [(_("Without all other choices"), bare)] if is_new else []


def farther(wanted: Wanted) -> Way:
    miles = next((circle for circle in CIRCLES if circle > wanted.within), 0)
    sentence = _("Within %s miles") % miles if miles else _("At any distance")
    return sentence, replace(wanted, within=miles)


def with_fewer_needs(wanted: Wanted) -> Iterator[Way]:
    if len(wanted.needs) > 1:
        for number in wanted.needs:
            rest = tuple(one for one in wanted.needs if one != number)
            yield _("Without “%s”") % needs()[number].name, replace(wanted, needs=rest)


def with_other_need(wanted: Wanted, meant: Understood) -> Iterator[Way]:
    """Of one need, chosen or meant: what it belongs to, then what stands beside it."""
    words = meant.words if meant.needs else wanted.words
    asked = wanted.needs or meant.needs
    for need in close_to(asked[0])[:CLOSE] if len(asked) == 1 else ():
        yield need.name, replace(wanted, needs=(need.number,), words=words)
