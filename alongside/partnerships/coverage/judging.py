"""One element against the passages of a text: touched, settled, denied, contradicted, by whom."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from alongside.partnerships.coverage.blocks import FIELD
from alongside.partnerships.coverage.denials import (
    is_denied,
    is_empty,
    is_negated,
    is_ruled_out,
    is_vague,
)
from alongside.partnerships.coverage.findings import ABSENT, Finding, Status
from alongside.partnerships.coverage.parties import BOTH, Parties
from alongside.partnerships.coverage.passages import Passage
from alongside.partnerships.coverage.patterns import pattern
from alongside.partnerships.coverage.rules import Rule, Wrong

# Denies nothing.
WHO_DO_NOT = re.compile(r"\bwho (?:do|does|did|have|has|had|will|are|is|can) ?not\b")
UNDER = re.compile(r"^\W*(?:if|when|where|because|since|in case) [^,;]{3,80}(?=,)")  # says when
GOES_ON = re.compile(
    r"(?:it|this|that|these|they|such|the (?:same|form|release|list|consent)|once|those who)\b"
)
SHORT = 8  # words of a heading that a sentence may go on from
AFTER = 2  # sentences that may go on about what one began, in its block


def judge(rule: Rule, read: list[Passage], who: Parties) -> Finding:
    """What a text says of an element. What speaks against it weighs more than what speaks for it."""
    opposed = against(rule, read)
    touching = [at for at, passage in enumerate(read) if touches(rule, passage)]
    sided = one_sided(rule, read, who)
    if opposed:
        return Finding(Status.CONTRADICTED, opposed.source, sided)
    if not touching:
        return ABSENT
    counted = going_on(rule, touching, read)
    missing = [facet for facet in rule.settled if not meets(facet, counted, rule)]
    best = strongest(rule, [read[at] for at in touching])
    status = Status.PARTIAL if missing or not rule.settled else Status.PRESENT
    return Finding(status, best.source, sided)


def against(rule: Rule, read: Iterable[Passage]) -> Passage | None:
    """The first passage that says the opposite, without an exception that makes it right."""
    for before, passage in pairwise([None, *read]):
        if passage is None or passage.is_blank:
            continue
        if any(
            opposes(rule, passage.words, found) for found in rule.against.finditer(passage.words)
        ):
            return passage
        excuse = excuse_in(rule, passage.words)
        said = [*in_context(rule, passage, before)]
        if any(is_wrong(each, words, excuse) for each in rule.wrong for words in said):
            return passage
        if rule.negation == "contradicts" and denies(rule, passage) and not is_other(rule, passage):
            return passage
    return None


def opposes(rule: Rule, words: str, found: re.Match[str]) -> bool:
    if is_negated(words, found.start()) and not pattern("wrong_exception").search(words):
        return False
    words = WHO_DO_NOT.sub("who", words)
    excused = rule.unless.search(excuse_in(rule, words))
    return not excused or bool(pattern("wrong_exception").search(words))


def excuse_in(rule: Rule, words: str) -> str:
    """Where an excuse is looked for."""
    return pattern("despite").sub(" ", words) if rule.despite else words


def in_context(rule: Rule, passage: Passage, before: Passage | None) -> Iterator[str]:
    """A sentence by itself, below its heading, and after the one it goes on from: "It covers all partners"."""
    yield passage.words
    if rule.headed and passage.heading and len(passage.heading.split()) <= SHORT:
        yield f"{passage.heading}: {passage.words}"
    if before and before.block == passage.block and GOES_ON.match(passage.words):
        yield f"{before.words.rstrip('.')} - {passage.words}"


def is_wrong(wrong: Wrong, words: str, excuse: str) -> bool:
    """The act stands in a sentence with all that makes it wrong, and nobody says that it is not done."""
    if not all(each.search(words) for each in wrong.to):
        return False
    words = UNDER.sub(lambda found: " " * len(found[0]), WHO_DO_NOT.sub("who", words))
    is_done = any(
        not is_negated(words, found.start())
        and (pattern("negator").search(found[0]) or not is_ruled_out(words, found.end()))
        for found in wrong.does.finditer(words)
    )
    return is_done and not wrong.but.search(excuse)


def denies(rule: Rule, passage: Passage) -> bool:
    found = list(rule.about.finditer(passage.words))
    return bool(found) and all(is_denied(passage.words, each) for each in found)


def is_other(rule: Rule, passage: Passage) -> bool:
    """A sentence about something else that has the same words."""
    return bool(rule.other.search(passage.words))


def touches(rule: Rule, passage: Passage) -> bool:
    """Content that names the element or stands under a heading that does, not denied and not a blank."""
    if passage.is_blank or is_empty(passage.words) or passage.words.endswith(":"):
        return False  # a colon with nothing after it waits, or leads into a list that speaks for itself
    named = rule.heading.fullmatch(passage.heading)
    found = rule.about.search(passage.words)
    if not (found or named):
        return False
    elsewhere = rule.negation != "contradicts" and not named and is_other(rule, passage)
    if not found or elsewhere:
        return (
            bool(named)
            and not FIELD.match(passage.source)
            and not pattern("denial").search(passage.words)
        )
    return rule.negation == "keeps" or not denies(rule, passage)


def going_on(rule: Rule, touching: list[int], read: list[Passage]) -> list[Passage]:
    """The passages that touch an element, and the sentences that go on after them in the same block."""
    places: dict[int, None] = {}
    for at in touching:
        for place in range(at, min(at + AFTER + 1, len(read))):
            if read[place].block == read[at].block and not read[place].is_blank:
                places[place] = None
    return [read[place] for place in sorted(places)]


def meets(facet: re.Pattern[str], counted: list[Passage], rule: Rule) -> bool:
    """A sentence meets what an element needs, unless it only promises or denies it."""
    for passage in counted:
        found = facet.search(passage.words)
        if not found or is_vague(passage.words):
            continue
        if rule.negation == "keeps" or not is_denied(passage.words, found):
            return True
    return False


def strongest(rule: Rule, touching: list[Passage]) -> Passage:
    """The passage that meets most of what is needed; of equals the first."""
    return max(
        touching,
        key=lambda one: (
            sum(bool(facet.search(one.words)) for facet in rule.settled),
            bool(rule.about.search(one.words)),
            not is_vague(one.words),
        ),
    )


def one_sided(rule: Rule, read: Iterable[Passage], who: Parties) -> bool:
    """A duty that should bind both, put on one only: every sentence that binds somebody binds the same one."""
    if rule.sides is None:
        return False
    bound = [
        who.bound_by(passage)
        or frozenset(BOTH)  # what is to be done by nobody in particular is for both
        for passage in read
        if not passage.is_blank
        and (found := rule.sides.search(passage.words))
        and not is_denied(passage.words, found)
    ]
    everyone = frozenset().union(*bound)
    return len(everyone) == 1
