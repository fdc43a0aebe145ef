"""Who the parties are: both by name, one of them, or only as a kind."""

from alongside.partnerships.coverage.cleaning import clean, plain
from alongside.partnerships.coverage.findings import ABSENT, Finding, Side, Status
from alongside.partnerships.coverage.parties import BETWEEN, as_name, named, side_of
from alongside.partnerships.coverage.passages import Passage
from alongside.partnerships.coverage.patterns import pattern
from alongside.partnerships.coverage.rules import Rule


def naming(rule: Rule, read: list[Passage]) -> Finding:
    """Present when both are called by name."""
    best: dict[Side, Passage] = {}
    for passage in read:
        if passage.is_blank:
            continue
        words = as_name(clean(passage.source))
        if names_both(words):
            return Finding(Status.PRESENT, passage.source)
        for side in (
            sides_named(words) if not passage.is_title or len(sides_named(words)) > 1 else ()
        ):
            best.setdefault(side, passage)
    if len(best) == len(Side):
        return Finding(Status.PRESENT, next(iter(best.values())).source)
    if best:
        return Finding(Status.PARTIAL, next(iter(best.values())).source)
    return as_kinds(rule, read)


def names_both(words: str) -> bool:
    found = BETWEEN.search(words)
    return found is not None and not any(is_kind(name) for name in found.groups())


def sides_named(words: str) -> set[Side]:
    """The sides that have a name of their own in a sentence."""
    sides = {side_of(name) for name, _called in named(words) if not is_kind(name)}
    return {side for side in sides if side}


def is_kind(name: str) -> bool:
    """ "The Clinic" says what somebody is, not who."""
    return bool(pattern("no_name").fullmatch(plain(name)))


def as_kinds(rule: Rule, read: list[Passage]) -> Finding:
    for passage in read:
        if not passage.is_blank and rule.about.search(passage.words):
            return Finding(Status.PARTIAL, passage.source)
    return ABSENT
