"""HSDS packages for the tests of the import."""

import csv
import json
import zipfile

ORGANIZATION = {"id": "o1", "name": "Harbor Services", "website": "www.example.org"}
LOCATION = {
    "id": "l1",
    "organization_id": "o1",
    "name": "Main office",
    "location_type": "physical",
    "latitude": "41.8523",
    "longitude": "-87.669",
}
ADDRESS = {
    "id": "a1",
    "location_id": "l1",
    "address_1": "1 Main St",
    "city": "Chicago",
    "state_province": "IL",
    "postal_code": "60608",
    "country": "US",
    "address_type": "physical",
}
SERVICE = {
    "id": "s1",
    "organization_id": "o1",
    "name": "Food pantry",
    "description": "Groceries for families.",
    "status": "active",
}
PAIR = {"id": "p1", "service_id": "s1", "location_id": "l1"}
PHONE = {"id": "t1", "location_id": "l1", "number": "312-555-2368", "type": "voice"}


def tables(**changed):
    """A small package, table by table; a table given here stands instead of its own."""
    return {
        "organizations": [ORGANIZATION],
        "locations": [LOCATION],
        "addresses": [ADDRESS],
        "services": [SERVICE],
        "service_at_location": [PAIR],
        "phones": [PHONE],
    } | changed


def folder(path, **changed):
    """The package as a folder of CSV files."""
    path.mkdir(exist_ok=True)
    for name, rows in tables(**changed).items():
        write(path / f"{name}.csv", rows)
    return path


def write(path, rows):
    header = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def zipped(path, source):
    """The files of a folder, packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in source.iterdir():
            archive.write(file, f"data/{file.name}")
    return path


def as_json(path, **changed):
    """The package as one service with everything inside it."""
    made = tables(**changed)
    service = made["services"][0] | {
        "organization": made["organizations"][0],
        "phones": [{"number": "773-254-1400"}],
        "service_at_locations": [
            {
                "id": "p1",
                "location": made["locations"][0]
                | {"addresses": made["addresses"], "phones": made["phones"]},
            }
        ],
    }
    path.write_text(json.dumps({"total_items": 1, "contents": [service]}))
    return path
