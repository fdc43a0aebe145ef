"""Erased is gone from the disk too: the letters' table is written anew by its keeper."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import psycopg
from django.db import connections
from django.db.backends.utils import CursorWrapper

LONGEST_WAIT = 60  # seconds


class StillSeen(Exception):
    """Somebody's older look at the database kept erased letters in the new file. To be tried again."""


def rewrite_letters() -> None:
    """Give the disk back what was erased.

    Raises StillSeen when erased letters were copied along for the sake of an older snapshot, such as a
    long report's; and InternalError when an erasure beside it takes a letter's bytes away meanwhile.
    """
    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        [mark] = cursor.fetchone()
        wait_for_transactions_before(mark, cursor)
        with details_told_to(cursor.connection) as details:
            cursor.execute("VACUUM (FULL, VERBOSE) referrals_letter")
    # PostgreSQL's own words, in its own language: "0 dead row versions cannot be removed yet."
    if any(detail.split()[0] != "0" for detail in details):
        raise StillSeen


def wait_for_transactions_before(mark: str, cursor: CursorWrapper) -> None:
    """Rows erased while an older transaction runs are copied along; so those end first, or a minute passes."""
    until = monotonic() + LONGEST_WAIT
    while monotonic() < until:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8", [mark])
        if cursor.fetchone() == (True,):
            return
        sleep(0.1)


@contextmanager
def details_told_to(connection: psycopg.Connection) -> Iterator[list[str]]:
    """The details of what the server tells this connection meanwhile."""
    details: list[str] = []

    def note(told: psycopg.errors.Diagnostic) -> None:
        if told.message_detail:
            details.append(told.message_detail)

    connection.add_notice_handler(note)
    try:
        yield details
    finally:
        connection.remove_notice_handler(note)
