"""Where to look when the directory is not enough: other people's lists, by need and state."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from alongside.directory.content.needs import HEALTH_CARE, HUB, with_ancestors
from alongside.lib import content


@dataclass(frozen=True)
class Further:
    name: str
    what: str
    web: str
    needs: frozenset[int]  # none: for everyone
    states: frozenset[str]  # none: everywhere


@cache
def all_further(language: str) -> tuple[Further, ...]:
    """In the order of the file, those of one state first."""
    found = [
        Further(
            row["name"][language],
            row["what"][language],
            row.get(f"web_{language}", row["web"]),
            frozenset(row.get("needs", ())),
            frozenset(row.get("states", ())),
        )
        for _file, row in content.rows("look_further")
    ]
    return tuple(sorted(found, key=lambda one: not one.states))


def look_further(needs: Iterable[int], state: str) -> tuple[Further, ...]:
    """What fits somebody's needs and state, in the reader's language. Who names no need is shown safety and care."""
    asked = frozenset(needs)
    around = with_ancestors(asked or {HUB, HEALTH_CARE})
    return tuple(
        one
        for one in all_further(content.language())
        if (not one.states or state in one.states)
        and (not one.needs or one.needs & around or with_ancestors(one.needs) & asked)
    )
