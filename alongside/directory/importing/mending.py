"""Rows that were left out, as a table that a spreadsheet opens: mended there, it can be sent again."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from alongside.directory.models import Import, Remark
from alongside.lib.spreadsheets import harmless


def rows_to_mend(during: Import, file: str = "") -> Iterator[bytes]:
    """Rows of one file with the cells that they had, columns by name, then row and reason."""
    left_out = during.remarks.filter(done=Remark.Done.LEFT_OUT).order_by("id")
    if file:
        left_out = left_out.filter(file=file)
    with_cells = left_out.exclude(cells=None)
    columns = sorted({name for one in with_cells[:200] for name in one.cells or {} if name})
    yield "\N{BYTE ORDER MARK}".encode()
    yield line([*columns, _("File"), _("Row"), _("Column"), _("Reason")])
    for remark in left_out.iterator(500):
        cells = remark.cells or {}
        told = [remark.file, str(remark.row), remark.column, remark.reason]
        yield line([*(str(cells.get(name, "")) for name in columns), *told])


def line(cells: list[str]) -> bytes:
    out = StringIO()
    csv.writer(out).writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode()
