"""From a package to records: which list it is, then batch after batch, until it ends or is cancelled."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from django.utils.text import slugify

from alongside.directory.importing import hrsa
from alongside.directory.importing.files import Package, Progress, package_at
from alongside.directory.importing.hsds import reading as hsds
from alongside.directory.importing.layouts import SOURCE, layout_of
from alongside.directory.importing.mapping import records_of
from alongside.directory.importing.records import Batch, digest_of
from alongside.directory.importing.report import Outcome, Report
from alongside.directory.importing.rows import batches_of
from alongside.directory.importing.staging import Staging
from alongside.directory.importing.tables import table_in
from alongside.directory.importing.writing import Writer
from alongside.directory.models import Import, Remark, Source
from alongside.directory.sentences import sentence as _
from alongside.lib.collecting import collecting_seldom
from alongside.lib.errors import Blocked


def bring_in(
    path: Path, during: Import, *, whole: bool | None = None, progress: Progress | None = None
) -> Report:
    """Read a list into the directory. What it holds already stays as it is."""
    report = Report(during)
    during.state = Import.State.READING
    during.save()
    try:
        with ExitStack() as stack:
            stack.enter_context(collecting_seldom())
            package = stack.enter_context(package_at(path, during.file_name))
            batches = batches_in(package, during, report, stack, progress)
            during.file_digest = edition_of(package, during)
            if whole is None and (last := same_before(during)):
                say_again(last, during, report)
            else:
                write(batches, during, report, whole=whole, progress=progress)
    except Asks as no:
        during.sentence = no.args[0]
        during.save(update_fields=["sentence"])
        raise
    except Blocked as no:
        report.end(Import.State.FAILED, no.args[0])
        raise
    return report


def edition_of(package: Package, during: Import) -> bytes:
    """What a package says, to this reader, under this mapping."""
    mapping = sorted(during.source.mapping.items()) if during.source else []
    return digest_of([package.digest().hex(), repr(mapping)])


def same_before(during: Import) -> Import | None:
    """The last import of this list, if it was of the very same file and nothing was left open."""
    last = (
        during.source.imports.exclude(pk=during.pk).order_by("-begun_at").first()
        if during.source
        else None
    )
    if last is None or last.state != Import.State.DONE:
        return None
    return last if bytes(last.file_digest) == during.file_digest else None


def say_again(last: Import, during: Import, report: Report) -> None:
    """The same file again changes nothing: its rows are as they were, what was left out is told again."""
    for name, counts in last.counts.get("files", {}).items():
        as_before = {"rows", Outcome.LEFT_OUT, Outcome.PART, Outcome.NOT_READ}
        report.files[name].update({key: many for key, many in counts.items() if key in as_before})
        written = (Outcome.ADDED, Outcome.CHANGED, Outcome.UNCHANGED)
        report.files[name][Outcome.UNCHANGED.value] = sum(counts.get(one, 0) for one in written)
    for remark in last.remarks.exclude(done=Remark.Done.REPAIRED).order_by("id").iterator(2000):
        remark.during = during
        report.waiting.append(remark)
    report.kept = last.counts.get("stayed", 0)
    report.end(Import.State.DONE)


def write(
    batches: Iterator[Batch],
    during: Import,
    report: Report,
    *,
    whole: bool | None,
    progress: Progress | None,
) -> None:
    writer = Writer(during, report)
    for batch in batches:
        if is_cancelled(during):
            break
        writer.write(batch)
        if progress:
            progress(batch.read_so_far)
    if is_cancelled(during):  # also during the last of them: what is missing stays
        report.end(Import.State.CANCELLED)
        return
    writer.retire_missing(whole=whole)
    report.end(Import.State.DONE)


def is_cancelled(during: Import) -> bool:
    state = Import.objects.values_list("state", flat=True).get(pk=during.pk)
    return bool(state == Import.State.CANCELLED)


def batches_in(
    package: Package,
    during: Import,
    report: Report,
    stack: ExitStack,
    progress: Progress | None = None,
) -> Iterator[Batch]:
    """The batches of a package, whichever list it is."""
    if not package.members:
        raise Blocked(_("%s holds no file that can be read here.") % package.name)
    if hsds.is_package(package):
        choose_source(during, key_of_file(package.name), package.name, "hsds")
        return hsds.batches_of(package, stack.enter_context(closing(Staging())), report, progress)
    table = stack.enter_context(table_in(package.members[0], report))
    layout = layout_of(table.header, during.file_name)
    if layout:
        choose_source(during, SOURCE, layout.name, "hrsa")
        return batches_of(table, partial(hrsa.records_of, layout), report)
    choose_source(during, key_of_file(package.name), package.name, "table")
    mapping = mapping_of(during, table.header)
    return batches_of(table, partial(records_of, mapping), report)


def mapping_of(during: Import, header: list[str]) -> dict[str, str]:
    """Which column means what, as somebody said before; they are asked where one of these is gone."""
    known: dict[str, str] = during.source.mapping if during.source else {}
    if "name" in known and set(known.values()) <= set(header):
        return known
    during.state = Import.State.MAPPING
    during.save(update_fields=["state"])
    raise Asks(
        _("%s has no header of a list that is known here. Say on its page what its columns mean.")
        % during.file_name
    )


class Asks(Blocked):
    """Somebody must say first what the columns mean."""


def choose_source(during: Import, key: str, name: str, layout: str) -> None:
    """Whose list it is; the first time that it comes, it is remembered."""
    if during.source is None:
        source, _made = Source.objects.get_or_create(
            key=key, defaults={"name": name[:200], "layout": layout}
        )
        during.source = source
        during.save(update_fields=["source"])


def key_of_file(name: str) -> str:
    """The next download of a list has another day in its name: only the letters tell which list it is."""
    stem = re.sub(r"[\d_.-]+", " ", name.casefold().rsplit(".", 1)[0])
    return slugify(stem)[:40] or "list"
