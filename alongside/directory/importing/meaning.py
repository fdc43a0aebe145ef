"""What words of a list mean here: needs, traits, languages, kinds of organization."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from alongside.directory.content.needs import needs_in, with_ancestors
from alongside.directory.content.traits import traits_in
from alongside.directory.importing.telling_words import LEANING, OTHERWISE, STRONG, VAGUE
from alongside.orgs.models import Kind

WORD = re.compile(r"[^\W_]+(?:'\w+)?")
LONGEST = 5  # words in a phrase
BEGINNING = 400  # letters of a description, which then goes on about history, fees and neighbors
SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
OPEN_ELIGIBILITY = ("open eligibility", "oe", "openeligibility")


def folded(text: str) -> list[str]:
    """Words as they are compared: no capitals, no plural."""
    found = WORD.findall(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return [
        word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word
        for word in found
    ]


def phrase(text: str) -> str:
    return " ".join(folded(text))


SOMETHING_ELSE = re.compile(rf"\b(?:{'|'.join(map(phrase, OTHERWISE))})\b")


def need_phrases(text: str) -> Iterator[str]:
    """Every run of words that may tell a need: none of a shelter for cats."""
    return runs(SOMETHING_ELSE.sub("…", phrase(text)).split())


def phrases(text: str) -> Iterator[str]:
    """Every run of up to five words."""
    return runs(folded(text))


def runs(words: list[str]) -> Iterator[str]:
    for at in range(len(words)):
        for end in range(at + 1, min(at + LONGEST, len(words)) + 1):
            yield " ".join(words[at:end])


@cache
def need_words() -> Mapping[str, tuple[int, ...]]:
    """What people call each need, in both languages."""
    found: dict[str, set[int]] = {}
    for language in ("en", "es"):
        for need in needs_in(language).values():
            for name in (need.name, *need.words):
                found.setdefault(phrase(name), set()).add(need.number)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


@cache
def need_codes() -> Mapping[str, tuple[int, ...]]:
    """Open Eligibility's numbers and the Gravity codes of each need."""
    found: dict[str, set[int]] = {}
    for need in needs_in("en").values():
        for code in (*map(str, need.open_eligibility), *need.gravity):
            found.setdefault(code.casefold(), set()).add(need.number)
    return {code: tuple(sorted(numbers)) for code, numbers in found.items()}


@lru_cache(maxsize=20_000)
def needs_named(text: str) -> tuple[int, ...]:
    """The needs that a name or a term tells, in its order."""
    return needs_in_phrases(name for name in need_phrases(text) if name not in VAGUE)


@lru_cache(maxsize=5_000)
def needs_told(description: str) -> tuple[int, ...]:
    """The needs that a description's first two sentences tell: by whole phrases, or by a strong word."""
    beginning = " ".join(SENTENCES.split(description[:BEGINNING], maxsplit=2)[:2])
    return needs_in_phrases(
        name for name in need_phrases(beginning) if " " in name or name in STRONG
    )


def needs_in_phrases(names: Iterable[str]) -> tuple[int, ...]:
    """The needs that phrases are called by; those of leaning words only beside another of their area."""
    told = [(name, need) for name in names for need in need_words().get(name, ())]
    around = with_ancestors(need for name, need in told if name not in LEANING)
    return tuple(
        dict.fromkeys(need for _name, need in told if not around.isdisjoint(with_ancestors([need])))
    )


def needs_of_term(cells: Mapping[str, str]) -> tuple[int, ...]:
    """The needs that a taxonomy's term stands for: by our own number, another's code, or its name."""
    code, name = cells.get("code", "").strip(), cells.get("name", "")
    scheme = (cells.get("taxonomy") or cells.get("vocabulary") or "").casefold()
    if own := own_need(code, scheme):
        return (own,)
    if found := need_codes().get(code.casefold(), ()):
        return found
    return need_words().get(phrase(name), ()) or needs_named(name)


def own_need(code: str, scheme: str) -> int:
    """Our own number of a need, as our packages write it: needs-101; 0 for any other code."""
    number = code.removeprefix("needs-")
    known = "alongside" in scheme and number.isdigit() and int(number) in needs_in("en")
    return int(number) if known else 0


def needs_of(terms: Iterable[Mapping[str, str]], name: str, description: str) -> list[int]:
    """What a service meets: as its terms say, else as its name does, else as its description does.

    Where terms are our own, the codes of others beside them say the same more loosely.
    """
    terms = list(terms)
    own = {own_need(one.get("code", ""), one.get("taxonomy", "").casefold()) for one in terms} - {0}
    found = own or {need for term in terms for need in needs_of_term(term)}
    return sorted(found or needs_named(name) or needs_told(description)[:4])


@cache
def trait_words(group: str) -> Mapping[str, int]:
    return {
        phrase(name): trait.number
        for language in ("en", "es")
        for trait in traits_in(language).values()
        if trait.group == group
        for name in (trait.name, *trait.words)
    }


@lru_cache(maxsize=20_000)
def traits_named(group: str, text: str) -> frozenset[int]:
    """The traits of one group that a text names."""
    known = trait_words(group)
    return frozenset(known[name] for name in phrases(text) if name in known)


def kind_named(*names: str) -> Kind:
    """The kind of an organization that its names tell; other, where they do not."""
    words = trait_words("kind")
    kinds = {trait.number: trait.kind for trait in traits_in("en").values() if trait.kind}
    for text in names:
        for name in phrases(text):
            if name in words:
                return Kind(kinds[words[name]])
    return Kind.OTHER
