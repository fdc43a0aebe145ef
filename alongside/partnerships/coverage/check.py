"""The coverage check of a text: every element, what was found and where."""

from alongside.partnerships.coverage.directions import directions
from alongside.partnerships.coverage.findings import Finding
from alongside.partnerships.coverage.judging import judge
from alongside.partnerships.coverage.naming import naming
from alongside.partnerships.coverage.parties import parties
from alongside.partnerships.coverage.passages import passages
from alongside.partnerships.coverage.rules import rules
from alongside.partnerships.coverage.signatures import signatures

MOST = 20_000  # sentences that are read: four times those of 150 pages
TITLES = 6  # headings that may name the parties

# Elements that are no question of words: read by code of their own.
OWN = {"bidirectional": directions, "signed": signatures}


def check(text: str) -> dict[str, Finding]:
    """Each element by its name, in the order of the rules."""
    every = passages(text)[:MOST]
    read = [passage for passage in every if not passage.is_title]
    titles = [passage for passage in every if passage.is_title][:TITLES]
    who = parties([*titles, *read])
    told = [who.told(passage) for passage in read]
    return {
        rule.element: naming(rule, [*titles, *read])
        if rule.element == "parties"
        else OWN.get(rule.element, judge)(rule, told, who)
        for rule in rules()
    }
