"""What became of a file: counts, and every row that was left out or repaired, with the reason."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LeftOut(Exception):
    """A row that cannot be taken: which column is wrong, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


@dataclass(frozen=True)
class Remark:
    """Something about one row. The header is row 1, as a spreadsheet counts."""

    row: int
    column: str
    reason: str


@dataclass
class Report:
    file: str
    list_name: str = ""
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    kept: int = 0  # sites not in the file that stayed, because it does not hold the whole list
    is_damaged: bool = False  # a row was cut short or unreadable: more may be missing
    left_out: list[Remark] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return not (self.added or self.changed or self.retired)

    def leave_out(self, row: int, no: LeftOut) -> None:
        self.left_out.append(Remark(row, no.column, no.reason))

    def repair(self, row: int, column: str, reason: str) -> None:
        self.repaired.append(Remark(row, column, reason))

    def sentences(self, shown: int) -> Iterator[str]:
        """The report as lines to read, with the first `shown` rows of each kind."""
        yield f"{self.file}: {self.list_name}"
        yield _(
            "%(rows)s rows: %(added)s added, %(changed)s changed, %(unchanged)s as they were. "
            "%(retired)s sites retired."
        ) % vars(self)
        if self.changed_nothing:
            yield _("Nothing changed: all of it was here already.")
        if self.kept:
            yield (
                ngettext(
                    "%s site here is not in this file. It stays: the file is not the whole list.",
                    "%s sites here are not in this file. They stay: the file is not the whole list.",
                    self.kept,
                )
                % self.kept
            )
        yield from lines(_("Rows repaired"), self.repaired, shown)
        yield from lines(_("Rows left out"), self.left_out, shown)

    def write(self, path: Path) -> None:
        """Every remark as a CSV: file, row, column, what was done, reason."""
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(["file", "row", "column", "done", "reason"])
            for done, remarks in (("left out", self.left_out), ("repaired", self.repaired)):
                writer.writerows(
                    [self.file, one.row, one.column, done, one.reason] for one in remarks
                )


def lines(heading: str, remarks: list[Remark], shown: int) -> Iterator[str]:
    yield f"{heading}: {len(remarks)}"
    for remark in remarks[:shown]:
        yield "  " + _("row %(row)s, %(column)s: %(reason)s") % vars(remark)
    if len(remarks) > shown:
        yield "  …"
