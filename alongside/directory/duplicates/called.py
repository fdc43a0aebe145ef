"""What a site's name says: its numbers, which kind of clinic it is, and the words that are its own."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Self

WORD = re.compile(r"\d+[a-z]\b|[^\W\d_]+|\d+")
SPELLED = {
    "ctr": "center",
    "cntr": "center",
    "centre": "center",
    "comm": "community",
    "hlth": "health",
    "fam": "family",
    "svc": "service",
    "med": "medical",
    "moblie": "mobile",
    "mobil": "mobile",
    "peds": "pediatric",
    "elem": "elementary",
    "admin": "administration",
    "administrative": "administration",
    "dentistry": "dental",
    "dent": "dental",
    "saint": "st",
    "mount": "mt",
    "fort": "ft",
}
# They stand in every other name and tell no place from the next one.
PLAIN_WORDS = (
    "health center clinic community service medical healthcare care family primary wellness system site location "
    "main organization association network group program project fqhc inc llc corp corporation co the of at and for "
    "in on a s de la el del los las of"
)
PLAIN = set(PLAIN_WORDS.split())
# In one name and not in the other, they make two places in one house.
KIND_WORDS = (
    "dental pediatric wic mobile van bus truck school elementary middle high academy college university pharmacy "
    "behavioral mental psychiatric woman women man men child children kid keiki teen adolescent youth adult senior "
    "elder prenatal maternity birth obgyn ob gyn vision eye optometry optical administration administrative office "
    "annex shelter temporary tent outreach urgent emergency recovery substance addiction detox residential "
    "transitional housing homeless nutrition chiropractic podiatry laboratory lab radiology imaging testing storage "
    "warehouse thrift store legal counseling hotline specialty surgery therapy rehabilitation hospice infusion "
    "express walk oral hotel respite kitchen medicine sbhc north south east west upper lower downtown uptown midtown"
)
KINDS = set(KIND_WORDS.split())
SIDES = ("north", "south", "east", "west")
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
WRITTEN = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
NUMBERS = ROMAN | WRITTEN | ORDINALS
BEFORE_A_LETTER = {"clinic", "suite", "building", "bldg", "ste", "unit", "site", "room", "phase"}
SPELLED_NEARLY = 0.84


@dataclass(frozen=True)
class Called:
    name: str

    @cached_property
    def words(self) -> list[str]:
        said = self.name.casefold().replace(".", "")
        said = re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?\b", "", said)
        said = re.sub(r"\b(\d+)(st|nd|rd|th)\b", r"\1", said)
        return [one_of(word) for word in WORD.findall(said)]

    @cached_property
    def numbers(self) -> set[str]:
        """Its numbers, and letters that count: Clinic 2, Site II, Building B."""
        found = {NUMBERS.get(word, word.lstrip("0")) for word in self.words if is_number(word)}
        pairs = zip(["", *self.words], self.words, strict=False)
        return found | {
            word for before, word in pairs if len(word) == 1 and before in BEFORE_A_LETTER
        }

    @cached_property
    def kinds(self) -> set[str]:
        return {kind_of(word) for word in self.words} - {""}

    @cached_property
    def own(self) -> set[str]:
        """The words that are left: what only this place is called."""
        return {word for word in self.words if not (is_number(word) or kind_of(word))} - PLAIN

    def without(self, organization: str, *, keep: Self) -> set[str]:
        """Its own words, less those of the other's organization that the other's name leaves out."""
        return self.own - (Called(organization).own - keep.own)


def one_of(word: str) -> str:
    """A word as it is counted: spelled out, one of many."""
    word = SPELLED.get(word, word)
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word
    return SPELLED.get(singular, singular)


def is_number(word: str) -> bool:
    return word[0].isdecimal() or word in NUMBERS


def kind_of(word: str) -> str:
    if word in KINDS:
        return {"woman": "women", "man": "men", "child": "children"}.get(word, word)
    return next((side for side in SIDES if word.startswith(side)), "")


def nearness(one: set[str], other: set[str]) -> float:
    """From 0 to 1. Where each has words that the other has not, they are two names."""
    pairs = {word: match for word in one if (match := spelled_nearly(word, other))}
    left, right = one - set(pairs), other - set(pairs.values())
    if left and right:
        return 0
    if not one and not other:
        return 0.9  # nothing but plain words on both sides
    return len(pairs) / (len(pairs) + len(left) + len(right)) if pairs else 0


def spelled_nearly(word: str, others: set[str]) -> str:
    if word in others:
        return word
    long = (other for other in others if min(len(word), len(other)) > 4)
    return next(
        (other for other in long if SequenceMatcher(None, word, other).ratio() > SPELLED_NEARLY), ""
    )
