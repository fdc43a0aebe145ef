"""A site of a list: where it is, or, where that is kept secret, only which state it serves."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from alongside.directory.geography.places import State, time_zone_at, zips
from alongside.directory.importing.cells import Cells
from alongside.directory.importing.records import Spot, Where, spot
from alongside.directory.importing.report import LeftOut
from alongside.directory.models import Setting
from alongside.directory.phones import NO_PHONE, Phone
from alongside.directory.private.confidential import untold
from alongside.directory.private.keyed import key_of, street_lines
from alongside.directory.sentences import sentence as _


@dataclass
class Place:
    """What a list says of a place, read but not yet looked at."""

    name: str
    state: State
    address_1: str = ""
    address_2: str = ""
    city: str = ""
    postal_code: str = ""
    phone: Phone = NO_PHONE
    is_hidden: bool = False
    setting: Setting = Setting.CLINIC
    needs_point: bool = False  # of no use here without one
    points: tuple[str, str, str] = (
        "",
        "",
        "",
    )  # columns: latitude, longitude, and where a reason is given
    more: dict[str, Any] = field(default_factory=dict)  # further fields of the site

    @property
    def words(self) -> tuple[str, ...]:
        """What must not be told where it is hidden."""
        return self.address_1, self.address_2, self.city, self.postal_code[:5]

    @property
    def areas(self) -> list[str]:
        """Where it helps, as far as its state says that."""
        return list(filter(None, [self.state.code]))

    @cached_property
    def keys(self) -> tuple[str, str]:
        """What finds it again where a list has no numbers: by place, and without it."""
        by_place = key_of(self.name, self.address_1, self.city, self.state.code)
        return by_place, key_of(self.name, self.state.code, self.phone.text)

    def where(self, fields: dict[str, Any]) -> Where:
        """All that tells where it is; its point as its fields have it."""
        point = fields["latitude"], fields["longitude"]
        is_known = None not in point and not fields["is_rough"]
        streets = street_lines(self.address_1, self.address_2)
        return Where(streets, (self.city, self.postal_code), (point,) if is_known else ())


def site_fields(place: Place, cells: Cells) -> dict[str, Any]:
    """The fields of a site; of one that is confidential nothing of where it is."""
    told = {
        "name": place.name,
        "state": place.state.code,
        "phone": place.phone.text,
        "phone_link": place.phone.link,
        "setting": place.setting,
        "is_confidential": place.is_hidden,
        "place_key": place.keys[1] if place.is_hidden else place.keys[0],
    } | place.more
    if place.is_hidden:
        return told | NOWHERE | without_place(place, told)
    if place.setting == Setting.REMOTE:
        return told | NOWHERE | {"areas": told.get("areas") or place.areas}
    return told | somewhere(place, cells)


NOWHERE: dict[str, Any] = {
    "address_1": "",
    "address_2": "",
    "city": "",
    "postal_code": "",
    "county": "",
    "latitude": None,
    "longitude": None,
    "is_rough": False,
    "getting_there": "",
    "time_zone": "",
}


def somewhere(place: Place, cells: Cells) -> dict[str, Any]:
    """Its address, and its point; one without a point is found by its state and can still be called."""
    address = {
        "address_1": place.address_1,
        "address_2": place.address_2,
        "city": place.city,
        "postal_code": place.postal_code,
    }
    found = spot(cells, place.points, place.state, place.postal_code)
    if found:
        return address | on_map(found, place.state)
    column = place.points[2]
    if place.needs_point:
        no = _("The point is missing or not in %s, and no ZIP code helps.") % place.state.name
        raise LeftOut(column, no)
    if cells.text(column):
        cells.repair(column, _("The point is not in the United States. It was left out."))
    nowhere = {"county": "", "latitude": None, "longitude": None, "is_rough": False}
    return address | nowhere


def on_map(found: Spot, state: State) -> dict[str, Any]:
    """A point and what lies around it."""
    point = found.latitude, found.longitude
    near = zips().nearest(*point)  # a thousand times as fast as the outlines of all counties
    # A point that is not in the state it names does not tell its county.
    is_known = near is not None and (state.holds(*point) or zips().state(near) == state.code)
    return {
        "county": zips().county(near) if near is not None and is_known else "",
        "latitude": found.latitude,
        "longitude": found.longitude,
        "is_rough": found.is_rough,
        "time_zone": time_zone_at(*point),
    }


def without_place(place: Place, told: dict[str, Any]) -> dict[str, Any]:
    """Its words, without those that tell where it is."""
    places = place.words
    texts = {
        name: untold(told[name], places) for name in ("description", "hours_text") if told.get(name)
    }
    phones = [one | {"note": untold(one["note"], places)} for one in told.get("other_phones", [])]
    name = untold(place.name, (place.address_1, place.postal_code[:5]))
    states = [area for area in told.get("areas", []) if len(area) == 2]
    return texts | {
        "name": name or str(_("Confidential place")),
        "other_phones": phones,
        "areas": states or place.areas,
        "setting": Setting.CLINIC if place.setting == Setting.REMOTE else place.setting,
    }
