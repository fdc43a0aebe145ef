"""Rows that were left out, as a table that a spreadsheet opens: mended there, it can be sent again."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.directory.models import Import, Remark
from alongside.lib.spreadsheets import MARK, csv_line


def rows_to_mend(during: Import, file: str = "") -> Iterator[bytes]:
    """Rows of one file with the cells that they had, columns by name, then row and reason."""
    left_out = during.remarks.filter(done=Remark.Done.LEFT_OUT).order_by("id")
    if file:
        left_out = left_out.filter(file=file)
    with_cells = left_out.exclude(cells=None)
    columns = sorted({name for one in with_cells[:200] for name in one.cells or {} if name})
    yield MARK
    yield csv_line([*columns, _("File"), _("Row"), _("Column"), _("Reason")])
    for remark in left_out.iterator(500):
        cells = remark.cells or {}
        told = [remark.file, str(remark.row), remark.column, remark.reason]
        yield csv_line([*(str(cells.get(name, "")) for name in columns), *told])
