"""Bring the database to this version's shape, or say why not."""

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from alongside.config.start.problems import CannotStart

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


def migrate() -> None:
    """As the owner. Blocked when the database is another program's or a newer Alongside's."""
    check_is_ours()
    if pending():
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)


def pending() -> list[str]:
    """Steps that this version has and the database has not."""
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def check_is_ours() -> None:
    loader = MigrationExecutor(connections["owner"]).loader
    applied = set(loader.applied_migrations)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("alongside.")}
    unknown = sorted({step for step in applied if step[0] in ours} - set(loader.disk_migrations))
    if holds_tables() and not any(app == "audit" for app, _ in applied):
        raise CannotStart(
            "This database holds the tables of another program. Give Alongside an empty one."
        )
    if unknown:
        raise CannotStart(
            f"This database was made by a newer Alongside (it has {'.'.join(unknown[-1])}). "
            "Start the newer version, or use another database."
        )


def holds_tables() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute(TABLES)
        [number] = cursor.fetchone()
    return bool(number)
