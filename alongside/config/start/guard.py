"""What must hold before the site or the worker serves anybody."""

from time import monotonic, sleep

import psycopg

from alongside.config.start.problems import CannotStart

POWERS = """
SELECT rolsuper, rolbypassrls, rolcreaterole,
       EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p') AND pg_has_role(current_user, relowner, 'MEMBER')),
       coalesce(has_table_privilege(to_regclass('referrals_letter'), 'UPDATE'), false)
FROM pg_roles WHERE rolname = current_user
"""
NAMES = (
    "is a superuser",
    "passes row-level security",
    "may create roles",
    "owns tables",
    "may change letters (see Restore in docs/deploy.md)",
)
LONGEST_RECOVERY = 30.0  # seconds
COMING_UP = ("starting up", "recovery", "shutting down", "not yet accepting", "onnection refused")
DEMO = "SELECT to_regclass('orgs_person') IS NOT NULL"
DEMO_PEOPLE = "SELECT EXISTS (SELECT FROM orgs_person WHERE is_demo)"


def check(url: str, *, is_local: bool) -> None:
    """The role in `url` can pass no wall; where others can come, no demo person signs in."""
    with connect(url) as connection:
        powers = connection.execute(POWERS).fetchone() or ()
        held = [name for name, has in zip(NAMES, powers, strict=True) if has]
        if held:
            raise CannotStart(
                f"The database role of DATABASE_URL {' and '.join(held)}. The site and the worker "
                "must use roles that cannot: `alongside run` makes them."
            )
        check_people(connection, is_local=is_local)


def connect(url: str) -> psycopg.Connection:
    """Also to a server that is only just coming up, as after a crash."""
    until = monotonic() + LONGEST_RECOVERY
    while True:
        try:
            return psycopg.connect(url)
        except psycopg.OperationalError as error:
            if monotonic() > until or not any(words in str(error) for words in COMING_UP):
                raise
            sleep(0.2)


def check_people(connection: psycopg.Connection, *, is_local: bool) -> None:
    if not is_local and has_demo_people(connection):
        raise CannotStart(
            "This database holds the demo's people, whose passwords were printed on a screen. "
            "Use an empty database, such as another DATA_DIR, for a public address."
        )


def has_demo_people(connection: psycopg.Connection) -> bool:
    [known] = connection.execute(DEMO).fetchone() or (False,)
    [found] = (connection.execute(DEMO_PEOPLE).fetchone() if known else None) or (False,)
    return bool(found)
