"""A plain table made batches of records: each row once, a wrong one left out with the reason."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.records import Batch, Record
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Row
from alongside.directory.importing.tables import Sheet, Table
from alongside.directory.models import Listing, Site
from alongside.directory.private.confidential import seems_secret, unsaid, without_place
from alongside.directory.sentences import sentence as _

AT_ONCE = 2000  # rows
Reader = Callable[[Cells, Row], Iterable[Record]]


def batches_of(table: Table | Sheet, read: Reader, report: Report) -> Iterator[Batch]:
    """The rows of a table, as many at a time as are written together."""
    seen: dict[str, int] = {}
    organizations: set[str] = set()
    rows = iter(table)
    while some := list(islice(rows, AT_ONCE)):
        batch = Batch(read_so_far=table.read_so_far())
        for number, cells in some:
            row = Row(table.member.name, number)
            for record in records_in(row, cells, read, report, seen):
                add(batch, record, organizations)
        yield batch


def records_in(
    row: Row, cells: dict[str, str], read: Reader, report: Report, seen: dict[str, int]
) -> list[Record]:
    notes: list[tuple[str, str]] = []
    own = Cells(cells, lambda *note: notes.append(note))
    try:
        records = list(read(own, row))
        for record in records:
            if record.model is Site:
                require_first(record, seen)
    except LeftOut as no:
        hidden = bool(own.secret) or seems_secret(cells)
        reason = unsaid(no.reason, cells.values()) if hidden else no.reason
        report.leave_out(row, LeftOut(no.column, reason), told_of(own) if hidden else cells)
        return []
    hidden = any(record.is_hidden for record in records)
    for column, note in notes:
        report.repair(row, column, unsaid(note, cells.values()) if hidden else note)
    return records


def told_of(own: Cells) -> dict[str, str]:
    """The cells of a row that tell nothing of where it is."""
    return without_place({n: "" if n in own.secret else said for n, said in own.cells.items()})


def require_first(record: Record, seen: dict[str, int]) -> None:
    """The same id, or the same name at the same place, is the same site."""
    keys = dict.fromkeys(record.place_keys[:1], "name, address, city") | {record.key: "id"}
    if record.is_hidden:
        keys = dict.fromkeys(record.place_keys[1:], "name, address, city") | {record.key: "id"}
    for key, column in keys.items():
        first = seen.setdefault(key, record.row.number)
        if first != record.row.number:
            raise LeftOut(column, _("The same as row %s.") % first)


def add(batch: Batch, record: Record, organizations: set[str]) -> None:
    """Of an organization with several rows the first one speaks."""
    if record.model is Listing:
        if record.key not in organizations:
            organizations.add(record.key)
            batch.listings.append(record)
    elif record.model is Site:
        batch.sites.append(record)
    else:
        batch.services.append(record)
