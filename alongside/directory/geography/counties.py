"""The counties of the country by their FIPS code, with what people call them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alongside.lib.facts import rows

# What comes after the name proper: Miami-Dade County, Orleans Parish, Baltimore city.
SUFFIX = re.compile(
    r"\s+(county|parish|city|municipio|census area|city and borough|borough|municipality|district|co\.?)$"
)
NO_LETTER = re.compile(r"[^a-z]")


@dataclass(frozen=True)
class County:
    fips: str
    name: str
    state: str
    latitude: float
    longitude: float


@cache
def counties() -> Mapping[str, County]:
    """All counties and what stands for them (parishes, boroughs, independent cities), by FIPS."""
    return MappingProxyType(
        {
            row["fips"]: County(
                row["fips"],
                row["name"],
                row["state"],
                float(row["latitude"]),
                float(row["longitude"]),
            )
            for row in rows("counties.csv")
        }
    )


def county_name(fips: str) -> str:
    """Miami-Dade County for 12086; blank for a code that no county has."""
    county = counties().get(fips)
    return county.name if county else ""


def county_called(name: str, state: str) -> str:
    """The FIPS of a county as people write it, with or without the word; blank if there is none such.

    Where a city and a county share a name (Baltimore), the bare name means the county.
    """
    whole, bare = plain(name), plain(SUFFIX.sub("", name.strip().casefold()))
    return by_name().get((state, whole)) or by_name().get((state, bare), "")


@cache
def by_name() -> Mapping[tuple[str, str], str]:
    found = {}
    for county in reversed(list(counties().values())):
        found[county.state, plain(SUFFIX.sub("", county.name.casefold()))] = county.fips
    for county in counties().values():
        found[county.state, plain(county.name)] = county.fips
    return MappingProxyType(found)


def plain(name: str) -> str:
    """Letters only: St. Mary's, Doña Ana and DeKalb are written in many ways."""
    return NO_LETTER.sub("", unicodedata.normalize("NFKD", name).casefold())
