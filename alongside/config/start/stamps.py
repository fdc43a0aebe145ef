"""What was made from which files: a step is skipped while neither changed."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


def digest_of(files: Iterable[Path]) -> str:
    """One digest over names and contents."""
    whole = sha256()
    for file in sorted(files):
        whole.update(f"{file}\0{file.stat().st_size}\0".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def is_fresh(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text() == digest
