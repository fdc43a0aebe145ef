"""Where a started Alongside keeps what is its own, and that no second one uses it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from alongside.config.start.problems import CannotStart

ROOT = Path(__file__).parents[3]
NOBODY = 65534  # PostgreSQL refuses to run as root, so there it runs as nobody
NEEDED_MEGABYTES = 300


def data_dir(purpose: str = "") -> Path:
    """DATA_DIR; else `var` in this clone, or for root a folder that nobody can reach."""
    if given := os.environ.get("DATA_DIR"):
        return Path(given).absolute() / purpose
    if os.geteuid() != 0:
        return ROOT / "var" / purpose
    clone = f"{ROOT.name}-{sha256(str(ROOT).encode()).hexdigest()[:8]}"
    return Path("/var/lib/alongside") / clone / purpose


def prepare_folder(folder: Path) -> None:
    """Make the folder, or say why it cannot be written."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
        (folder / "lock").touch()
    except (OSError, ValueError) as error:
        raise CannotStart(f"The folder {folder} cannot be written: {reason(error)}.") from None


def reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) else None
    return (words or str(error)).lower()


def check_reach(folder: Path) -> None:
    """PostgreSQL's own user must come this far."""
    wall = first_wall(folder) if os.geteuid() == 0 else None
    if wall:
        raise CannotStart(
            f"As root, PostgreSQL runs as the user nobody, who may not enter {wall}. "
            "Set DATA_DIR to a folder that every user can reach, such as one below /var/lib."
        )


def first_wall(folder: Path) -> Path | None:
    """The outermost folder on the way to this one that other users may not enter."""
    way = [*reversed(folder.parents), folder]
    return next((step for step in way if not step.stat().st_mode & 0o001), None)


def check_room(folder: Path) -> None:
    """A database that runs out of disk stops; better not to begin."""
    left = shutil.disk_usage(folder).free // 2**20
    if left < NEEDED_MEGABYTES:
        raise CannotStart(
            f"The disk that holds {folder} is nearly full: {left} MB are left and Alongside "
            f"needs {NEEDED_MEGABYTES} MB. Make room, or set DATA_DIR to a folder elsewhere."
        )


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Wait until no other process starts a database in this folder."""
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def hold(folder: Path) -> IO[str]:
    """Take the folder for this process, until it ends or closes what is returned."""
    lock = (folder / "lock").open("r+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = lock.read().strip() or "unknown"
        raise CannotStart(
            f"Alongside already runs with the folder {folder} (process {holder}). "
            "Stop it first, or set DATA_DIR to another folder."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
