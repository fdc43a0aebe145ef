"""How fast a list comes in: seconds, memory, the same list again, beside bare COPY of the rows it made.

bench/import.py [SITES | FOLDER]        20,000 sites unless given
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
from measuring import ROOT, prepared

GENERATOR = ROOT.parent / "shared" / "bench" / "make_directory.py"
GOAL = "60,000 services <= 60 s in <= 300 MB, again <= 20 s"
TABLES = (
    "orgs_organization",
    "directory_listing",
    "directory_site",
    "directory_service",
    "directory_service_sites",
    "directory_entry",
    "directory_words",
)


def main(asked: str) -> int:
    with ExitStack() as stack:
        folder = Path(asked)
        if asked.isdigit():
            if not GENERATOR.exists():
                print(f"Nothing is measured: {GENERATOR} is not here to make the list.")
                return 0
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            subprocess.run([sys.executable, str(GENERATOR), str(folder), asked], check=True)
        _here, found = stack.enter_context(prepared("import"))
        measure(folder, found["owner"])
    return 0


def measure(folder: Path, owner: str) -> None:
    from alongside.orgs.models import Kind, Organization, Rule

    print(f"the goal is {GOAL}")
    Organization.objects.create(
        name="Host",
        kind=Kind.COALITION,
        rule=Rule.NONE,
        is_host=True,
        admitted_at="2026-01-01T00:00:00Z",
    )
    before = memory()
    first, report, own = timed(lambda: bring(folder))
    print(
        f"import      {first:6.1f} s   {own:.1f} s of them our own work;"
        f" {before:.0f} MB before, at most {memory():.0f} MB"
    )
    told(report)
    again, report, own = timed(lambda: bring(folder))
    print(
        f"again       {again:6.1f} s   {own:.1f} s; {report.added} added, {report.changed} changed"
    )
    forget_files()
    read, report, own = timed(lambda: bring(folder))
    print(
        f"read again  {read:6.1f} s   {own:.1f} s; {report.added} added, {report.changed} changed,"
        f" {report.unchanged} as they were"
    )
    bare, _nothing, _own = timed(lambda: copy_bare(owner))
    print(f"bare COPY   {bare:6.1f} s   the import takes {first / bare:.1f} times as long")


def bring(folder: Path) -> Any:
    from alongside.directory import actions

    return actions.import_list(folder, by=None)


def told(report: Any) -> None:
    columns = ("rows", "added", "changed", "unchanged", "left_out", "part", "not_read")
    print(f"{'file':40}" + "".join(f"{name:>10}" for name in columns))
    for name, counts in sorted(report.files.items()):
        print(f"{name:40}" + "".join(f"{counts.get(column, 0):>10}" for column in columns))
    print(f"repaired {report.repairs['repaired']}")


def forget_files() -> None:
    """As if the file had another digest: every row is compared."""
    from alongside.directory.models import Import

    Import.objects.update(file_digest=b"")


def copy_bare(owner: str) -> None:
    """The same rows into tables of the same shape, indexes included."""
    with psycopg.connect(owner) as database:
        for table in TABLES:
            columns = generated_apart(database, table)
            database.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            rows = database.cursor().copy(f"COPY {table} ({columns}) TO STDOUT")
            with rows as out:
                data = list(out)
            with database.cursor().copy(f"COPY bare_{table} ({columns}) FROM STDIN") as into:
                for piece in data:
                    into.write(piece)
        database.rollback()


def generated_apart(database: psycopg.Connection[Any], table: str) -> str:
    rows: Iterable[tuple[str]] = database.execute(
        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass"
        " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [table],
    ).fetchall()
    return ", ".join(name for (name,) in rows)


def timed(act: Callable[[], Any]) -> tuple[float, Any, float]:
    """How long it took, what it made, and how long the processor worked for us meanwhile."""
    begun, own = time.perf_counter(), time.process_time()
    made = act()
    return time.perf_counter() - begun, made, time.process_time() - own


def memory() -> float:
    """The most that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "20000"))
