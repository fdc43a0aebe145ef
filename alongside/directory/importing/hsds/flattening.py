"""One object of JSON made rows: what stands inside it becomes rows that name it as their owner."""

import re
from collections.abc import Iterator
from typing import Any

from alongside.directory.importing.hsds.tables import DOCUMENT, MAIN, NOT_READ, OWNERS, kind_of
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Row
from alongside.directory.private.keyed import key_of
from alongside.directory.sentences import sentence as _

Found = tuple[str, Row, dict[str, str]]
Object = dict[str, Any]
NAMED = {"pair": "service_at_location"}  # by the columns of its parts
DEEPEST = 10  # objects inside objects
# Numbers that somebody counted within one object: another object counts the same way.
COUNTED = re.compile(r"(?:org|svc|serv|loc|site|place)[a-z]*[_-]?\d{1,4}")
TELLING = {
    "pair": ({"service", "location"}, {"service_id", "location_id"}),
    "service": (
        {"organization_id"},
        {"service_at_locations"},
        {"application_process"},
        {"organization"},
    ),
    "location": ({"location_type"}, {"latitude"}, {"addresses"}),
    "organization": (
        {"services"},
        {"locations"},
        {"tax_status"},
        {"year_incorporated"},
        {"legal_status"},
    ),
    "taxonomy": ({"uri", "version"},),
    "term": ({"taxonomy"}, {"term_uri"}, {"taxonomy_detail"}),
}


class Flat:
    """Counts the objects of a file, as a table's rows are counted."""

    def __init__(self, file: str) -> None:
        self.file, self.number, self.scope = file, 1, ""

    def rows(self, name: str, thing: Any, report: Report) -> Iterator[Found]:
        """The rows of one thing of a file; what is no object of HSDS is reported."""
        kind = kind_of(name) or kind_by_content(thing)
        if not kind or not isinstance(thing, dict):
            report.read(self.file)
            no = LeftOut(name, _("This is no organization, service or place as HSDS has them."))
            report.leave_out(self.next(), no, scalars(thing) if isinstance(thing, dict) else None)
            return
        self.scope = scope_of(thing)
        for found in self.visit(kind, thing, {}, 0):
            report.read(self.file)
            yield found

    def next(self) -> Row:
        self.number += 1
        return Row(self.file, self.number)

    def visit(
        self, kind: str, thing: Object, owners: dict[str, str], depth: int
    ) -> Iterator[Found]:
        if kind == "document":
            for inner, value in thing.items():
                for one in listed(value):
                    yield from self.visit(
                        kind_of(inner), one, owners | owner_in(thing, self.scope), depth + 1
                    )
            return
        cells = scalars(thing) | {
            f"{owner}_id": key for owner, key in owners.items() if f"{owner}_id" not in thing
        }
        key = self.key_of(kind, thing, cells)
        row = self.next()
        mine = owners | {NAMED.get(kind, kind): key} if kind in (*OWNERS, "pair") else owners
        found = list(self.inside(kind, thing, cells, mine, depth)) if depth < DEEPEST else []
        if kind in MAIN:
            cells |= {"id": key} | DOCUMENT
        elif kind == "pair":
            cells["id"] = key
        yield kind, row, {name: self.scoped(name, value) for name, value in cells.items()}
        yield from found

    def key_of(self, kind: str, thing: Object, cells: dict[str, str]) -> str:
        key = str(thing.get("id") or "")
        return key or f"name:{key_of(kind, cells.get('name', ''), *sorted(cells.values()))}"

    def inside(
        self, kind: str, thing: Object, cells: dict[str, str], owners: dict[str, str], depth: int
    ) -> Iterator[Found]:
        """What stands inside an object; it names in `cells` what it refers to by standing there."""
        for name, value in thing.items():
            inner = kind_of(name)
            for one in listed(value):
                if inner == "term":
                    cells |= {f"term_{column}": told for column, told in scalars(one).items()}
                elif inner in OWNERS and kind not in ("pair", inner) and inner == "organization":
                    yield from self.up(cells, one, depth)
                elif inner == "location" and kind == "service":
                    yield from self.given_at(one, cells, owners, depth)
                elif inner in MAIN and kind == "pair":
                    found = list(self.visit(inner, one, {}, depth + 1))
                    cells[f"{inner}_id"] = found[0][2]["id"] if found else ""
                    yield from found
                elif inner and inner not in NOT_READ:
                    yield from self.visit(inner, one, attached(kind, inner, owners), depth + 1)

    def up(self, cells: dict[str, str], organization: Object, depth: int) -> Iterator[Found]:
        """An organization told inside its service."""
        found = list(self.visit("organization", organization, {}, depth + 1))
        cells["organization_id"] = found[0][2]["id"]
        yield from found

    def given_at(
        self, location: Object, cells: dict[str, str], owners: dict[str, str], depth: int
    ) -> Iterator[Found]:
        """A location told inside a service is where that is given."""
        mine = {name: key for name, key in owners.items() if name == "organization"}
        found = list(self.visit("location", location, mine, depth + 1))
        yield from found
        pair = {"service_id": owners["service"], "location_id": found[0][2]["id"]}
        yield "pair", self.next(), {name: self.scoped(name, value) for name, value in pair.items()}

    def scoped(self, name: str, value: str) -> str:
        if (
            self.scope
            and (name == "id" or name.endswith("_id"))
            and COUNTED.fullmatch(value.casefold())
        ):
            return f"{value}~{self.scope}"
        return value


def kind_by_content(thing: Any) -> str:
    """What an object without a name must be, by what only such an object holds."""
    if not isinstance(thing, dict):
        return ""
    names = set(thing)
    if not thing.get("id") and not thing.get("name") and "organization" in names:
        return "document"
    for kind, known in TELLING.items():
        if any(told <= names for told in known):
            return kind
    return "organization" if {"id", "name", "description"} <= names else ""


def scope_of(thing: Object) -> str:
    """A digest of the name of an object that counts its own parts."""
    owner = thing.get("organization") if isinstance(thing.get("organization"), dict) else thing
    name = str((owner or {}).get("name") or "")
    return key_of(name)[:8] if name else ""


def owner_in(thing: Object, scope: str) -> dict[str, str]:
    organization = thing.get("organization")
    key = str(organization.get("id") or "") if isinstance(organization, dict) else ""
    return {"organization": key} if key else {}


def attached(kind: str, inner: str, owners: dict[str, str]) -> dict[str, str]:
    """Whom a row inside an object belongs to: a main one its organization, a part the nearest only."""
    if inner in MAIN or inner == "pair":
        return {
            name: key for name, key in owners.items() if name == "organization" or inner == "pair"
        }
    if kind == "pair":
        return {name: owners[name] for name in ("service", NAMED[kind]) if name in owners}
    return {kind: owners[kind]} if kind in owners else owners


def listed(value: Any) -> list[Object]:
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def scalars(thing: Object) -> dict[str, str]:
    """The values of an object that are no objects themselves, as a table holds them."""
    texts = {str(name): as_text(value) for name, value in thing.items()}
    return {name: text for name, text in texts.items() if text.strip()}


def as_text(value: Any) -> str:
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\0", "") if isinstance(value, str | int | float) else ""
