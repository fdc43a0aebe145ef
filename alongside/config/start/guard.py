"""What must hold before the site or the worker serves anybody."""

import psycopg

from alongside.config.start.problems import CannotStart
from alongside.config.start.surroundings import HERE

POWERS = """
SELECT rolsuper, rolbypassrls, rolcreaterole,
       EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p') AND pg_has_role(current_user, relowner, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user
"""
NAMES = ("is a superuser", "passes row-level security", "may create roles", "owns tables")
DEMO = "SELECT to_regclass('orgs_person') IS NOT NULL"
DEMO_PEOPLE = "SELECT EXISTS (SELECT FROM orgs_person WHERE is_demo)"


def check(url: str, public_host: str | None) -> None:
    """The role in `url` can pass no wall; where the public can come, no demo person signs in."""
    with psycopg.connect(url) as connection:
        powers = connection.execute(POWERS).fetchone() or ()
        held = [name for name, has in zip(NAMES, powers, strict=True) if has]
        if held:
            raise CannotStart(
                f"The database role of DATABASE_URL {' and '.join(held)}. The site and the worker "
                "must use roles that cannot: `alongside run` makes them."
            )
        if public_host not in HERE and has_demo_people(connection):
            raise CannotStart(
                "This database holds the demo's people, whose passwords were printed on a screen. "
                "Use an empty database for a public address."
            )


def has_demo_people(connection: psycopg.Connection) -> bool:
    [known] = connection.execute(DEMO).fetchone() or (False,)
    [found] = (connection.execute(DEMO_PEOPLE).fetchone() if known else None) or (False,)
    return bool(found)
