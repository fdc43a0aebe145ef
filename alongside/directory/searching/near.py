"""Where people say they look: a ZIP code, a point, or a city as the directory spells it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.db.models import Avg
from django.utils.translation import gettext as _

from alongside.directory.geography.places import (
    center_of_prefix,
    center_of_zip,
    state_at,
    states,
    zips,
)
from alongside.directory.models import Site

LONGEST = 80  # letters; the longest city of the country with its state has 50
ZIP = re.compile(r"(\d{5})(-?\d{4})?", re.ASCII)
POINT = re.compile(r"([-+]?\d{1,3}(?:\.\d+)?)\s*,\s*([-+]?\d{1,3}(?:\.\d+)?)", re.ASCII)


@dataclass(frozen=True)
class Place:
    latitude: float
    longitude: float
    state: str  # blank where no ZIP code is near
    note: str = ""  # what to know about how it was found


@dataclass(frozen=True)
class Unknown:
    sentence: str
    suggestions: tuple[str, ...] = ()


def place_called(near: str) -> Place | Unknown:
    """The place that was meant, or a sentence that says what is wrong."""
    said = " ".join(unicodedata.normalize("NFKC", near).split())
    if not said:
        return Unknown(_("Write a ZIP code, or a city and state such as Chicago, IL."))
    if len(said) > LONGEST or not said.isprintable():
        return Unknown(_("We do not know this place. Write a ZIP code, or a city and state."))
    if match := ZIP.fullmatch(said):
        return place_of_zip(match[1])
    if match := POINT.fullmatch(said):
        return place_at(float(match[1]), float(match[2]))
    if said.replace("-", "").isdecimal():
        return Unknown(_("A ZIP code has five digits."))
    return place_of_city(*city_and_state(said))


def place_of_zip(code: str) -> Place | Unknown:
    """A ZIP code's center. Post office boxes and large buildings have none: then that of their area."""
    if (center := center_of_zip(code)) and (at := zips().find(code)) is not None:
        return Place(*center, zips().state(at))
    if found := center_of_prefix(code[:3]):
        center, state = found
        note = _(
            "We do not know where ZIP code %(code)s is. "
            "These places are near ZIP codes that begin with %(prefix)s."
        )
        return Place(*center, state, note % {"code": code, "prefix": code[:3]})
    return Unknown(
        _("We do not know ZIP code %s. Try one close to it, or a city and state.") % code
    )


def place_at(latitude: float, longitude: float) -> Place | Unknown:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return Unknown(_("A point is latitude, then longitude: 41.85,-87.67 is in Chicago."))
    return Place(latitude, longitude, state_at(latitude, longitude))


def city_and_state(said: str) -> tuple[str, str]:
    """“Chicago, IL”, “Chicago, Illinois” and “Chicago IL” as city and state code; no state where none is named."""
    city, comma, named = said.rpartition(",")
    if not comma:
        city, _space, named = said.rpartition(" ")
    code = state_code(named.strip())
    if comma:
        return city.strip(), code
    return (city, code) if city and code else (said, "")


def state_code(named: str) -> str:
    return codes_by_name().get(named.casefold(), named.upper() if named.upper() in states() else "")


@cache
def codes_by_name() -> dict[str, str]:
    return {state.name.casefold(): code for code, state in states().items()}


def place_of_city(city: str, state: str) -> Place | Unknown:
    """The center of the sites in a city; of several cities of that name the reader chooses."""
    found = list(
        Site.objects.in_city(city, state)
        .values("state")
        .annotate(latitude=Avg("latitude"), longitude=Avg("longitude"))
        .order_by("state")
    )
    if len(found) == 1:
        return Place(**found[0])
    if found:
        choices = tuple(f"{city}, {one['state']}" for one in found)
        return Unknown(_("There is more than one %s. Which one do you mean?") % city, choices)
    said = f"{city}, {state}" if state else city
    sentence = _("We know no place called %s. Write a ZIP code, or a city and state.") % said
    return Unknown(sentence, nearest_spellings(city, state))


def nearest_spellings(city: str, state: str) -> tuple[str, ...]:
    """Up to three cities of the directory that are spelled nearly so, in this state or else in any."""
    listed = Site.objects.listed().filter(is_confidential=False)
    cities = listed.values_list("city", "state").distinct()
    within = cities.filter(state=state) if state else cities
    return close_to(city, within) or (close_to(city, cities) if state else ())


def close_to(city: str, cities: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    names: dict[str, list[str]] = {}
    for name, state in cities:
        names.setdefault(name.casefold(), []).append(f"{name}, {state}")
    close = get_close_matches(city.casefold(), names, n=3, cutoff=0.75)
    # Lists write some cities both in capitals and not: the first in order is the one in capitals.
    told = {full.casefold(): full for name in close for full in sorted(names[name])}
    return tuple(list(told.values())[:3])
