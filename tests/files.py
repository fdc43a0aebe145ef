"""The repository's own files: everything git would keep, whether or not it is committed yet."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOT_OURS = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "node_modules",
    "var",
}
MADE = {ROOT / "alongside" / "static"}
MADE_SUFFIXES = {".mo", ".pyc"}


def files(below="", *suffixes):
    """Files below a folder, those with these suffixes if any are named, in order."""
    found = []
    for place, folders, names in os.walk(ROOT / below):
        here = Path(place)
        folders[:] = [name for name in folders if name not in NOT_OURS and here / name not in MADE]
        found += [here / name for name in names]
    kept = [file for file in found if file.suffix not in MADE_SUFFIXES and file.is_file()]
    return sorted(file for file in kept if not suffixes or file.suffix in suffixes)


def told(file):
    """A file's path as people write it."""
    return str(file.relative_to(ROOT))


def lines_of(file):
    return file.read_text(encoding="utf-8").splitlines()
