"""The test database: made and migrated by the owner, used as the site's role."""

import fcntl
import os
import tempfile
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from alongside.config.start import roles
from alongside.lib import environment

KEPT = {"django_content_type", "auth_permission"}  # no test changes them
# Their rows may not be deleted, whoever asks; no other table points to them.
WITHOUT_DELETE = ("audit_event", "audit_seal", "partnerships_signature", "referrals_letter")

# Which table points to which other one in a way that is looked at at once, not when all is done.
AT_ONCE = """
SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND NOT condeferrable AND conrelid <> confrelid
"""


def make(name):
    """A fresh database `name`, migrated, and every alias pointing to it."""
    owner = os.environ["OWNER_DATABASE_URL"]
    with psycopg.connect(owner, autocommit=True) as server:
        make_anew(server, name)
    with (Path(tempfile.gettempdir()) / "alongside-test-roles").open("w") as lock:
        fcntl.flock(
            lock, fcntl.LOCK_EX
        )  # roles belong to the server, and databases are made side by side
        roles.prepare_roles(owner.rpartition("/")[0] + f"/{name}", settings.SECRET_KEY)
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    call_command("migrate", database="owner", verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)
    let_tests_empty_it(owner.rpartition("/")[0] + f"/{name}")


def let_tests_empty_it(owner):
    """Between tests with real transactions all rows go: a right that nobody has elsewhere."""
    with psycopg.connect(owner) as server:
        for table in ("event", "seal"):
            trigger = f"audit_{table}_is_never_truncated"
            server.execute(f"ALTER TABLE audit_{table} DISABLE TRIGGER {trigger}")
        tables = in_order(server)
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)
    look = " UNION ALL ".join(asked)

    def empty(_operations, _statements):
        """TRUNCATE, Django's way, makes new files for a hundred tables; few of them have rows."""
        with psycopg.connect(owner) as server:
            for (name,) in server.execute(look).fetchall():
                server.execute(f"DELETE FROM {name}")
            server.execute(f"TRUNCATE {', '.join(WITHOUT_DELETE)}")

    type(connections["default"].ops).execute_sql_flush = empty  # whichever thread ends a test


def in_order(server):
    """The tables to empty, those that point to others before them."""
    tables = connections["default"].introspection.django_table_names(only_existing=True)
    order = TopologicalSorter(dict.fromkeys(sorted(tables), ()))
    for table, other in server.execute(AT_ONCE):
        order.add(other, table)
    return [name for name in order.static_order() if name not in {*KEPT, *WITHOUT_DELETE}]


def drop(name):
    for alias in connections:
        connections[alias].close()
    with psycopg.connect(os.environ["OWNER_DATABASE_URL"], autocommit=True) as server:
        take_away(server, name)


def make_anew(server, name):
    """An empty database by this name, whatever was there before."""
    take_away(server, name)
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def take_away(server, name):
    """With whoever is in it. PostgreSQL may be tidying up there: that ends before a plain DROP, but not by force."""
    gone = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    try:
        server.execute(gone + sql.SQL(" WITH (FORCE)"))
    except psycopg.errors.InsufficientPrivilege:
        server.execute(gone)


def connected_as(role):
    """Let `default` enter as another role, as the worker's process does. For tests with real transactions."""
    entry = environment.database(os.environ[f"{role.upper()}_DATABASE_URL"])
    return connected({"USER": entry["USER"], "PASSWORD": entry["PASSWORD"]})


def connected_to(address):
    """Let `default` enter another database, such as that of an Alongside which a test has started."""
    return connected(environment.database(address))


@contextmanager
def connected(entry):
    connection = connections["default"]
    connection.close()
    before = connection.settings_dict
    connection.settings_dict = before | entry
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
