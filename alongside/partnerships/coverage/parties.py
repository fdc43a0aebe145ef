"""Who the two sides are called in a text, and whom a sentence binds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from alongside.partnerships.coverage.cleaning import clean, plain
from alongside.partnerships.coverage.findings import Side
from alongside.partnerships.coverage.passages import Passage
from alongside.partnerships.coverage.patterns import pattern, word

NAME_WORD = r"(?:[A-Z][\w'&-]*|[A-Z]\.|of|for|the|and|&|de|del|la|las|los|y|para|in|against|on)"
# A name of an organization: words with capitals that hold one of the words organizations are called by.
NAME = re.compile(rf"\b[A-Z][\w'&-]*(?:,? (?:Inc\b\.?|LLC)| {NAME_WORD})*")
CALLED = re.compile(
    r"""[(][^()]{0,40}?["']?(?:the |hereinafter |hereafter |herein |referred to as |called |el |la |en adelante )*"""
    r"""["']?([A-Z][\w &'/-]{1,40}?),?["']*,?\s*[)]"""
)
# Between two duties: ", and the"; after its subject: "'s staff shall".
JOINED = re.compile(
    r"(?:[,;]\s*|\s)(?:(?:and|while|whereas|but|y|mientras que|e)\s+)(?:the |el |la |los |las )?$"
)
DUTY_NEXT = re.compile(
    r"(?:'s?)?(?: \w+)? (?:shall|will|must|may|agrees?|can|does|do|is|are|refers?|trains?|sends?|answers?|"
    r"keeps?|provides?|refiere|deriva|envia|ofrece|responde|capacita|debera|"
    r"referira|respondera|capacitara|ofrecera|se compromete)\b"
)
PROPER = r"(?:the |la |el )?([A-Z][\w'&.-]*(?: (?:[A-Z][\w'&.-]*|of|for|the|against|de|del|la|&))*)"
BETWEEN = re.compile(
    rf"\b(?:between|among|Between|Among|entre|Entre) {PROPER}[^.;|]{{0,160}}?\b(?:and|y|And|Y) {PROPER}"
)
BESIDE = re.compile(rf"\b{PROPER} ?(?:/|\+| - |&|and) ?{PROPER}")
BOTH = (Side.HEALTH, Side.PROGRAM)
LONG = 800  # characters of a sentence in which names are looked for
LETTER = 2  # times that a letter says "we", and "you"
WE = r"\b(?:we|us|our|ours|i|my|me)\b(?! (?:both|each|all|together|agree|shook))"
YOU = r"\b(?:you|your|yours)\b"


@dataclass(frozen=True)
class Parties:
    """The names of each side, plain, and a pattern that meets them."""

    health: frozenset[str]
    program: frozenset[str]
    speaker: Side | None = None  # of a letter: who says "we" to "you"

    @cached_property
    def mention(self) -> re.Pattern[str]:
        """Any mention of a side: by its name in this text, or by what such organizations are called."""
        kinds = (("program", self.program), ("health", self.health))
        # First what the text itself calls them: its "Agency" may be the clinic.
        own = [f"(?P<{side}_own>{own_names(names)})" for side, names in kinds if names]
        general = [f"(?P<{side}>{word(f'{side}_side')})" for side, _names in kinds]
        return re.compile("|".join([*own, *general]))

    @cached_property
    def called(self) -> re.Pattern[str]:
        """What this text alone calls a side, with or without an article."""
        kinds = ((Side.PROGRAM, self.program), (Side.HEALTH, self.health))
        own = [rf"(?P<{side}>{own_names(names)})" for side, names in kinds if names]
        if self.speaker:
            spoken = Side.HEALTH if self.speaker is Side.PROGRAM else Side.PROGRAM
            own = [*own, rf"(?P<{self.speaker}_we>{WE})", rf"(?P<{spoken}_you>{YOU})"]
        return re.compile(rf"(?:\bthe )?(?:{'|'.join(own) or '(?!)'})")

    def told(self, passage: Passage) -> Passage:
        """A passage with the names of the sides as the cues call them: "Willow Gate shall" is "the program shall"."""
        return replace(
            passage,
            words=self.by_kind(passage.words),
            headings=tuple(map(self.by_kind, passage.headings)),
            lead=self.by_kind(passage.lead),
        )

    def by_kind(self, words: str) -> str:
        return self.called.sub(
            lambda found: (
                "the clinic" if (found.lastgroup or "").startswith(Side.HEALTH) else "the program"
            ),
            words,
        )

    def mentioned(self, words: str) -> Iterator[tuple[int, int, Side]]:
        for found in self.mention.finditer(words):
            yield found.start(), found.end(), Side((found.lastgroup or "").removesuffix("_own"))

    def sides_in(self, words: str) -> frozenset[Side]:
        return frozenset(side for _start, _end, side in self.mentioned(words))

    def bound_by(self, passage: Passage) -> frozenset[Side]:
        """Whom a sentence binds: its subject, or else the list or heading it stands below; or nobody."""
        duties = [subject(words) for words in self.duties(passage.words)]
        if len(duties) > 1:
            return frozenset(side for words in duties for side in self.sides_in(words))
        for words in (*duties, passage.lead, *reversed(passage.headings)):
            if pattern("both_sides").search(words):
                return frozenset(BOTH)
            found = self.sides_in(words)
            if len(found) == 1:
                return found
            if found and words in duties:
                return self.first_or_both(words)
        return frozenset()

    def duties(self, words: str) -> list[str]:
        """A sentence by its duties: "the agency shall train …, and the clinic shall train …" has two."""
        found, at = [], 0
        for start, end, _side in self.mentioned(words):
            joined = JOINED.search(words[at:start])
            if joined and DUTY_NEXT.match(words[end:]) and pattern("duty").search(words[at:start]):
                found.append(words[at : at + joined.start()])
                at = at + joined.start()
        return [*found, words[at:]]

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
    text = " | ".join(as_name(clean(passage.source[:LONG])) for passage in read[:40])
    for name, called in named(text):
        side = side_of(name) or side_of(called)
        if side is None or (pattern("no_name").fullmatch(plain(name)) and not called):
            continue
        names = health if side is Side.HEALTH else program
        own = {bare(each) for each in (name, called, *short(name)) if len(each) > 2}
        names |= {each for each in own if not re.search(r"\d", each)} - GENERAL
    for name, side in beside(text):
        names = health if side is Side.HEALTH else program
        names |= {bare(each) for each in (name, *short(name))} - GENERAL
    common = (health & program) | ordinary(read, health | program)
    return Parties(frozenset(health - common), frozenset(program - common), speaker(read))


def speaker(read: list[Passage]) -> Side | None:
    """Who says "we" in a text that also says "you": whoever has advocates, or whose reader has patients."""
    words = " ".join(passage.words for passage in read)
    if min(len(re.findall(WE, words)), len(re.findall(YOU, words))) < LETTER:
        return None
    program, health = (
        len(pattern(f"says_{side}").findall(words)) for side in ("program", "health")
    )
    return Side.HEALTH if health > program else Side.PROGRAM


def bare(name: str) -> str:
    """A name, plain, without what belongs to the sentence it stands in."""
    return re.sub(
        r"^(?:de|del|por|por la|de la|signed(?: for)?(?: the)?) |(?:'s?| &| de| la)+$",
        "",
        plain(name),
    )


def ordinary(read: list[Passage], names: set[str]) -> set[str]:
    """Names of one word that the text also writes small: they are words, not names."""
    small = {word for passage in read for word in re.findall(r"\b[a-z][\w']*", passage.source)}
    return {name for name in names if name in small}


def beside(text: str) -> Iterator[tuple[str, Side]]:
    """Who stands beside an organization of a known kind and has a name that tells nothing: it is the other side."""
    for found in [*BETWEEN.finditer(text), *BESIDE.finditer(text)]:
        first, second = found.groups()
        if pattern("no_party").search(plain(found[0])):
            continue
        sides = [side_of(first), side_of(second)]
        if sides.count(None) == 1:
            known = sides[0] or sides[1]
            other = Side.PROGRAM if known is Side.HEALTH else Side.HEALTH
            yield (first if sides[0] is None else second), other


def short(name: str) -> list[str]:
    """What a long name is often called: its first word or two, where they are its own."""
    words = name.split()
    own = [word for word in words[:1] if not pattern("no_short_name").fullmatch(plain(word))]
    return [*own, " ".join(words[:2])] if own and len(words) > 2 else []


# Names that are no names: they would make every sentence speak of one side.
GENERAL = {
    "parties",
    "party",
    "agreement",
    "mou",
    "moa",
    "memorandum",
    "survivor",
    "survivors",
    "state",
    "phi",
    "pii",
    "date",
    "name",
    "insert",
    "disputes",
    "statistics",
    "fte",
    "",
}


def as_name(words: str) -> str:
    """A title in capitals as names are written."""
    return words.title() if words.isupper() else words


def named(words: str) -> Iterator[tuple[str, str]]:
    """Each name of an organization with what it is called afterwards, blank if nothing."""
    for found in NAME.finditer(words):
        name = re.sub(
            r"^(?:(?:WHEREAS|The|Between|Entre|And|By|This|Whereas|For|El|La|el|la|the) )+"
            r"|(?: (?:and|of|for|the|in|on|y|de|la|&))+$",
            "",
            found[0],
        )
        for each in re.split(r" (?:and|y|And|Y|&) (?:the |la |el )?(?=[A-Z])", name):
            called = CALLED.match(words[found.end() :].lstrip(" ,")) or CALLED.search(
                words[found.end() : found.end() + 160].partition(" and ")[0].partition(" | ")[0]
            )
            last = each is name or name.endswith(each)
            if side_of(each) or (called and last and side_of(called[1])):
                yield each, called[1].strip() if called and last else ""


def side_of(name: str) -> Side | None:
    """What kind of organization a name sounds like."""
    words = plain(name)
    if pattern("no_party").search(words):
        return None
    if pattern("health_for_sure").search(words) and not pattern("program_for_sure").search(words):
        return Side.HEALTH  # "Hope Medical Center"
    if pattern("program_name").search(words):
        return Side.PROGRAM
    return Side.HEALTH if pattern("health_name").search(words) else None
