"""A cursor for what is asked often."""

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


def bound_cursor() -> CursorWrapper:
    """Values travel beside the statement: written into it, the search took a quarter longer."""
    connection.close_if_health_check_failed()  # often the first question of a request
    connection.ensure_connection()
    cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    return connection._prepare_cursor(cursor)  # type: ignore[attr-defined, no-any-return]
