"""Which ways referrals run: both, or one only. One way only is the opposite of a partnership."""

import re
from dataclasses import replace

from alongside.partnerships.coverage.denials import is_denied, is_negated, is_vague
from alongside.partnerships.coverage.findings import ABSENT, Finding, Side, Status
from alongside.partnerships.coverage.judging import is_wrong
from alongside.partnerships.coverage.parties import BOTH, Parties
from alongside.partnerships.coverage.passages import Passage
from alongside.partnerships.coverage.patterns import pattern
from alongside.partnerships.coverage.rules import Rule

SENT = re.compile(r"\w sends?$")
PARTS = re.compile(r"[;,] (?:and |while |but )?")
NEAR = 30  # characters between "to" and whom
TO = re.compile(r"\b(?:to|with|into|a|al|con|hacia)\b[^,;]*$")
FROM = re.compile(r"\b(?:from|by|desde|por|de|del)\b[^,;]*$")
# "2.1 From the clinic to the agency": the way is said before the sentence.
FROM_ONE = re.compile(r"^\W*(?:[\d.]+\W+)?(?:from|de|del)\b[^,;.]{0,8}$")
TO_OTHER = re.compile(r"^'?s?\W*(?:to|a|al)\b[^,;.]{0,8}$")


def directions(rule: Rule, read: list[Passage], who: Parties) -> Finding:
    """Present when referrals run both ways, contradicted when they run one way only."""
    towards: dict[Side, Passage] = {}
    hinted: set[Side] = set()  # to whom people may go, in words too weak to count as referring
    mutual, touched = None, None
    is_said = False  # in so many words, not only by who calls whom
    for passage in read:
        if passage.is_blank:
            continue
        if opposes(rule, passage.words):
            return Finding(Status.CONTRADICTED, passage.source, one_sided=True)
        if rule.about.search(passage.words):
            touched = touched or passage
            mutual = mutual or passage if promises_both(rule, passage.words) else mutual
        ways = targets(passage, who)
        for side in ways:
            towards.setdefault(side, passage)
            is_said = is_said or bool(pattern("refers").search(passage.words))
        parts = PARTS.split(passage.words)
        hinted |= ways.union(*(hints(part) for part in parts if len(parts) > 1 or not ways))
    return judged(towards, hinted, mutual, touched, is_said=is_said)


def judged(
    towards: dict[Side, Passage],
    hinted: set[Side],
    mutual: Passage | None,
    touched: Passage | None,
    *,
    is_said: bool,
) -> Finding:
    first = mutual or next(iter(towards.values()), touched)
    if first is None:
        return ABSENT
    if mutual or len(towards) == len(BOTH):
        return Finding(Status.PRESENT, first.source)
    if towards and hinted > towards.keys():
        return Finding(Status.PRESENT, first.source)
    if towards and is_said:
        return Finding(Status.CONTRADICTED, first.source, one_sided=True)
    return Finding(Status.PARTIAL, first.source, one_sided=bool(towards))


def opposes(rule: Rule, words: str) -> bool:
    if any(not is_negated(words, found.start()) for found in rule.against.finditer(words)):
        return True
    return any(is_wrong(each, words, words) for each in rule.wrong)


def hints(words: str) -> frozenset[Side]:
    """Where people of one side are helped to reach the other: somebody's people, and care or advocacy."""
    found = pattern("reaches").search(words)
    if not found or is_vague(words) or is_denied(words, found) or pattern("signing").search(words):
        return frozenset()
    ways = (("wants_care", Side.HEALTH), ("wants_advocate", Side.PROGRAM))
    return frozenset(side for kind, side in ways if pattern(kind).search(words))


def promises_both(rule: Rule, words: str) -> bool:
    """Both ways as a duty; as a purpose or a hope it is only named."""
    (settled,) = rule.settled
    found = settled.search(words)
    if not found or pattern("hope").search(words):
        return False
    return not is_vague(words) and not is_denied(words, found)


def route(words: str, who: Parties) -> frozenset[Side]:
    """Where "from the clinic to the agency" leads, at the beginning of a sentence or as a heading."""
    places = list(who.mentioned(words))[:2]
    if len(places) < 2:
        return frozenset()
    (start, end, _one), (then, _end, side) = places
    leads = FROM_ONE.search(words[:start]) and TO_OTHER.search(words[end:then])
    return frozenset({side}) if leads else frozenset()


def targets(passage: Passage, who: Parties) -> frozenset[Side]:
    """To whom a sentence refers people: each of its duties by itself."""
    if said := route(passage.words, who) or route(passage.heading, who):
        return said
    parts = who.duties(passage.words)
    if len(parts) == 1:
        return target(passage, who)
    each = [target(replace(passage, words=words, lead=""), who) for words in parts]
    return frozenset().union(*each)


def target(passage: Passage, who: Parties) -> frozenset[Side]:
    words = passage.words
    found = way_of(words)
    if not found or is_vague(words) or is_denied(words, found) or is_negated(words, found.start()):
        return frozenset()
    if pattern("police").search(words) or pattern("counts").search(words):
        return frozenset()
    if SENT.search(found[0]):  # "people whom the program sends"
        return frozenset(other(side) for _start, _end, side in who.mentioned(found[0]))
    return after(words, found, who) or by_whom(passage, found, who)


def way_of(words: str) -> re.Match[str] | None:
    found = pattern("refers").search(words) or pattern("introduces").search(words)
    return found or (pattern("phones").search(words) if pattern("survivor").search(words) else None)


def after(words: str, found: re.Match[str], who: Parties) -> frozenset[Side]:
    """To or from whom it is said to lead."""
    for start, _end, side in who.mentioned(words[found.end() :]):
        between = words[found.end() : found.end() + start][-NEAR:]
        if TO.search(between):
            return frozenset({side})
        if FROM.search(between):
            return frozenset({other(side)})
    return frozenset()


def by_whom(passage: Passage, found: re.Match[str], who: Parties) -> frozenset[Side]:
    """Who refers, refers to the other; who takes people in, has them sent."""
    bound = who.bound_by(passage)
    if len(bound) != 1:
        return frozenset()
    (side,) = bound
    accepts = pattern("accepts").search(passage.words[: found.start()])
    return frozenset({side if accepts else other(side)})


def other(side: Side) -> Side:
    return Side.PROGRAM if side is Side.HEALTH else Side.HEALTH
