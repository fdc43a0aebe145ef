"""Locations of a package made sites."""

from functools import partial
from typing import Any

from alongside.directory.geography.places import NO_STATE, State
from alongside.directory.importing.cells import Cells, day_of
from alongside.directory.importing.hrsa import setting_by_name
from alongside.directory.importing.hsds.hours import hours_of
from alongside.directory.importing.hsds.organizations import is_made_up
from alongside.directory.importing.hsds.parts import (
    digest_of_main,
    first_phone,
    languages_of,
    noting,
    states_served,
    texts_of,
)
from alongside.directory.importing.hsds.places import Seen, point_told, state_said
from alongside.directory.importing.meaning import traits_named
from alongside.directory.importing.placing import Place, site_fields
from alongside.directory.importing.records import Record, Where, state_called
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.models import Setting, Site
from alongside.directory.private.confidential import without_place
from alongside.directory.private.keyed import street_lines
from alongside.directory.sentences import sentence as _

ABROAD = {"ca", "can", "canada", "mx", "mexico", "gb", "uk"}


def site_record(seen: Seen, report: Report) -> Record:
    main = seen.main
    return Record(
        Site,
        main.id,
        row=main.row,
        organization=main.organization,
        digest=digest_of_main(main, str(seen.is_hidden), str(seen.is_virtual), repr(seen.guess)),
        read=partial(fields_of_site, seen, report),
        listed_on=day_of(main.cells.get("last_modified", "")),
        is_hidden=seen.is_hidden,
        where=where_of(seen),
        is_main=not is_made_up(main),
        cells=without_place(main.cells) if seen.is_hidden else main.cells,
    )


def where_of(seen: Seen) -> Where:
    said = seen.address.get
    point = None if seen.is_crowded else point_told(seen.main)
    return Where(
        street_lines(said("address_1", ""), said("address_2", "")),
        (said("city", ""), said("postal_code", "")),
        (point,) if point else (),
    )


def fields_of_site(seen: Seen, report: Report) -> dict[str, Any]:
    """Its fields; where it is hidden, without anything that was read of its place."""
    with report.without(seen.main.words if seen.is_hidden else ()):
        return fields_told(seen, report)


def fields_told(seen: Seen, report: Report) -> dict[str, Any]:
    row = seen.main.row
    cells = Cells(seen.main.cells | seen.address, noting(report, row))
    place = place_of(seen, cells, report)
    if place.is_hidden:
        cells.repair("name", _("It is treated as confidential: where it is was not kept."))
    if seen.is_crowded and not place.is_hidden:
        cells.repair(
            "latitude",
            _("Its point is that of places elsewhere. The center of the ZIP code stands for it."),
        )
        cells = Cells({**cells.cells, "latitude": "", "longitude": ""}, lambda *_note: None)
    return site_fields(place, cells)


def place_of(seen: Seen, cells: Cells, report: Report) -> Place:
    state = require_state(seen, cells)
    name = cells.short("name", 200) or seen.organization[:200]
    if not name:
        raise LeftOut("name", _("It is blank."))
    phone, others = first_phone(seen.main, report, state.code)
    return Place(
        name=name,
        state=state,
        address_1=cells.short("address_1", 200),
        address_2=cells.short("address_2", 200),
        city=cells.short("city", 100),
        postal_code="" if seen.is_hidden else cells.postal_code("postal_code"),
        phone=phone,
        is_hidden=seen.is_hidden,
        setting=Setting.REMOTE if seen.is_virtual else setting_by_name(name, state.code),
        points=("latitude", "longitude", "latitude"),
        more=more_of(seen, cells, report) | {"other_phones": others},
    )


def require_state(seen: Seen, cells: Cells) -> State:
    country = seen.address.get("country", "").strip().casefold()
    if country in ABROAD:
        raise LeftOut("country", _("It is not in the United States."))
    said = state_said(seen.main, seen.address)
    state = seen.state or seen.guess
    if state is None and not seen.is_called_only:
        no = _("No state or territory is called %s.") % (said[:50] or "“”")
        raise LeftOut("state_province", no)
    if state is None:
        cells.repair("state_province", _("It names no state. It is found by its words."))
    elif state_called(said) is None:
        taken = _("It names no state. It is taken to be in %s.") % state.name
        cells.repair("state_province", taken)
    return state or NO_STATE


def more_of(seen: Seen, cells: Cells, report: Report) -> dict[str, Any]:
    """What a site says beside its place."""
    hours, hours_text = hours_of(seen.main, report)
    access = " ".join(
        texts_of(seen.main, "accessibility", "accessibility", "description", "details")
    )
    access += " " + seen.main.cells.get("accessibility", "")
    own = languages_of(seen.main, report)
    return {
        "description": cells.long("description", 4000).text,
        "website": cells.website("url"),
        "getting_there": cells.long("transportation", 1000).text,
        "languages": own,
        "areas": states_served(seen.main),
        "traits": sorted(traits_named("access", access)),
        "hours": hours,
        "hours_text": hours_text,
    }
