"""What a list says of one organization, site or service, ready to be compared with what is here."""

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.conf import settings

from alongside.directory.content.needs import needs_in
from alongside.directory.geography.places import (
    State,
    center_of_prefix,
    center_of_zip,
    is_zip,
    states,
)
from alongside.directory.importing.cells import Cells
from alongside.directory.importing.report import LeftOut
from alongside.directory.importing.staging import Row
from alongside.directory.models import Listing, Service, Site
from alongside.directory.private.keyed import address_keys, kept_keys, number_of
from alongside.directory.sentences import sentence as _
from alongside.orgs.models import Kind

EDITION = "4"  # of this reader: another one reads everything anew
FARTHEST = 60  # miles from the middle of its ZIP code; a point farther off is an old or a wrong one


class Where(NamedTuple):
    """A place as a list says it."""

    streets: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()  # city, ZIP code
    points: tuple[tuple[float, float], ...] = ()  # none that stands for a whole ZIP code

    @property
    def keys(self) -> set[str]:
        return address_keys(*self)

    @property
    def kept_keys(self) -> set[str]:
        return kept_keys(*self)


NOWHERE = Where()


@dataclass
class Record:
    model: type[Listing] | type[Site] | type[Service]
    key: str
    row: Row
    organization: str  # the list's number for it
    digest: bytes
    read: Callable[[], dict[str, Any]]  # its fields, read when they are needed; may leave it out
    listed_on: date | None = None
    place_keys: tuple[str, ...] = ()  # what finds a site again where a list has no numbers
    sites: tuple[str, ...] = ()  # of a service: the list's numbers
    kind: Kind = Kind.OTHER  # of an organization that is new here
    is_old_unless_dated: bool = False
    is_main: bool = True  # the row is counted by what became of this record
    cells: Mapping[str, str] = field(default_factory=dict)  # to be mended where it is left out
    is_hidden: bool = False
    where: Where = NOWHERE  # of a site

    def __post_init__(self) -> None:
        """No number is kept that may itself be an address."""
        self.key, self.organization = number_of(self.key), number_of(self.organization)
        self.sites = tuple(map(number_of, self.sites))

    @cached_property
    def place_digests(self) -> set[str]:
        """What finds a place again that is private here."""
        return self.where.keys

    @cached_property
    def fields(self) -> dict[str, Any]:
        return self.read()


@dataclass
class Backed:
    """What a list says of who funds an organization."""

    organization: str
    said: str
    row: Row

    def __post_init__(self) -> None:
        self.organization = number_of(self.organization)


@dataclass
class Batch:
    """What is written together."""

    listings: list[Record] = field(default_factory=list)
    sites: list[Record] = field(default_factory=list)
    services: list[Record] = field(default_factory=list)
    backings: list[Backed] = field(default_factory=list)
    read_so_far: float = 0.0


@cache
def own_key() -> bytes:
    """A digest under it cannot be used to try addresses by who has the database alone."""
    words = repr([needs_in(language) for language in ("en", "es")])
    told = f"{EDITION}\n{settings.SECRET_KEY}\n{words}"
    return hashlib.sha256(told.encode()).digest()


def digest_of(said: Iterable[str]) -> bytes:
    """What a list says, so that the same is known again."""
    found = hashlib.blake2b(key=own_key(), digest_size=32)
    for text in said:
        found.update(text.encode())
        found.update(b"\n")
    return found.digest()


def state_in(cells: Cells, column: str) -> State:
    written = cells.text(column)
    state = state_called(written)
    if state is None:
        raise LeftOut(column, _("No state or territory is called %s.") % (written or "“”"))
    return state


def state_called(written: str) -> State | None:
    """A state by its two letters or its name."""
    said = written.strip().rstrip(".")
    return states().get(said.upper()) or by_name().get(said.casefold())


@cache
def by_name() -> dict[str, State]:
    return {state.name.casefold(): state for state in states().values()}


@dataclass(frozen=True)
class Spot:
    """Where something is, as far as that is known."""

    latitude: float
    longitude: float
    is_rough: bool = False


def spot(
    cells: Cells, columns: tuple[str, str, str], state: State, postal_code: str
) -> Spot | None:
    """Where a list puts something, as far as that can be believed; none where nothing helps.

    A point inside the state's frame and near its ZIP code: as written or exchanged. Else the ZIP
    code's center; else a point elsewhere in the country, which may be wrong.
    """
    written, name = (cells.number(columns[0]), cells.number(columns[1])), columns[0]
    center = center_of(postal_code, state)
    found = point_in([state], *written)
    if found and center and miles_between(found, center) > FARTHEST:
        cells.repair(
            name, _("The point is far from its ZIP code. The center of the ZIP code stands for it.")
        )
        return Spot(*center, is_rough=True)
    if found:
        if found != written:
            cells.repair(name, _("Latitude and longitude were exchanged."))
        return Spot(*found)
    if center:
        cells.repair(
            name,
            _("The point is missing or not in %s. The center of the ZIP code stands for it.")
            % state.name,
        )
        return Spot(*center, is_rough=True)
    return elsewhere(cells, name, state, written)


def elsewhere(
    cells: Cells, column: str, state: State, written: tuple[float | None, float | None]
) -> Spot | None:
    """A point in another part of the country than its state: better than none, and said to be rough."""
    found = point_in(states().values(), *written)
    if found is None:
        return None
    cells.repair(column, _("The point is not in %s. It was kept, and may be wrong.") % state.name)
    return Spot(*found, is_rough=True)


def center_of(postal_code: str, state: State) -> tuple[float, float] | None:
    """The middle of a ZIP code; of one for post boxes only, of those that begin alike."""
    center = center_of_zip(postal_code[:5])
    if center is None and is_zip(postal_code[:5]):
        around = center_of_prefix(postal_code[:3])
        center = around[0] if around else None
    return center if center and state.holds(*center) else None


def miles_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Near enough for a rule of thumb: the earth flat around the two."""
    north = one[0] - other[0]
    east = (one[1] - other[1] + 180) % 360 - 180
    return 69.1 * math.hypot(north, east * math.cos(math.radians(one[0])))


def point_in(
    wanted: Iterable[State], latitude: float | None, longitude: float | None
) -> tuple[float, float] | None:
    """A point in the frame of one of these states, as written or else exchanged."""
    if latitude is None or longitude is None:
        return None
    wanted = list(wanted)
    for point in ((latitude, longitude), (longitude, latitude)):
        if any(state.holds(*point) for state in wanted):
            return point
    return None
