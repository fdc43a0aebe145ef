"""A whole HSDS 3.1 package in a folder or a ZIP file: CSV tables, or nested JSON. One organization after the other."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.timezone import now
from django.utils.translation import override

from alongside.directory.gathering import Gathered, gathered
from alongside.directory.hsds.parts import Thing
from alongside.directory.hsds.shapes import whole_organization
from alongside.directory.hsds.tables import TABLES, descriptor, rows
from alongside.directory.hsds.terms import taxonomies, terms
from alongside.directory.models import organizations_listed

Progress = Callable[[float], None]
Write = Callable[[Iterable[Any]], Any]
ABOUT = """The directory of Alongside, as of {day}, in HSDS 3.1 of Open Referral (https://docs.openreferral.org).

HSDS 3.1 was a draft when this was made: its fields may still change.
Where a place must stay confidential, its location is "virtual" and has no address, no coordinates and no city.
Times are local. Ids stay the same in every package. metadata says who last said that a record is right, and when.
Terms of Open Eligibility: CC BY-SA 3.0, findhelp, https://github.com/auntbertha/openeligibility. Of Gravity: CC0, HL7.
Facts come from the lists that metadata and organization identifiers name; each has terms of its own.
"""


def write_package(target: Path, *, as_json: bool = False, progress: Progress | None = None) -> int:
    """Write a package into an empty folder, or a new .zip file; how many organizations are in it."""
    if target.suffix.lower() != ".zip":
        target.mkdir(parents=True, exist_ok=True)
        return write_into(target, as_json, progress)
    with TemporaryDirectory() as folder, ZipFile(target, "w", ZIP_DEFLATED) as package:
        count = write_into(Path(folder), as_json, progress)
        for file in sorted(Path(folder).iterdir()):
            package.write(file, file.name)
    return count


def write_into(folder: Path, as_json: bool, progress: Progress | None) -> int:
    (folder / "README.txt").write_text(ABOUT.format(day=now().date()), encoding="utf-8")
    with override("en"):  # the same package whoever asks
        write = write_json if as_json else write_tables
        return write(folder, counted(progress))


def counted(progress: Progress | None) -> Iterator[Gathered]:
    total = organizations_listed().count() or 1
    for number, about in enumerate(gathered(), 1):
        yield about
        if progress and number % 100 == 0:
            progress(number / total)


def write_tables(folder: Path, found: Iterator[Gathered]) -> int:
    count = 0
    with tables_in(folder) as files:
        for number, about in enumerate(found, 1):
            count = number
            write_rows(files, "organization", whole_organization(about))
        for one in taxonomies().values():
            write_rows(files, "taxonomy", one)
        for one in terms().values():
            write_rows(files, "taxonomy_term", one)
    about_tables = json.dumps(descriptor(now().isoformat(timespec="seconds")), indent=1)
    (folder / "datapackage.json").write_text(about_tables, encoding="utf-8")
    return count


@contextmanager
def tables_in(folder: Path) -> Iterator[dict[str, Write]]:
    with ExitStack() as stack:
        files: dict[str, Write] = {}
        for name, (path, columns) in TABLES.items():
            file = stack.enter_context((folder / path).open("w", newline="", encoding="utf-8"))
            files[name] = csv.writer(file).writerow
            files[name](columns)
        yield files


def write_rows(files: dict[str, Write], table: str, thing: Thing) -> None:
    for name, row in rows(table, thing):
        files[name](row)


def write_json(folder: Path, found: Iterator[Gathered]) -> int:
    count = 0
    with (folder / "organizations.json").open("w", encoding="utf-8") as file:
        for number, about in enumerate(found, 1):
            count = number
            file.write("[\n" if number == 1 else ",\n")
            json.dump(whole_organization(about), file, ensure_ascii=False)
        file.write("\n]\n" if count else "[]\n")
    for name, things in (("taxonomies", taxonomies()), ("taxonomy_terms", terms())):
        text = json.dumps(list(things.values()), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return count
