"""What is wrong in the words of agreements: clauses, and the cues of the coverage check."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from alongside.lib.wrongs import Names, Placed, Sentences, Shape, Wrong, doubled, placed
from alongside.partnerships.clauses import Binds
from alongside.partnerships.coverage.patterns import NAMED, cue

Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=1200, pattern=r"^\S(.*\S)?$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
FILLED = re.compile(r"\{(\w+)\}")


class Paragraphs(Shape):
    en: Paragraph
    es: Paragraph


class OptionRow(Shape):
    key: Key
    text: Paragraphs


class ClauseRow(Shape):
    number: Annotated[int, Field(ge=101, le=499)]
    elements: list[Key] = Field(min_length=1)
    title: Names
    why: Sentences
    binds: Binds = Field(strict=False)
    summary: Sentences
    options: list[OptionRow] = Field(min_length=1)
    optional: bool = False


class Cues(Shape):
    en: list[str] = Field(min_length=1)
    es: list[str] = []


class EitherCues(Shape):
    en: list[str] = []
    es: list[str] = []


class WrongAct(Shape):
    """Who does what with what: the parts of an act that survivors should not meet."""

    does: EitherCues
    to: list[EitherCues] = Field(min_length=1)
    but: EitherCues | None = None


class CoverageRow(Shape):
    """A word that cues are made of, or the cues of an element."""

    word: Key | None = None
    en: list[str] = []
    es: list[str] = []
    element: Key | None = None
    negation: Literal["denies", "keeps", "contradicts"] = "denies"
    about: Cues | None = None
    other: Cues | None = None
    heading: Cues | None = None
    settled: list[Cues] = []
    sides: Cues | None = None
    against: Cues | None = None
    unless: Cues | None = None
    despite: bool = False
    wrong: list[WrongAct] = []
    headed: bool = False


def wrong_clauses() -> Iterator[Wrong]:
    """Numbers once, both languages with the same words to fill in, and a clause for every element."""
    found = list(placed("clauses", ClauseRow))
    yield from (wrong for one in found for wrong in one.wrongs)
    sound = [one for one in found if not one.wrongs]
    yield from doubled(sound, "number")
    elements = {
        row.row["element"] for row in placed("coverage", CoverageRow) if "element" in row.row
    }
    for one in sound:
        yield from wrong_options(one)
        for at, element in enumerate(one.row["elements"]):
            if element not in elements:
                yield one.wrong(f"There is no element {element}.", "elements", at)
    covered = {element for one in sound for element in one.row["elements"]}
    if found and elements - covered:
        missing = ", ".join(sorted(elements - covered))
        yield Wrong("content/clauses/01-together.yaml", 1, f"No clause covers {missing}.")


def wrong_options(one: Placed) -> Iterator[Wrong]:
    keys: set[str] = set()
    for at, option in enumerate(one.row["options"]):
        filled = [set(FILLED.findall(option["text"][language])) for language in ("en", "es")]
        if filled[0] != filled[1]:
            yield one.wrong("The two languages have other words to fill in.", "options", at, "text")
        if option["key"] in keys:
            yield one.wrong(f"{option['key']} is taken.", "options", at, "key")
        keys.add(option["key"])


def wrong_cues() -> Iterator[Wrong]:
    """Words and elements once, cues that can be read, and no word in them that is not there."""
    found = list(placed("coverage", CoverageRow))
    yield from (wrong for one in found for wrong in one.wrongs)
    sound = [one for one in found if not one.wrongs]
    yield from doubled([one for one in sound if "word" in one.row], "word")
    yield from doubled([one for one in sound if "element" in one.row], "element")
    known = {one.row["word"] for one in sound if "word" in one.row}
    for one in sound:
        for path, written in cues(one.row):
            missing = set(NAMED.findall(written.replace("(?<", ""))) - known
            if missing:
                yield one.wrong(f"There is no word {', '.join(sorted(missing))}.", *path)
            elif not is_pattern(written):
                yield one.wrong(f"This is no pattern: {written}", *path)


def cues(row: dict[str, object], *path: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every cue of a row with the way to it."""
    for key, value in row.items():
        if key in {"en", "es"} and isinstance(value, list):
            yield from (((*path, key, at), each) for at, each in enumerate(value))
        elif isinstance(value, list):
            for at, each in enumerate(value):
                yield from cues(each, *path, key, at)
        elif isinstance(value, dict):
            yield from cues(value, *path, key)


def is_pattern(written: str) -> bool:
    try:
        re.compile(cue(written))
    except re.error:
        return False
    return True
