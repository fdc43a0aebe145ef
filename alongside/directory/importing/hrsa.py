"""The layouts of the federal list of health center sites: each row one site, its organization and its service."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.directory.content.needs import HEALTH_CARE
from alongside.directory.importing.cells import Cells
from alongside.directory.importing.placing import Place, site_fields
from alongside.directory.importing.records import Record, digest_of, state_in
from alongside.directory.importing.report import LeftOut
from alongside.directory.importing.staging import Row
from alongside.directory.models import Listing, Service, Setting, Site
from alongside.directory.private.confidential import is_confidential
from alongside.directory.private.keyed import key_of
from alongside.directory.sentences import sentence as _
from alongside.orgs.models import Kind

# For a list that does not say it: guessed from the name, on the careful side.
SCHOOL = re.compile(
    r"\b(?<!after )(?<!after-)(school|preschool|elem|middle\b|sbhc|academy|student)"
)
# Van Nuys, Van Buren and Mobile in Alabama are places.
VAN = re.compile(r"\bvans?\b(?! [a-z]{3})")
SAYS_CLOSED = re.compile(r"\W*closed\b", re.IGNORECASE)  # “*CLOSED* Easton Community Health Center”
MOBILE = re.compile(r"\bmobile?(\b|\d)")
COLUMNS_2020 = {
    "name": "name",
    "address_1": "address",
    "city": "city",
    "state": "st_abbr",
    "phone": "phone",
    "latitude": "lat",
    "longitude": "lon",
}
COLUMNS = {
    "name": "Site Name",
    "address_1": "Site Address",
    "city": "Site City",
    "state": "Site State Abbreviation",
    "postal_code": "Site Postal Code",
    "phone": "Site Telephone Number",
    "website": "Site Web Address",
    "latitude": "Geocoding Artifact Address Primary Y Coordinate",
    "longitude": "Geocoding Artifact Address Primary X Coordinate",
    "key": "BPHC Assigned Number",
    "organization": "Health Center Number",
    "organization_name": "Health Center Name",
    "listed_on": "Data Warehouse Record Create Date",
    "status": "Site Status Description",
    "what": "Health Center Type Description",
    "location": "Health Center Location Type Description",
    "where": "Health Center Service Delivery Site Location Setting Description",
}
# The same list as the federal map server gives it, which cuts names after ten letters.
COLUMNS_MAP = {
    "name": "SITE_NM",
    "address_1": "SITE_ADDRESS",
    "city": "SITE_CITY",
    "state": "SITE_STATE_ABBR",
    "postal_code": "SITE_ZIP_CD",
    "phone": "SITE_PHONE_NUM",
    "website": "SITE_URL",
    "latitude": "Y",
    "longitude": "X",
    "key": "BPHCNUM",
    "organization": "HLTHCNTNUM",
    "organization_name": "HLTHCNTNM",
    "status": "STATUSDESC",
    "what": "HCCTYPEDESC",
    "location": "LOCTYPDESC",
    "where": "LOCSETDESC",
}


@dataclass(frozen=True)
class Layout:
    name: str
    columns: Mapping[str, str]
    setting: Callable[[Cells], Setting]

    @property
    def asked(self) -> frozenset[str]:
        """The columns without which it is another list."""
        names = (
            "name",
            "address_1",
            "city",
            "state",
            "postal_code",
            "phone",
            "key",
            "organization",
        )
        more = ("organization_name", "latitude", "longitude")
        return frozenset(self.columns[name] for name in names + more if name in self.columns)

    def of(self, name: str) -> str:
        return self.columns.get(name, "")


def setting_as_said(cells: Cells) -> Setting:
    """As either form of the published list says it."""
    location = cells.text(COLUMNS["location"]) or cells.text(COLUMNS_MAP["location"])
    where = cells.text(COLUMNS["where"]) or cells.text(COLUMNS_MAP["where"])
    if location == "Mobile Van":
        return Setting.MOBILE
    if where == "School":
        return Setting.SCHOOL
    return Setting.SEASONAL if location == "Seasonal" else Setting.CLINIC


def setting_by_row(cells: Cells) -> Setting:
    return setting_by_name(cells.text("name"), cells.text("st_abbr"))


def setting_by_name(name: str, state: str) -> Setting:
    said = name.casefold()
    if SCHOOL.search(said):
        return Setting.SCHOOL
    if VAN.search(said) or (MOBILE.search(said) and (state != "AL" or "unit" in said)):
        return Setting.MOBILE
    return Setting.SEASONAL if "seasonal" in said else Setting.CLINIC


LAYOUTS = [
    Layout("HRSA health center sites, 2020 (US COVID Atlas)", COLUMNS_2020, setting_by_row),
    Layout("HRSA Health Center Service Delivery and Look-Alike Sites", COLUMNS, setting_as_said),
    Layout("HRSA health center sites (map server)", COLUMNS_MAP, setting_as_said),
]


def records_of(layout: Layout, cells: Cells, row: Row) -> Iterator[Record]:
    """The organization of a row, the site, and the care that every health center gives."""
    require_open(layout, cells)
    place = place_of(layout, cells)
    by_place, without_place = place.keys
    # What is kept of a confidential place must not lead back to it.
    unnamed = f"place:{without_place if place.is_hidden else by_place}"
    key = cells.optional(layout.of("key"), 64) or unnamed
    organization_name = cells.optional(layout.of("organization_name"), 200) or place.name
    named = f"place:{key_of(organization_name, *((place.city,) if not place.is_hidden else ()), place.state.code)}"
    organization = cells.optional(layout.of("organization"), 64) or named
    if place.is_hidden:
        cells.repair(
            layout.of("name"), _("It is treated as confidential: where it is was not kept.")
        )
    fields = site_fields(place, cells)
    said = digest_of([fields["name"], repr(sorted(fields.items(), key=str)), key, organization])
    day = cells.day(layout.of("listed_on"))
    about: dict[str, Any] = {
        "row": row,
        "organization": organization,
        "listed_on": day,
        "is_old_unless_dated": True,
    }
    yield Record(
        Listing,
        organization,
        read=lambda: {"name": organization_name},
        digest=digest_of([organization_name]),
        kind=Kind.HEALTH_CENTER,
        is_main=False,
        **about,
    )
    yield Record(
        Site,
        key,
        read=lambda: fields,
        digest=said,
        is_hidden=place.is_hidden,
        place_keys=(by_place, without_place),
        where=place.where(fields),
        **about,
    )
    care = {"name": "Health center", "needs": [HEALTH_CARE]}
    yield Record(
        Service,
        key,
        read=lambda: dict(care),
        digest=digest_of(["care"]),
        sites=(key,),
        is_main=False,
        **about,
    )


def require_open(layout: Layout, cells: Cells) -> None:
    status = cells.text(layout.of("status"))
    if status and status != "Active":
        raise LeftOut(layout.of("status"), _("The site is not open: %s.") % status)
    what = cells.text(layout.of("what"))
    if what and "Service Delivery" not in what:
        raise LeftOut(layout.of("what"), _("No care is given there: %s.") % what)
    name = cells.text(layout.of("name"))
    if SAYS_CLOSED.match(name):
        raise LeftOut(layout.of("name"), _("The site is not open: %s.") % name)


def place_of(layout: Layout, cells: Cells) -> Place:
    state = state_in(cells, layout.of("state"))
    name = cells.required(layout.of("name"), 200)
    address = cells.optional(layout.of("address_1"), 200)
    return Place(
        name=name,
        state=state,
        address_1=address,
        city=cells.optional(layout.of("city"), 100),
        postal_code=cells.postal_code(layout.of("postal_code")),
        phone=cells.phone(layout.of("phone"), state.code),
        is_hidden=is_confidential(name, address),
        setting=layout.setting(cells),
        needs_point=True,
        points=(layout.of("latitude"), layout.of("longitude"), layout.of("latitude")),
        more={"website": cells.website(layout.of("website"))},
    )
