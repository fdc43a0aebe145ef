"""Passages of the clause library that nobody changed, told in the reader's language. Others stay as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from alongside.partnerships.clauses import clauses_in
from alongside.partnerships.models import Written

BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Told:
    """A passage as a copy shows it."""

    title: str
    text: str


def told_in(
    language: str, passages: list[Written], binding: str, days: dict[str, str]
) -> list[Told]:
    """The passages of an edition that binds in one language, in another.

    `days` has a day as it is written there, and as it is written here.
    What still has a blank is left out: only the clause of signatures may, and the page of signatures says it.
    """
    whole = [one for one in passages if not BLANK.search(one["text"])]
    return [translated(one, binding, language, days) for one in whole]


def translated(passage: Written, binding: str, language: str, days: dict[str, str]) -> Told:
    as_written = Told(passage["title"], passage["text"])
    source = clauses_in(binding).get(passage["clause"])
    target = clauses_in(language).get(passage["clause"])
    if source is None or target is None:
        return as_written
    title = target.title if passage["title"] == source.title else passage["title"]
    texts = {one.key: one.text for one in target.options}
    filled = blanks_of(passage, binding)
    if filled is None:
        return Told(title, passage["text"])
    here = {name: days.get(said, said) for name, said in filled.items()}
    return Told(title, BLANK.sub(lambda blank: here[blank[1]], texts[passage["option"]]))


def blanks_of(passage: Written, binding: str) -> dict[str, str] | None:
    """What was written into the blanks of a passage that is the library's otherwise; nothing where it is not."""
    clause = clauses_in(binding).get(passage["clause"])
    for option in clause.options if clause else ():
        if option.key == passage["option"]:
            return filled_in(option.text, passage["text"])
    return None


def refilled(passage: Written, binding: str, known: dict[str, str]) -> Written:
    """The passage with other words in some of its blanks, where the words around them are the library's."""
    filled = blanks_of(passage, binding)
    if not filled or not filled.keys() & known.keys():
        return passage
    [text] = [
        option.text
        for option in clauses_in(binding)[passage["clause"]].options
        if option.key == passage["option"]
    ]
    return {**passage, "text": BLANK.sub(lambda blank: (filled | known)[blank[1]], text)}


def filled_in(template: str, text: str) -> dict[str, str] | None:
    """What was written into the blanks of a library text; nothing where other words were changed."""
    found = pattern(template).fullmatch(text.strip())
    return found.groupdict() if found else None


@cache
def pattern(template: str) -> re.Pattern[str]:
    return re.compile("".join(pieces(template.strip())), re.DOTALL)


def pieces(template: str) -> Iterator[str]:
    """A blank may hold a line of other words; one that comes again holds the same."""
    seen: set[str] = set()
    for at, piece in enumerate(BLANK.split(template)):
        if at % 2 == 0:
            yield re.escape(piece)
        elif piece in seen:
            yield f"(?P={piece})"
        else:
            seen.add(piece)
            yield f"(?P<{piece}>[^\\n]{{1,200}}?)"
