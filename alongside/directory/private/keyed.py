"""Digests under the server's secret: who has only the database cannot try names and addresses by them."""

import hmac
import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256

from django.conf import settings

from alongside.directory.geography.addresses import STREETS, Address

SALT = b"alongside.directory.private.keyed"
HEX = re.compile(r"[0-9a-fA-F-]+")
WORD = re.compile(r"[^\W\d_]{2,}")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
HOUSE = re.compile(r"\d[\W_]*[^\W\d_]{3,}|\d\.\d{3,}")  # a number before a word, or a point
OUR_OWN = re.compile(r"(?:place|name|number):[0-9a-f-]{32,36}")


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
    said = {street_of(street) for street in streets if street} - {""}
    around = {town_of(town) for town in towns if town} - {""}
    return {key_of("address", street, town) for street in said for town in around}


def street_of(written: str) -> str:
    """House and street, however it is spelled; blank where there is none."""
    read = Address.read(written)
    named = [word for word in read.street if word not in STREETS] or list(read.street)
    return " ".join((read.house, *named)) if named else ""


def town_of(written: str) -> str:
    """A city without dots and spaces, or the five digits of a ZIP code."""
    plain = "".join(sign for sign in written.casefold() if sign.isalnum())
    return plain[:5] if plain.isdigit() else plain
