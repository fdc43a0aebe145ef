"""Erased is gone from the disk too: hourly the letters' table is written anew."""

import time
from contextlib import suppress
from threading import Timer
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import InternalError, connections

from alongside.config.start.postgres import port_of
from alongside.config.start.roles import entered_by
from alongside.lib.walls import within
from alongside.referrals import actions, tasks
from alongside.referrals.actions.rewriting import StillSeen
from alongside.referrals.models import Letter, Referral
from tests.database import connected_as
from tests.referrals import building
from tests.surroundings import FOLDER

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "keeper"])


def superuser():
    """The private server's own superuser, in the database of this test."""
    if not (FOLDER / "postgres").exists() or urlsplit(address()).port != port_of(
        FOLDER / "postgres"
    ):
        pytest.skip("the files of a server given by DATABASE_URL are not ours to read")
    word = (FOLDER / "postgres.password").read_text()
    return psycopg.connect(entered_by(address(), "postgres", word), autocommit=True)


def address():
    found = connections["owner"].settings_dict
    return f"postgresql://{found['HOST']}:{found['PORT']}/{found['NAME']}"


def files_with(needle, server):
    """The files of this database that hold these bytes, once everything is on the disk."""
    server.execute("CHECKPOINT")
    [number] = server.execute(
        "SELECT oid FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    folder = FOLDER / "postgres" / "base" / str(number)
    return [file.name for file in folder.iterdir() if needle in read(file)]


def read(file):
    try:
        return file.read_bytes()
    except FileNotFoundError:  # the server takes away what it no longer needs
        return b""


def rewrite_as_the_worker_does():
    """Tried again, as tasks.AGAIN says: the server's own analyzing looks at the database now and then."""
    for _attempt in range(tasks.AGAIN.max_attempts):
        with suppress(InternalError, StillSeen):
            return tasks.rewrite_letters(timestamp=0)
        time.sleep(1)
    raise AssertionError("the letters were never rewritten")


@pytest.fixture
def gone_and_stays(partnership, nora, lakeside):
    """Two letters sent; one was taken back, and so is erased when the clock says so."""
    gone, stays = (building.parcel(partnership, nora) for _letter in range(2))
    with within(lakeside):
        for parcel in (gone, stays):
            actions.send(partnership, parcel, by=nora)
        actions.withdraw(Referral.objects.get(pk=gone.referral), by=nora)
    return gone, stays


def erase(lakeside):
    with connected_as("worker"):
        actions.end_what_is_over(lakeside)


def test_after_rewriting_the_erased_bytes_are_in_no_file_of_the_database(
    gone_and_stays, harbor, lakeside
):
    gone, stays = gone_and_stays
    # Somebody else's work, begun before: what is erased meanwhile would be copied along for its sake.
    older = superuser()
    older.execute("BEGIN")
    older.execute("SELECT pg_current_xact_id()")
    erase(lakeside)
    with superuser() as server:
        # A row that is only deleted lies in its file until somebody writes over it.
        assert len(files_with(gone.sealed[:500], server)) == 1
        Timer(0.5, older.close).start()
        with suppress(InternalError, StillSeen):
            tasks.rewrite_letters(timestamp=0)
        assert older.closed  # it waited until that had ended
        rewrite_as_the_worker_does()
        assert files_with(gone.sealed[:500], server) == []
        assert len(files_with(stays.sealed[:500], server)) == 1
    with within(harbor):
        assert bytes(Letter.objects.get().sealed) == stays.sealed


def test_a_rewrite_that_somebody_s_older_look_holds_up_is_tried_again(gone_and_stays, lakeside):
    gone, _stays = gone_and_stays
    # A long report, or the server's own analyzing: no work that could be waited for by its number.
    older = superuser()
    older.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    older.execute("SELECT 1")
    erase(lakeside)
    with pytest.raises(StillSeen):
        tasks.rewrite_letters(timestamp=0)
    older.close()
    rewrite_as_the_worker_does()
    with superuser() as server:
        assert files_with(gone.sealed[:500], server) == []
