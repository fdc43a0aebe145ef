"""The rules of elements, from content/coverage: what names an element, what settles it, what speaks against it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from alongside.lib import content
from alongside.partnerships.coverage.patterns import any_of, both

Negation = Literal["denies", "keeps", "contradicts"]


@dataclass(frozen=True)
class Wrong:
    """An act that survivors should not meet: who does what with what, in any order and in any words."""

    does: re.Pattern[str]  # not denied
    to: tuple[re.Pattern[str], ...]  # all in the same sentence
    but: re.Pattern[str]  # none of them there


@dataclass(frozen=True)
class Rule:
    element: str
    about: re.Pattern[str]  # a sentence that names it
    other: re.Pattern[str]  # what such a sentence may be about instead
    heading: re.Pattern[str]  # a heading that names it
    settled: tuple[re.Pattern[str], ...]  # all of them must be met
    against: re.Pattern[str]  # the opposite of what survivors need
    unless: re.Pattern[str]  # what makes that right after all
    wrong: tuple[Wrong, ...]  # the same by its parts
    headed: bool  # a heading may say what they are about
    despite: bool  # but not when it is said to be done whatever the survivor wishes
    # Of duties that should bind both: the sentences to ask whom they bind.
    sides: re.Pattern[str] | None
    negation: Negation  # what it means that a sentence denies


@cache
def rules() -> tuple[Rule, ...]:
    """In the order of the files."""
    return tuple(rule(row) for file, row in content.rows("coverage") if file != "words")


def rule(row: content.Row) -> Rule:
    return Rule(
        element=row["element"],
        about=any_of(both(row.get("about"))),
        other=any_of(both(row.get("other"))),
        heading=any_of(both(row.get("heading"))),
        settled=tuple(any_of(both(each)) for each in row.get("settled", ())),
        against=any_of(both(row.get("against"))),
        unless=any_of(both(row.get("unless"))),
        despite=row.get("despite", False),
        wrong=tuple(wrong(each) for each in row.get("wrong", ())),
        headed=row.get("headed", False),
        sides=any_of(both(row["sides"])) if "sides" in row else None,
        negation=row.get("negation", "denies"),
    )


def wrong(row: content.Row) -> Wrong:
    return Wrong(
        does=any_of(both(row["does"])),
        to=tuple(any_of(both(each)) for each in row.get("to", ())),
        but=any_of(both(row.get("but"))),
    )
