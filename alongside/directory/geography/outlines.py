"""The outlines of counties and states, for drawing a map and for knowing where a point lies.

They come as TopoJSON: each border is kept once, as an arc that the counties on its two sides share.
"""

import gzip
import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from django.conf import settings

from alongside.directory.geography.counties import county_name

Line = list[tuple[float, float]]  # latitude, longitude of each corner


class Frame(NamedTuple):
    south: float
    west: float
    north: float
    east: float

    def meets(self, other: "Frame") -> bool:
        return (
            self.south <= other.north
            and self.north >= other.south
            and self.west <= other.east
            and self.east >= other.west
        )


class Outline(NamedTuple):
    name: str
    fips: str
    rings: list[Line]


class Borders(NamedTuple):
    of_counties: list[Line]  # between two counties of one state
    of_states: list[Line]  # between two states, and along the coast


class Ring(NamedTuple):
    fips: str
    frame: Frame
    arcs: tuple[int, ...]  # ~n: arc n from its end to its beginning


class Outlines:
    """Half a megabyte: the corners of all arcs one after the other, and who uses which arc."""

    def __init__(self) -> None:
        with gzip.open(settings.ROOT / "data" / "outlines.json.gz", "rt") as file:
            topology = json.load(file)
        self.latitudes, self.longitudes = array("f"), array("f")
        self.begins = array("L", [0])
        for steps in topology["arcs"]:
            self.add_arc(steps, **topology["transform"])
        self.frames = [self.frame_of([arc]) for arc in range(len(topology["arcs"]))]
        self.rings = [
            Ring(county["id"], self.frame_of(arcs), tuple(arcs))
            for county in topology["objects"]["counties"]["geometries"]
            for arcs in rings_in(county)
        ]
        self.arcs_of_counties, self.arcs_of_states = array("L"), array("L")
        self.tell_borders_apart()

    def add_arc(self, steps: list[list[int]], scale: list[float], translate: list[float]) -> None:
        """Each corner is written as whole steps from the one before it."""
        across = up = 0
        for step in steps:
            across, up = across + step[0], up + step[1]
            self.longitudes.append(across * scale[0] + translate[0])
            self.latitudes.append(up * scale[1] + translate[1])
        self.begins.append(len(self.latitudes))

    def frame_of(self, arcs: list[int]) -> Frame:
        corners = [self.span(arc) for arc in arcs]
        latitudes = [one for span in corners for one in self.latitudes[span]]
        longitudes = [one for span in corners for one in self.longitudes[span]]
        return Frame(min(latitudes), min(longitudes), max(latitudes), max(longitudes))

    def span(self, arc: int) -> slice:
        arc = ~arc if arc < 0 else arc
        return slice(self.begins[arc], self.begins[arc + 1])

    def tell_borders_apart(self) -> None:
        """Between two counties of one state, or else between states or along a coast."""
        sides: dict[int, set[str]] = defaultdict(set)
        for ring in self.rings:
            for arc in ring.arcs:
                sides[~arc if arc < 0 else arc].add(ring.fips)
        for arc, counties in sides.items():
            within = len(counties) == 2 and len({fips[:2] for fips in counties}) == 1
            (self.arcs_of_counties if within else self.arcs_of_states).append(arc)

    def line(self, arc: int) -> Line:
        span = self.span(arc)
        corners = list(zip(self.latitudes[span], self.longitudes[span], strict=True))
        return corners[::-1] if arc < 0 else corners

    def corners(self, ring: Ring) -> Line:
        """All corners of a ring; the last is the first again."""
        found = self.line(ring.arcs[0])
        for arc in ring.arcs[1:]:
            found.extend(self.line(arc)[1:])
        return found


def rings_in(county: dict[str, Any]) -> Iterator[list[int]]:
    polygons = [county["arcs"]] if county["type"] == "Polygon" else county["arcs"]
    for polygon in polygons:
        yield from polygon


@cache
def outlines() -> Outlines:
    return Outlines()


def counties_in(south: float, west: float, north: float, east: float) -> list[Outline]:
    """The counties that a frame touches, each with its rings: islands and holes are rings of their own."""
    frame, found = Frame(south, west, north, east), defaultdict(list)
    for ring in outlines().rings:
        if ring.frame.meets(frame):
            found[ring.fips].append(outlines().corners(ring))
    return [Outline(county_name(fips), fips, rings) for fips, rings in found.items()]


def borders_in(frame: Frame, *, of_counties: bool = True) -> Borders:
    """The borders that a frame touches, each once: the least that a map needs."""
    known, found = outlines(), Borders([], [])
    for arc in known.arcs_of_states:
        if known.frames[arc].meets(frame):
            found.of_states.append(known.line(arc))
    for arc in known.arcs_of_counties if of_counties else ():
        if known.frames[arc].meets(frame):
            found.of_counties.append(known.line(arc))
    return found


def county_around(latitude: float, longitude: float) -> str:
    """The FIPS of the county that a point lies in; blank at sea and abroad."""
    point = Frame(latitude, longitude, latitude, longitude)
    crossings: dict[str, int] = defaultdict(int)
    for ring in outlines().rings:
        if ring.frame.meets(point):
            crossings[ring.fips] += crossed(outlines().corners(ring), latitude, longitude)
    return next((fips for fips, times in crossings.items() if times % 2), "")


def crossed(ring: Line, latitude: float, longitude: float) -> int:
    """How many sides of a ring lie east of a point, at its height: an odd number around it."""
    return sum(
        (here[0] > latitude) != (there[0] > latitude)
        and longitude < (there[1] - here[1]) * (latitude - here[0]) / (there[0] - here[0]) + here[1]
        for here, there in pairwise(ring)
    )
