"""An HSDS package read: its tables and documents staged, joined, and made batches."""

from collections.abc import Iterator

from alongside.directory.importing.files import Member, Package, Progress
from alongside.directory.importing.hsds.batches import READ, Batches
from alongside.directory.importing.hsds.documents import objects_in
from alongside.directory.importing.hsds.filling import Filler
from alongside.directory.importing.hsds.joining import join
from alongside.directory.importing.hsds.tables import KINDS, MAIN, is_hsds, kind_of
from alongside.directory.importing.records import Batch
from alongside.directory.importing.report import Report
from alongside.directory.importing.staging import Row, Staging
from alongside.directory.importing.tables import table_in
from alongside.directory.models import Import

JSON = (b"{", b"[", b"```")


def is_package(package: Package) -> bool:
    """Whether a package is HSDS: tables of its names and columns, or JSON."""
    return any(is_json(member) or is_table(member) for member in package.members)


def is_table(member: Member) -> bool:
    if kind_of(member.stem) not in MAIN:
        return False
    with table_in(member, Report(Import())) as table:
        return is_hsds(member.stem, table.header)


def is_json(member: Member) -> bool:
    if member.stem in ("datapackage", "datapackage_original"):
        return False
    return member.name.casefold().endswith(
        (".json", ".jsonl", ".ndjson")
    ) or member.start().startswith(JSON)


def batches_of(
    package: Package, staging: Staging, report: Report, progress: Progress | None
) -> Iterator[Batch]:
    """The organizations of a package with all their sites and services, some at a time."""
    size, done = max(1, sum(member.size for member in package.members)), 0
    filler = Filler(staging, report)
    for member in package.members:
        read_member(member, filler, report)
        done += member.size
        if progress:
            progress(READ * done / size)
    join(staging, report)
    yield from Batches(staging, report)


def read_member(member: Member, filler: Filler, report: Report) -> None:
    if is_json(member):
        for kind, row, cells in objects_in(member, report):
            filler.take(kind, row, cells)
        return
    kind = kind_of(member.stem)
    if not kind or member.stem not in KINDS:
        return
    with table_in(member, report) as table:
        for number, cells in table:
            filler.take(kind, Row(member.name, number), cells)
