"""Services of a package."""

from functools import partial
from typing import Any

from alongside.directory.importing.cells import Cells, day_of
from alongside.directory.importing.hsds.hours import hours_of
from alongside.directory.importing.hsds.parts import (
    digest_of_main,
    first_phone,
    languages_of,
    noting,
    states_served,
    texts_of,
)
from alongside.directory.importing.meaning import needs_of, traits_named
from alongside.directory.importing.records import Record
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Main
from alongside.directory.models import Service
from alongside.directory.private.confidential import untold
from alongside.directory.sentences import sentence as _

CLOSED = {"inactive", "defunct", "temporarily closed", "closed"}
Words = tuple[str, ...] | None  # what must not be told, where it is given at a hidden place
TEXTS = ("description", "eligibility", "cost", "how_to_begin", "hours_text")


def service_record(
    main: Main, terms: list[dict[str, str]], sites: tuple[str, ...], hidden: Words, report: Report
) -> Record:
    days = [day_of(main.cells.get(name, "")) for name in ("assured_date", "last_modified")]
    return Record(
        Service,
        main.id,
        row=main.row,
        organization=main.organization,
        digest=digest_of_main(main, repr(terms), repr(sites), str(hidden is not None)),
        read=partial(fields_of_service, main, terms, hidden, report),
        listed_on=max(filter(None, days), default=None),
        sites=sites,
        cells=main.cells if hidden is None else {"id": main.id, "name": main.cells.get("name", "")},
    )


def fields_of_service(
    main: Main, terms: list[dict[str, str]], hidden: Words, report: Report
) -> dict[str, Any]:
    with report.without(() if hidden is None else main.words):
        told = fields_told(main, terms, report)
    return told if hidden is None else told | without_place(told, hidden)


def fields_told(main: Main, terms: list[dict[str, str]], report: Report) -> dict[str, Any]:
    cells = Cells(main.cells, noting(report, main.row))
    require_open(cells)
    name, description = cells.short("name", 200), cells.long("description", 4000)
    if not name:
        raise LeftOut("name", _("It is blank."))
    phone, _others = first_phone(main, report, "")
    hours, hours_text = hours_of(main, report)
    told = {
        "name": name,
        "description": description.text,
        "needs": needs_of(terms, name, description.text),
        "phone": phone.text,
        "phone_link": phone.link,
        "website": cells.website("url" if main.cells.get("url") else "website"),
        "areas": states_served(main),
        "languages": languages_of(main, report),
        "hours": hours,
        "hours_text": hours_text,
    } | terms_of_use(main, cells, report)
    told["traits"] = traits_of(main, told)
    return told


def require_open(cells: Cells) -> None:
    status = cells.text("status").casefold()
    if status in CLOSED:
        raise LeftOut("status", _("The service is not open: %s.") % status)


def terms_of_use(main: Main, cells: Cells, report: Report) -> dict[str, str]:
    """Who may come, what it costs, how to begin."""
    columns = {
        "eligibility": ("eligibility_description", "eligibility", "audience"),
        "cost": ("fees_description", "fees"),
        "how_to_begin": ("application_process", "alert", "wait_time"),
    }
    parts = {
        "eligibility": texts_of(main, "eligibility", "eligibility", "description"),
        "cost": texts_of(main, "cost", "option", "amount_description")
        + texts_of(main, "payment", "payment"),
        "how_to_begin": texts_of(main, "document", "document"),
    }
    longest = {"eligibility": 2000, "cost": 1000, "how_to_begin": 2000}
    told = {}
    for name, known in columns.items():
        texts = dict.fromkeys([*(cells.cells.get(column, "") for column in known), *parts[name]])
        whole = Cells({name: "\n".join(text for text in texts if text)}, noting(report, main.row))
        told[name] = whole.long(name, longest[name]).text
    return told


def traits_of(main: Main, told: dict[str, Any]) -> list[int]:
    """What its own words say: cost, how to reach it, for whom above all."""
    found = set(traits_named("cost", told["cost"])) | traits_named("reach", told["how_to_begin"])
    found |= traits_named("privacy", told["description"][:600]) | traits_named("cost", told["name"])
    found |= traits_named("especially_for", f"{told['name']}. {told['eligibility'][:200]}")
    return sorted(found)


def without_place(told: dict[str, Any], hidden: tuple[str, ...]) -> dict[str, Any]:
    """Its words, without those that tell where it is given."""
    texts = {name: untold(told[name], hidden) for name in TEXTS}
    name = untold(told["name"], [word for word in hidden if any(sign.isdigit() for sign in word)])
    states = [area for area in told["areas"] if len(area) == 2]  # a county is too near
    return texts | {"name": name or str(_("Confidential service")), "areas": states}
