"""Street addresses, folded so that two spellings of one can be seen to be the same."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Self

WORD = re.compile(r"[a-z]+|\d+(?:st|nd|rd|th)?\b|\d+")
UNIT = re.compile(
    r"(?:\b(?:ste|suite|unit|apt|bldg|building|floor|fl|rm|room|lot|dept)\b\.?\s*#?|#)\s*([\w-]+)"
)
FLOOR = re.compile(r"\b(\d+)(?:st|nd|rd|th)\s+fl(?:oor)?\b")
BOX = re.compile(r"\bp\.?\s*o\.?\s*box\b|\bconfidential\b")
HOUSE = re.compile(r"(\d+(?:[-/]\d+)?[a-z]?)\b")
# As the Postal Service shortens them (Publication 28, appendices B and C1).
SHORT = {
    "street": "st",
    "avenue": "ave",
    "av": "ave",
    "boulevard": "blvd",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "plaza": "plz",
    "square": "sq",
    "highway": "hwy",
    "parkway": "pkwy",
    "circle": "cir",
    "terrace": "ter",
    "route": "rte",
    "expressway": "expy",
    "freeway": "fwy",
    "trail": "trl",
    "turnpike": "tpke",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
    "saint": "st",
    "mount": "mt",
    "fort": "ft",
}
STREETS = {
    *("st", "ave", "blvd", "rd", "dr", "ln", "ct", "pl", "plz", "hwy", "pkwy", "cir", "ter"),
    *("sq", "trl", "way", "expy", "fwy", "tpke"),
}
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
IN_WORDS = re.compile(
    rf"\b(?:({'|'.join(TENS)})(?:ieth|y[ -]?({'|'.join(ORDINALS[:9])}))|({'|'.join(ORDINALS)}))\b"
)
SIDES = {"n", "s", "e", "w", "ne", "nw", "se", "sw"}


@dataclass(frozen=True)
class Address:
    house: str = ""
    street: tuple[str, ...] = ()
    unit: str = ""

    @classmethod
    def read(cls, written: str) -> Self:
        """House, street and door of what is written; nothing of a post office box."""
        said = " ".join(written.casefold().replace(".", " ").split())
        if BOX.search(said):
            return cls()
        door = FLOOR.search(said) or UNIT.search(said)
        street = in_figures(UNIT.sub(" ", FLOOR.sub(" ", said)).strip())
        house = HOUSE.match(street)
        rest = street[house.end() :] if house else street
        words = tuple(SHORT.get(word, word) for word in WORD.findall(rest))
        return cls(house[1] if house else "", words, door[1] if door else "")

    @property
    def words(self) -> set[str]:
        """Its numbers, which a name may repeat: the clinic at 45th Street."""
        return {re.sub(r"\D", "", word) for word in (self.house, *self.street)} - {""}


def in_figures(said: str) -> str:
    """Fifth as 5th, and Forty-Second as 42nd, in small letters."""
    return IN_WORDS.sub(figures, said)


def figures(found: re.Match[str]) -> str:
    tens, ones, small = found.groups()
    number = ORDINALS.index(small or ones) + 1 if small or ones else 0
    number += 10 * (TENS.index(tens) + 2) if tens else 0
    end = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 != 1 else "th"
    return f"{number}{end}"


NO_ADDRESS = Address()


def same(one: Address, other: Address) -> bool | None:
    """Whether they are one house; none where that cannot be said."""
    if not (one.house and other.house and one.street and other.street):
        return None
    if one.house != other.house:
        return False
    sides = [SIDES & set(each.street) for each in (one, other)]
    if all(sides) and sides[0] != sides[1]:
        return False
    return street_name(one) == street_name(other) or (
        SequenceMatcher(None, street_name(one), street_name(other)).ratio() > 0.85
    )


def street_name(address: Address) -> str:
    """Its street without "St" or "N", unless it is called nothing else."""
    named = [word for word in address.street if word not in STREETS | SIDES]
    return " ".join(named or address.street)
