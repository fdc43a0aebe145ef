"""A file, a folder or a zip made a package of files to read. Nothing is ever unpacked to a path."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext_noop

from alongside.directory.sentences import sentence as _
from alongside.lib.errors import Blocked

Progress = Callable[[float], object]  # told how much of the file is read, from 0 to 1
READ = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx"}
MOST_FILES = 5000
MOST_BYTES = 2_000_000_000  # unpacked, in all
MOST_TIMES = 200  # larger unpacked than packed: text is packed ten times
NOT_ODD_BELOW = 10_000_000  # bytes
IN_UTF_16 = gettext_noop("%s is text in UTF-16. Save the list as CSV (UTF-8) and try again.")
KINDS = {
    b"%PDF": gettext_noop("%s is a PDF, not a CSV. Save the list as CSV (UTF-8) and try again."),
    b"<": gettext_noop("%s is a web page, not a CSV. Save the list as CSV (UTF-8) and try again."),
    b"\x1f\x8b": gettext_noop("%s is a packed file, not a CSV. Unpack it and try again."),
    b"\xff\xfe": IN_UTF_16,
    b"\xfe\xff": IN_UTF_16,
    b"\xd0\xcf\x11\xe0": gettext_noop(
        "%s is an old Excel file. Save the list as XLSX or CSV and try again."
    ),
}
NOT_TEXT = gettext_noop("%s is neither text nor a CSV. Save the list as CSV (UTF-8) and try again.")


@dataclass(frozen=True)
class Member:
    """One file of a package."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem.casefold()

    def start(self) -> bytes:
        with self.open() as file:
            return file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()


@dataclass(frozen=True)
class Package:
    name: str
    members: list[Member]

    def digest(self) -> bytes:
        """The same for the same files in any order."""
        found = hashlib.sha256()
        for member in sorted(self.members, key=lambda one: one.name):
            found.update(f"\n{member.name}\n".encode())
            with member.open() as file:
                while piece := file.read(1 << 20):
                    found.update(piece)
        return found.digest()


@contextmanager
def package_at(path: Path, name: str = "") -> Iterator[Package]:
    """What a path holds; Blocked, with a sentence, when that cannot be read."""
    name = name or path.name
    try:
        if path.is_dir():
            yield Package(name, list(members_in(path)))
        elif is_zip(path):
            with zipfile.ZipFile(path) as archive:
                yield Package(name, list(members_of(archive, name)))
        else:
            require_text(path, name)
            yield Package(name, [Member(name, path.stat().st_size, lambda: path.open("rb"))])
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as trouble:
        raise Blocked(
            _("%s is a damaged zip file. Make it again and try again.") % name
        ) from trouble
    except OSError as trouble:
        why = trouble.strerror or str(trouble)
        raise Blocked(
            _("%(file)s cannot be read: %(why)s.") % {"file": name, "why": why}
        ) from trouble


def is_zip(path: Path) -> bool:
    """A zip that is no spreadsheet."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return False
    if not zipfile.is_zipfile(path):
        raise zipfile.BadZipFile
    with zipfile.ZipFile(path) as archive:
        return "[Content_Types].xml" not in archive.namelist()


def opening(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def members_in(folder: Path) -> Iterator[Member]:
    """The files of a folder and of those inside it; a link out of it is not followed."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        is_inside = path.resolve().is_relative_to(root)
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and is_inside and not is_hidden and path.suffix.casefold() in READ:
            name = path.relative_to(folder).as_posix()
            yield Member(name, path.stat().st_size, opening(path))


def members_of(archive: zipfile.ZipFile, name: str) -> Iterator[Member]:
    """The files of a zip; Blocked when it is made to harm who unpacks it."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    require_harmless(infos, name)
    for info in sorted(infos, key=lambda one: one.filename):
        path = PurePosixPath(info.filename)
        if path.suffix.casefold() in READ and not path.name.startswith((".", "__MACOSX")):
            shown = "/".join(part for part in path.parts if part not in ("..", "/"))
            yield Member(shown, info.file_size, partial(archive.open, info))


def require_harmless(infos: list[zipfile.ZipInfo], name: str) -> None:
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > MOST_FILES or size > MOST_BYTES:
        raise Blocked(_("%s is too large. Bring in a part of it at a time.") % name)
    if size > NOT_ODD_BELOW and size > MOST_TIMES * max(1, packed):
        raise Blocked(_("%s grows too much when it is unpacked. It was not opened.") % name)
    if any(info.flag_bits & 1 for info in infos):
        raise Blocked(_("%s is locked with a password. Save it without one and try again.") % name)
    if any(info.filename.casefold().endswith((".zip", ".gz", ".7z")) for info in infos):
        raise Blocked(_("%s holds another packed file. Unpack that one first.") % name)


def require_text(path: Path, name: str) -> None:
    """Blocked, with a sentence, when the file is nothing that can be read here."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise Blocked(_("%(file)s is empty.") % {"file": name})
    if start.startswith(b"PK"):
        return  # a spreadsheet
    kind = next((kind for mark, kind in KINDS.items() if start.startswith(mark)), None)
    if kind or b"\0" in start:
        raise Blocked(_(kind or NOT_TEXT) % name)
