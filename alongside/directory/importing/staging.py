"""The rows of a package until their owners are known: on disk, in no file that anybody can find."""

import marshal
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

# Tables of HSDS that records are made of.
MAIN = ("organization", "location", "service")
AT_ONCE = 500  # parts
TABLES = """
CREATE TABLE main (kind TEXT, id TEXT, organization TEXT, file TEXT, row INTEGER, cells BLOB,
    PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE part (owner TEXT, owner_id TEXT, kind TEXT, file TEXT, row INTEGER, cells BLOB);
CREATE TABLE pair (id TEXT, service TEXT, location TEXT, file TEXT, row INTEGER);
CREATE TABLE term (id TEXT PRIMARY KEY, cells BLOB) WITHOUT ROWID;
CREATE TABLE taken (organization TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE met (file TEXT, row INTEGER, PRIMARY KEY (file, row)) WITHOUT ROWID;
CREATE TABLE asked (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX part_by_owner ON part (owner, owner_id);
CREATE INDEX pair_by_service ON pair (service);
CREATE INDEX pair_by_location ON pair (location);
CREATE INDEX pair_by_id ON pair (id);
CREATE INDEX main_by_organization ON main (organization, kind);
"""


class Row(NamedTuple):
    """Where something stood. The header is row 1, as a spreadsheet counts."""

    file: str
    number: int


class Part(NamedTuple):
    kind: str
    row: Row
    cells: dict[str, str]


class Main(NamedTuple):
    kind: str
    id: str
    organization: str
    row: Row
    cells: dict[str, str]
    parts: list[Part]

    @property
    def words(self) -> list[str]:
        """All that is said of it."""
        return [*self.cells.values(), *(said for one in self.parts for said in one.cells.values())]


# Cells are only ever read back by the process that wrote them, so the fastest of all forms will do.
packed, unpacked = marshal.dumps, marshal.loads


class Staging:
    """A private database of SQLite without a name: its file is gone the moment it is opened."""

    def __init__(self) -> None:
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-64000;"
        )
        self.db.executescript(TABLES)
        self.db.execute("BEGIN")
        self.parts: list[tuple[str | int | bytes, ...]] = []  # not on the table yet

    def close(self) -> None:
        self.db.close()

    def add_main(
        self, kind: str, key: str, organization: str, row: Row, cells: dict[str, str]
    ) -> bool:
        """Keep a row that makes a record; False when its number was there already."""
        made = self.db.execute(
            "INSERT INTO main VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (kind, key, organization, *row, packed(cells)),
        )
        return bool(made.rowcount)

    def main(self, kind: str, key: str) -> Main | None:
        found = self.mains("m.kind = ? AND m.id = ?", (kind, key))
        return next(found, None)

    def replace(self, main: Main) -> None:
        self.db.execute(
            "UPDATE main SET organization = ?, cells = ? WHERE kind = ? AND id = ?",
            (main.organization, packed(main.cells), main.kind, main.id),
        )

    def add_parts(self, owners: Iterable[tuple[str, str]], part: Part) -> None:
        told = packed(part.cells)
        self.parts += [(owner, key, part.kind, *part.row, told) for owner, key in owners]
        if len(self.parts) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Put the parts that wait on the table: one statement for many is much less work."""
        self.db.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)", self.parts)
        self.parts.clear()

    def add_pair(self, key: str, service: str, location: str, row: Row) -> None:
        self.db.execute("INSERT INTO pair VALUES (?, ?, ?, ?, ?)", (key, service, location, *row))

    def add_term(self, key: str, cells: dict[str, str]) -> None:
        self.db.execute("INSERT OR REPLACE INTO term VALUES (?, ?)", (key, packed(cells)))

    def term(self, key: str) -> dict[str, str]:
        found = self.db.execute("SELECT cells FROM term WHERE id = ?", (key,)).fetchone()
        return dict(unpacked(found[0])) if found else {}

    def finish(self) -> None:
        """Everything is in: what comes now only reads."""
        self.flush()
        self.db.execute("COMMIT")
        self.db.executescript(INDEXES)
        self.db.execute("BEGIN")

    def run(self, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self.db.execute(statement, values).fetchall()

    def count(self, kind: str) -> int:
        return int(self.run("SELECT count(*) FROM main WHERE kind = ?", kind)[0][0])

    def organizations(self, services: int) -> Iterator[list[str]]:
        """All organizations in order, as many at a time as have about so many services and locations."""
        found = self.run(
            "SELECT o.id, count(m.id) FROM main o LEFT JOIN main m ON m.organization = o.id AND m.kind <> o.kind"
            " WHERE o.kind = 'organization' GROUP BY o.id ORDER BY o.id"
        )
        some: list[str] = []
        many = 0
        for key, things in found:
            if some and many + things > services:
                yield some
                some, many = [], 0
            some.append(key)
            many += things + 1
        if some:
            yield some

    def of_organizations(self, kind: str, organizations: Iterable[str]) -> list[Main]:
        self.ask(organizations)
        return self.in_order("m.kind = ? AND m.organization IN (SELECT id FROM asked)", kind)

    def by_key(self, kind: str, keys: Iterable[str]) -> list[Main]:
        self.ask(keys)
        return self.in_order("m.kind = ? AND m.id IN (SELECT id FROM asked)", kind)

    def in_order(self, condition: str, kind: str) -> list[Main]:
        """Put in order here: SQLite would carry all cells along while it sorts."""
        return sorted(self.mains(condition, (kind,)), key=attrgetter("id"))

    def mains(self, condition: str, values: tuple[str, ...] = ()) -> Iterator[Main]:
        asked = f"SELECT kind, id, organization, file, row, cells FROM main m WHERE {condition}"  # noqa: S608
        for kind, key, organization, file, row, cells in self.db.execute(asked, values):
            yield Main(kind, key, organization, Row(file, row), unpacked(cells), [])

    def ask(self, keys: Iterable[str]) -> None:
        """What the next questions are about."""
        self.db.execute("DELETE FROM asked")
        self.db.executemany("INSERT OR IGNORE INTO asked VALUES (?)", ((key,) for key in keys))

    def with_parts(self, kind: str, mains: list[Main]) -> list[Main]:
        """The same rows, each with what belongs to it."""
        self.ask(main.id for main in mains)
        found = self.db.execute(
            "SELECT owner_id, p.kind, file, row, cells FROM asked CROSS JOIN part p"
            " ON owner = ? AND owner_id = asked.id ORDER BY asked.id, p.rowid",  # as they lie there
            (kind,),
        )
        parts: dict[str, list[Part]] = defaultdict(list)
        for key, part, file, row, cells in found:
            parts[key].append(Part(part, Row(file, row), unpacked(cells)))
        return [main._replace(parts=parts.get(main.id, [])) for main in mains]

    def sites_of(self, services: Iterable[str]) -> dict[str, list[str]]:
        """Where each service is given, by the source's numbers."""
        self.ask(services)
        found: dict[str, list[str]] = defaultdict(list)
        for service, location in self.db.execute(
            "SELECT DISTINCT service, location FROM asked JOIN pair ON service = asked.id ORDER BY 1, 2"
        ):
            found[service].append(location)
        return found
