"""Who the two sides are called in a text, and whom a sentence binds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from alongside.partnerships.coverage.cleaning import clean, plain
from alongside.partnerships.coverage.findings import Side
from alongside.partnerships.coverage.passages import Passage
from alongside.partnerships.coverage.patterns import pattern, word

NAME_WORD = r"(?:[A-Z][\w'&.-]*|of|for|the|and|&|de|del|la|las|los|y|para|in|against|on)"
# A name of an organization: words with capitals that hold one of the words organizations are called by.
NAME = re.compile(rf"\b[A-Z][\w'&-]*(?:,? (?:Inc\.?|LLC|{NAME_WORD}))*")
CALLED = re.compile(
    r"""[(][^()]{0,40}?["']?(?:the |hereinafter |hereafter |herein |referred to as |called |el |la |en adelante )*"""
    r"""["']?([A-Z][\w &'/-]{1,40}?),?["']*,?\s*[)]"""
)
BOTH = (Side.HEALTH, Side.PROGRAM)


@dataclass(frozen=True)
class Parties:
    """The names of each side, plain; a pattern of them; whether both were named by name."""

    health: frozenset[str]
    program: frozenset[str]

    @cached_property
    def mention(self) -> re.Pattern[str]:
        """Any mention of a side: by its name in this text, or by what such organizations are called."""
        kinds = (("program", self.program), ("health", self.health))
        # First what the text itself calls them: its "Agency" may be the clinic.
        own = [f"(?P<{side}_own>{own_names(names)})" for side, names in kinds if names]
        general = [f"(?P<{side}>{word(f'{side}_side')})" for side, _names in kinds]
        return re.compile("|".join([*own, *general]))

    def mentioned(self, words: str) -> Iterator[tuple[int, int, Side]]:
        for found in self.mention.finditer(words):
            yield found.start(), found.end(), Side((found.lastgroup or "").removesuffix("_own"))

    def sides_in(self, words: str) -> frozenset[Side]:
        return frozenset(side for _start, _end, side in self.mentioned(words))

    def bound_by(self, passage: Passage) -> frozenset[Side]:
        """Whom a sentence binds: its subject, or else the list or heading that it stands below. None: nobody in particular."""
        for words in (subject(passage.words), passage.lead, *reversed(passage.headings)):
            if pattern("both_sides").search(words):
                return frozenset(BOTH)
            found = self.sides_in(words)
            if found:
                return found if len(found) == 1 else self.first_or_both(words)
        return frozenset()

    def first_or_both(self, words: str) -> frozenset[Side]:
        """Two sides named as one subject are both bound; else the first is: "the clinic, with the program, will"."""
        places = list(self.mentioned(words))
        last = next(place for place in reversed(places) if place[2] is not places[0][2])
        between = words[places[0][1] : last[0]]
        if re.search(r"\b(?:and|y|e|&|/)\b|&", between) and not pattern("duty").search(between):
            return frozenset(BOTH)
        return frozenset({places[0][2]})


def own_names(names: frozenset[str]) -> str:
    return "|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True))


def subject(words: str) -> str:
    """What stands before the verb that binds; nothing where there is none."""
    found = pattern("duty").search(words)
    return words[: found.start()] if found else ""


def parties(read: list[Passage]) -> Parties:
    """The sides as the text names them: "Lakeside Health Center (the "Clinic")"."""
    health: set[str] = set()
    program: set[str] = set()
    for name, called in named(" ".join(clean(passage.source) for passage in read[:40])):
        side = side_of(name) or side_of(called)
        if side is None:
            continue
        names = health if side is Side.HEALTH else program
        names |= {plain(each) for each in (name, called) if len(each) > 2} - GENERAL
    return Parties(frozenset(health - program), frozenset(program - health))


# Names that are no names: they would make every sentence speak of one side.
GENERAL = {"parties", "party", "agreement", "mou", "moa", "memorandum", "survivor", "survivors", "state", "phi", "pii"}


def named(words: str) -> Iterator[tuple[str, str]]:
    """Each name of an organization with what it is called afterwards, blank if nothing."""
    for found in NAME.finditer(words):
        name = re.sub(r"^(?:The|Between|And|By|This|Whereas) |(?: (?:and|of|for|the|in|on|y|de|la|&))+$", "", found[0])
        for each in re.split(r" (?:and|y) (?=[A-Z])", name):
            called = CALLED.match(words[found.end() :].lstrip(" ,")) or CALLED.search(
                words[found.end() : found.end() + 160].partition(" and ")[0]
            )
            last = each is name or name.endswith(each)
            if side_of(each) or (called and last and side_of(called[1])):
                yield each, called[1].strip() if called and last else ""


def side_of(name: str) -> Side | None:
    """What kind of organization a name sounds like."""
    words = plain(name)
    if pattern("program_name").search(words):
        return Side.PROGRAM
    return Side.HEALTH if pattern("health_name").search(words) else None


def organizations(read: list[Passage]) -> frozenset[Side]:
    """Which sides stand in the text by a name of their own, of two words or more."""
    found: set[Side] = set()
    for passage in read:
        for name, _called in named(clean(passage.source)):
            side = side_of(name)
            if side and len(name.split()) > 1 and not pattern("no_name").fullmatch(plain(name)):
                found.add(side)
    return frozenset(found)
