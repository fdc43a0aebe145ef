"""Reading a CSV as it comes: any of the usual encodings and line ends, a broken row costs only itself."""

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from pathlib import Path

from django.utils.translation import gettext as _

from alongside.directory.importing.report import LeftOut, Report
from alongside.lib.errors import Blocked

Progress = Callable[[float], object]  # told how much of the file is read, from 0 to 1
LONGEST_LINE = 1_000_000  # characters; a longer one is no list of places
UNREADABLE = [""]
KINDS = {
    b"PK": "a spreadsheet or a zip file",
    b"%PDF": "a PDF",
    b"<": "a web page",
    b"{": "JSON",
    b"[": "JSON",
    b"\x1f\x8b": "a packed file",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}


def start_of(path: Path) -> bytes:
    """The first bytes of a file that may be read."""
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError as trouble:
        raise Blocked(
            _("%(file)s cannot be read: %(why)s.") % {"file": path.name, "why": trouble.strerror}
        ) from trouble


def require_text(path: Path) -> None:
    """Blocked, with a sentence, when the file is not a table of text."""
    start = start_of(path)
    if not start.strip():
        raise Blocked(_("%(file)s is empty.") % {"file": path.name})
    kind = next((name for mark, name in KINDS.items() if start.startswith(mark)), None)
    if kind or b"\0" in start:
        raise Blocked(
            _("%(file)s is %(kind)s, not a CSV. Save the list as CSV (UTF-8) and try again.")
            % {"file": path.name, "kind": kind or "not text"}
        )


class Lines:
    """The lines of a file. Those of the row being read are held, to read them again one by one."""

    def __init__(self, file: TextIOWrapper) -> None:
        self.file = file
        self.held: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(LONGEST_LINE):
            self.held.append(decoded(line))
            yield self.held[-1]

    def release(self) -> list[str]:
        held, self.held = self.held, []
        return held


def decoded(line: str) -> str:
    """A line opened as Latin-1 is its bytes: UTF-8 nearly always, else as Windows writes."""
    raw = line.encode("latin-1")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


class Table:
    """A CSV's header, and its rows with their numbers. A row that cannot be read is reported."""

    def __init__(self, file: TextIOWrapper, raw: BufferedReader, report: Report) -> None:
        self.raw = raw
        self.lines = Lines(file)
        self.reader = csv.reader(self.lines)
        self.report = report
        self.header = [cell.strip() for cell in self.record() or []]
        while self.header and not self.header[-1]:
            self.header.pop()

    def read_so_far(self) -> float:
        """How much of the file is read, from 0 to 1."""
        return min(1.0, self.raw.tell() / max(1, os.fstat(self.raw.fileno()).st_size))

    def record(self) -> list[str] | None:
        """The next row's cells; none at the end."""
        try:
            return next(self.reader, None)
        except csv.Error:
            return UNREADABLE

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        self.lines.release()
        number = 1
        while (cells := self.record()) is not None:
            held = self.lines.release()
            for part in self.parts(cells, held):
                number += 1
                if not part:
                    continue
                self.report.rows += 1
                if self.fits(part):
                    yield number, dict(zip(self.header, part, strict=False))
                else:
                    self.is_broken(number, part)

    def fits(self, cells: list[str]) -> bool:
        """As many cells as the header; empty ones may follow."""
        width = len(self.header)
        return len(cells) >= width and not any(cells[width:])

    def parts(self, cells: list[str], held: list[str]) -> list[list[str]]:
        """The row; or, where a quote left open swallowed rows after it, each of its lines by itself."""
        if self.fits(cells) or len(held) < 2:
            return [cells]
        return [next(csv.reader([line]), []) for line in held]

    def is_broken(self, number: int, cells: list[str]) -> None:
        have, want = len(cells), len(self.header)
        reason = _("The row has %(have)s columns, the header %(want)s.")
        if cells is UNREADABLE:
            reason = _("The row cannot be read as CSV.")
        column = self.header[min(have, want - 1)]
        self.report.is_damaged = True
        self.report.leave_out(number, LeftOut(column, reason % {"have": have, "want": want}))


@contextmanager
def table_in(path: Path, report: Report) -> Iterator[Table]:
    """The table in a file; Blocked when there is none."""
    require_text(path)
    with path.open("rb") as raw:
        # Latin-1 keeps every byte as it is, and newline="" every kind of line end.
        yield Table(TextIOWrapper(raw, encoding="latin-1", newline=""), raw, report)
