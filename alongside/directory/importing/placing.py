"""A site of a list: where it is, or, where that is kept secret, only which state it serves."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.confidential import untold
from alongside.directory.importing.records import key_of, spot
from alongside.directory.models import Setting
from alongside.directory.phones import NO_PHONE, Phone
from alongside.directory.places import State, time_zone_at, zips


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
    points: tuple[str, str, str] = (
        "",
        "",
        "",
    )  # columns: latitude, longitude, and where a reason is given
    more: dict[str, Any] = field(default_factory=dict)  # further fields of the site

    @property
    def keys(self) -> tuple[str, str]:
        """What finds it again where a list has no numbers: by place, and without it."""
        by_place = key_of(self.name, self.address_1, self.city, self.state.code)
        return by_place, key_of(self.name, self.state.code, self.phone.text)


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
        return told | NOWHERE | {"areas": told.get("areas") or [place.state.code]}
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
}


def somewhere(place: Place, cells: Cells) -> dict[str, Any]:
    found = spot(cells, place.points, place.state, place.postal_code)
    point = found.latitude, found.longitude
    near = zips().nearest(*point)  # a thousand times as fast as the outlines of all counties
    county = "" if near is None else zips().county(near)
    return {
        "address_1": place.address_1,
        "address_2": place.address_2,
        "city": place.city,
        "postal_code": place.postal_code,
        "county": county,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "is_rough": found.is_rough,
        "time_zone": time_zone_at(*point),
    }


def without_place(place: Place, told: dict[str, Any]) -> dict[str, Any]:
    """Its words, without those that tell where it is."""
    places = (place.address_1, place.address_2, place.city, place.postal_code[:5])
    texts = {
        name: untold(told[name], places) for name in ("description", "hours_text") if told.get(name)
    }
    name = untold(place.name, (place.address_1, place.postal_code[:5]))
    states = [area for area in told.get("areas", []) if len(area) == 2]
    return texts | {
        "name": name or str(_("Confidential place")),
        "areas": states or [place.state.code],
        "setting": Setting.CLINIC if place.setting == Setting.REMOTE else place.setting,
    }
