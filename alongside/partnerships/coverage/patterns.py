"""Cues: words and patterns of content/coverage, made into patterns. Each is written as people write.

In a cue a space is any space, ".." a few words between, "&" both in any order, "<word>" one of the words in
content/coverage/words, and the rest a regular expression. It begins and ends at the edge of a word, and is matched
without accents, in small letters.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from alongside.lib import content

GAP = r"(?:[^.;]{0,100}?\W)?"
NAMED = re.compile(r"<(\w+)>")
STRETCH = re.compile(r"\.\{\d+,\d+\}\??(?=\(*[a-z<])")  # what follows it begins a word
NOTHING = re.compile(r"(?!)")


def cue(written: str) -> str:
    """One cue as a regular expression."""
    first, both_of, second = written.partition(" & ")
    if both_of:
        one, other = cue(first), cue(second)
        return rf"(?:{one}\W{GAP}{other}|{other}\W{GAP}{one})"
    spelled = unicodedata.normalize("NFKD", written)
    bare = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    bare = STRETCH.sub(lambda found: rf"{found[0]}\b", bare)
    bare = NAMED.sub(lambda found: f"(?:{word(found[1])})", bare)
    gapped = re.sub(r"\s*\.\.\s+", lambda _: rf"\W{GAP}", bare)
    return rf"\b(?:{re.sub(' +', lambda _: SPACE, gapped)})(?!\w)"


SPACE = r"[\s,]+"


def any_of(cues: Iterable[str]) -> re.Pattern[str]:
    """A pattern that meets each of some cues."""
    found = "|".join(cue(each) for each in cues)
    return re.compile(found) if found else NOTHING


@cache
def word(name: str) -> str:
    """What a word in angle brackets stands for, in both languages: a text may be in either, or in both."""
    return "|".join(cue(each) for each in both(words()[name]))


@cache
def pattern(name: str) -> re.Pattern[str]:
    return re.compile(word(name))


@cache
def words() -> dict[str, content.Row]:
    return {row["word"]: row for file, row in content.rows("coverage") if file == "words"}


def both(row: content.Row | None) -> list[str]:
    every = [each for language in content.LANGUAGES for each in (row or {}).get(language, ())]
    return list(dict.fromkeys(every))  # what stands in both is looked for once
