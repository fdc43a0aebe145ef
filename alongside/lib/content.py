"""Words people read, kept in content/ as files: one row per thing, with both languages in it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from ruamel.yaml import YAML

Row = Mapping[str, Any]
LANGUAGES = ("en", "es")


def language() -> str:
    """The reader's language where we have words in it, else English."""
    spoken = (get_language() or "en").split("-")[0]
    return spoken if spoken in LANGUAGES else "en"


def files(folder: str) -> list[Path]:
    return sorted((settings.ROOT / "content" / folder).glob("*.yaml"))


@cache
def rows(folder: str) -> tuple[tuple[str, Row], ...]:
    """Every row of a folder of content, with the name of its file, in the order of the files."""
    return tuple(found(folder))


def found(folder: str) -> Iterator[tuple[str, Row]]:
    for file in files(folder):
        for row in YAML(typ="safe", pure=True).load(file):
            yield file.stem, row
