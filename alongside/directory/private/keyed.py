"""Digests under the server's secret: who has only the database cannot try names and addresses by them."""

import hmac
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from itertools import product
from typing import NamedTuple

from django.conf import settings

from alongside.directory.geography.addresses import SHORT, SIDES, STREETS, Address

SALT = b"alongside.directory.keyed"
HEX = re.compile(r"[0-9a-fA-F-]+")
WORD = re.compile(r"[^\W\d_]{2,}")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
HOUSE = re.compile(r"\d[\W_]*[^\W\d_]{3,}|\d\.\d{3,}")  # a number before a word, or a point
# A street with all that follows it in one cell: ", Chicago, IL 60608".
ENDS = (
    re.compile(r",\s*([^,\d]+?),?\s+[A-Za-z]{2}\.?(?:\s+\d{5}(?:-\d{4})?)?\s*$"),
    re.compile(r"[\s,](\d{5})(?:-\d{4})?\s*$"),
)
NUMBERED = re.compile(r"\d[\w-]*(?=((?:\s+[\w.'-]+){1,5}))")
# 4711-B, 4711B and 4711 1/2 are doors of one house.
DOOR = re.compile(r"(?<=\d)(?:\s*-\s*)?[^\W\d_]\b|(?<=\d)\s*(?:\b1/2\b|½)")
RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
DIGIT = re.compile(r"\d")
FIGURES = re.compile(r"(\d+)(?:st|nd|rd|th)")
DEGREE = 10_000  # parts of a degree, each some 11 m
AROUND = (-1, 0, 1)
TOWN_WORD = re.compile(r"[^\W_]+")
# A part of an address that is not told: it asks for whatever, or stands for whatever.
NONE, ANY = "?", "*"
OUR_OWN = re.compile(r"(?:place|name|number):[0-9a-f-]{32,36}")

Point = tuple[float, float]
Cell = tuple[int, int]
Forms = Callable[[str], tuple[str, ...]]


class Door(NamedTuple):
    house: str
    street: str
    side: str  # of the town: n, se
    kind: str  # of a numbered street alone: 5th Street is not 5th Avenue

    @property
    def has_kind(self) -> bool:
        return self.street.isdigit()


def key_of(*parts: str) -> str:
    """A digest of names, whatever their capitals and spaces."""
    folded = [" ".join(part.casefold().split()) for part in parts]
    return keyed(sha256(json.dumps(folded).encode()).hexdigest()[:32])


def keyed(digest: str) -> str:
    """A digest that anybody could make, as one that only this server can."""
    return hmac.digest(own_key(settings.SECRET_KEY), digest.encode(), "sha256").hex()[:32]


@cache
def own_key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), SALT, "sha256")


@lru_cache(maxsize=5000)  # a row's records share it
def number_of(key: str) -> str:
    """A list's own number as it is kept: one that may be an address, only by its digest."""
    if is_ours(key) or HEX.fullmatch(key):
        return key
    has_words = len(WORD.findall(key)) > 1 and LONG_WORD.search(key)
    return f"number:{key_of(key)}" if has_words or HOUSE.search(key) else key


def is_ours(key: str) -> bool:
    """Whether a key was made here, so that it is no number of the list."""
    return bool(OUR_OWN.fullmatch(key))


def address_keys(
    streets: Iterable[str], towns: Iterable[str], points: Iterable[Point] = ()
) -> set[str]:
    """What finds a place again that is not kept: each street in each town, city or ZIP code, and each point."""
    cells = {(cell_of(north), cell_of(east)) for north, east in points}
    return made_of(streets, towns, cells, looked_up)


def kept_keys(
    streets: Iterable[str], towns: Iterable[str], points: Iterable[Point] = ()
) -> set[str]:
    """What is kept of a place: its address as it is looked up and in a text, and its point and what lies around it."""
    streets = list(filter(None, streets))
    cells = {
        (cell_of(north) + up, cell_of(east) + right)
        for north, east in points
        for up, right in product(AROUND, AROUND)
    }
    return made_of(streets, towns, cells, kept) | set(map(street_key, streets)) - {""}


def kept(said: str) -> tuple[str, ...]:
    """A part of an address as it is kept: found by the same and by none; and by any, where it was not told."""
    return (said, NONE) if said else (ANY,)


def looked_up(said: str) -> tuple[str, ...]:
    """The same as it is looked for."""
    return (said, ANY) if said else (NONE, ANY)


def cell_of(degrees: float) -> int:
    return round(degrees * DEGREE)


def street_key(street: str) -> str:
    """What finds house and street again in a text, which seldom names the town; blank where no house is told."""
    door = next(iter(doors_of(street)), None)
    return key_of("street", door.house, door.street) if door and door.house else ""


def street_lines(first: str, second: str) -> tuple[str, ...]:
    """The lines of an address that tell a street: the second seldom does."""
    return (first, second) if second and street_key(second) else (first,)


def streets_in(text: str) -> Iterator[str]:
    """What may be a house and its street: a number with one word after it, with two, and so on."""
    for found in NUMBERED.finditer(text):
        number, words = found[0], found[1].split()
        for count in range(1, len(words) + 1):
            yield " ".join([number, *words[:count]]).rstrip(".'-")


def made_of(
    streets: Iterable[str], towns: Iterable[str], cells: Iterable[Cell], forms: Forms
) -> set[str]:
    """Digests of doors in towns; and of points with the house's number, since next door is not far."""
    doors, around = set[Door](), {town_of(town) for town in towns if town}
    for written in filter(None, streets):
        doors.update(doors_of(written))
        around |= {town_of(found[1]) for end in ENDS if (found := end.search(written))}
    told = {
        (door.house, door.street, side, kind)
        for door in doors
        for side, kind in product(forms(door.side), forms(door.kind) if door.has_kind else [""])
    }
    numbers = {door.house for door in doors} - {""} or {""}
    houses = {form for number in numbers for form in forms(number)}
    return {key_of("address", *door, town) for door in told for town in around - {""}} | {
        key_of("point", *map(str, cell), house) for cell in cells for house in houses
    }


def doors_of(written: str) -> list[Door]:
    """Houses and streets, however they are spelled: of the parts that begin with a number, or of all."""
    found = [door for part in written.split(",") for door in numbered(part)]
    return found or doors_at(written)


def numbered(part: str) -> list[Door]:
    """Those that tell a house, at the beginning or behind what it is called."""
    digit = DIGIT.search(part)
    behind = part[digit.start() :] if digit else ""
    return [door for door in doors_at(part) if door.house] or [
        door for door in doors_at(behind) if door.house
    ]


def doors_at(written: str) -> list[Door]:
    """None where no street is told; more than one where several numbers are."""
    read = Address.read(RANGE.sub("-", DOOR.sub("", written)))
    words = read.street
    end = next(
        (at for at, word in enumerate(words) if word in STREETS and has_name(words[:at])), -1
    )
    before, kind = (words[:end], words[end]) if end >= 0 else (words, "")
    bare = [word for word in before if word not in STREETS]
    named = [word for word in bare if word not in SIDES]
    name = [word for word in named if len(word) > 1 or word.isdigit()] or named or bare or words
    street = "".join(map(plainly, name))
    side = "".join(sorted({*words} & SIDES, key="nsew".find)) if named else ""
    kind = kind if street.isdigit() else ""
    return [Door(house, street, side, kind) for house in houses_of(read.house) if street]


def has_name(words: Iterable[str]) -> bool:
    return any(word not in STREETS | SIDES for word in words)


def plainly(word: str) -> str:
    """Oaks as Oak, 5th as 5."""
    if ordinal := FIGURES.fullmatch(word):
        return ordinal[1]
    return word.rstrip("s") if len(word) > 3 else word


def houses_of(said: str) -> set[str]:
    """Its number; of 4711-4713 both ends; and 47-11, a block and a house as in Queens, as 4711."""
    first, _sign, last = re.sub(r"[^\d-]", "", said.replace("/", "-")).partition("-")
    if max(len(first) - 1, len(last)) < 3:
        return {first + last}
    return {first, last} if len(first) == len(last) else {first}


def town_of(written: str) -> str:
    """A city without dots and spaces, or the five digits of a ZIP code."""
    words = TOWN_WORD.findall(written.casefold())
    plain = "".join(SHORT.get(word, word) for word in words)
    return plain[:5] if plain.isdigit() else plain
