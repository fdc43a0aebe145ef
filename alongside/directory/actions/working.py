"""What the worker does with imports: read, undo, compare; what an ended worker left is taken up."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import now

from alongside.directory.actions.merging import propose_duplicates
from alongside.directory.actions.organizations import propose_organizations
from alongside.directory.actions.reading import read_import
from alongside.directory.actions.undoing import take_out
from alongside.directory.models import Import
from alongside.directory.sentences import sentence as _

TRIES = 3


def work_on_imports() -> None:
    """Do what imports wait for, one after the other."""
    for pk in list(Import.objects.for_the_worker().values_list("pk", flat=True)):
        with alone(pk) as is_alone:
            if is_alone:
                go_on(Import.objects.get(pk=pk))


@contextmanager
def alone(pk: UUID) -> Iterator[bool]:
    """Whether nobody else works on an import now. The lock ends with the work or the worker, however these end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 1))", [str(pk)])
        [is_alone] = cursor.fetchone()
        try:
            yield is_alone
        finally:
            if is_alone:  # the connection is kept, and would keep it
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 1))", [str(pk)])


def go_on(during: Import) -> None:
    """Where it was: batches that were read are found again and change nothing."""
    if during.is_at_work:
        if not begin_try(during):
            return
        if during.state == Import.State.UNDOING:
            take_out(during)
        else:
            read_import(during)
        during.refresh_from_db()
    if during.state == Import.State.DONE and during.proposed is None:
        compare(during)


def begin_try(during: Import) -> bool:
    """One more try. A file that ended the worker each time is given up."""
    if during.tries >= TRIES and during.state != Import.State.UNDOING:
        during.state, during.ended_at = Import.State.FAILED, now()
        during.sentence = _(
            "Reading it stopped each time. Whoever runs this server finds the reason in its log."
        )
        during.save(update_fields=["state", "ended_at", "sentence"])
        return False
    during.tries += 1
    during.save(update_fields=["tries"])
    return True


@transaction.atomic
def compare(during: Import) -> None:
    """Propose what another list has too, and remember that this was done."""
    during.proposed = propose_duplicates(during)
    propose_organizations(during)
    during.save(update_fields=["proposed"])
