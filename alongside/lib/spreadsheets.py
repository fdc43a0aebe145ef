"""Cells of files that people open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

# Control characters: XLSX cannot hold them, and a formula could begin behind one.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # and their full-width sisters
MARK = "\N{BYTE ORDER MARK}".encode()  # first in a file: by it spreadsheets know UTF-8
NUMBER = re.compile(r"[+-]\d+(\.\d+)?")


def harmless(cell: Any) -> Any:
    """Words that a spreadsheet would calculate with get an apostrophe before them; a number stays one."""
    if not isinstance(cell, str):
        return cell
    seen = UNSEEN.sub("", cell)
    is_formula = seen.startswith(FORMULA) and not NUMBER.fullmatch(seen)
    return f"'{seen}" if is_formula else seen


def csv_line(cells: Iterable[Any]) -> bytes:
    """One row of a file that is sent while it is made."""
    out = StringIO()
    csv.writer(out).writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode()
