"""When all rows of a package are there: who belongs to whom, and what belongs to nobody."""

from itertools import groupby, takewhile
from operator import itemgetter

from alongside.directory.importing.hsds.organizations import MADE_UP
from alongside.directory.importing.report import LeftOut, Outcome, Report
from alongside.directory.importing.staging import Row, Staging, unpacked
from alongside.directory.private.confidential import seems_secret, without_place
from alongside.directory.sentences import sentence as _

# An organization stands on the location of a service, or the other way around.
BY_LOCATION = """
UPDATE main SET organization = coalesce((SELECT l.organization FROM pair p JOIN main l
    ON l.kind = 'location' AND l.id = p.location WHERE p.service = main.id AND l.organization <> '' LIMIT 1), '')
WHERE kind = 'service' AND organization = ''
"""
BY_SERVICE = """
UPDATE main SET organization = coalesce((SELECT s.organization FROM pair p JOIN main s
    ON s.kind = 'service' AND s.id = p.service WHERE p.location = main.id AND s.organization <> ''
    ORDER BY s.organization LIMIT 1), organization)
WHERE kind = 'location'
AND NOT EXISTS (SELECT 1 FROM main o WHERE o.kind = 'organization' AND o.id = main.organization)
"""
BY_ITSELF = (
    "UPDATE main SET organization = 'of:' || id WHERE kind <> 'organization' AND organization = ''"
)
MISSING = """
SELECT m.organization, m.kind, m.file, m.row, m.cells, count(*) OVER (PARTITION BY m.organization) FROM main m
WHERE m.kind <> 'organization'
AND NOT EXISTS (SELECT 1 FROM main o WHERE o.kind = 'organization' AND o.id = m.organization)
ORDER BY m.organization, m.id <> m.organization, m.kind DESC, m.file, m.row
"""
# Help that no location is named for, of an organization that has none.
PLACELESS = """
SELECT s.organization, s.id, s.file, s.row, o.cells FROM main s
JOIN main o ON o.kind = 'organization' AND o.id = s.organization
WHERE s.kind = 'service' AND NOT EXISTS (SELECT 1 FROM pair p WHERE p.service = s.id)
AND NOT EXISTS (SELECT 1 FROM main l WHERE l.kind = 'location' AND l.organization = s.organization)
ORDER BY s.organization, s.id
"""
GIVE_PARTS = """
INSERT INTO part SELECT 'location', ?, kind, file, row, cells FROM part
WHERE owner = ? AND owner_id = ? AND kind IN ('phone', 'schedule', 'language', 'area')
"""
LOST_PAIRS = """
SELECT file, row, service, location FROM pair p WHERE row > 0 AND (
    NOT EXISTS (SELECT 1 FROM main WHERE kind = 'service' AND id = p.service)
    OR NOT EXISTS (SELECT 1 FROM main WHERE kind = 'location' AND id = p.location))
"""
DROP_LOST_PAIRS = """
DELETE FROM pair WHERE NOT EXISTS (SELECT 1 FROM main WHERE kind = 'service' AND id = pair.service)
    OR NOT EXISTS (SELECT 1 FROM main WHERE kind = 'location' AND id = pair.location)
"""
BY_PAIR = """
UPDATE part SET owner = 'service', owner_id = coalesce((SELECT service FROM pair WHERE id = part.owner_id), '')
WHERE owner = 'pair'
"""
MET = """
INSERT OR IGNORE INTO met SELECT file, row FROM part
WHERE EXISTS (SELECT 1 FROM main m WHERE m.kind = owner AND m.id = owner_id)
"""
LOST = """
SELECT file, row, max(kind), max(cells) FROM part
WHERE NOT EXISTS (SELECT 1 FROM met WHERE met.file = part.file AND met.row = part.row) GROUP BY file, row
"""


def join(staging: Staging, report: Report) -> None:
    """Find everybody's owner. What has none is reported, what can have one is given one."""
    staging.finish()
    staging.run(BY_LOCATION)
    staging.run(BY_SERVICE)
    staging.run(BY_ITSELF)
    for file, row, service, location in staging.run(LOST_PAIRS):
        cells = {"service_id": service, "location_id": location}
        no = LeftOut(
            "location_id", _("The service or the location that it names is not in the package.")
        )
        report.leave_out(Row(file, row), no, cells)
    staging.run(DROP_LOST_PAIRS)
    for file, number in staging.run("SELECT file, count(*) FROM pair WHERE row > 0 GROUP BY file"):
        report.files[file][Outcome.PART.value] += number
    staging.run(BY_PAIR)
    count_parts(staging, report)
    make_missing(staging, report)
    make_remote(staging, report)


def make_remote(staging: Staging, report: Report) -> None:
    """Who has no place at all is found as help by phone or online."""
    asked = staging.run(PLACELESS)
    for organization, of_one in groupby(asked, key=itemgetter(0)):
        key = f"remote:{organization}"
        for _organization, service, file, row, told in of_one:
            cells = {"name": unpacked(told).get("name", ""), "location_type": "virtual"}
            if staging.add_main("location", key, organization, Row(file, row), cells | MADE_UP):
                staging.run(GIVE_PARTS, key, "organization", organization)
                reason = _("It is given at no place. It is listed as help by phone or online.")
                report.repair(Row(file, row), "location_id", reason)
            staging.add_pair("", service, key, Row(file, 0))
            staging.run(GIVE_PARTS, key, "service", service)


def count_parts(staging: Staging, report: Report) -> None:
    """Rows of other tables: part of a record, or left out because theirs is not there."""
    staging.run(MET)
    for file, number in staging.run("SELECT file, count(*) FROM met GROUP BY file"):
        report.files[file][Outcome.PART.value] += number
    for file, row, kind, told in staging.db.execute(LOST):
        cells = unpacked(told)
        hidden = kind == "address" or seems_secret(cells)
        no = LeftOut(f"{kind}", _("What it belongs to is not in the package."))
        report.leave_out(Row(file, row), no, without_place(cells) if hidden else cells)


def make_missing(staging: Staging, report: Report) -> None:
    """An organization that is named and not there is made, with the name that its places share or its first has."""
    for key, found in groupby(staging.run(MISSING), key=itemgetter(0)):
        of_one = list(found)
        _key, _kind, file, row, told, things = of_one[0]
        places = [
            unpacked(told).get("name", "")
            for _key, kind, *_at, told, _n in of_one
            if kind == "location"
        ]
        name = shared_name(places) or unpacked(told).get("name", "")
        staging.add_main("organization", key, key, Row(file, row), {"name": name} | MADE_UP)
        reason = _(
            "Its organization is not in the package. One was made by the names of its rows, of which there are %s."
        )
        report.repair(Row(file, row), "organization_id", reason % things)


def shared_name(places: list[str]) -> str:
    """What names such as “City - Park - North” begin with alike, in whole parts; blank for a single one."""
    parts = [name.split(" - ") for name in dict.fromkeys(places)]
    if len(parts) < 2:
        return ""
    alike = takewhile(lambda some: len(set(some)) == 1, zip(*parts, strict=False))
    return " - ".join(some[0] for some in alike)
