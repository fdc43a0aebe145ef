"""A copy is made into a file that is gone afterward, and kept in pieces in the database."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import override

from alongside.directory.copies.chosen import Chosen, chosen, sites_chosen
from alongside.directory.copies.sheet import write_csv, write_xlsx
from alongside.directory.copies.volumes import booklet
from alongside.directory.hsds.package import write_package
from alongside.directory.models import Copy, Piece

Form, State = Copy.Form, Copy.State
ZIP = "application/zip"
KINDS = {
    Form.BOOKLET: "application/pdf",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv; charset=utf-8",
    Form.HSDS_CSV: ZIP,
    Form.HSDS_JSON: ZIP,
}
PIECE = 2**20  # bytes
EVERY = 200  # places: how often it tells how far it is
NAMES = {
    Form.BOOKLET: "booklet.pdf",
    Form.XLSX: "directory.xlsx",
    Form.CSV: "directory.csv",
    Form.HSDS_CSV: "hsds.zip",
    Form.HSDS_JSON: "hsds-json.zip",
}


def make(copy: Copy) -> None:
    """Make what was asked for; what could not be made says so."""
    if not Copy.objects.filter(pk=copy.pk, state=State.WAITING).update(state=State.MAKING):
        return  # it was made already
    copy.refresh_from_db(fields=["asked_at"])
    ended = State.FAILED
    try:
        with TemporaryDirectory() as folder, override(copy.language):
            file = Path(folder) / NAMES[Form(copy.form)]
            ended = State.DONE if write(copy, file) else State.EMPTY
            keep(copy, file if ended == State.DONE else None)
    finally:
        still_asked(copy).update(state=ended, ended_at=now(), made_so_far=1)


def write(copy: Copy, file: Path) -> int:
    """How many rows, places or organizations it has."""
    if copy.form in {Form.HSDS_CSV, Form.HSDS_JSON}:
        return write_package(file, as_json=copy.form == Form.HSDS_JSON, progress=progress_of(copy))
    if copy.form == Form.BOOKLET:
        return write_booklet(copy, file)
    found = counted(copy, progress_of(copy))
    return (write_csv if copy.form == Form.CSV else write_xlsx)(file, found)


def write_booklet(copy: Copy, file: Path) -> int:
    """One PDF, or a ZIP file of volumes; how many volumes it has."""
    found = counted(copy, progress_of(copy, until=0.3))
    count = 0
    with ZipFile(file, "w", ZIP_STORED) as volumes:
        for name, content in booklet(copy, found, progress_of(copy, since=0.3)):
            count += 1
            volumes.writestr(name, content)
    if count == 1:
        file.write_bytes(content)
    tell(copy, volumes=count)
    return count


def counted(copy: Copy, progress: Callable[[float], None]) -> Iterator[Chosen]:
    """What is chosen, telling how far it is."""
    total = sites_chosen(copy).count() or 1
    for number, one in enumerate(chosen(copy), 1):
        yield one
        if number % EVERY == 0:
            progress(number / total)


def progress_of(copy: Copy, since: float = 0, until: float = 0.9) -> Callable[[float], None]:
    """Tells how far a part of the work is, as a part of all."""
    return lambda done: tell(copy, made_so_far=since + min(done, 1.0) * (until - since))


def named(copy: Copy) -> tuple[str, str]:
    """What its file is called, and of which kind it is."""
    if copy.volumes > 1:
        return "booklet.zip", ZIP
    form = Form(copy.form)
    return NAMES[form], KINDS[form]


def tell(copy: Copy, **fields: object) -> None:
    """Seen at once by whoever waits."""
    Copy.objects.filter(pk=copy.pk).update(**fields)


def still_asked(copy: Copy) -> QuerySet[Copy]:
    """Nothing, if it is to be made anew since: what was begun before may tell too much."""
    return Copy.objects.filter(pk=copy.pk, state=State.MAKING, asked_at=copy.asked_at)


@transaction.atomic
def keep(copy: Copy, file: Path | None) -> None:
    """Put the file into the database, a piece at a time."""
    if file is None or not still_asked(copy).select_for_update().first():
        return
    with file.open("rb") as content:
        pieces = iter(lambda: content.read(PIECE), b"")
        for number, piece in enumerate(pieces):
            Piece.objects.create(copy=copy, number=number, content=piece)
    tell(copy, size=file.stat().st_size)


def pieces_of(copy: Copy) -> Iterator[bytes]:
    """The file, a piece at a time."""
    for number in range(copy.pieces.count()):
        yield bytes(copy.pieces.values_list("content", flat=True).get(number=number))
