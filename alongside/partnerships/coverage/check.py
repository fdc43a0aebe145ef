"""The coverage check of a text: every element, what was found and where."""

from alongside.partnerships.coverage.directions import directions
from alongside.partnerships.coverage.findings import Finding
from alongside.partnerships.coverage.judging import judge
from alongside.partnerships.coverage.naming import naming
from alongside.partnerships.coverage.parties import parties
from alongside.partnerships.coverage.passages import passages
from alongside.partnerships.coverage.rules import rules
from alongside.partnerships.coverage.signatures import signatures

# Elements that are no question of words: read by code of their own.
OWN = {"parties": naming, "bidirectional": directions, "signed": signatures}


def check(text: str) -> dict[str, Finding]:
    """Each element by its name, in the order of the rules."""
    read = passages(text)
    who = parties(read)
    return {
        rule.element: OWN[rule.element](rule, read, who)
        if rule.element in OWN
        else judge(rule, read, who)
        for rule in rules()
    }
