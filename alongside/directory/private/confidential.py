"""Which places are kept secret, and what of a text must then not be told."""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from functools import lru_cache

from alongside.directory.sentences import Sentence

# An address that says so, and names of places that do not publish theirs.
SAYS_CONFIDENTIAL = (
    "confidential",
    "undisclosed",
    "not disclosed",
    "anonymous",
    "withheld",
    "not public",
    "unpublished",
)
SHELTERS = (
    "domestic violence",
    "family violence",
    "battered",
    "women's shelter",
    "womens shelter",
    "shelter for women",
    "for women and children",
    "safe house",
    "safehouse",
    "safe home",
    "trafficking",
    "confidential",
    "abused women",
)
HOUSE = r"(?:shelters?|safe ?houses?|transitional housing|residential (?:program|facility))"
HOUSES = ("shelter", "safe", "housing", "residential")
HARM = r"(?:domestic violence|domestic abuse|batter\w+|abusive|intimate partner|trafficking)"
TELLS_SHELTER = re.compile(
    rf"{HOUSE}\W(?:[^.]{{0,90}}\W)?{HARM}|{HARM}\W(?:[^.]{{0,60}}\W)?{HOUSE}"
)
# Public offices, whatever they work on: their doors are in every telephone book.
OFFICE = re.compile(
    r"\b(?:police|sheriff'?s?|(?:state|district|county|city|united states|u\.?s\.?) attorney'?s?|attorney general"
    r"|prosecutor'?s?|clerk|judicial|probation|task force|national(?: [\w-]+){0,4} (?:hotline|center)"
    r"|court(?:s|house|room)?(?! (?:st|street|place|advoc)))\b"
)
LIVED_IN = re.compile(r"shelter|safe ?house|safe ?home|housing|residen|battered|confidential")
# Columns by which lists say that an address is not for everyone.
SHOWN = re.compile(
    r"(display|show|publish|public|visible).*address|address.*(public|display|visible|shown)"
)
HIDDEN = re.compile(
    r"confidential|undisclosed|(hide|private|secret).*(address|location)|address.*(private|hidden|secret)"
)
# The only answers after which an address is for everyone: yes to showing it, no to hiding it.
SHOW = frozenset(
    {
        *("yes", "y", "true", "t", "1", "1 0", "on", "x", "ok", "okay", "si", "sí"),
        *("public", "publish", "published", "ok to publish", "yes public"),
        *("show", "shown", "display", "visible"),
    }
)
HIDE_NOT = frozenset(
    {
        *("no", "n", "false", "f", "0", "0 0", "off", "none", "never", "n a", "not applicable"),
        *("not confidential", "not private", "not hidden", "public"),
    }
)
NOT_WORDS = re.compile(r"\W+")
BEGINS_ADDRESS = re.compile(r"\s*(?:\d{2}|p\.?\s?o\.?\s?box)", re.IGNORECASE)
# Columns that tell where something is.
PLACE = re.compile(
    r"addr|street|city|town|zip|postal|postcode|lat\b|lon\b|lng\b|latit|longit|coord|geo|county|region|"
    r"transport|direction|^[xy]$|attention|location|descr|notes?$|detail|text|place|where|extent|area",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b\d{1,6}\s+(?:[NSEW]{1,2}\.?\s+)?(?:[\w.'-]+\s+){1,4}"
    r"(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|way|pl|place|hwy|highway|ter|terrace|pkwy|cir|circle)\b",
    re.IGNORECASE,
)
POINT = re.compile(r"-?\d{1,3}\.\d{3,}")
SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")


def folded(text: str) -> str:
    return text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("_", " ")


def is_confidential(name: str, address: str) -> bool:
    """Whether a list itself says, or a name lets one think, that a place is kept secret."""
    said, called = folded(address), folded(name)
    if any(word in said for word in SAYS_CONFIDENTIAL):
        return True
    return any(word in called for word in SHELTERS) and not is_office(called)


def is_office(called: str) -> bool:
    """Whether a name tells a public office and nothing that people live in."""
    return bool(OFFICE.search(called)) and not LIVED_IN.search(called)


def tells_of_shelter(texts: Iterable[str]) -> bool:
    """Whether a description tells of a shelter from violence."""
    return any(tells(folded(text)) for text in texts)


def tells(said: str) -> bool:
    # A word that must be there is found much faster than what stands around it.
    return any(word in said for word in HOUSES) and bool(TELLS_SHELTER.search(said))


def is_flagged(cells: Mapping[str, str]) -> bool:
    """Whether a column of the list says that this address is not for everyone.

    Somebody's own words ("do not display", "ask first") count as such: what is no plain leave to show hides.
    """
    return any(
        value.strip() and (asks := asks_about(column)) and asks.is_declined(value)
        for column, value in cells.items()
    )


class Asks(Enum):
    """What a column asks about an address."""

    TO_SHOW = SHOW
    TO_HIDE = HIDE_NOT

    def is_declined(self, answer: str) -> bool:
        """Whether an answer keeps the address from everyone. An address in the column is no answer."""
        if BEGINS_ADDRESS.match(answer) or STREET.search(answer):
            return False
        return NOT_WORDS.sub(" ", folded(answer)).strip() not in self.value


@lru_cache(2000)
def asks_about(column: str) -> Asks | None:
    """What a column asks about an address; most columns ask nothing."""
    name = folded(column)
    if HIDDEN.search(name):
        return Asks.TO_HIDE
    return Asks.TO_SHOW if SHOWN.search(name) else None


def seems_secret(cells: Mapping[str, str]) -> bool:
    """Whether anything in a row lets one think of a place kept secret."""
    told = folded(" ".join(cells.values()))
    words = (*SAYS_CONFIDENTIAL, *SHELTERS)
    return is_flagged(cells) or any(word in told for word in words) or tells_of_shelter([told])


def without_place(cells: Mapping[str, str]) -> dict[str, str]:
    """A row's cells, with nothing of where it is."""
    return {
        column: "" if PLACE.search(column) else hidden_in(value) for column, value in cells.items()
    }


def hidden_in(text: str) -> str:
    return "" if STREET.search(text) or POINT.search(text) else text


def unsaid(reason: str, cells: Collection[str]) -> str:
    """A remark about a row, without any of the row's cells that it repeats."""
    if isinstance(reason, Sentence):
        return reason.with_values(lambda said: unsaid(said, cells))
    told = {one for cell in cells for one in (cell.strip(), cell.replace(" ", ""))}
    for cell in sorted(told, key=len, reverse=True):
        if len(cell) > 2 and not (cell.isalpha() and cell.islower()):
            reason = reason.replace(cell, "…")
    return STREET.sub("…", reason)


def untold(text: str, places: Iterable[str]) -> str:
    """A text without the sentences that tell a place: its street, its ZIP code, its city, any street."""
    words = [folded(place) for place in places if len(place) > 2]
    kept = [
        sentence
        for sentence in SENTENCES.split(text)
        if not STREET.search(sentence)
        and not POINT.search(sentence)
        and not any(word in folded(sentence) for word in words)
    ]
    return text if len(kept) == len(SENTENCES.split(text)) else " ".join(kept)
