"""The database roles: the site and the worker own nothing, the keeper owns the letters only."""

from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from django.utils.crypto import salted_hmac
from psycopg import sql

ROLES = {"site": "alongside_site", "worker": "alongside_worker", "keeper": "alongside_keeper"}
EVERYDAY = "alongside_site, alongside_worker"
# Tables with walls take these away again in their own migrations.
PRIVILEGES = (
    f"GRANT USAGE ON SCHEMA public TO {EVERYDAY}, alongside_keeper",
    "GRANT CREATE ON SCHEMA public TO alongside_keeper",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {EVERYDAY}",
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {EVERYDAY}",
)
ONE_AT_A_TIME = 0x616C6F6E67  # "along": two starts at once take turns


def prepare_roles(owner_url: str, secret: str) -> dict[str, str]:
    """Create or refresh the three roles; the address of each, keyed site, worker and keeper.

    Run before migrating: it also says what they may do with the tables the owner makes next
    in this database. The owner must be allowed to create roles.
    """
    with psycopg.connect(owner_url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        for name in ROLES.values():
            prepare_role(connection, name, password_of(name, secret))
        # A member of the keeper can hand the letters' table over while migrating.
        connection.execute("GRANT alongside_keeper TO CURRENT_USER")
        for privilege in PRIVILEGES:
            connection.execute(privilege)
    return {key: address_as(owner_url, name, secret) for key, name in ROLES.items()}


def prepare_role(connection: psycopg.Connection, name: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = "ALTER" if known else "CREATE"
    # Hashed here, so that no server's log can show the word itself.
    hashed = connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    ).decode()
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
            sql.SQL(verb), sql.Identifier(name), sql.Literal(hashed)
        )
    )
    # Compiling a query took 2 s, running it 0.2 s: ours are many and short.
    connection.execute(sql.SQL("ALTER ROLE {} SET jit = off").format(sql.Identifier(name)))


def password_of(name: str, secret: str) -> str:
    return salted_hmac("alongside.database.role", name, secret, algorithm="sha256").hexdigest()


def address_as(url: str, name: str, secret: str) -> str:
    """The same database, entered by another role."""
    return entered_by(url, name, password_of(name, secret))


def entered_by(url: str, person: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    netloc = f"{quote(person, safe='')}:{quote(password, safe='')}@{place}"
    return urlunsplit(parts._replace(netloc=netloc))
