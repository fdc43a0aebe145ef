"""`alongside export hsds` at the keyboard: a bar meanwhile, then how many organizations it holds."""

from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.directory.hsds.package import write_package


def take_out(target: Path, *, as_json: bool) -> int:
    """Write a package where nothing is yet; 1 when it could not be written."""
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        click.echo(_("There is already something at %s. Name a new place.") % target, err=True)
        return 1
    try:
        count = written(target, as_json)
    except OSError as trouble:
        why = {"place": target, "why": trouble.strerror}
        click.echo(_("%(place)s could not be written: %(why)s.") % why, err=True)
        return 1
    said = ngettext(
        "%(count)d organization is in %(place)s.",
        "%(count)d organizations are in %(place)s.",
        count,
    )
    click.echo(said % {"count": count, "place": target})
    click.echo(_("It is HSDS 3.1, a draft: its fields may still change."))
    return 0


def written(target: Path, as_json: bool) -> int:
    with click.progressbar(length=100, label=_("Write %s") % target.name) as bar:
        return write_package(
            target,
            as_json=as_json,
            progress=lambda done: bar.update(int(done * 100) - bar.pos),
        )
