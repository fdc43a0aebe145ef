"""What belongs to an organization, a site or a service: telephones, languages, areas, costs."""

from collections.abc import Iterator

from alongside.directory.content.languages import language_codes
from alongside.directory.geography.counties import counties
from alongside.directory.importing.cells import Repair
from alongside.directory.importing.records import digest_of, state_called
from alongside.directory.importing.report import Report
from alongside.directory.importing.staging import Main, Part, Row
from alongside.directory.importing.texts import BLANK, clean
from alongside.directory.phones import NO_PHONE, Phone, read_phones
from alongside.directory.sentences import sentence as _

NO_VOICE = {"fax", "pager"}
NOT_SAID = {
    "id",
    "last_modified",
    "assured_date",
    "assurer_email",
    "",
}  # changes while the rest does not


def noting(report: Report, row: Row) -> Repair:
    return lambda column, reason: report.repair(row, column, reason)


def of_kind(main: Main, *kinds: str) -> Iterator[Part]:
    return (part for part in main.parts if part.kind in kinds)


def digest_of_main(main: Main, *more: str) -> bytes:
    """What a package says of a record, in whatever order its rows stand."""
    parts = sorted(part.kind + told_in(part.cells, {"id"}) for part in main.parts)
    return digest_of([told_in(main.cells, NOT_SAID), *parts, *more])


def told_in(cells: dict[str, str], left: set[str]) -> str:
    return repr(sorted([cell for cell in cells.items() if cell[0] not in left]))


def first_phone(main: Main, report: Report, state: str) -> tuple[Phone, list[dict[str, str]]]:
    """The number to call, and the others with what they are for."""
    found: dict[str, tuple[Phone, str]] = {}
    for part in of_kind(main, "phone"):
        kind = (part.cells.get("type") or part.cells.get("number_type") or "").casefold()
        if kind in NO_VOICE:
            continue
        for phone in phones_in(part, report, state):
            found.setdefault(phone.link, (phone, note_of(part, kind)))
    callable_first = sorted(found.values(), key=lambda one: one[1] == "TTY")
    if not callable_first:
        return NO_PHONE, []
    others = [
        {"text": phone.text, "link": phone.link, "note": note} for phone, note in callable_first[1:]
    ]
    return callable_first[0][0], others


def note_of(part: Part, kind: str) -> str:
    if kind in ("tty", "tdd", "textphone"):
        return "TTY"
    said = part.cells.get("description") or part.cells.get("department") or ""
    return clean(said)[:100]


def phones_in(part: Part, report: Report, state: str) -> list[Phone]:
    """The numbers of one row, whose extension may stand in a column of its own."""
    written = clean(part.cells.get("number", "")).strip("\"'")
    if not written or written.casefold() in BLANK:
        return []
    if extension := part.cells.get("extension", ""):
        written = f"{written} x{extension}"
    phones, note = read_phones(written, state)
    if note:
        report.repair(part.row, "number", note)
    return phones


def languages_of(main: Main, report: Report) -> list[str]:
    """The codes of the languages spoken there."""
    found: dict[str, None] = {}
    for part in of_kind(main, "language"):
        code, name = (
            part.cells.get("code", ""),
            part.cells.get("name") or part.cells.get("language") or "",
        )
        codes = language_codes(code) or language_codes(name) if "website" not in name else ()
        if not codes and (name or code):
            told = clean(name or code)[:100]
            report.repair(part.row, "language", _("No language is known here as %s.") % told)
        found |= dict.fromkeys(codes)
    return list(found)


def states_served(main: Main) -> list[str]:
    """The states, counties and lands that a record serves."""
    found: dict[str, None] = {}
    for part in of_kind(main, "area"):
        said = (
            part.cells.get("name")
            or part.cells.get("service_area")
            or part.cells.get("extent")
            or ""
        )
        if said.casefold() in ("nationwide", "national", "united states", "us", "usa"):
            found["US"] = None
        elif state := state_called(said):
            found[state.code] = None
        elif (fips := part.cells.get("extent", "")) in counties():
            found[fips] = None
    return list(found)


def texts_of(main: Main, kind: str, *columns: str) -> list[str]:
    """What the rows of one kind say, each text once."""
    said = (part.cells.get(column, "") for part in of_kind(main, kind) for column in columns)
    return list(dict.fromkeys(text for text in said if text))
