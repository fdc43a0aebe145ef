"""Rows of a CSV or a spreadsheet, as they come: a broken row costs only itself."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO
from zipfile import ZipFile

import openpyxl

from alongside.directory.importing.files import Member, require_harmless
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Row
from alongside.directory.sentences import sentence as _
from alongside.lib.errors import Blocked

LONGEST_LINE = 1_000_000  # characters; a longer one is no list of places
MOST_COLUMNS = 1000
UNREADABLE = [""]
Cells = dict[str, str]


class Lines:
    """The lines of a file. Those of the row being read are held, to read them again one by one."""

    def __init__(self, file: TextIOWrapper) -> None:
        self.file = file
        self.held: list[str] = []
        self.read = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(LONGEST_LINE):
            self.read += len(line)
            self.held.append(decoded(line))
            yield self.held[-1]

    def release(self) -> list[str]:
        held, self.held = self.held, []
        return held


def decoded(line: str) -> str:
    """A line opened as Latin-1 is its bytes: UTF-8 nearly always, else as Windows writes."""
    if line.isascii():
        return line.replace("\0", "")
    raw = line.encode("latin-1")
    try:
        return raw.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace").replace("\0", "")


class Table:
    """A CSV's header, and its rows with their numbers. A row that cannot be read is reported."""

    def __init__(self, file: IO[bytes], member: Member, report: Report) -> None:
        # Latin-1 keeps every byte as it is, and newline="" every kind of line end.
        self.lines = Lines(TextIOWrapper(file, encoding="latin-1", newline=""))
        self.member, self.report = member, report
        source = iter(self.lines)
        first = next(source, "")
        self.comma = max(",;\t|", key=first.count) if first else ","
        self.reader = csv.reader(again(first, source), delimiter=self.comma)
        self.header = [cell.strip() for cell in (self.record() or [])[:MOST_COLUMNS]]
        while self.header and not self.header[-1]:
            self.header.pop()

    def read_so_far(self) -> float:
        """How much of the file is read, from 0 to 1."""
        return min(1.0, self.lines.read / max(1, self.member.size))

    def record(self) -> list[str] | None:
        """The next row's cells; none at the end."""
        try:
            return next(self.reader, None)
        except csv.Error:
            return UNREADABLE

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        self.lines.release()
        number = 1
        while (cells := self.record()) is not None:
            held = self.lines.release()
            for part in self.parts(cells, held):
                number += 1
                if not part:
                    continue
                self.report.read(self.member.name)
                if self.fits(part):
                    yield number, dict(zip(self.header, part, strict=False))
                else:
                    self.is_broken(number, part)

    def fits(self, cells: list[str]) -> bool:
        """As many cells as the header; empty ones may follow."""
        more = len(cells) - len(self.header)
        return more == 0 or (more > 0 and not any(cells[-more:]))

    def parts(self, cells: list[str], held: list[str]) -> list[list[str]]:
        """The row; or, where a quote left open swallowed rows after it, each of its lines by itself."""
        if self.fits(cells) or len(held) < 2:
            return [cells]
        return [next(csv.reader([line], delimiter=self.comma), []) for line in held]

    def is_broken(self, number: int, cells: list[str]) -> None:
        """Its cells stand under other columns than their own, so none of them is kept."""
        have, want = len(cells), len(self.header)
        reason = _("The row has %(have)s columns, the header %(want)s.")
        if cells is UNREADABLE:
            reason = _("The row cannot be read as CSV.")
        column = self.header[min(have, want - 1)] if self.header else ""
        self.report.is_damaged = True
        no = LeftOut(column, reason % {"have": have, "want": want})
        self.report.leave_out(Row(self.member.name, number), no)


def again(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


class Sheet:
    """The first sheet of a spreadsheet that holds anything, read like a CSV."""

    def __init__(self, file: IO[bytes], member: Member, report: Report) -> None:
        self.member, self.report = member, report
        with ZipFile(file) as archive:
            require_harmless(archive.infolist(), member.name)
        try:
            self.book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            self.sheet = self.book.worksheets[0]
            self.rows = self.sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
            first = next(self.rows, ())
        except (KeyError, ValueError, IndexError, OSError, SyntaxError, EOFError) as trouble:
            raise Blocked(
                _("%s is a damaged spreadsheet. Save it again and try again.") % member.name
            ) from trouble
        self.header = [as_text(cell).strip() for cell in first]
        while self.header and not self.header[-1]:
            self.header.pop()
        self.number = 1

    def read_so_far(self) -> float:
        return min(1.0, self.number / max(1, self.sheet.max_row or 1))

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        for cells in self.rows:
            self.number += 1
            if any(cell is not None for cell in cells):
                self.report.read(self.member.name)
                texts = (as_text(cell) for cell in cells)
                yield self.number, dict(zip(self.header, texts, strict=False))


def as_text(cell: object) -> str:
    """A cell as a CSV would hold it: a whole number without its point, a day without its midnight."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix(" 00:00:00")


@contextmanager
def table_in(member: Member, report: Report) -> Iterator[Table | Sheet]:
    """The table in a file; Blocked when there is none."""
    with member.open() as file:
        # Held here until the file is closed: it warns of a file that nobody closed when it goes first.
        kind = Sheet if member.start().startswith(b"PK") else Table
        table = kind(file, member, report)
        yield table
