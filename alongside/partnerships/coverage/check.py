"""The coverage check of a text: every element, what was found and where."""

from alongside.partnerships.coverage.directions import directions
from alongside.partnerships.coverage.findings import Finding
from alongside.partnerships.coverage.judging import judge
from alongside.partnerships.coverage.naming import naming
from alongside.partnerships.coverage.parties import Parties, parties
from alongside.partnerships.coverage.passages import Passage, passages
from alongside.partnerships.coverage.rules import Rule, rules
from alongside.partnerships.coverage.signatures import signatures

TITLES = 6  # headings that may name the parties

# Elements that are no question of words: read by code of their own.
OWN = {"bidirectional": directions, "signed": signatures}


def check(text: str) -> dict[str, Finding]:
    """Each element by its name, in the order of the rules."""
    every = passages(text)
    read = [passage for passage in every if not passage.is_title]
    titles = [passage for passage in every if passage.is_title][:TITLES]
    who = parties([*titles, *read])
    return {rule.element: found(rule, read, titles, who) for rule in rules()}


def found(rule: Rule, read: list[Passage], titles: list[Passage], who: Parties) -> Finding:
    if rule.element == "parties":
        return naming(rule, [*titles, *read])
    own = OWN.get(rule.element, judge)
    return own(rule, read, who)
