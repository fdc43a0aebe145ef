"""The command line: one word for each thing an operator or a developer does."""

import errno
import sys
from pathlib import Path
from typing import TextIO

import click
import psycopg

from alongside import __version__
from alongside.config.start.problems import CannotStart
from alongside.config.start.signals import Stopped


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(version)s")
def alongside() -> None:
    """Warm referrals between health centers and advocacy programs.

    Without DATABASE_URL a private PostgreSQL in DATA_DIR is used, and started where it is needed.
    """


@alongside.command()
def run() -> None:
    """Build, start the database, the site and the worker; Ctrl-C stops them."""
    from alongside.config.start import run

    run.run()


@alongside.command()
def web() -> None:
    """Serve pages only. DATABASE_URL names the site's own role."""
    from alongside.config.start import serve

    serve.web()


@alongside.command()
def worker() -> None:
    """Do the background work only. DATABASE_URL names the worker's own role."""
    from alongside.config.start import serve

    serve.worker()


@alongside.command()
def migrate() -> None:
    """Build, and bring the database to this version's shape, without serving."""
    from alongside.config.start import run

    run.migrate()


@alongside.command(hidden=True)
@click.option("--with-demo", is_flag=True)
def prepare(with_demo: bool) -> None:
    from alongside.config.start import prepare

    prepare.prepare(with_demo=with_demo)


@alongside.command()
def addresses() -> None:
    """Print each role's DATABASE_URL, for processes that start on other machines. Secret."""
    from alongside.config import operate

    operate.show_addresses()


@alongside.command(name="import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def import_(file: Path) -> None:
    """Bring a directory FILE, folder or zip in, and report every row that was left out and why."""
    from alongside.config import operate

    sys.exit(operate.bring_in(file))


@alongside.group()
def export() -> None:
    """Write the directory out, for other software."""


@export.command()
@click.argument("target", metavar="FOLDER|FILE.zip", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Nested JSON instead of CSV tables.")
def hsds(target: Path, as_json: bool) -> None:
    """Write an HSDS 3.1 package (a draft of Open Referral) into a new or empty FOLDER, or a .zip file."""
    from alongside.config import operate

    sys.exit(operate.take_out(target, as_json=as_json))


@alongside.command()
@click.argument("what", metavar="audit|https://…")
def verify(what: str) -> None:
    """Check the log (audit; names the first broken row), or what a server gives to browsers."""
    from alongside.config import operate

    sys.exit(operate.verify(what))


@alongside.command()
def status() -> None:
    """Say how this Alongside is, in plain lines; exit code 1 when something is wrong."""
    from alongside.config import operate

    sys.exit(operate.status())


@alongside.command()
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--sheet",
    type=click.File(errors="replace"),
    help="A file with the sheet's groups; else you type them.",
)
@click.option(
    "--letters",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the letters that are still open into this empty folder.",
)
def recover(export: Path, sheet: TextIO | None, letters: Path | None) -> None:
    """Open keys and letters of an organization's own EXPORT with its recovery sheet, offline."""
    from alongside.config.recover import recover

    groups = sheet.read(1000) if sheet else click.prompt("The groups on the sheet", hide_input=True)
    sys.exit(recover(export, sheet=groups, letters=letters))


@alongside.group()
def agreements() -> None:
    """Look at agreements between organizations."""


@agreements.command(name="check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For other software.")
def check_agreement(file: Path, as_json: bool) -> None:
    """Say what the agreement in FILE (TXT, MD, DOCX, PDF) settles, element by element. No legal advice."""
    from alongside.config import agreements as reading

    sys.exit(reading.check(file, as_json=as_json))


@alongside.command()
@click.argument("what", required=False, type=click.Choice(["content"]))
def check(what: str | None) -> None:
    """Look at the code: format, rules, types, imports, migrations, deployment; or only at content."""
    from alongside.config import content_check, quality

    if what:
        sys.exit(content_check.say_what_is_wrong())
    quality.check()


@alongside.command()
@click.argument("arguments", nargs=-1)
def test(arguments: tuple[str, ...]) -> None:
    """Install what tests need, check the code, run every test; ARGUMENTS go to pytest after --."""
    from alongside.config import quality

    quality.test(list(arguments))


@alongside.command()
def quick() -> None:
    """Check the code and run what needs no browser, no server and no real transactions."""
    from alongside.config import quality

    quality.quick()


@alongside.command()
def fix() -> None:
    """Let the formatter and the linter put right what they can."""
    from alongside.config import quality

    quality.fix()


@alongside.command()
def words() -> None:
    """Bring locale/ to what the code says now: new sentences in, gone ones out, translations kept."""
    from alongside.config import quality

    quality.words()


@alongside.command()
@click.argument("name", required=False)
def bench(name: str | None) -> None:
    """Measure: bench/NAME.py, or all of them."""
    from alongside.config import quality

    quality.bench(name)


@alongside.command()
def lock() -> None:
    """Write requirements/*.lock anew from what pyproject.toml and requirements/*.in ask for."""
    from alongside.config import quality

    quality.lock()


def main() -> int | str:
    """Every expected trouble is one sentence and exit code 1; a traceback is our mistake."""
    try:
        return int(alongside.main(prog_name="alongside", standalone_mode=False) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (Stopped, click.Abort, KeyboardInterrupt):
        return 0
    except CannotStart as problem:
        return f"\n{problem}"
    except (psycopg.OperationalError, OSError) as problem:
        if is_full(problem):
            return "\nThe disk is full. Make room and try again."
        raise


def is_full(problem: Exception) -> bool:
    return isinstance(problem, psycopg.errors.DiskFull) or (
        isinstance(problem, OSError) and problem.errno == errno.ENOSPC
    )
