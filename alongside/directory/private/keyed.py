"""Digests under the server's secret: who has only the database cannot try names and addresses by them."""

import hmac
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
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
TOWN_WORD = re.compile(r"[^\W_]+")
OUR_OWN = re.compile(r"(?:place|name|number):[0-9a-f-]{32,36}")


class Door(NamedTuple):
    house: str
    street: str
    side: str  # of the town: n, se


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


def address_keys(streets: Iterable[str], towns: Iterable[str]) -> set[str]:
    """What finds an address again that is not kept: each street in each town, a town being city or ZIP code."""
    return made_of(streets, towns, lambda door: {door})


def kept_keys(streets: Iterable[str], towns: Iterable[str]) -> set[str]:
    """What is kept of an address: it is found also where one says "N Oak St" and the other "Oak St"."""
    streets = list(filter(None, streets))
    return made_of(streets, towns, beside) | set(map(street_key, streets)) - {""}


def street_key(street: str) -> str:
    """What finds house and street again in a text, which seldom names the town; blank where no house is told."""
    door = next(iter(doors_of(street)), None)
    return key_of("street", door.house, door.street) if door and door.house else ""


def streets_in(text: str) -> Iterator[str]:
    """What may be a house and its street: a number with one word after it, with two, and so on."""
    for found in NUMBERED.finditer(text):
        number, words = found[0], found[1].split()
        for count in range(1, len(words) + 1):
            yield " ".join([number, *words[:count]]).rstrip(".'-")


def made_of(
    streets: Iterable[str], towns: Iterable[str], forms: Callable[[Door], set[Door]]
) -> set[str]:
    said, around = set[Door](), {town_of(town) for town in towns if town}
    for written in filter(None, streets):
        said |= {form for door in doors_of(written) for form in forms(door)}
        around |= {town_of(found[1]) for end in ENDS if (found := end.search(written))}
    return {key_of("address", *door, town) for door in said for town in around - {""}}


def doors_of(written: str) -> list[Door]:
    """House, street and side, however they are spelled: of the parts that begin with a number, or of all."""
    parts = written.split(",")
    found = [door for part in parts if (door := door_of(part)) and door.house]
    whole = [door] if not found and (door := door_of(written)) else []
    return found or whole


def door_of(written: str) -> Door | None:
    """None where no street is told."""
    read = Address.read(written)
    if not read.street:
        return None
    plain = [word for word in read.street if word not in STREETS]
    named = [word for word in plain if word not in SIDES]
    sides = {word for word in plain if word in SIDES} if named else set()
    side = "".join(sorted(sides, key="nsew".find))
    return Door(read.house, " ".join(named or plain or read.street), side)


def beside(door: Door) -> set[Door]:
    """A door, and those that may be the same where only one of two lists tells the side."""
    sides = {""} if door.side else SIDES
    return {door} | {door._replace(side=side) for side in sides}


def town_of(written: str) -> str:
    """A city without dots and spaces, or the five digits of a ZIP code."""
    words = TOWN_WORD.findall(written.casefold())
    plain = "".join(SHORT.get(word, word) for word in words)
    return plain[:5] if plain.isdigit() else plain
