"""Organizations of a package, and who funds them."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from alongside.directory.importing.cells import Cells, day_of
from alongside.directory.importing.hsds.parts import digest_of_main, first_phone, noting
from alongside.directory.importing.meaning import kind_named
from alongside.directory.importing.records import Backed, Record
from alongside.directory.importing.report import Report
from alongside.directory.importing.staging import Main
from alongside.directory.models import Listing
from alongside.directory.private.confidential import untold, without_place

Words = tuple[str, ...] | None  # what must not be told, where it has a hidden place
MADE_UP = {"": "made"}  # the cell of what no row tells of


def organization_record(main: Main, hidden: Words, report: Report) -> Record:
    name = main.cells.get("name", "")
    return Record(
        Listing,
        main.id,
        row=main.row,
        organization=main.id,
        digest=digest_of_main(main, str(hidden is not None)),
        read=partial(organization_fields, main, hidden, report),
        listed_on=day_of(main.cells.get("last_modified", "")),
        kind=kind_named(name, main.cells.get("description", "")[:300]),
        is_main=not is_made_up(main),
        cells=main.cells if hidden is None else without_place(main.cells),
    )


def is_made_up(main: Main) -> bool:
    return main.cells.items() >= MADE_UP.items()


def organization_fields(main: Main, hidden: Words, report: Report) -> dict[str, Any]:
    with report.without(() if hidden is None else main.words):
        told = fields_told(main, report)
    if hidden is None:
        return told
    names = {name: untold(told[name], hidden) or told["phone"] for name in ("name",)}
    return told | names | {"description": untold(told["description"], hidden)}


def fields_told(main: Main, report: Report) -> dict[str, Any]:
    cells = Cells(main.cells, noting(report, main.row))
    phone, _others = first_phone(main, report, "")
    return {
        "name": cells.short("name", 200) or cells.required("name", 200),
        "other_name": cells.short("alternate_name", 200),
        "description": cells.long("description", 4000).text,
        "website": cells.website("website" if main.cells.get("website") else "url"),
        "phone": phone.text,
        "phone_link": phone.link,
    }


def backed_by(main: Main) -> Iterator[Backed]:
    """Who funds it, in the list's words."""
    for part in main.parts:
        if part.kind == "funding" and part.cells.get("source"):
            yield Backed(main.id, " ".join(part.cells["source"].split()), part.row)
