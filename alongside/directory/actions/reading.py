"""Reading a list that was sent: from the database, through a file that nobody can find."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile

from django.db import transaction

from alongside.audit.actions import record
from alongside.directory.importing.mapping import header_and_sample
from alongside.directory.importing.reading import bring_in
from alongside.directory.models import Import, Remark, Upload
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Organization

FACTS = ("added", "changed", "retired", "left_out")


def read_import(during: Import) -> None:
    """Read a list that was sent, from its beginning: what an earlier try wrote is found again.

    Its file is kept no longer than that, unless we must still ask what its columns mean.
    """
    during.remarks.filter(done=Remark.Done.LEFT_OUT).delete()  # they are told again
    with file_of(during) as path, suppress(Blocked):  # the import says why
        bring_in(path, during)
    during.refresh_from_db()
    if during.state != Import.State.MAPPING:
        end(during)


@contextmanager
def file_of(during: Import) -> Iterator[Path]:
    """The file that was sent: it has no name, and is gone when whoever reads it is."""
    with TemporaryFile() as file:
        file.write(Upload.objects.get(during=during).content)
        file.flush()
        yield Path(f"/dev/fd/{file.fileno()}")


def sample_of(during: Import) -> tuple[list[str], list[dict[str, str]]]:
    """The columns of a table that was sent, and its first five rows."""
    with file_of(during) as path:
        return header_and_sample(path, during.file_name)


@transaction.atomic
def end(during: Import) -> None:
    """Forget the file, and remember what became of it."""
    Upload.objects.filter(during=during).delete()
    if during.state == Import.State.DONE:
        host = Organization.objects.get(is_host=True)
        told = {name: int(during.counts.get(name, 0)) for name in FACTS}
        with within(host):
            source = during.source_id or ""
            record(
                "directory_imported",
                by=during.by,
                organization=host,
                facts=told | {"source": source},
            )
