"""One row made one record of a site. A confidential site's record holds no place."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.report import LeftOut
from alongside.directory.models import Setting
from alongside.directory.phones import Phone
from alongside.directory.places import State, center_of_zip, states

# An address that says so, and names of places that do not publish theirs.
SAYS_CONFIDENTIAL = ("confidential", "undisclosed", "not disclosed", "anonymous", "withheld")
SHELTERS = (
    "domestic violence",
    "family violence",
    "battered",
    "women's shelter",
    "womens shelter",
    "shelter for women",
    "for women and children",
    "safe house",
    "safehouse",
    "trafficking",
    "confidential",
)


@dataclass(frozen=True)
class Record:
    name: str
    address_1: str
    city: str
    state: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    phone: Phone
    website: str
    setting: Setting
    is_confidential: bool
    source_key: str
    organization_id: str
    organization_name: str
    listed_on: date | None
    keys: tuple[str, str]  # by place, and without it

    @property
    def place_key(self) -> str:
        """What finds this site again where a list has no ids."""
        return self.keys[1] if self.is_confidential else self.keys[0]

    @property
    def digest(self) -> bytes:
        """What the source says. Not the day it says so: that changes with every download."""
        said = [getattr(self, name) for name in SAID]
        told = json.dumps([*said, self.phone.text, self.phone.link])
        return hashlib.sha256(told.encode()).digest()


SAID = [name for name in Record.__dataclass_fields__ if name not in {"phone", "listed_on", "keys"}]


def key_of(*parts: str) -> str:
    folded = [" ".join(part.casefold().split()) for part in parts]
    return hashlib.sha256(json.dumps(folded).encode()).hexdigest()[:32]


def record(cells: Cells, columns: Mapping[str, str], *, setting: Setting) -> Record:
    """The record of a row; `columns` says where a layout keeps what."""
    column = {name: columns.get(name, "") for name in Record.__dataclass_fields__}
    state = state_in(cells, column["state"])
    name = cells.required(column["name"], 200)
    address = cells.optional(column["address_1"], 200)
    city = cells.optional(column["city"], 100)
    phone = cells.phone(column["phone"], state.code)
    if hidden := is_confidential(name, address):
        cells.repair(column["name"], _("It is treated as confidential: where it is was not kept."))
    latitude, longitude = (None, None) if hidden else point(cells, column, state)
    by_place = key_of(name, address, city, state.code)
    source_key = cells.optional(column["source_key"], 64) or f"place:{by_place}"
    without_place = key_of(name, state.code, phone.text)
    return Record(
        name=name,
        address_1="" if hidden else address,
        city="" if hidden else city,
        state=state.code,
        postal_code="" if hidden else cells.postal_code(column["postal_code"]),
        latitude=latitude,
        longitude=longitude,
        phone=phone,
        website=cells.website(column["website"]),
        setting=setting,
        is_confidential=hidden,
        # What is kept of a confidential place must not lead back to it.
        source_key=f"place:{without_place}" if hidden and "place:" in source_key else source_key,
        organization_id=cells.optional(column["organization_id"], 64),
        organization_name=cells.optional(column["organization_name"], 200) or name,
        listed_on=cells.day(column["listed_on"]),
        keys=(by_place, without_place),
    )


def state_in(cells: Cells, column: str) -> State:
    written = cells.text(column)
    state = states().get(written.upper())
    if state is None:
        raise LeftOut(column, _("No state or territory is called %s.") % (written or "“”"))
    return state


def is_confidential(name: str, address: str) -> bool:
    """Whether a list itself says, or a name lets one think, that a place is kept secret."""
    said = address.casefold()
    called = name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return any(word in said for word in SAYS_CONFIDENTIAL) or any(
        word in called for word in SHELTERS
    )


def point(cells: Cells, column: Mapping[str, str], state: State) -> tuple[float, float]:
    """Latitude and longitude inside the state's frame: as written, exchanged, or the ZIP code's center."""
    latitude, longitude = cells.number(column["latitude"]), cells.number(column["longitude"])
    if latitude is not None and longitude is not None:
        if state.holds(latitude, longitude):
            return latitude, longitude
        if state.holds(longitude, latitude):
            cells.repair(column["latitude"], _("Latitude and longitude were exchanged."))
            return longitude, latitude
    center = center_of_zip(cells.text(column["postal_code"])[:5])
    if center is None or not state.holds(*center):
        raise LeftOut(
            column["latitude"],
            _("The point is missing or not in %s, and no ZIP code helps.") % state.name,
        )
    cells.repair(
        column["latitude"],
        _("The point is missing or not in %s. The center of the ZIP code stands for it.")
        % state.name,
    )
    return center
