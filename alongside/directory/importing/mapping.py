"""Any table: which of its columns means what, as somebody said once for this list, and the records it makes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.files import package_at
from alongside.directory.importing.mapped import Own, plain
from alongside.directory.importing.meaning import kind_named
from alongside.directory.importing.placing import site_fields
from alongside.directory.importing.records import Record, digest_of
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Row
from alongside.directory.importing.tables import table_in
from alongside.directory.models import Import, Listing, Service, Site
from alongside.directory.private.keyed import key_of
from alongside.directory.sentences import sentence

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
        raise LeftOut(mapping["status"], sentence(gettext_noop("It is not open.")))
    place = own.place()
    by_place, without_place = place.keys
    key = own.text("key")[:150] or f"place:{without_place if place.is_hidden else by_place}"
    name = own.text("organization")[:200] or place.name
    organization = f"name:{key_of(name)}"
    if place.is_hidden:
        cells.repair(
            mapping["name"],
            sentence(gettext_noop("It is treated as confidential: where it is was not kept.")),
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
        where=place.where(fields),
        is_hidden=place.is_hidden,
        **about,
    )
    if service := own.service(place):
        yield Record(Service, key, read=lambda: service, sites=(key,), is_main=False, **about)
