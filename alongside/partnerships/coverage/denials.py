"""What a sentence denies, leaves open or promises later. A cue alone proves nothing."""

import re

from alongside.partnerships.coverage.patterns import pattern

CLAUSE = re.compile(
    r"[;:]|,? (?:but|however|whereas|although|except|unless|pero|salvo|excepto|sino)\b|, (?:and|y) "
)


def clause(words: str, start: int, end: int) -> tuple[str, str]:
    """The clause around a stretch: what stands before it, and what stands in it and after it."""
    before = CLAUSE.split(words[:start])[-1]
    after = CLAUSE.split(words[end:])[0]
    return before, words[start:end] + after


def is_denied(words: str, found: re.Match[str]) -> bool:
    """That what was found is said not to be: "does not provide interpreters", "no interpreters are available"."""
    words = harmless(words)
    before, after = clause(words, found.start(), found.end())
    said = before + after
    if pattern("but_for").search(words[found.start() :]) and pattern("negator").search(said):
        return False  # "may not be ended without notice", "shall not … except in writing"
    if pattern("denial").search(said) or pattern("denied_before").search(before):
        return True
    return bool(re.match(r"[^,;]{0,60}", after) and pattern("denied_after").search(after))


def is_negated(words: str, start: int) -> bool:
    """A negation stands before a place, in the same clause: "neither party may require …"."""
    before = CLAUSE.split(harmless(words)[:start])[-1]
    return bool(pattern("negator").search(before))


def is_ruled_out(words: str, end: int) -> bool:
    """What was found is said not to be, after it and in the same clause: "blanket releases are never taken"."""
    return bool(pattern("ruled_out").search(CLAUSE.split(harmless(words)[end:])[0]))


def harmless(words: str) -> str:
    """Without negations that deny nothing: "no later than", "at no cost". Places stay the same."""
    return pattern("no_denial").sub(lambda found: " " * len(found[0]), words)


def is_vague(words: str) -> bool:
    """Nothing to act on: to be determined, may consider, will be agreed later."""
    return bool(pattern("vague").search(words))


def is_empty(words: str) -> bool:
    """Says only that nothing is said: reserved, not applicable."""
    return bool(pattern("empty").fullmatch(words.strip(" .:-()[]")))
