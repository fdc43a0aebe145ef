"""Many rows at once by COPY: an order of magnitude less work than INSERT."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql


def copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Add rows to a model's table, in the transaction that is open."""
    table = sql.Identifier(model._meta.db_table)
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def copy_in(model: type[models.Model], things: Iterable[models.Model]) -> None:
    """Add new objects; what the database numbers itself it numbers here too."""
    fields = [
        field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
    ]
    rows = (
        [field.get_db_prep_save(getattr(thing, field.attname), connection) for field in fields]
        for thing in things
    )
    copy_rows(model, [str(field.column) for field in fields], rows)
