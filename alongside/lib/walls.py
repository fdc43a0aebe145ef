"""Whose rows the database shows: row-level security reads the organizations set here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction


class HasId(Protocol):
    @property
    def pk(self) -> UUID: ...


@contextmanager
def within(*organizations: HasId) -> Iterator[None]:
    """One transaction that sees the walled rows of these organizations and no others."""
    ids = ",".join(str(organization.pk) for organization in organizations)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('alongside.orgs', %s, true)", [ids])
        yield
