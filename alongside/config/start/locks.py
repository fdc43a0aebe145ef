"""Install what a lock file names, with hashes, once per content of the file.

Standard library only: this runs before anything is installed.
"""

import subprocess
from hashlib import sha256
from pathlib import Path

from alongside.config.start.problems import CannotStart

ROOT = Path(__file__).parents[3]
VENV = ROOT / ".venv"
# The lock files name every package there is to install, so pip need not look for more.
PIP: list[str | Path] = [
    *(VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input"),
    *("install", "--quiet", "--retries", "2", "--no-deps", "--require-hashes"),
]
CAUSES = {
    "No space left on device": "the disk is full. Make room and try again.",
    "DO NOT MATCH THE HASHES": "a package differs from the one this project was made with.",
    "HashMismatch": "a package differs from the one this project was made with.",
    "Permission denied": "this user may not write into .venv.",
    "Read-only file system": "the disk cannot be written.",
    "onnection": "the package index cannot be reached. Is there a network?",
    "imed out": "the package index cannot be reached. Is there a network?",
    "resolution": "the package index cannot be reached. Is there a network?",
    "No matching distribution": "the package index has no package that fits this machine.",
}


def lock_file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.lock"


def install(name: str) -> bool:
    """Install requirements/NAME.lock into .venv; False when that was done before."""
    lock = lock_file(name)
    stamp = VENV / f"{name}.installed"
    content = sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == content:
        return False
    said = subprocess.run([*PIP, "-r", lock], capture_output=True, text=True, check=False)
    if said.returncode != 0:
        (VENV / "install.log").write_text(said.stdout + said.stderr)
        raise CannotStart(f"requirements/{name}.lock was not installed: {cause(said.stderr)}")
    stamp.write_text(content)
    return True


def cause(said: str) -> str:
    known = (sentence for mark, sentence in CAUSES.items() if mark in said)
    return next(known, "pip's own words are in .venv/install.log.")
