"""Promise 7, list by list: whatever form a list has, where a confidential place is goes nowhere."""

import csv
import json
import logging

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.directory import actions
from alongside.directory.models import Import, Site, Source
from alongside.lib.walls import within
from tests.directory import packages
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION, PHONE, SERVICE
from tests.directory.planting import CITY, FORMS, POINT, STREET, leaks

pytestmark = pytest.mark.slow

TOLD = f"Help for everyone. Come to {STREET} in {CITY}."
WHERE = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699-1234"}
PLACED = LOCATION | {"latitude": POINT[0], "longitude": POINT[1], "description": TOLD}
PUBLIC = LOCATION | {"id": "l2", "name": "Office", "description": "Open to all."}
# Each way in which a list says that a place is not told: its location, its address, more tables.
WAYS = {
    "a virtual shelter with an address": (
        {"location_type": "virtual", "name": "Women's night shelter"},
        {},
        {},
    ),
    "the address says so": ({}, {"address_1": f"CONFIDENTIAL - {STREET}"}, {}),
    "a second line says so": ({}, {"address_2": "Location not disclosed"}, {}),
    "a column says so": ({"address_is_public": "No"}, {}, {}),
    "a column of the address says so": ({}, {"hide_address": "yes"}, {}),
    "its name says so": ({"name": "Domestic Violence Shelter"}, {}, {}),
    "an attribute says so": (
        {},
        {},
        {
            "attributes": [
                {
                    "id": "x",
                    "link_id": "l1",
                    "link_entity": "location",
                    "taxonomy_term_id": "t9",
                    "value": "Address not public",
                }
            ]
        },
    ),
}


def package(way):
    """A package that tells the place in every text that it has, and a public office beside it."""
    location, address, more = WAYS[way]
    services = [SERVICE | {"description": TOLD, "application_process": TOLD, "name": "Food pantry"}]
    hours = {"id": "h1", "location_id": "l1", "original_text": f"Ring at {STREET} from 9 to 5"}
    return {
        "organizations": [ORGANIZATION | {"description": f"Our house is at {STREET}. We help."}],
        "locations": [PLACED | location, PUBLIC],
        "addresses": [WHERE | address, ADDRESS | {"id": "a2", "location_id": "l2"}],
        "services": [*services, SERVICE | {"id": "s2", "name": "Legal help", "description": TOLD}],
        "phones": [PHONE | {"description": f"Door of {STREET}"}],
        "schedules": [hours],
    } | more


def zipped(tmp_path, made):
    return packages.zipped(tmp_path / "list.zip", packages.folder(tmp_path / "list", **made))


def as_of_old(tmp_path, made):
    """The names that HSDS 1.1 had."""
    made = dict(made)
    olden = {"physical_address": made.pop("addresses"), "regular_schedule": made.pop("schedules")}
    folder = packages.folder(tmp_path / "old", **made | olden)
    (folder / "addresses.csv").unlink()
    for path in list(folder.iterdir()):
        name = path.name.replace("organizations", "organization").replace("services.", "service.")
        path.rename(folder / name.replace("locations", "location").replace("phones", "phone"))
    return packages.zipped(tmp_path / "list.zip", folder)


def as_tables(tmp_path, made):
    (tmp_path / "list.json").write_text(json.dumps(packages.tables(**made)))
    return tmp_path / "list.json"


def as_services(tmp_path, made):
    """As the API of HSDS 3 tells a service: everything inside it."""
    made = packages.tables(**made)
    mine = {"addresses": made["addresses"][:1], "phones": made["phones"]}
    mine |= {"schedules": made["schedules"], "attributes": made.get("attributes", [])}
    location = made["locations"][0] | mine
    place = {"id": "p1", "location": location}
    service = made["services"][0] | {"organization": made["organizations"][0]}
    told = {"contents": [service | {"service_at_locations": [place]}]}
    (tmp_path / "list.json").write_text(json.dumps(told))
    return tmp_path / "list.json"


@pytest.fixture
def read(hope, host):
    """Sent by Hope and read by the worker."""

    def reading(path, **about):
        with within(host):
            file = SimpleUploadedFile(path.name, path.read_bytes())
            during = actions.begin_import(file, by=hope, **about)
        actions.work_on_imports()
        during.refresh_from_db()
        assert during.state == Import.State.DONE, during.sentence
        return during

    return reading


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shape", [zipped, as_of_old, as_tables, as_services])
def test_no_package_leads_to_a_planted_place(client, read, hope, tmp_path, caplog, way, shape):
    caplog.set_level(logging.DEBUG)
    read(shape(tmp_path, package(way)))
    hidden = Site.objects.get(source_key="l1")
    assert (hidden.is_confidential, hidden.city, hidden.latitude) == (True, "", None)
    forms = FORMS if (shape, way) == (zipped, "the address says so") else ()
    assert leaks(client, hope, caplog.text, forms=forms) == {}


@pytest.mark.parametrize(
    "more",
    [
        {"addresses": [WHERE | {"location_id": "none"}]},
        {"addresses": [{"id": "a9"} | {k: v for k, v in WHERE.items() if k != "location_id"}]},
        {"locations": [LOCATION, PLACED | {"name": "The same number, another place"}]},
        {
            "services": [
                SERVICE | {"status": "inactive", "name": "Women's shelter", "description": TOLD}
            ],
            "locations": [PLACED | {"name": "Safe house"}],
            "addresses": [WHERE],
        },
        {
            "locations": [PLACED | {"name": "Safe house"}],
            "addresses": [WHERE | {"state_province": f"{STREET}, {CITY}"}],
        },
        {"locations": [PLACED | {"name": "Safe house"}], "addresses": [WHERE | {"country": "CA"}]},
        {
            "locations": [PLACED | {"name": "Safe house", "url": f"At {STREET}"}],
            "addresses": [WHERE | {"postal_code": "60699 rear"}],
        },
    ],
)
def test_no_row_left_out_keeps_a_planted_place(client, read, hope, tmp_path, caplog, more):
    read(zipped(tmp_path, more))
    assert leaks(client, hope, caplog.text) == {}


COLUMNS = {
    "name": "Agencia",
    "address_1": "Calle",
    "city": "Ciudad",
    "state": "ST",
    "postal_code": "CP",
    "latitude": "Lat",
    "longitude": "Lon",
    "phone": "Tel",
    "is_public": "Publish?",
    "description": "About",
    "hours": "When",
    "needs": "What",
    "how_to_begin": "First",
}
ROW = {
    "Agencia": "Oak Help",
    "Calle": STREET,
    "Ciudad": CITY,
    "ST": "IL",
    "CP": "60699",
    "Lat": POINT[0],
    "Lon": POINT[1],
    "Tel": "312-555-2368",
    "Publish?": "no",
    "About": TOLD,
    "When": f"Ring at {STREET}",
    "What": "food pantry",
    "First": TOLD,
}
ROWS = [
    ROW,
    ROW | {"Agencia": "Without a state", "ST": "Nowhere"},
    ROW | {"Agencia": "Moved", "ST": STREET, "CP": ""},
    ROW | {"Agencia": "Odd", "CP": "60699 rear", "Tel": f"312-555-0100 at {STREET}"},
    ROW | {"Agencia": ""},
]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_table_leads_to_a_planted_place(client, read, hope, tmp_path, caplog, ending):
    caplog.set_level(logging.DEBUG)
    source = Source.objects.create(key="places", name="Places", mapping=COLUMNS)
    path = tmp_path / f"list.{ending}"
    if ending == "csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(ROW))
            writer.writeheader()
            writer.writerows(ROWS)
    else:
        book = openpyxl.Workbook()
        for cells in (list(ROW), *(list(one.values()) for one in ROWS)):
            book.active.append(cells)
        book.save(path)
    read(path, source=source)
    assert sorted(Site.objects.values_list("name", "is_confidential", "state")) == [
        ("Moved", True, "IL"),
        ("Oak Help", True, "IL"),
        ("Odd", True, "IL"),
        ("Without a state", True, "IL"),
    ]
    assert leaks(client, hope, caplog.text, forms=FORMS) == {}
