"""ZIP codes, states and points of the country, read once from data/."""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import tzfpy

from alongside.directory.geography.outlines import county_around
from alongside.lib.facts import rows

Point = tuple[float, float]  # latitude, longitude
CELLS_A_DEGREE = 5
REACHES = (1, 4)  # cells around one: nearly always there is a ZIP code in the first


@dataclass(frozen=True)
class State:
    code: str
    name: str
    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies in the rough frame around the state."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


NO_STATE = State("", "", math.inf, 0, -math.inf, 0)  # of what is only called; it holds no point


@cache
def states() -> Mapping[str, State]:
    """States and territories by their two letters."""
    sides = ("south", "west", "north", "east")
    return MappingProxyType(
        {
            row["code"]: State(row["code"], row["name"], *(float(row[side]) for side in sides))
            for row in rows("states.csv")
        }
    )


class Zips:
    """The centers of 33,791 ZIP codes in a megabyte: arrays in order of the codes."""

    def __init__(self) -> None:
        self.codes, self.latitudes, self.longitudes = array("I"), array("d"), array("d")
        self.state_numbers, self.counties = array("B"), array("L")
        self.state_codes = list(states())
        self.by_cell: dict[tuple[int, int], list[int]] = defaultdict(list)
        numbers = {code: number for number, code in enumerate(self.state_codes)}
        for at, row in enumerate(rows("zip_centroids.csv")):
            self.codes.append(int(row["zip"]))
            self.latitudes.append(float(row["latitude"]))
            self.longitudes.append(float(row["longitude"]))
            self.state_numbers.append(numbers[row["state"]])
            self.counties.append(int(row["county"]))
            self.by_cell[cell(*self.point(at))].append(at)

    def point(self, at: int) -> Point:
        return self.latitudes[at], self.longitudes[at]

    def state(self, at: int) -> str:
        return self.state_codes[self.state_numbers[at]]

    def county(self, at: int) -> str:
        return f"{self.counties[at]:05}"

    def find(self, code: str) -> int | None:
        """Where a ZIP code stands in the arrays."""
        at = bisect_left(self.codes, int(code))
        return at if at < len(self.codes) and self.codes[at] == int(code) else None

    def beginning_with(self, prefix: str) -> range:
        """Where the codes stand that begin with these three digits."""
        first = int(prefix) * 100
        return range(bisect_left(self.codes, first), bisect_left(self.codes, first + 100))

    def nearest(self, latitude: float, longitude: float) -> int | None:
        """The closest ZIP code's place in the arrays; none where nobody lives for miles."""
        row, column = cell(latitude, longitude)
        narrow = math.cos(math.radians(latitude))
        for reach in REACHES:
            closest, found = math.inf, None
            for at in self.around(row, column, reach):
                north = self.latitudes[at] - latitude
                east = (self.longitudes[at] - longitude) * narrow
                bend = north * north + east * east
                if bend < closest:
                    closest, found = bend, at
            if closest <= (reach * narrow / CELLS_A_DEGREE) ** 2:
                break  # outside the box nothing can be closer
        return found

    def around(self, row: int, column: int, reach: int) -> Iterator[int]:
        """Those in a cell and in so many around it."""
        for up in range(-reach, reach + 1):
            for across in range(-reach, reach + 1):
                yield from self.by_cell.get((row + up, column + across), ())


def cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude * CELLS_A_DEGREE), math.floor(longitude * CELLS_A_DEGREE)


@cache
def zips() -> Zips:
    return Zips()


def center_of_zip(code: str) -> Point | None:
    """The center of a ZIP code; none when it has no area."""
    at = zips().find(code) if is_zip(code) else None
    return None if at is None else zips().point(at)


def center_of_prefix(prefix: str) -> tuple[Point, str] | None:
    """The middle of the ZIP codes that begin with three digits, and the state of most of them."""
    around = zips().beginning_with(prefix)
    if not around:
        return None
    latitude = sum(zips().latitudes[at] for at in around) / len(around)
    longitude = sum(zips().longitudes[at] for at in around) / len(around)
    met = [zips().state(at) for at in around]
    return (latitude, longitude), max(set(met), key=met.count)


def state_at(latitude: float, longitude: float) -> str:
    """The state of a point, by the ZIP code nearest to it; blank far from any."""
    at = zips().nearest(latitude, longitude)
    return "" if at is None else zips().state(at)


def county_of_zip(code: str) -> str:
    """The FIPS of the county that the middle of a ZIP code lies in; blank when it has no area."""
    at = zips().find(code) if is_zip(code) else None
    return "" if at is None else zips().county(at)


def county_at(latitude: float, longitude: float) -> str:
    """The FIPS of a point's county: the one around it, or on a shore that of the nearest ZIP code."""
    if around := county_around(latitude, longitude):
        return around
    at = zips().nearest(latitude, longitude)
    return "" if at is None else zips().county(at)


def time_zone_at(latitude: float, longitude: float) -> str:
    """America/Chicago; blank on the open sea."""
    found = tzfpy.get_tz(longitude, latitude)
    return "" if found.startswith("Etc/") else found


@cache
def usual_time_zone(state: str) -> str:
    """Where most of a state's ZIP codes are: for places of which no more is known than the state."""
    known = zips()
    points = (known.point(at) for at in range(len(known.codes)) if known.state(at) == state)
    return next(
        (zone for zone, _count in Counter(time_zone_at(*one) for one in points).most_common(1)), ""
    )


def is_zip(code: str) -> bool:
    return len(code) == 5 and code.isascii() and code.isdigit()
