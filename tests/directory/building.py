"""Sites and lists for the tests of the directory."""

import csv
import os
from pathlib import Path

import pytest

from alongside.directory import actions
from alongside.directory.importing.hrsa import LAYOUTS
from alongside.directory.models import Site
from alongside.lib.walls import within

SHARED = Path(__file__).parents[3] / "shared" / "data" / "hrsa"
HEADER = ["name", "st_abbr", "city", "address", "phone", "testing_status", "lon", "lat"]
PILSEN = (41.8523, -87.6690)  # 60608 lies around it
OFFICIAL = [
    *sorted(LAYOUTS[1].asked),
    "Site Web Address",
    "Site Status Description",
    "Health Center Type Description",
    "Health Center Location Type Description",
    "Health Center Service Delivery Site Location Setting Description",
    "Data Warehouse Record Create Date",
]


def shared(name):
    """A real file from beside the repository."""
    file = SHARED / name
    if not file.exists():
        assert os.environ.get("CI") != "true", f"{file} must be there"
        pytest.skip(f"{name} lies beside the repository, not in it")
    return file


def listed(organization, name="Office", *, needs=(1,), **fields):
    """A site of an organization with services, as the search finds it."""
    about = {
        "name": name,
        "address_1": "1 Main St",
        "city": "Chicago",
        "state": "IL",
        "latitude": PILSEN[0],
        "longitude": PILSEN[1],
        "phone": "312-555-2368",
    } | fields
    with within(organization):
        site = Site(organization=organization, **about)
        return actions.list_site(site, by=None, services=[("Help", need) for need in needs])


def row(name="Pilsen Clinic", **fields):
    """A row of the list of 2020."""
    return {
        "name": name,
        "st_abbr": "IL",
        "city": "Chicago",
        "address": "1 Main St",
        "phone": "773-254-1400",
        "testing_status": "Yes",
        "lon": "-87.669",
        "lat": "41.8523",
    } | fields


def official(number=1, **fields):
    """A row of the list as it is published."""
    return (
        dict.fromkeys(OFFICIAL, "")
        | {
            "Site Name": f"Clinic {number}",
            "Site Address": f"{number} Main St",
            "Site City": "Chicago",
            "Site State Abbreviation": "IL",
            "Site Postal Code": "60608-1234",
            "Site Telephone Number": "773-254-1400",
            "Site Web Address": "www.example.org",
            "BPHC Assigned Number": f"BPS-{number}",
            "Health Center Number": "H80",
            "Health Center Name": "Health Center, Inc.",
            "Geocoding Artifact Address Primary X Coordinate": "-87.669",
            "Geocoding Artifact Address Primary Y Coordinate": "41.8523",
            "Site Status Description": "Active",
            "Health Center Type Description": "Service Delivery Site",
            "Health Center Location Type Description": "Permanent",
            "Data Warehouse Record Create Date": "09/30/2026",
        }
        | fields
    )


def written(path, rows, header=None):
    """A CSV file of these rows."""
    header = header or list(rows[0])
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([one.get(column, "") for column in header] for one in rows)
    return path


def told(report):
    """What a report counts: added, changed, as they were, retired, left out."""
    return (
        report.added,
        report.changed,
        report.unchanged,
        report.retired,
        len(report.left_out),
    )
