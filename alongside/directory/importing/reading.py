"""From a file to records: each row once, a wrong one left out with the reason."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.files import Progress, Table, table_in
from alongside.directory.importing.layouts import SOURCE, Layout, layout_of
from alongside.directory.importing.records import Record
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.writing import Writer

BATCH = 2000  # rows


def bring_in(path: Path, *, whole: bool | None = None, progress: Progress | None = None) -> Report:
    """Read a list into the directory. What it holds already stays as it is."""
    report = Report(path.name)
    with table_in(path, report) as table:
        layout = layout_of(table.header, path.name)
        report.list_name = layout.name
        writer = Writer(SOURCE, report)
        records = records_in(table, layout, report)
        while batch := list(islice(records, BATCH)):
            writer.write(batch)
            if progress:
                progress(table.read_so_far())
    writer.retire_missing(whole=whole)
    return report


def records_in(table: Table, layout: Layout, report: Report) -> Iterator[Record]:
    seen: dict[str, int] = {}
    for row, cells in table:
        try:
            record = layout.read(Cells(cells, lambda *note, row=row: report.repair(row, *note)))
            require_first(record, row, seen)
        except LeftOut as no:
            report.leave_out(row, no)
        else:
            yield record


def require_first(record: Record, row: int, seen: dict[str, int]) -> None:
    """The same id, or the same name at the same place, is the same site."""
    keys = {record.place_key: "name, address, city", record.source_key: "id"}
    for key, column in keys.items():
        first = seen.setdefault(key, row)
        if first != row:
            raise LeftOut(column, _("The same as row %s.") % first)
