"""Facts shipped in data/, row by row. data/README.md says where each comes from."""

import csv
from collections.abc import Iterator

from django.conf import settings


def rows(name: str) -> Iterator[dict[str, str]]:
    with (settings.ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
