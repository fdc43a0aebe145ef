"""The clause library: what an agreement may say, why, whom it binds, in both languages. No legal advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from types import MappingProxyType

from alongside.lib import content


class Binds(StrEnum):
    BOTH = auto()
    HEALTH_CENTER = auto()
    PROGRAM = auto()


@dataclass(frozen=True)
class Option:
    key: str  # stands in drafts: never changed, never used again in its clause
    text: str  # words in braces are filled in while drafting


@dataclass(frozen=True)
class Clause:
    number: int  # stands in drafts: never changed, never used again
    elements: tuple[str, ...]  # of the coverage check
    title: str
    why: str
    summary: str
    binds: Binds
    options: tuple[Option, ...]
    is_optional: bool = False


@cache
def clauses_in(language: str) -> Mapping[int, Clause]:
    """All clauses in one language, by number, in the order they stand in an agreement."""
    found = [clause_in(language, row) for _file, row in content.rows("clauses")]
    return MappingProxyType({clause.number: clause for clause in found})


def clause_in(language: str, row: content.Row) -> Clause:
    return Clause(
        number=row["number"],
        elements=tuple(row["elements"]),
        title=row["title"][language],
        why=row["why"][language],
        summary=row["summary"][language],
        binds=Binds(row["binds"]),
        options=tuple(Option(each["key"], each["text"][language]) for each in row["options"]),
        is_optional=row.get("optional", False),
    )


def clauses() -> Mapping[int, Clause]:
    """All clauses in the reader's language."""
    return clauses_in(content.language())
