"""A plain table made batches of records: each row once, a wrong one left out with the reason."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.confidential import seems_secret, without_place
from alongside.directory.importing.records import Batch, Record
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Row
from alongside.directory.importing.tables import Sheet, Table
from alongside.directory.models import Listing, Site

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
    try:
        records = list(read(Cells(cells, lambda *note: report.repair(row, *note)), row))
        for record in records:
            if record.model is Site:
                require_first(record, seen)
    except LeftOut as no:
        report.leave_out(row, no, without_place(cells) if seems_secret(cells) else cells)
        return []
    return records


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
