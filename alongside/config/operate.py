"""What an operator does beside running: look, check, bring in."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click
import django

from alongside import __version__
from alongside.config.start import database, postgres, surroundings
from alongside.config.start.folder import prepare_folder
from alongside.config.start.problems import CannotStart


@contextmanager
def application(role: str = "worker") -> Iterator[None]:
    """The whole application over this machine's database, as one of its roles."""
    here = surroundings.read()
    prepare_folder(here.data)
    with database.opened(here) as found:
        os.environ.update(database.environment(here, found, role))
        django.setup()
        with database.in_plain_words():
            yield


def show_addresses() -> None:
    here = surroundings.read()
    prepare_folder(here.data)
    with database.opened(here) as found:
        for role in ("site", "worker"):
            click.echo(f"{role}: DATABASE_URL={found[role]}")
        click.echo(f"worker: KEEPER_DATABASE_URL={found['keeper']}")


def bring_in(file: Path) -> int:
    """Hand the file to the directory's importer, with a bar on the screen meanwhile."""
    with application():
        from alongside.directory.importing import command

        return command.bring_in(file)


def take_out(target: Path, *, as_json: bool) -> int:
    """Write the directory as an HSDS package, with a bar on the screen meanwhile."""
    with application():
        from alongside.directory.hsds import command

        return command.take_out(target, as_json=as_json)


def verify(what: str) -> int:
    """The log's chains, or what a server at an https:// address gives to browsers; 1 when something is wrong."""
    if what == "audit":
        return verify_audit()
    if "://" in what:
        return verify_served(what)
    raise CannotStart("Verify the log with: alongside verify audit. Or give an https:// address.")


def verify_served(address: str) -> int:
    """Compare the sealing module a server gives to browsers with the one that this code builds."""
    from alongside.config.served import altered

    wrong = altered(address)
    for name in wrong:
        click.echo(f"{name}: NOT what this version builds. Do not type or open letters there.")
    if not wrong:
        click.echo("The sealing module served there is the one this version builds.")
    return 1 if wrong else 0


def verify_audit() -> int:
    """Read the chain of every organization that has one; 1 when a row is broken."""
    with application("owner"):
        from alongside.audit.chain import broken_row
        from alongside.audit.models import Event, Seal
        from alongside.lib.walls import within
        from alongside.orgs.models import Organization

        # Only the owner sees whose chains there are; each is read behind its own wall.
        chains = set[UUID]().union(
            *(
                model.objects.using("owner").values_list("organization", flat=True).distinct()
                for model in (Event, Seal)
            )
        )
        broken = 0
        for organization in Organization.objects.filter(pk__in=chains).order_by("name"):
            with within(organization):
                row = broken_row(organization.pk)
            broken += row is not None
            click.echo(f"{organization.name}: {row or 'the chain holds'}")
    return 1 if broken else 0


def status() -> int:
    """Database, worker, version, disk and waiting migrations, a line each."""
    here = surroundings.read()
    if not here.database_url and not postgres.is_running(here.data):
        click.echo(f"Alongside does not run with the folder {here.data}.")
        return 1
    with application("owner"):
        from alongside.config.start import schema
        from alongside.home.health import Health, state

        waiting = schema.pending()
        found = Health("ok") if waiting else state()
    free = shutil.disk_usage(here.data).free // 2**20
    beat = found.heartbeat
    status = "not up to date" if waiting else found.status
    click.echo(f"version     {__version__}")
    click.echo(f"database    {found.database}")
    click.echo(f"migrations  {f'{len(waiting)} waiting' if waiting else 'none waiting'}")
    click.echo(f"worker      {f'last heard of {beat:%Y-%m-%d %H:%M:%S} UTC' if beat else 'silent'}")
    click.echo(f"disk        {free} MB free")
    click.echo(f"all in all  {status}")
    return 0 if status == "ok" else 1
