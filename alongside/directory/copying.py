"""Many rows at once by COPY: an order of magnitude less work than INSERT."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from psycopg import sql

AS_IT_IS = (
    ArrayField,
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.FloatField,
    models.ForeignKey,
    models.TextField,
    models.UUIDField,
)


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
    names = [field.attname for field in fields]
    # Most values go into a column as they are; only these have to be made ready for it.
    special = [(at, field) for at, field in enumerate(fields) if not isinstance(field, AS_IT_IS)]

    def row_of(thing: models.Model) -> list[Any]:
        row = [getattr(thing, name) for name in names]
        for at, field in special:
            row[at] = field.get_db_prep_save(row[at], connection)
        return row

    copy_rows(model, [str(field.column) for field in fields], map(row_of, things))
