"""What somebody means who types words: needs, as people call them in both languages, and other words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from string import ascii_lowercase
from types import MappingProxyType

from django.db import connection
from django.utils.translation import gettext as _

from alongside.directory.content.needs import needs, needs_in
from alongside.directory.searching.wording import LANGUAGES, tokens
from alongside.lib import content

MOST = 12  # words that are looked at
LENGTHS = range(4, 25)  # letters that a misspelled word has
LONG = 7  # letters from which on a word may be farther from what was meant
# Words that no site has. One that many have is among the first of them; one that few have is counted fast.
UNKNOWN = """
SELECT said.word FROM unnest(%s::text[]) AS said (word), LATERAL (
    SELECT plainto_tsquery('english', said.word) || plainto_tsquery('spanish', said.word)
) AS asked (query)
WHERE CASE
    WHEN EXISTS (
        SELECT FROM (SELECT vector FROM directory_words LIMIT 300) AS first
        WHERE first.vector @@ asked.query
    ) THEN false
    ELSE (SELECT count(*) FROM directory_words AS words WHERE words.vector @@ asked.query) = 0
END
"""
# What sites say that have a word spelled nearly so. One spelling at a time: asked for all at once, each
# site that has one of them would be compared with every spelling.
NEARLY = """
SELECT near.text FROM unnest(%s::text[]) AS nearly (word), LATERAL (
    SELECT words.text FROM directory_words AS words
    WHERE words.vector @@ to_tsquery('english', nearly.word) LIMIT 20
) AS near
"""
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """The needs that were meant, and the words that are left to be searched for, spelled right."""

    needs: tuple[int, ...] = ()
    words: str = ""

    @property
    def sentence(self) -> str:
        """“Showing: Emergency shelter, “harbor””; blank where nothing was typed."""
        said = [needs()[number].name for number in self.needs]
        said += [f"“{self.words}”"] if self.words else []
        return _("Showing: %s") % ", ".join(said) if said else ""


NOTHING = Understood()


def understood(typed: str) -> Understood:
    """The longest phrases that are known as needs; the rest as words, with their spelling put right."""
    if not typed:
        return NOTHING
    said = tokens(typed)[:MOST]
    found, rest = apart(said)
    rest = [word for word in rest if word not in said_around()]
    if rest:
        right = put_right(rest)
        found, rest = apart([right.get(word, word) for word in said])
        rest = [word for word in rest if word not in said_around()]
    return Understood(tuple(dict.fromkeys(found)), " ".join(rest))


def as_typed(typed: str) -> Understood:
    """Words that mean nothing but themselves."""
    return Understood(words=" ".join(tokens(typed)[:MOST]))


@cache
def said_around() -> frozenset[str]:
    """Words that tell no place from another."""
    said = (row[language] for _file, row in content.rows("said") for language in LANGUAGES)
    return frozenset(word for text in said for word in tokens(text))


def apart(said: Sequence[str]) -> tuple[list[int], list[str]]:
    """Needs that are meant, and the words in no phrase that means one."""
    found, rest, at = [], [], 0
    while at < len(said):
        for length in range(min(longest_phrase(), len(said) - at), 0, -1):
            if need := phrases().get(tuple(said[at : at + length])):
                found.append(need)
                at += length
                break
        else:
            rest.append(said[at])
            at += 1
    return found, rest


@cache
def phrases() -> Mapping[Phrase, int]:
    """What people call each need, in both languages. A name goes before what is also said."""
    known: dict[Phrase, int] = {}
    spoken = [need for language in LANGUAGES for need in needs_in(language).values()]
    for need in spoken:
        known.setdefault(tuple(tokens(need.name)), need.number)
    for need in spoken:
        for words in need.words:
            known.setdefault(tuple(tokens(words)), need.number)
    return MappingProxyType(known)


@cache
def longest_phrase() -> int:
    return max(map(len, phrases()))


@cache
def words_of_phrases() -> frozenset[str]:
    return frozenset(word for phrase in phrases() for word in phrase if len(word) in LENGTHS)


# ---- spelling


def put_right(words: Iterable[str]) -> dict[str, str]:
    """Words that nobody has, and what was meant: a word of a need, else one that some site has."""
    unknown = unknown_among([word for word in words if may_be_misspelled(word)])
    meant = {word: of_a_need(word) for word in unknown}
    meant |= most_said([word for word, need in meant.items() if not need])
    return {word: right for word, right in meant.items() if right}


def unknown_among(words: Sequence[str]) -> list[str]:
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN, [list(words)])
        return [word for (word,) in cursor]


def may_be_misspelled(word: str) -> bool:
    return len(word) in LENGTHS and word.isascii() and word.isalpha()


def of_a_need(word: str) -> str:
    """The word of a need that is spelled so, or nearly."""
    if word in words_of_phrases():
        return word
    near = sorted(words_of_phrases().intersection(one_off(word)))
    if not near and len(word) >= LONG:
        alike = [one for one in words_of_phrases() if one[0] == word[0]]
        near = get_close_matches(word, alike, n=1, cutoff=0.8)
    return near[0] if near else ""


def most_said(words: Sequence[str]) -> dict[str, str]:
    """Of the words one letter away from each the one that most of the sites with such words say."""
    near = {word: set(one_off(word)) for word in words}
    if not near:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NEARLY, [sorted(set().union(*near.values()))])
        said = Counter(one for (text,) in cursor for one in text.split())
    return {
        word: min(said.keys() & those, key=lambda one: (-said[one], one), default="")
        for word, those in near.items()
    }


def one_off(word: str) -> Iterator[str]:
    """Every spelling with one letter too few, too many, wrong, or two that changed places."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
