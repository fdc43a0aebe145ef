"""Somebody who looks for a shelter brings lists of their own: whatever tells it, nothing of it is shown."""

import pytest

from alongside.directory import actions
from alongside.directory.models import Site, Source
from tests.directory import packages
from tests.directory.building import OFFICIAL, official, row, written
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION, PAIR, PHONE, SERVICE
from tests.directory.planting import CITY, FORMS, POINT, STREET, leaks
from tests.directory.test_private_and_listed import PRIVATE, made_private, read_again

pytestmark = pytest.mark.slow

WHERE = f"{STREET}, {CITY}, IL 60699"
MAP = f"https://maps.example.org/?q={STREET}, {CITY}, IL 60699".replace(" ", "+")
NEAR = (str(float(POINT[0]) + 0.00004), str(float(POINT[1]) + 0.00004))


@pytest.fixture(autouse=True)
def private(host, tmp_path):
    read_again(tmp_path, row(**PRIVATE | {"zip": "60699"}), name="first")
    made_private(Site.objects.get())


@pytest.mark.parametrize(
    "told",
    [
        {"name": f"Women at {STREET}"},
        {"name": f"Help, {WHERE}", "city": "Chicago"},
        {"address": f"c/o Harbor {WHERE}", "city": "Chicago"},
        {"address": "", "lat": NEAR[0], "lon": NEAR[1]},
        {"address": "", "lat": NEAR[1], "lon": NEAR[0]},
    ],
)
def test_in_the_first_list_of_health_centers(client, hope, tmp_path, told):
    there = {"address": "1 Main St", "city": CITY, "lat": "41.8523", "lon": "-87.669"}
    file = written(tmp_path / "second.csv", [row(**there | {"name": "Harbor"} | told)])
    actions.import_list(file, by=None)
    found = {where: said for where, said in leaks(client, hope).items() if said != [CITY]}
    assert found == {}


@pytest.mark.parametrize(
    "told",
    [
        {"Site Name": f"Harbor at {STREET}"},
        {"Health Center Name": f"Harbor, {STREET}"},
        {"Site Web Address": MAP},
        {"Site Address": "4711-B Hidden Oaks Ln Ste 4"},
        {"Site Address": "4711 Hiden Oak", "point": NEAR},
    ],
)
def test_in_the_list_of_health_centers_as_it_is_published(client, hope, tmp_path, told):
    about = official(9, **{"Site City": CITY, "Site Postal Code": "60608"} | told)
    for axis, degrees in zip("YX", told.get("point", ("41.8523", "-87.669")), strict=True):
        about[f"Geocoding Artifact Address Primary {axis} Coordinate"] = degrees
    about.pop("point", None)
    actions.import_list(written(tmp_path / "second.csv", [about], OFFICIAL), by=None)
    found = {where: said for where, said in leaks(client, hope).items() if said != [CITY]}
    assert found == {}


TOLD = f"Ask for us. The house stands at {WHERE}."
LINE = {"id": "h1", "location_id": "l1", "weekday": "1", "opens_at": "09:00", "closes_at": "17:00"}
PACKAGES = [
    {"locations": [LOCATION | {"description": TOLD}]},
    {"locations": [LOCATION | {"transportation": TOLD}]},
    {"locations": [LOCATION | {"url": MAP}]},
    {"locations": [LOCATION | {"alternate_name": WHERE, "name": ""}]},
    {"locations": [LOCATION | {"latitude": NEAR[0], "longitude": NEAR[1]}], "addresses": []},
    {"locations": [LOCATION | {"description": f"Near {NEAR[0]}, {NEAR[1]}, you know."}]},
    {"organizations": [ORGANIZATION | {"name": f"Harbor, {WHERE}"}]},
    {"organizations": [ORGANIZATION | {"description": TOLD, "website": MAP}]},
    {"services": [SERVICE | {"description": TOLD}]},
    {"services": [SERVICE | {"name": f"Beds at {WHERE}", "application_process": TOLD}]},
    {"services": [SERVICE | {"fees_description": TOLD, "eligibility_description": TOLD}]},
    {"phones": [PHONE | {"description": TOLD}]},
    {"schedules": [LINE | {"description": TOLD}]},
    {"addresses": [ADDRESS | {"address_1": "Harbor House", "address_2": WHERE}]},
    {"addresses": [ADDRESS | {"attention": WHERE}]},
    {"addresses": [ADDRESS, ADDRESS | {"id": "a2", "address_1": STREET, "city": CITY}]},
    {"service_at_location": [PAIR | {"description": TOLD}]},
]


@pytest.mark.parametrize("package", PACKAGES)
def test_in_a_package(client, hope, tmp_path, package):
    actions.import_list(packages.folder(tmp_path / "list", **package), by=None)
    assert leaks(client, hope) == {}


@pytest.mark.parametrize("package", [PACKAGES[0], PACKAGES[7], PACKAGES[9], PACKAGES[13]])
def test_in_a_document(client, hope, tmp_path, package):
    actions.import_list(packages.as_json(tmp_path / "list.json", **package), by=None)
    assert leaks(client, hope) == {}


OWN = {
    "Agency": "Harbor",
    "Street": "1 Main St",
    "Town": "Chicago",
    "State": "IL",
    "Phone": "773-254-1400",
    "Notes": "Open to all.",
    "Web": "www.example.org",
    "Where": "41.8523, -87.669",
}
MAPPING = {
    "name": "Agency",
    "address_1": "Street",
    "city": "Town",
    "state": "State",
    "phone": "Phone",
    "description": "Notes",
    "website": "Web",
    "latitude": "Where",
}


@pytest.mark.parametrize(
    "told",
    [
        {"Agency": f"Harbor, {WHERE}"},
        {"Street": WHERE, "Town": ""},
        {"Street": "4711 hidden-oak ln", "Town": CITY.upper()},
        {"Notes": TOLD},
        {"Web": MAP},
        {"Street": "", "Town": "", "Where": f"{NEAR[0]}, {NEAR[1]}"},
        {"Notes": f"{NEAR[0]}, {NEAR[1]}"},
    ],
)
def test_in_a_table_of_their_own(client, hope, tmp_path, told):
    file = written(tmp_path / "own.csv", [OWN | told])
    Source.objects.create(key="own", name="Own", mapping=MAPPING)
    actions.import_list(file, by=None)
    assert leaks(client, hope) == {}


def test_in_no_booklet_or_package_to_take_along(client, hope, tmp_path):
    there = ADDRESS | {"address_1": "4711-B Hidden Oaks Ln", "city": CITY}
    actions.import_list(packages.folder(tmp_path / "list", addresses=[there]), by=None)
    assert leaks(client, hope, forms=FORMS) == {}
