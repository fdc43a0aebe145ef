"""Sending a list to be brought in, cancelling it, asking that it be undone. The worker does the rest."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from alongside.audit.actions import record
from alongside.directory.models import Import, Source, Upload
from alongside.directory.models.sources import UNDOABLE
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.orgs.roles import Can

State = Import.State
TASK = "alongside.directory.tasks.work_on_imports"
TO_CANCEL = [State.WAITING, State.MAPPING, State.READING]


@transaction.atomic
def begin_import(
    file: "UploadedFile[bytes]", *, source: Source | None = None, name: str = "", by: Person
) -> Import:
    """Send a list: it waits for the worker, who is woken. `name` is what a new list is called."""
    by.require(Can.IMPORT_DIRECTORY, at=by.here)
    if source is None and name:
        source = new_source(name)
    during = Import.objects.create(file_name=(file.name or "")[:200], source=source, by=by)
    Upload.objects.create(during=during, content=file.read())
    wake_worker()
    record("import_begun", by=by, organization=by.here, subject=during)
    return during


def new_source(name: str) -> Source:
    """A list under its name; one that is called the same is the same list."""
    key = slugify(name)[:40] or "list"
    source, _made = Source.objects.get_or_create(key=key, defaults={"name": name})
    return source


@transaction.atomic
def choose_columns(during: Import, mapping: dict[str, str], *, by: Person) -> None:
    """Say what the columns of a table mean, field by field, now and whenever this list comes again.

    Blocked when somebody said so first, or when nothing waits for it.
    """
    by.require(Can.IMPORT_DIRECTORY, at=by.here)
    during = Import.objects.select_for_update().get(pk=during.pk)
    if during.state != State.MAPPING or during.source_id is None:
        raise Blocked(_("This list does not ask what its columns mean any more."))
    Source.objects.filter(pk=during.source_id).update(mapping=mapping)
    during.state, during.sentence, during.tries = State.WAITING, "", 0
    during.save(update_fields=["state", "sentence", "tries"])
    wake_worker()
    record("columns_chosen", by=by, organization=by.here, subject=during)


@transaction.atomic
def forget_columns(source: Source, *, by: Person) -> None:
    """Ask anew what the columns mean when this list comes again."""
    by.require(Can.IMPORT_DIRECTORY, at=by.here)
    Source.objects.filter(pk=source.pk).update(mapping={})
    record("columns_forgotten", by=by, organization=by.here)


@transaction.atomic
def cancel_import(during: Import, *, by: Person) -> None:
    """Read no more of a list. What was read stays until it is undone. Blocked when it has ended."""
    by.require(Can.IMPORT_DIRECTORY, at=by.here)
    during = Import.objects.select_for_update().get(pk=during.pk)
    if during.state not in TO_CANCEL:
        raise Blocked(_("This has ended already: %s.") % during.get_state_display())
    during.state, during.ended_at = State.CANCELLED, now()
    during.save(update_fields=["state", "ended_at"])
    Upload.objects.filter(during=during).delete()
    record("import_cancelled", by=by, organization=by.here, subject=during)


@transaction.atomic
def ask_to_undo(during: Import, *, by: Person) -> None:
    """Have the worker make the directory what it was before. Blocked while it is read, or undone."""
    by.require(Can.IMPORT_DIRECTORY, at=by.here)
    during = Import.objects.select_for_update().get(pk=during.pk)
    if during.state not in UNDOABLE:
        raise Blocked(_("This cannot be undone now: %s.") % during.get_state_display())
    during.state, during.read_so_far = State.UNDOING, 0
    during.save(update_fields=["state", "read_so_far"])
    wake_worker()
    record("import_undone", by=by, organization=by.here, subject=during)


def wake_worker() -> None:
    """Tell the worker, when the open transaction holds, that an import waits."""
    app.configure_task(TASK, queue="imports").defer()
