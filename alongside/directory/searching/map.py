"""A map of what a search found: borders of counties and states, dots numbered like the list. Nothing is fetched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import cos, hypot, radians

from alongside.directory.geography.outlines import Frame, Line, borders_in
from alongside.directory.geography.places import cell, zips
from alongside.directory.searching.near import Place
from alongside.directory.searching.search import Found, Wanted

WIDTH, HEIGHT = 640, 480
LEAST_MILES = 2  # from the middle to the edge
MILES_A_DEGREE = 69
ROOM = (80, 50)  # around the name of a ZIP code
MOST_CELLS = 4  # of half a degree
CLOSE = 22  # two dots nearer than this are one
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # miles


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    label: str  # the numbers of the list

    @property
    def width(self) -> int:
        return 16 + 8 * len(self.label)


@dataclass(frozen=True)
class Drawing:
    counties: str  # as the `d` of a path
    states: str
    zips: list[tuple[str, float, float]]  # to know one's way by, where no border is near
    dots: list[Dot]
    here: tuple[float, float]
    scale: int  # miles that the bar stands for
    bar: float


class Sheet:
    """Where a point of the country lies on the paper: north is up, and a mile is as long across as up."""

    def __init__(self, place: Place, found: list[Found]) -> None:
        self.latitude, self.longitude = place.latitude, place.longitude
        self.narrow = max(0.1, cos(radians(place.latitude)))
        away = [self.miles_from(one) for one in found]
        across = max([abs(east) for east, _north in away] + [LEAST_MILES])
        up = max([abs(north) for _east, north in away] + [LEAST_MILES])
        self.pixels = 0.45 * min(WIDTH / across, HEIGHT / up)  # a mile

    def miles_from(self, site: Found) -> tuple[float, float]:
        east = (site.longitude or 0) - self.longitude
        north = (site.latitude or 0) - self.latitude
        return east * MILES_A_DEGREE * self.narrow, north * MILES_A_DEGREE

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        mile = self.pixels * MILES_A_DEGREE
        x = WIDTH / 2 + (longitude - self.longitude) * mile * self.narrow
        y = HEIGHT / 2 - (latitude - self.latitude) * mile
        return round(x, 1), round(y, 1)

    def frame(self) -> Frame:
        """What of the country lies on the paper."""
        up = HEIGHT / 2 / self.pixels / MILES_A_DEGREE
        across = WIDTH / 2 / self.pixels / MILES_A_DEGREE / self.narrow
        south, north = self.latitude - up, self.latitude + up
        return Frame(south, self.longitude - across, north, self.longitude + across)

    def path(self, lines: Iterable[Line]) -> str:
        drawn = (self.simplified(self.at(*corner) for corner in line) for line in lines)
        return "".join(
            "M" + "L".join(f"{x:g} {y:g}" for x, y in corners)
            for corners in drawn
            if len(corners) > 1
        )

    def simplified(self, corners: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Without the corners that nobody could tell apart, and without what lies far off the paper."""
        kept: list[tuple[float, float]] = []
        for x, y in corners:
            inside = (min(max(x, -WIDTH), 2 * WIDTH), min(max(y, -HEIGHT), 2 * HEIGHT))
            if not kept or hypot(inside[0] - kept[-1][0], inside[1] - kept[-1][1]) > 1.5:
                kept.append(inside)
        return kept


def drawing(place: Place, found: list[Found], wanted: Wanted) -> Drawing:
    """What has a point, numbered on from the pages before. A confidential place has none."""
    numbered = [
        (number, one)
        for number, one in enumerate(found, (wanted.page - 1) * wanted.limit + 1)
        if one.latitude is not None and not one.is_confidential
    ]
    sheet = Sheet(place, [one for _number, one in numbered])
    borders = borders_in(sheet.frame())
    scale = max([one for one in SCALES if one * sheet.pixels < WIDTH / 3], default=SCALES[0])
    return Drawing(
        counties=sheet.path(borders.of_counties),
        states=sheet.path(borders.of_states),
        zips=list(zips_on(sheet)),
        dots=list(dots(sheet, numbered)),
        here=sheet.at(place.latitude, place.longitude),
        scale=scale,
        bar=round(scale * sheet.pixels, 1),
    )


def zips_on(sheet: Sheet) -> Iterator[tuple[str, float, float]]:
    """ZIP codes where their centers are, as many as can be read."""
    placed: list[tuple[float, float]] = []
    for at in zips_in(sheet.frame()):
        x, y = sheet.at(*zips().point(at))
        if all(abs(x - left) > ROOM[0] or abs(y - top) > ROOM[1] for left, top in placed):
            placed.append((x, y))
            yield f"{zips().codes[at]:05}", x, y


def zips_in(frame: Frame) -> Iterator[int]:
    """Those with their center on the paper; none where it shows more than a few counties."""
    (south, west), (north, east) = cell(frame.south, frame.west), cell(frame.north, frame.east)
    if north - south > MOST_CELLS:
        return
    for row, column in product(range(south, north + 1), range(west, east + 1)):
        for at in zips().by_cell.get((row, column), ()):
            if frame.meets(Frame(*zips().point(at), *zips().point(at))):
                yield at


def dots(sheet: Sheet, numbered: Iterable[tuple[int, Found]]) -> Iterator[Dot]:
    """Those that lie on each other share a dot, where the first of them is."""
    together: dict[tuple[float, float], list[int]] = {}
    for number, one in numbered:
        x, y = sheet.at(one.latitude or 0, one.longitude or 0)
        near = (at for at in together if hypot(at[0] - x, at[1] - y) < CLOSE)
        together.setdefault(next(near, (x, y)), []).append(number)
    for (x, y), numbers in together.items():
        yield Dot(x, y, told(numbers))


def told(numbers: list[int]) -> str:
    """“4”, “4, 7”, and “4-9” where they follow each other."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}-{numbers[-1]}"
    return ", ".join(map(str, numbers[:3])) + (" …" if len(numbers) > 3 else "")
