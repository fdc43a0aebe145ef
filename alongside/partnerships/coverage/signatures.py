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
DAY = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?: day of| de)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*,?(?: de)? \d{4}",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b[A-Z][a-z\u00e0-\u00ff'-]+(?: [A-Z]\.)?(?: (?:de |del |la )?[A-Z][a-z\u00e0-\u00ff'-]+)+"
)


@dataclass
class Block:
    people: set[str] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)
    dates: int = 0
    open: int = 0  # lines that wait for a hand
    undated: int = 0
    first: Passage | None = None


def signatures(rule: Rule, read: list[Passage], _who: Parties) -> Finding:
    """Present when two people have signed and dated; partial with names only."""
    block = Block()
    for passage in closing(rule, read):
        take(block, passage)
    if not block.first:
        return ABSENT
    done = len(block.people) > 1 and block.dates and not block.open and not block.undated
    status = Status.PRESENT if done else Status.PARTIAL
    lonely = len(block.signed) == 1 and bool(block.open)
    return Finding(status, block.first.source, one_sided=lonely)


def closing(rule: Rule, read: list[Passage]) -> list[Passage]:
    """From where people sign to the end; without such words, the lines with places for names."""
    for at, passage in enumerate(read):
        if rule.heading.fullmatch(passage.heading) or rule.about.search(plain(passage.source)):
            return read[at:]
    return [passage for passage in read[-30:] if LABEL.match(clean(passage.source))]


def take(block: Block, passage: Passage) -> None:
    """What one line says: who, when, or that it waits."""
    lines = [clean(line) for line in passage.source.splitlines()]
    for kind, value in (each for line in lines for each in fields(line)):
        person = PERSON.search(value)
        waits = has_blank(value) or not value.strip(" .|")
        if kind == "dated":
            block.dates += bool(DAY.search(value))
            block.undated += waits
            continue
        if kind == "signed" and waits:
            block.open += 1
        if kind in {"signed", "named", ""} and person and not is_organization(person[0]):
            block.people.add(person[0])
            block.first = block.first or passage
            block.signed |= {person[0]} if kind == "signed" and not waits else set()
        if kind in {"", "signed"}:
            block.dates += len(DAY.findall(value))


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
        for day in DAY.findall(words) if PERSON.search(words) else ():
            yield "dated", day


def is_organization(name: str) -> bool:
    return bool(pattern("no_person").search(plain(name)))
