"""The two layouts of the federal list of health center sites, each row made one kind of record."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.records import Record, record
from alongside.directory.importing.report import LeftOut
from alongside.directory.models import Setting
from alongside.lib.errors import Blocked

SOURCE = "hrsa"  # both layouts are ages of one list
# For a list that does not say it: guessed from the name, on the careful side.
SCHOOL = re.compile(r"\b(school|preschool|elem|middle\b|sbhc|academy|student)")
# Van Nuys, Van Buren and Mobile in Alabama are places.
VAN = re.compile(r"\bvans?\b(?! [a-z]{3})")
MOBILE = re.compile(r"\bmobile?(\b|\d)")


@dataclass(frozen=True)
class Layout:
    name: str
    columns: frozenset[str]
    read: Callable[[Cells], Record]


def read_2020(cells: Cells) -> Record:
    """The list of 2020 as geocoded for the US COVID Atlas: no ids, no ZIP, no organization."""
    return record(
        cells,
        {
            "name": "name",
            "address_1": "address",
            "city": "city",
            "state": "st_abbr",
            "phone": "phone",
            "latitude": "lat",
            "longitude": "lon",
        },
        setting=setting_by_name(cells.text("name"), cells.text("st_abbr")),
    )


def read_official(cells: Cells) -> Record:
    """The list as HRSA publishes it: Health Center Service Delivery and Look-Alike Sites."""
    status = cells.text("Site Status Description")
    if status and status != "Active":
        raise LeftOut("Site Status Description", _("The site is not open: %s.") % status)
    kind = cells.text("Health Center Type Description")
    if kind and "Service Delivery" not in kind:
        raise LeftOut("Health Center Type Description", _("No care is given there: %s.") % kind)
    return record(
        cells,
        {
            "name": "Site Name",
            "address_1": "Site Address",
            "city": "Site City",
            "state": "Site State Abbreviation",
            "postal_code": "Site Postal Code",
            "phone": "Site Telephone Number",
            "website": "Site Web Address",
            "latitude": "Geocoding Artifact Address Primary Y Coordinate",
            "longitude": "Geocoding Artifact Address Primary X Coordinate",
            "source_key": "BPHC Assigned Number",
            "organization_id": "Health Center Number",
            "organization_name": "Health Center Name",
            "listed_on": "Data Warehouse Record Create Date",
        },
        setting=setting_as_said(cells),
    )


def setting_as_said(cells: Cells) -> Setting:
    location = cells.text("Health Center Location Type Description")
    place = cells.text("Health Center Service Delivery Site Location Setting Description")
    if location == "Mobile Van":
        return Setting.MOBILE
    if place == "School":
        return Setting.SCHOOL
    return Setting.SEASONAL if location == "Seasonal" else Setting.CLINIC


def setting_by_name(name: str, state: str) -> Setting:
    said = name.casefold()
    if SCHOOL.search(said):
        return Setting.SCHOOL
    if VAN.search(said) or (MOBILE.search(said) and (state != "AL" or "unit" in said)):
        return Setting.MOBILE
    return Setting.SEASONAL if "seasonal" in said else Setting.CLINIC


LAYOUTS = [
    Layout(
        "HRSA health center sites, 2020 (US COVID Atlas)",
        frozenset({"name", "st_abbr", "city", "address", "phone", "lon", "lat"}),
        read_2020,
    ),
    Layout(
        "HRSA Health Center Service Delivery and Look-Alike Sites",
        frozenset(
            {
                "Site Name",
                "Site Address",
                "Site City",
                "Site State Abbreviation",
                "Site Postal Code",
                "Site Telephone Number",
                "BPHC Assigned Number",
                "Health Center Number",
                "Health Center Name",
                "Geocoding Artifact Address Primary X Coordinate",
                "Geocoding Artifact Address Primary Y Coordinate",
            }
        ),
        read_official,
    ),
]


def layout_of(header: list[str], file: str) -> Layout:
    """The layout whose columns a header holds; Blocked with what is missing from the closest one."""
    found = frozenset(header)
    closest = min(LAYOUTS, key=lambda layout: len(layout.columns - found) / len(layout.columns))
    missing = closest.columns - found
    if not missing:
        return closest
    if missing == closest.columns:
        names = " · ".join(layout.name for layout in LAYOUTS)
        raise Blocked(
            _("%(file)s has no header of a list that is known here: %(lists)s.")
            % {"file": file, "lists": names}
        )
    raise Blocked(
        _("%(file)s lacks columns of %(list)s: %(columns)s.")
        % {"file": file, "list": closest.name, "columns": ", ".join(sorted(missing))}
    )
