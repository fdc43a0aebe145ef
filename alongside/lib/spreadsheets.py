"""Cells of files that people open in a spreadsheet."""

import re
from typing import Any

# Control characters: XLSX cannot hold them, and a formula could begin behind one.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # and their full-width sisters
NUMBER = re.compile(r"[+-]\d+(\.\d+)?")


def harmless(cell: Any) -> Any:
    """Words that a spreadsheet would calculate with get an apostrophe before them; a number stays one."""
    if not isinstance(cell, str):
        return cell
    seen = UNSEEN.sub("", cell)
    is_formula = seen.startswith(FORMULA) and not NUMBER.fullmatch(seen)
    return f"'{seen}" if is_formula else seen
