"""Any table: which of its columns means what, as somebody said once for this list, and the records it makes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.confidential import is_confidential, is_flagged, tells_of_shelter
from alongside.directory.importing.files import package_at
from alongside.directory.importing.hrsa import setting_by_name
from alongside.directory.importing.meaning import kind_named, needs_of, traits_named
from alongside.directory.importing.placing import Place, site_fields
from alongside.directory.importing.records import Record, digest_of, key_of, state_called
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Row
from alongside.directory.importing.tables import table_in
from alongside.directory.importing.times import days_of, open_between
from alongside.directory.languages import language_codes
from alongside.directory.models import Import, Listing, Service, Setting, Site
from alongside.directory.phones import read_phones
from alongside.directory.places import State, center_of_zip, state_at

# Each field with what lists call its column. The first two must be there.
FIELDS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "name": (
        _("Name of the place or service"),
        (
            "name",
            "site name",
            "program name",
            "agency",
            "facility",
            "location name",
            "service name",
            "provider",
        ),
    ),
    "state": (_("State"), ("state", "st", "state abbreviation", "state province", "st abbr")),
    "organization": (
        _("Organization"),
        (
            "organization",
            "organization name",
            "agency name",
            "parent",
            "parent organization",
            "org",
            "company",
        ),
    ),
    "key": (_("Its number in the list"), ("id", "number", "site id", "record id", "key", "uid")),
    "address_1": (
        _("Street"),
        (
            "address",
            "street",
            "address 1",
            "address line 1",
            "street address",
            "site address",
            "physical address",
        ),
    ),
    "address_2": (_("Suite, floor"), ("address 2", "address line 2", "suite", "unit", "floor")),
    "city": (_("City"), ("city", "town", "municipality")),
    "postal_code": (
        _("ZIP code"),
        ("zip", "zip code", "postal code", "zipcode", "postcode", "postal"),
    ),
    "latitude": (_("Latitude"), ("latitude", "lat", "y")),
    "longitude": (_("Longitude"), ("longitude", "lon", "lng", "long", "x")),
    "phone": (
        _("Telephone"),
        ("phone", "telephone", "phone number", "telephone number", "main phone", "tel", "hotline"),
    ),
    "website": (
        _("Website"),
        ("website", "url", "web", "web address", "web site", "link", "homepage"),
    ),
    "description": (
        _("What it does"),
        (
            "description",
            "about",
            "services",
            "summary",
            "notes",
            "program description",
            "services offered",
        ),
    ),
    "needs": (
        _("What people find there"),
        (
            "need",
            "needs",
            "category",
            "categories",
            "type",
            "service type",
            "taxonomy",
            "keywords",
            "service category",
        ),
    ),
    "languages": (_("Languages"), ("language", "languages", "languages spoken", "idiomas")),
    "hours": (_("Hours"), ("hours", "hours of operation", "schedule", "open hours", "horario")),
    "eligibility": (
        _("Who may come"),
        ("eligibility", "who can come", "requirements", "who is eligible", "population served"),
    ),
    "cost": (_("Cost"), ("cost", "fee", "fees", "price", "payment")),
    "how_to_begin": (
        _("How to begin"),
        (
            "how to begin",
            "intake",
            "application process",
            "how to apply",
            "referral process",
            "intake procedure",
        ),
    ),
    "accessibility": (
        _("Accessible for"),
        ("accessibility", "ada", "wheelchair", "accessible", "handicap accessible"),
    ),
    "is_public": (
        _("May the address be shown?"),
        ("display address to public", "address public", "show address", "public address"),
    ),
    "status": (_("Open or closed"), ("status", "active", "site status", "open closed")),
}
REQUIRED = ("name",)
CLOSED = {
    "closed",
    "inactive",
    "no",
    "false",
    "defunct",
    "permanently closed",
    "temporarily closed",
}
NOT_WORDS = re.compile(r"[^a-z0-9]+")
LOCATED = re.compile(r"(-?\d{1,2}\.\d{3,})[,;\s]+[^\d-]{0,20}(-?\d{1,3}\.\d{3,})")


def plain(column: str) -> str:
    return NOT_WORDS.sub(" ", column.casefold()).strip()


def suggest_mapping(
    header: Sequence[str], sample: Sequence[Mapping[str, str]] = ()
) -> dict[str, str]:
    """Which column each field may be: by its name, else by what stands in it."""
    names = {plain(column): column for column in reversed(header)}
    found: dict[str, str] = {}
    for exactly in (True, False):
        for field, (_label, words) in FIELDS.items():
            left = {name: column for name, column in names.items() if column not in found.values()}
            if field not in found and (column := column_for(words, left, exactly=exactly)):
                found[field] = column
    for field, looks in LOOKS.items():
        left = {name: column for name, column in names.items() if column not in found.values()}
        if field not in found and (column := column_like(looks, left, sample)):
            found[field] = column
    return found


def column_for(words: Sequence[str], names: Mapping[str, str], *, exactly: bool) -> str:
    for word in words:
        for name, column in names.items():
            if name == word or (
                not exactly and len(word) > 3 and re.search(rf"\b{re.escape(word)}\b", name)
            ):
                return column
    return ""


LOOKS = {
    "phone": re.compile(r"\D*\d{3}\D{0,3}\d{3}\D?\d{4}\D*.*"),
    "postal_code": re.compile(r"\d{5}(-\d{4})?"),
    "website": re.compile(r"(https?://|www\.)\S+"),
    "state": re.compile(r"[A-Z]{2}"),
}


def column_like(
    looks: re.Pattern[str], names: Mapping[str, str], sample: Sequence[Mapping[str, str]]
) -> str:
    for column in names.values():
        values = [value for row in sample if (value := row.get(column, "").strip())]
        if len(values) > 1 and all(looks.fullmatch(value) for value in values):
            return column
    return ""


def header_and_sample(path: Path, name: str = "") -> tuple[list[str], list[dict[str, str]]]:
    """The columns of a table, and its first five rows."""
    with package_at(path, name) as package, table_in(package.members[0], Report(Import())) as table:
        return table.header, [cells for _number, cells in islice(table, 5)]


def preview(
    sample: Sequence[Mapping[str, str]], mapping: Mapping[str, str]
) -> list[dict[str, str]]:
    """The first rows as they would be read; where one would be left out, why."""
    return [previewed(cells, mapping) for cells in sample]


def previewed(cells: Mapping[str, str], mapping: Mapping[str, str]) -> dict[str, str]:
    notes: list[str] = []
    try:
        records = list(
            records_of(mapping, Cells(cells, lambda _column, note: notes.append(note)), Row("", 2))
        )
    except LeftOut as no:
        return {"left_out": str(no.reason)}
    site = records[1].fields
    shown = {
        name: str(site[name])
        for name in ("name", "address_1", "city", "state", "phone")
        if site.get(name)
    }
    return shown | {"notes": " ".join(notes)}


def records_of(mapping: Mapping[str, str], cells: Cells, row: Row) -> Iterator[Record]:
    """The organization, the site and the service of a row."""
    own = Own(mapping, cells)
    if plain(own.text("status")) in CLOSED:
        raise LeftOut(mapping["status"], str(_("It is not open.")))
    place = own.place()
    by_place, without_place = place.keys
    key = own.text("key")[:150] or f"place:{without_place if place.is_hidden else by_place}"
    name = own.text("organization")[:200] or place.name
    organization = f"name:{key_of(name)}"
    if place.is_hidden:
        cells.repair(
            mapping["name"], str(_("It is treated as confidential: where it is was not kept."))
        )
    said = sorted(f"{field}={cells.cells.get(column, '')}" for field, column in mapping.items())
    about: dict[str, Any] = {"row": row, "organization": organization, "digest": digest_of(said)}
    yield Record(
        Listing,
        organization,
        read=lambda: {"name": name},
        kind=kind_named(name),
        is_main=False,
        **about | {"digest": digest_of([name])},
    )
    fields = site_fields(place, cells)
    yield Record(
        Site,
        key,
        read=lambda: fields,
        place_keys=(by_place, without_place),
        is_hidden=place.is_hidden,
        **about,
    )
    if service := own.service(place):
        yield Record(Service, key, read=lambda: service, sites=(key,), is_main=False, **about)


class Own:
    """A row under its list's mapping."""

    def __init__(self, mapping: Mapping[str, str], cells: Cells) -> None:
        self.mapping, self.cells = mapping, cells

    def column(self, field: str) -> str:
        return self.mapping.get(field, "")

    def text(self, field: str) -> str:
        return self.cells.short(self.column(field), 200)

    def long(self, field: str, longest: int) -> str:
        return self.cells.long(self.column(field), longest).text

    def place(self) -> Place:
        name = self.cells.required(self.column("name"), 200)
        postal_code = self.cells.postal_code(self.column("postal_code"))
        state = self.state(postal_code)
        phones, note = read_phones(self.text("phone"), state.code)
        if note:
            self.cells.repair(self.column("phone"), note)
        self.find_point()
        access = self.text("accessibility")
        told = (
            f"{self.column('accessibility')} {access}"
            if plain(access) in ("yes", "y", "true", "x")
            else access
        )
        is_remote = not any(
            self.text(field) for field in ("address_1", "city", "postal_code", "latitude")
        )
        more = {
            "description": self.long("description", 4000),
            "website": self.cells.website(self.column("website")),
            "languages": list(language_codes(self.text("languages"))),
            "traits": sorted(traits_named("access", told)),
            "other_phones": [
                {"text": one.text, "link": one.link, "note": ""} for one in phones[1:]
            ],
        } | self.hours()
        return Place(
            name=name,
            state=state,
            address_1=self.text("address_1"),
            address_2=self.text("address_2"),
            city=self.text("city")[:100],
            postal_code=postal_code,
            phone=phones[0] if phones else Place.phone,
            is_hidden=self.is_hidden(name, more["description"]),
            setting=Setting.REMOTE if is_remote else setting_by_name(name, state.code),
            points=(self.column("latitude"), self.column("longitude"), self.column("latitude")),
            more=more,
        )

    def state(self, postal_code: str) -> State:
        if state := state_called(self.text("state")):
            return state
        center = center_of_zip(postal_code[:5])
        if center and not self.text("state") and (state := state_called(state_at(*center))):
            return state
        told = self.text("state") or "“”"
        raise LeftOut(self.column("state"), str(_("No state or territory is called %s.")) % told)

    def find_point(self) -> None:
        """A point inside a sentence, where its column is one."""
        found = LOCATED.search(self.cells.cells.get(self.column("latitude"), ""))
        if found and self.column("latitude"):
            points = {
                self.column("longitude") or "longitude": found[2],
                self.column("latitude"): found[1],
            }
            self.cells.cells = {**self.cells.cells, **points}
            self.mapping = {**self.mapping, "longitude": self.column("longitude") or "longitude"}

    def is_hidden(self, name: str, description: str) -> bool:
        names, lines = (
            f"{name} {self.text('organization')}",
            f"{self.text('address_1')} {self.text('address_2')}",
        )
        shown = plain(self.text("is_public"))
        return (
            is_flagged(self.cells.cells)
            or shown in ("no", "n", "false", "0")
            or is_confidential(names, lines)
            or tells_of_shelter([description])
        )

    def hours(self) -> dict[str, Any]:
        text = self.long("hours", 1000)
        found = re.fullmatch(
            r"([A-Za-z, &-]+?):?\s+(\S+\s?[ap]?\.?m?\.?)\s*(?:-|\u2013|to)\s*(\S+\s?[ap]?\.?m?\.?)",
            text,
        )
        if found and (days := days_of(found[1])) and (between := open_between(found[2], found[3])):
            return {
                "hours": [{"days": days, "opens": between[0], "closes": between[1]}],
                "hours_text": "",
            }
        return {"hours": [], "hours_text": text}

    def service(self, place: Place) -> dict[str, Any]:
        """What is done there; nothing where none of our needs is named."""
        terms = [
            {"name": one.strip()}
            for one in re.split(r"[,;|\n]", self.long("needs", 1000))
            if one.strip()
        ]
        needs = needs_of(terms, place.name, place.more["description"])
        if not needs:
            self.cells.repair(
                self.column("needs"),
                str(_("None of the needs here is named in it. Its place is kept.")),
            )
            return {}
        told = {
            "eligibility": self.long("eligibility", 2000),
            "cost": self.long("cost", 1000),
            "how_to_begin": self.long("how_to_begin", 2000),
        }
        traits = set(traits_named("cost", told["cost"])) | traits_named(
            "reach", told["how_to_begin"]
        )
        traits |= traits_named("especially_for", f"{place.name}. {told['eligibility'][:200]}")
        return told | {"name": place.name, "needs": needs, "traits": sorted(traits)}
