"""The rows of a package put on the staging table, each where its owner will find it."""

from collections.abc import Iterator

from alongside.directory.importing.hsds.tables import (
    DOCUMENT,
    LINKS,
    MAIN,
    NOT_READ,
    OWNERS,
    key_in,
)
from alongside.directory.importing.report import LeftOut, Outcome, Report
from alongside.directory.importing.staging import Main, Part, Row, Staging
from alongside.directory.private.confidential import seems_secret, without_place
from alongside.directory.private.keyed import key_of
from alongside.directory.sentences import sentence as _

Cells = dict[str, str]
# Of these rows nobody can tell whether their place is kept secret.
OF_PLACES = {"address", "location"}
LONGEST_KEY = 150


class Filler:
    """Takes the rows of every table, in any order."""

    def __init__(self, staging: Staging, report: Report) -> None:
        self.staging, self.report = staging, report

    def take(self, kind: str, row: Row, cells: Cells) -> None:
        """Keep one row; what stands in it twice, or can belong to nothing, is left out."""
        is_document = cells.get("") == DOCUMENT[""]
        cells = {
            column.casefold(): value.strip() for column, value in cells.items() if value and column
        }
        if is_document:
            cells |= DOCUMENT
        if kind in NOT_READ:
            self.report.count(row, Outcome.NOT_READ)
        elif kind in MAIN:
            self.take_main(kind, row, cells)
        elif kind == "pair":
            self.take_pair(row, cells)
        elif kind in ("term", "taxonomy"):
            self.take_term(kind, row, cells)
        else:
            self.take_part(kind, row, cells)

    def take_main(self, kind: str, row: Row, cells: Cells) -> None:
        key = (
            short(key_in(cells))
            or f"name:{key_of(kind, cells.get('name', ''), cells.get('description', ''))}"
        )
        organization = short(cells.get("organization_id", ""))
        if kind == "organization":
            organization = key
        if not cells.get("name"):
            cells["name"] = cells.get("alternate_name", "")
        if kind == "service" and cells.get("location_id"):
            self.staging.add_pair("", key, short(cells["location_id"]), Row(row.file, 0))
        if not self.staging.add_main(kind, key, organization, row, cells):
            self.again(Main(kind, key, organization, row, cells, []))

    def again(self, main: Main) -> None:
        """The same number once more: the same row, more of it, or another thing."""
        first = self.staging.main(main.kind, main.id) or main
        if (
            first.cells.get("name") == main.cells.get("name")
            and first.row.file == main.row.file
            and (main.cells.items() <= first.cells.items() or self.is_document(main))
        ):
            self.staging.replace(
                first._replace(
                    cells=main.cells | first.cells,
                    organization=first.organization or main.organization,
                )
            )
            self.report.count(main.row, Outcome.PART)
            return
        reason = _("This number was used before, in row %(row)s of %(file)s.")
        told = {"row": first.row.number, "file": first.row.file}
        self.leave_out(main.kind, main.row, main.cells, LeftOut("id", reason % told))

    def is_document(self, main: Main) -> bool:
        """In JSON the same thing is told again wherever something refers to it, now more, now less."""
        return main.cells.items() >= DOCUMENT.items()

    def take_pair(self, row: Row, cells: Cells) -> None:
        service, location = short(cells.get("service_id", "")), short(cells.get("location_id", ""))
        if service and location:
            self.staging.add_pair(short(key_in(cells)), service, location, row)
        else:
            self.leave_out(
                "pair", row, cells, LeftOut("service_id", _("It names no service or no location."))
            )

    def take_term(self, kind: str, row: Row, cells: Cells) -> None:
        key = key_in(cells) or cells.get("taxonomy_id", "") or cells.get("code", "")
        if (
            kind == "taxonomy"
            and "parent_id" not in cells
            and "vocabulary" not in cells
            and "version" in cells
        ):
            key = f"taxonomy:{key}"
        cells.setdefault("code", key)
        self.staging.add_term(key, cells)
        self.report.count(row, Outcome.PART)

    def take_part(self, kind: str, row: Row, cells: Cells) -> None:
        owners = list(self.owners_of(kind, cells))
        if not owners and cells.get("contact_id"):
            self.report.count(row, Outcome.NOT_READ)  # of somebody who works there
        elif not owners:
            no = LeftOut("", _("It does not say what it belongs to."))
            self.leave_out(kind, row, cells, no)
        else:
            self.staging.add_parts(owners, Part(kind, row, cells))

    def owners_of(self, kind: str, cells: Cells) -> Iterator[tuple[str, str]]:
        """The records that a row belongs to, by the list's numbers."""
        named = {link.owner: short(cells[link.column]) for link in LINKS if link.column in cells}
        if kind == "attribute" and cells.get("link_id"):
            entity = cells.get("link_entity", "").casefold().removesuffix("s")
            named[entity if entity in OWNERS else "service"] = short(cells["link_id"])
        yield from ((owner, key) for owner, key in named.items() if key)
        if cells.get("service_at_location_id") and not any(named.values()):
            yield "pair", short(cells["service_at_location_id"])

    def leave_out(self, kind: str, row: Row, cells: Cells, no: LeftOut) -> None:
        hidden = kind in OF_PLACES or seems_secret(cells)
        self.report.leave_out(row, no, without_place(cells) if hidden else cells)


def short(key: str) -> str:
    """A list's number; one that is none, because it is a whole text, by its digest."""
    return key if len(key) <= LONGEST_KEY else key_of(key)
