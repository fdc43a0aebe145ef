"""The database of this start: one given by DATABASE_URL, else a private one in DATA_DIR."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import OperationalError

from alongside.config.start import postgres
from alongside.config.start.binaries import OLDEST
from alongside.config.start.folder import hold
from alongside.config.start.problems import CannotStart
from alongside.config.start.progress import step
from alongside.config.start.roles import prepare_roles
from alongside.config.start.signals import unbroken
from alongside.config.start.surroundings import Surroundings, secret_key


@contextmanager
def opened(here: Surroundings) -> Iterator[dict[str, str]]:
    """The addresses of owner, site, worker and keeper; what was started for this is stopped after."""
    if here.database_url:
        yield addresses(here, here.database_url)
    elif postgres.is_running(here.data):
        yield addresses(here, postgres.start_private(here.data))
    else:
        with started(here) as owner:
            yield addresses(here, owner)


@contextmanager
def started(here: Surroundings) -> Iterator[str]:
    """The owner's address; our own server runs for as long as this lasts and nobody else's does."""
    if here.database_url:
        yield here.database_url
        return
    with hold(here.data):
        try:
            with step("Start PostgreSQL"), unbroken():
                postgres.stop(here.data)  # one that outlived a start that was killed
                owner = postgres.start_private(here.data)
            yield owner
        finally:
            with unbroken():
                postgres.stop(here.data)


def addresses(here: Surroundings, owner: str) -> dict[str, str]:
    """Roles made or refreshed, after the server was found to be one we can use."""
    try:
        with psycopg.connect(owner, connect_timeout=5) as connection:
            check_version(connection.info.server_version)
        found = prepare_roles(owner, secret_key(here))
        psycopg.connect(found["site"], connect_timeout=5).close()
    except psycopg.errors.InsufficientPrivilege:
        raise CannotStart(
            "The role of DATABASE_URL may not prepare the database. It must own the database "
            "and be allowed to create roles (ALTER ROLE … CREATEROLE)."
        ) from None
    except psycopg.Error as error:
        raise CannotStart(f"The database cannot be used: {last_words(error)}") from None
    return {"owner": owner, **found}


def check_version(number: int) -> None:
    if number // 10000 < OLDEST:
        raise CannotStart(
            f"The database server is PostgreSQL {number // 10000}. "
            f"Alongside needs PostgreSQL {OLDEST} or newer."
        )


@contextmanager
def in_plain_words() -> Iterator[None]:
    """A database that gives up, as on a full disk, is one sentence."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.DiskFull):
            raise CannotStart("The database's disk is full. Make room and try again.") from None
        raise CannotStart(f"The database gave up: {last_words(error)}") from None


def last_words(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else "the server did not say why."


def environment(here: Surroundings, found: dict[str, str], role: str) -> dict[str, str]:
    """What a process of ours reads: its own role's address, and the owner's or keeper's if it may."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    more = {"owner": {"OWNER_DATABASE_URL": found["owner"]}, "site": {}}
    more["worker"] = {"KEEPER_DATABASE_URL": found["keeper"]}
    return {
        **kept,
        **more[role],
        "DATABASE_URL": found["worker" if role == "worker" else "site"],
        "SECRET_KEY": secret_key(here),
        "PUBLIC_URL": here.public_url,
        "PORT": str(here.port),
        "DATA_DIR": str(here.data),
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }
