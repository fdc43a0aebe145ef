"""What a list's words mean here: a need only where it is told, a secret only where there is one."""

import csv
import io

import openpyxl
import pytest

from alongside.directory import actions
from alongside.directory.importing.meaning import needs_of
from alongside.directory.importing.texts import said
from alongside.directory.models import Service, Site
from alongside.directory.private.confidential import is_confidential
from tests.directory import packages
from tests.directory.building import HEADER, row, shared
from tests.directory.packages import LOCATION, SERVICE


def of_miami(table):
    """The rows of the real package's table, by number."""
    folder = shared("hrsa_fqhc_sites_geoda_2020.csv").parents[1] / "hsds" / "miami211_2019" / "data"
    with (folder / f"{table}.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        return {one["id"]: one for one in csv.DictReader(file)}


def needs_in_miami(number):
    service = of_miami("services")[number]
    return needs_of([], service["name"], said(service["description"], 4000).text)


@pytest.mark.parametrize("number", ["4286", "5055", "8623", "1816", "69"])
def test_a_fire_station_a_martial_arts_club_and_a_park_meet_no_need(number):
    assert needs_in_miami(number) == []


@pytest.mark.parametrize("number", ["7221", "999", "3546"])
def test_a_shelter_for_cats_and_a_refuge_for_birds_are_no_safe_shelter(number):
    assert needs_in_miami(number) == []


def test_a_program_that_cares_for_pets_too_stays_a_shelter():
    told = "Emergency shelter for families. An animal shelter keeps their pets."
    assert needs_of([], "Harbor", told) == needs_of([], "Harbor", "Emergency shelter for families.")


@pytest.mark.parametrize(
    ("number", "is_to_talk_to"),
    [("436", False), ("1129", False), ("1075", False), ("1543", True), ("8344", True)],
)
def test_a_line_for_complaints_or_debts_is_no_hotline_to_talk_to(number, is_to_talk_to):
    assert (103 in needs_in_miami(number)) == is_to_talk_to


@pytest.mark.parametrize(
    ("told", "is_to_talk_to"),
    [
        ("A hotline for survivors of domestic violence.", True),
        ("Línea de ayuda contra la violencia doméstica.", True),
        ("A hotline for help with foreclosure.", False),
        ("Albergue de animales con línea directa.", False),
    ],
)
def test_a_hotline_is_what_is_told_beside_it(told, is_to_talk_to):
    assert (103 in needs_of([], "Harbor", told)) == is_to_talk_to
    assert 102 not in needs_of([], "Harbor", told)


@pytest.mark.parametrize(
    ("number", "needs"),
    [("7631", [704]), ("8708", [513]), ("602", [217]), ("8681", [3]), ("740", [5])],
)
def test_a_need_that_is_told_is_found(number, needs):
    assert needs_in_miami(number) == needs


def test_the_words_of_a_name_come_before_those_of_a_description():
    assert needs_of([], "Food pantry", "Run by a legal aid office.") == needs_of(
        [], "Food pantry", ""
    )


def test_a_description_speaks_by_its_beginning():
    told = "We help families. We are open daily. Next door is a food pantry."
    assert needs_of([], "Harbor", told) == []


@pytest.mark.parametrize("number", ["927", "6007", "31", "6879", "2267", "8855"])
def test_a_police_station_a_court_and_a_national_hotline_are_no_secret(number):
    assert not is_confidential(of_miami("locations")[number]["name"], "1 Main St")


@pytest.mark.parametrize("number", ["3288", "3292", "2181", "6459"])
def test_a_shelter_and_a_program_stay_secret(number):
    assert is_confidential(of_miami("locations")[number]["name"], "1 Main St")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Police - Domestic Violence Unit", "Confidential"),
        ("County Court - Domestic Violence Shelter", "1 Main St"),
        ("Domestic Violence Court Advocacy", "1 Main St"),
        ("Court Street Family Violence Program", "1 Main St"),
    ],
)
def test_an_office_is_secret_where_its_address_or_a_shelter_says_so(name, address):
    assert is_confidential(name, address)


@pytest.mark.usefixtures("host")
def test_the_marks_of_a_lists_own_software_are_not_told(tmp_path):
    told = "Groceries for families.\\n\\n###MON### ###COL###"
    file = packages.folder(
        tmp_path / "list",
        locations=[LOCATION | {"description": told}],
        services=[SERVICE | {"description": told}],
    )
    actions.import_list(file, by=None)
    site, service = Site.objects.get(), Service.objects.get()
    assert (site.description, service.description) == (told.partition("\\")[0],) * 2


def spreadsheet(path, rows):
    book = openpyxl.Workbook()
    for one in rows:
        book.active.append(one)
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.usefixtures("host")
def test_a_spreadsheet_is_read_like_a_table(tmp_path):
    clinic = row() | {"lon": -87.669, "lat": 41.8523}
    lost = row("Nowhere", st_abbr="ZZ")
    rows = [HEADER, *([one[name] for name in HEADER] for one in (clinic, lost))]
    report = actions.import_list(spreadsheet(tmp_path / "list.xlsx", rows), by=None)
    assert (report.added, [one.row for one in report.left_out]) == (1, [3])
    site = Site.objects.get()
    assert (site.name, site.latitude, site.county) == ("Pilsen Clinic", 41.8523, "17031")


@pytest.mark.usefixtures("host")
def test_the_map_servers_short_columns_are_the_same_list(tmp_path):
    told = {
        "X": "-87.669",
        "Y": "41.8523",
        "SITE_NM": "Pilsen Clinic",
        "SITE_ADDRESS": "1 Main St",
        "SITE_CITY": "Chicago",
        "SITE_STATE_ABBR": "IL",
        "SITE_ZIP_CD": "60608",
        "SITE_PHONE_NUM": "773-254-1400",
        "SITE_URL": "www.example.org",
        "BPHCNUM": "BPS-1",
        "HLTHCNTNUM": "H80",
        "HLTHCNTNM": "Pilsen Health",
        "STATUSDESC": "Active",
        "HCCTYPEDESC": "Service Delivery Site",
        "LOCTYPDESC": "Mobile Van",
        "LOCSETDESC": "All Other Clinic Types",
    }
    closed = told | {"BPHCNUM": "BPS-2", "SITE_NM": "Closed", "STATUSDESC": "Inactive"}
    packages.write(tmp_path / "sites.csv", [told, closed])
    report = actions.import_list(tmp_path / "sites.csv", by=None)
    assert (report.added, [one.column for one in report.left_out]) == (1, ["STATUSDESC"])
    site = Site.objects.get()
    assert (site.source_id, site.source_key, site.setting) == ("hrsa", "BPS-1", "mobile")
    assert (site.organization.name, site.website) == ("Pilsen Health", "https://www.example.org")
