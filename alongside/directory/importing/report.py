"""What became of a file: counts that add up, and every row that was left out or repaired, with the reason."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path

from django.db.models import Count, Min
from django.utils.formats import number_format
from django.utils.timezone import now
from django.utils.translation import ngettext

from alongside.directory.importing.staging import Row
from alongside.directory.models import Import, Remark
from alongside.directory.private.confidential import seems_secret, unsaid, without_place
from alongside.directory.sentences import sentence as _
from alongside.lib.postgres.copying import copy_in
from alongside.lib.spreadsheets import csv_line


class LeftOut(Exception):
    """A row that cannot be taken: which column is wrong, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


class Outcome(StrEnum):
    """What became of one row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"
    PART = "part"  # made part of another row's record
    NOT_READ = "not_read"  # of a table that is never read, as contacts


TOTALS = ("rows", *(outcome.value for outcome in Outcome))


class Report:
    """The counts of one import, by file and together. Remarks are kept in the database."""

    def __init__(self, during: Import) -> None:
        self.during = during
        self.files: dict[str, Counter[str]] = defaultdict(Counter)
        self.retired = 0
        self.kept = (
            0  # records not in the file that stayed, because it does not hold the whole list
        )
        self.is_damaged = False  # a row was cut short or unreadable: more may be missing
        self.waiting: list[Remark] = []
        self.repairs: Counter[str] = Counter()
        self.unsaid: tuple[str, ...] = ()  # what no remark may repeat now
        self.told: set[tuple[Row, str, str]] = set()  # a row may belong to several records

    @property
    def file(self) -> str:
        return self.during.file_name

    @property
    def list_name(self) -> str:
        return self.during.source.name if self.during.source else ""

    def total(self, name: str) -> int:
        return sum(counts[name] for counts in self.files.values())

    @property
    def rows(self) -> int:
        return self.total("rows")

    @property
    def added(self) -> int:
        return self.total(Outcome.ADDED)

    @property
    def changed(self) -> int:
        return self.total(Outcome.CHANGED)

    @property
    def unchanged(self) -> int:
        return self.total(Outcome.UNCHANGED)

    @property
    def changed_nothing(self) -> bool:
        return not (self.added or self.changed or self.retired)

    @property
    def left_out(self) -> list[Remark]:
        return self.remarks(Remark.Done.LEFT_OUT)

    @property
    def repaired(self) -> list[Remark]:
        return self.remarks(Remark.Done.REPAIRED)

    @property
    def conflicts(self) -> list[Remark]:
        return self.remarks(Remark.Done.KEPT)

    def remarks(self, done: Remark.Done) -> list[Remark]:
        return list(Remark.objects.filter(during=self.during, done=done).order_by("id"))

    def read(self, file: str, rows: int = 1) -> None:
        self.files[file]["rows"] += rows

    def count(self, row: Row, outcome: Outcome) -> None:
        self.files[row.file][outcome.value] += 1

    def note(
        self,
        row: Row,
        done: Remark.Done,
        column: str,
        reason: str,
        cells: Mapping[str, str] | None = None,
    ) -> None:
        told = (row, column, reason)
        if told in self.told:
            return
        self.told.add(told)
        self.repairs[done.value] += 1
        self.waiting.append(
            Remark(
                during=self.during,
                file=row.file[:200],
                row=row.number,
                column=column[:200],
                done=done,
                reason=reason,
                cells=cells,
            )
        )

    def repair(self, row: Row, column: str, reason: str) -> None:
        if self.unsaid:
            reason = unsaid(reason, self.unsaid)
        self.note(row, Remark.Done.REPAIRED, column, reason)

    @contextmanager
    def without(self, words: Iterable[str]) -> Iterator[None]:
        """While something is read that tells of a place kept secret: no remark repeats its words."""
        self.unsaid = tuple(words)
        try:
            yield
        except LeftOut as no:
            raise LeftOut(no.column, unsaid(no.reason, self.unsaid)) from None
        finally:
            self.unsaid = ()

    def leave_out(self, row: Row, no: LeftOut, cells: Mapping[str, str] | None = None) -> None:
        """A row that is not taken; its cells are kept to be mended, unless they tell a secret place."""
        self.count(row, Outcome.LEFT_OUT)
        cells = {name: value for name, value in cells.items() if name} if cells else None
        if cells and seems_secret(cells):
            cells = without_place(cells)
        self.note(row, Remark.Done.LEFT_OUT, no.column, no.reason, cells)

    def hush(self, rows: Collection[Row]) -> None:
        """Repeat nothing of these rows: they tell where a place is that somebody made private."""
        told = {(row.file[:200], row.number) for row in rows}
        for remark in self.waiting if told else ():
            if (remark.file, remark.row) in told and remark.done != Remark.Done.KEPT:
                remark.reason, remark.cells = _("It belongs to a place that is private here."), None

    def flush(self) -> None:
        """Put what was noted into the database, in the transaction that is open."""
        copy_in(Remark, self.waiting)
        self.waiting = []
        self.told.clear()

    def counts(self) -> dict[str, object]:
        """As the import keeps them: together, and for each file of a package."""
        together = {name: self.total(name) for name in TOTALS}
        told = {"retired": self.retired, "stayed": self.kept}
        done = {"repaired": self.repairs["repaired"], "kept": self.repairs["kept"]}
        return (
            together
            | told
            | done
            | {"files": {name: dict(one) for name, one in self.files.items()}}
        )

    def save(self, so_far: float) -> None:
        self.during.counts, self.during.read_so_far = self.counts(), so_far
        self.during.save(update_fields=["counts", "read_so_far"])

    def tell_once(self) -> None:
        """What an earlier try of this import noted counts, too; what both did, once."""
        alike = self.during.remarks.values("file", "row", "column", "done", "reason")
        firsts = alike.annotate(first=Min("id")).values("first")
        self.during.remarks.exclude(pk__in=firsts).delete()
        told = self.during.remarks.order_by().values_list("done").annotate(Count("id"))
        self.repairs = Counter(dict(told))

    def end(self, state: Import.State, sentence: str = "") -> None:
        self.flush()
        if self.during.tries > 1:
            self.tell_once()
        self.during.state, self.during.sentence, self.during.ended_at = state, sentence, now()
        self.during.counts = self.counts()
        if state == Import.State.DONE:
            self.during.read_so_far = 1.0
        self.during.save()

    def sentences(self, shown: int) -> Iterator[str]:
        """The report as lines to read, with the first `shown` rows of each kind."""
        yield f"{self.file}: {self.list_name}"
        told = {name: self.total(name) for name in TOTALS} | {"retired": self.retired}
        yield (
            _(
                "%(rows)s rows: %(added)s added, %(changed)s changed, %(unchanged)s as they were. "
                "%(retired)s sites retired."
            )
            % {name: number_format(number) for name, number in told.items()}
        )
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
        if conflicts := self.conflicts:
            yield from lines(_("Corrections kept"), conflicts, shown)

    def write(self, path: Path) -> None:
        """Every remark as a CSV: file, row, column, what was done, reason."""
        with path.open("wb") as out:
            out.write(csv_line(["file", "row", "column", "done", "reason"]))
            for done, remarks in (("left out", self.left_out), ("repaired", self.repaired)):
                out.writelines(
                    csv_line([one.file, one.row, one.column, done, one.reason]) for one in remarks
                )


def lines(heading: str, remarks: list[Remark], shown: int) -> Iterator[str]:
    """How many rows, and the first of those of which the same is said."""
    yield f"{heading}: {number_format(len(remarks))}"
    alike: dict[tuple[str, str, str], list[Remark]] = {}
    for remark in remarks:
        alike.setdefault((remark.file, remark.column, str(remark.reason)), []).append(remark)
    for (file, column, reason), some in islice(alike.items(), shown):
        where = _("%(file)s, row %(row)s") % {"file": file, "row": some[0].row}
        more = len(some) - 1
        also = ngettext("and %s row more", "and %s rows more", more) % number_format(more)
        yield "  " + ", ".join(filter(None, [where, also if more else "", column])) + f": {reason}"
    if len(alike) > shown:
        yield "  …"
