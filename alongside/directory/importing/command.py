"""`alongside import FILE` at the keyboard: a bar meanwhile, then what became of every row."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from alongside.directory import actions
from alongside.directory.importing.report import Report
from alongside.lib.errors import Blocked

SHOWN = 20  # lines of repairs and of rows left out; the rest is in the file


def bring_in(file: Path) -> int:
    """Import and report; 1 when the file was not taken at all."""
    try:
        with click.progressbar(length=100, label=_("Read %s") % file.name) as bar:
            report = actions.import_list(
                file, by=None, progress=lambda done: bar.update(int(done * 100) - bar.pos)
            )
    except Blocked as no:
        click.echo(str(no), err=True)
        return 1
    for line in report.sentences(SHOWN):
        click.echo(line)
    if report.left_out or report.repaired:
        click.echo(write(report, Path(f"{file.stem}-report.csv")))
    return 0


def write(report: Report, path: Path) -> str:
    """Leave the whole report in the folder where the command was given."""
    try:
        report.write(path)
    except OSError as trouble:
        why = {"file": path, "why": trouble.strerror}
        return _("The report could not be written to %(file)s: %(why)s.") % why
    return _("Every row that was left out or repaired is in %s.") % path
