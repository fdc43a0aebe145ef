"""Which ways referrals run: both, or one only. One way only is the opposite of a partnership."""

import re
from dataclasses import replace

from alongside.partnerships.coverage.denials import is_denied, is_negated, is_vague
from alongside.partnerships.coverage.findings import ABSENT, Finding, Side, Status
from alongside.partnerships.coverage.parties import BOTH, Parties
from alongside.partnerships.coverage.passages import Passage
from alongside.partnerships.coverage.patterns import pattern
from alongside.partnerships.coverage.rules import Rule

NEAR = 30  # characters between "to" and whom
TO = re.compile(r"\b(?:to|with|into|a|al|con|hacia)\b[^,;]*$")
FROM = re.compile(r"\b(?:from|by|desde|por|de|del)\b[^,;]*$")


def directions(rule: Rule, read: list[Passage], who: Parties) -> Finding:
    """Present when referrals run both ways, contradicted when they run one way only."""
    towards: dict[Side, Passage] = {}
    mutual, touched = None, None
    for passage in read:
        if passage.is_blank:
            continue
        if opposes(rule, passage.words):
            return Finding(Status.CONTRADICTED, passage.source, one_sided=True)
        if rule.about.search(passage.words):
            touched = touched or passage
            mutual = mutual or passage if promises_both(rule, passage.words) else mutual
        for side in targets(passage, who):
            towards.setdefault(side, passage)
    return judged(towards, mutual, touched)


def judged(
    towards: dict[Side, Passage], mutual: Passage | None, touched: Passage | None
) -> Finding:
    if mutual or len(towards) == len(BOTH):
        best = mutual or next(iter(towards.values()))
        return Finding(Status.PRESENT, best.source)
    if towards:
        return Finding(Status.CONTRADICTED, next(iter(towards.values())).source, one_sided=True)
    return Finding(Status.PARTIAL, touched.source) if touched else ABSENT


def opposes(rule: Rule, words: str) -> bool:
    return any(not is_negated(words, found.start()) for found in rule.against.finditer(words))


def promises_both(rule: Rule, words: str) -> bool:
    """Both ways as a duty; as a purpose or a hope it is only named."""
    (settled,) = rule.settled
    found = settled.search(words)
    if not found or pattern("hope").search(words):
        return False
    return not is_vague(words) and not is_denied(words, found)


def targets(passage: Passage, who: Parties) -> frozenset[Side]:
    """To whom a sentence refers people: each of its duties by itself."""
    parts = who.duties(passage.words)
    if len(parts) == 1:
        return target(passage, who)
    each = [target(replace(passage, words=words, lead=""), who) for words in parts]
    return frozenset().union(*each)


def target(passage: Passage, who: Parties) -> frozenset[Side]:
    words = passage.words
    found = pattern("refers").search(words)
    if not found or is_vague(words) or is_denied(words, found) or pattern("police").search(words):
        return frozenset()
    for start, _end, side in who.mentioned(words[found.end() :]):
        between = words[found.end() : found.end() + start][-NEAR:]
        if TO.search(between):
            return frozenset({side})
        if FROM.search(between):
            return frozenset({other(side)})
    bound = who.bound_by(passage)
    if len(bound) != 1:
        return frozenset()
    (side,) = bound
    return frozenset({side if pattern("accepts").search(words[: found.start()]) else other(side)})


def other(side: Side) -> Side:
    return Side.PROGRAM if side is Side.HEALTH else Side.HEALTH
