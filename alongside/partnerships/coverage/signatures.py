"""Signatures: lines for names and dates, filled in or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.partnerships.coverage.cleaning import clean, plain
from alongside.partnerships.coverage.findings import ABSENT, Finding, Status
from alongside.partnerships.coverage.parties import Parties
from alongside.partnerships.coverage.passages import Passage, has_blank
from alongside.partnerships.coverage.patterns import pattern
from alongside.partnerships.coverage.rules import Rule

LABEL = re.compile(
    r"(?P<signed>/s/|\b(?:authorized signature|signature of [\w ]+|signature|signed(?: by| for [\w ]+)?"
    r"|by|for|firma(?:do)?(?: por)?)\s*(?:[:_]))"
    r"|(?P<named>\b(?:printed name|print name|name|nombre)\s*(?:[:_]))"
    r"|(?P<dated>\b(?:date signed|date|dated|fecha)\s*(?:[:_]|(?=\s*\d)))"
    r"|(?P<title>\b(?:title|its|cargo)\s*(?:[:_]))",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b[A-Z][a-z\u00e0-\u00ff'-]+(?: [A-Z]\.)?(?: (?:de |del |la )?[A-Z][a-z\u00e0-\u00ff'-]+)+"
)


SHORT = 16  # words of a line with a name


@dataclass
class Signing:
    people: set[str] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)
    is_dated: bool = False
    open: int = 0  # lines that wait for a hand
    undated: int = 0
    first: Passage | None = None


def signatures(rule: Rule, read: list[Passage], _who: Parties) -> Finding:
    """Present when two people have signed and dated; partial with names only."""
    signing = Signing()
    for passage in closing(rule, read):
        take(signing, passage)
    if not signing.first:
        return ABSENT
    done = len(signing.people) > 1 and signing.is_dated and not signing.open and not signing.undated
    status = Status.PRESENT if done else Status.PARTIAL
    lonely = len(signing.signed) == 1 and bool(signing.open)
    return Finding(status, signing.first.source, one_sided=lonely)


def closing(rule: Rule, read: list[Passage]) -> list[Passage]:
    """From where people sign to the end; without such words, the lines with places for names."""
    for at, passage in enumerate(read):
        if rule.heading.fullmatch(passage.heading) or rule.about.search(plain(passage.source)):
            return read[at:]
    return [
        passage for passage in read[-30:] if LABEL.match(clean(passage.source)) or by_hand(passage)
    ]


def by_hand(passage: Passage) -> bool:
    """A short line near the end with a name, and a day or what that person is: "Basil Ferreira, ED, Oct 13 2026"."""
    words = clean(passage.source)
    if len(words.split()) > SHORT or pattern("duty").search(plain(words)):
        return False
    signs = PERSON.search(words) and (days(words) or pattern("office").search(plain(words)))
    return bool(signs) and not re.search(r"\d{3}\W\d{4}|:.*:|@", words)


def take(signing: Signing, passage: Passage) -> None:
    """What one line says: who, when, or that it waits."""
    lines = [clean(line) for line in passage.source.splitlines()]
    for kind, value in (each for line in lines for each in fields(line)):
        person = PERSON.search(value)
        waits = has_blank(value) or not value.strip(" .|")
        if kind == "dated":
            signing.is_dated |= bool(days(value))
            signing.undated += waits
            continue
        if kind == "signed" and waits:
            signing.open += 1
        if kind in {"signed", "named", ""} and person and not is_organization(person[0]):
            signing.people.add(person[0])
            signing.first = signing.first or passage
            signing.signed |= {person[0]} if kind == "signed" and not waits else set()
        if kind in {"", "signed"}:
            signing.is_dated |= bool(days(value))


def fields(words: str) -> Iterator[tuple[str, str]]:
    """Each label of a line with what stands after it; what stands before the first one has none."""
    found = list(LABEL.finditer(words))
    head = words[: found[0].start()] if found else words
    if head.strip(" |"):
        yield from unlabelled(head)
    for at, label in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(words)
        kept = "_" if label[0].endswith("_") else ""
        yield label.lastgroup or "", kept * 4 + words[label.end() : end]


def unlabelled(words: str) -> Iterator[tuple[str, str]]:
    """A row of underscores waits for a hand; a name may stand beside or below it."""
    if re.search(r"_{4,}", words):
        yield "signed", "____"
        words = re.sub(r"_{4,}", " ", words)
    if re.search(r"\bsigned\b|\bfirmad", words, re.I) or len(words.split()) <= 14:
        for person in PERSON.findall(words) or [words]:
            yield "", person
        for day in days(words) if PERSON.search(words) else ():
            yield "dated", day


def is_organization(name: str) -> bool:
    return bool(pattern("no_person").search(plain(name)))


def days(words: str) -> list[str]:
    return [found[0] for found in pattern("date").finditer(plain(words))]
