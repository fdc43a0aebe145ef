"""The directory as an HSDS package: it says what the standard says it must, and nothing of a confidential place."""

import csv
import json
from zipfile import ZipFile

import pytest

from alongside.directory.hsds.command import take_out
from alongside.directory.hsds.package import write_package
from alongside.directory.models import Service, Site
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.planting import SECRETS, nothing_of, planted
from tests.directory.standard import SPEC, wrong_with


def tables_of(folder):
    found = {}
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            found[file.name] = list(csv.DictReader(lines))
    return found


def test_every_row_of_every_table_is_as_the_standard_says(full, tmp_path):
    assert write_package(tmp_path / "out") == 1
    tables = tables_of(tmp_path / "out")
    standard = {
        one["path"]: one for one in json.loads((SPEC / "datapackage.json").read_text())["resources"]
    }
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    for resource in told["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        known = [field["name"] for field in standard[resource["path"]]["schema"]["fields"]]
        assert [name for name in columns if name not in known] == []
        numbers = [
            field["name"] for field in resource["schema"]["fields"] if field["type"] == "number"
        ]
        for row in tables[resource["path"]]:
            given = {
                name: float(value) if name in numbers else value
                for name, value in row.items()
                if value or name in {"previous_value", "replacement_value"}
            }
            assert wrong_with(given, resource["name"]) == []
    assert sorted(name for name, rows in tables.items() if not rows) == []


def test_ids_are_there_once_and_every_reference_leads_somewhere(full, tmp_path):
    write_package(tmp_path / "out")
    tables = tables_of(tmp_path / "out")
    ids = [row["id"] for rows in tables.values() for row in rows]
    assert len(ids) == len(set(ids))
    for rows in tables.values():
        for row in rows:
            for name, value in row.items():
                if value and (name.endswith("_id") or name == "link_id"):
                    assert value in ids, name


def test_the_nested_form_is_as_the_standard_says_and_holds_the_same(full, tmp_path, harbor):
    assert write_package(tmp_path / "out", as_json=True) == 1
    told = json.loads((tmp_path / "out" / "organizations.json").read_text())
    assert wrong_with(told, "compiled/organization_package") == []
    [organization] = told
    assert organization["name"] == "Harbor House"
    assert [one["name"] for one in organization["services"]] == sorted(
        ["Shelter", "Advice"], key=lambda name: str(Service.objects.get(name=name).pk)
    )
    assert [one["source"] for one in organization["funding"]] == ["OVW grant (OVW, 2026-01-01)"]
    vetted = [one for one in organization["attributes"] if one["link_type"] == "vetted_by"]
    assert [(one["value"], one["label"]) for one in vetted] == [
        ("Coalition", "OVW, 2026-01-01"),
        ("The governor", "OVW, 2026-01-01"),
    ]


def test_a_service_that_names_no_site_is_given_at_each(full, tmp_path):
    office, line, service = full
    write_package(tmp_path / "out")
    given = tables_of(tmp_path / "out")["service_at_location.csv"]
    pairs = sorted((row["service_id"], row["location_id"]) for row in given)
    advice = Service.objects.get(name="Advice")
    assert pairs == sorted(
        (str(one.pk), str(site.pk))
        for one, site in ((service, office), (advice, office), (advice, line))
    )


def test_a_second_export_of_the_same_says_the_same(full, tmp_path):
    for name in ("one", "two"):
        write_package(tmp_path / name)
    assert tables_of(tmp_path / "one") == tables_of(tmp_path / "two")


def test_where_there_is_no_place_to_go_to_none_is_told(full, tmp_path):
    write_package(tmp_path / "out")
    tables = tables_of(tmp_path / "out")
    told = {row["name"]: (row["location_type"], row["latitude"]) for row in tables["locations.csv"]}
    assert told == {"Office": ("physical", "41.8523"), "Line": ("virtual", "")}
    assert [row["city"] for row in tables["addresses.csv"]] == ["Chicago"]


def test_the_middle_of_a_zip_code_is_not_told_as_a_point(harbor, tmp_path):
    site = listed(harbor)
    with within(harbor):
        Site.objects.filter(pk=site.pk).update(is_rough=True)
    write_package(tmp_path / "out")
    assert [row["latitude"] for row in tables_of(tmp_path / "out")["locations.csv"]] == [""]


def test_needs_carry_the_codes_of_others(full, tmp_path):
    write_package(tmp_path / "out")
    tables = tables_of(tmp_path / "out")
    taxonomies = {row["id"]: row["name"] for row in tables["taxonomies.csv"]}
    terms = {row["id"]: taxonomies[row["taxonomy_id"]] for row in tables["taxonomy_terms.csv"]}
    assert {"Alongside needs", "Especially for", "Funded or vetted by"} <= set(terms.values())
    food = [row["name"] for row in tables["taxonomy_terms.csv"] if row["code"] == "food-insecurity"]
    assert food == ["Food Insecurity"]
    codes = [row["code"] for row in tables["taxonomy_terms.csv"]]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("as_json", [False, True])
def test_a_planted_address_is_in_no_package(harbor, tmp_path, as_json):
    planted(harbor)
    write_package(tmp_path / "out", as_json=as_json)
    text = "".join(file.read_text() for file in (tmp_path / "out").iterdir())
    assert "Planted" in text
    assert nothing_of(SECRETS, text) == []


def test_a_zip_file_holds_the_same_files(full, tmp_path):
    write_package(tmp_path / "out")
    write_package(tmp_path / "out.zip")
    with ZipFile(tmp_path / "out.zip") as package:
        assert sorted(package.namelist()) == sorted(
            one.name for one in (tmp_path / "out").iterdir()
        )


def test_of_a_retired_record_nothing_is_told(harbor, tmp_path):
    site = listed(harbor)
    Site.objects.filter(pk=site.pk).update(retired_at="2026-01-01T00:00Z")
    assert write_package(tmp_path / "out") == 0
    assert tables_of(tmp_path / "out")["locations.csv"] == []


def test_it_is_written_from_the_keyboard_where_nothing_is_yet(full, tmp_path, capsys):
    place = tmp_path / "out.zip"
    assert take_out(place, as_json=True) == 0
    assert f"1 organization is in {place}.\n" in capsys.readouterr().out
    assert take_out(place, as_json=True) == 1
    assert capsys.readouterr().err == f"There is already something at {place}. Name a new place.\n"
    assert take_out(tmp_path / "none" / "out.zip", as_json=False) == 1
    told = f"{tmp_path}/none/out.zip could not be written: No such file or directory.\n"
    assert capsys.readouterr().err == told
