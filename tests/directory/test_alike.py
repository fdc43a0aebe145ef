"""What looks like one place and is two; and one place, however two lists spell it."""

import csv
from pathlib import Path

import pytest

from alongside.directory.duplicates.alike import LIKELY, Seen, likeness
from alongside.directory.geography.addresses import Address, same
from alongside.directory.importing.hrsa import setting_by_name
from alongside.directory.models import Setting, Site
from alongside.directory.phones import read_phone
from alongside.orgs.models import Organization
from tests.directory.building import shared

LIST = Path(__file__).parents[2] / "data" / "health_center_sites_2020.csv"


def seen(name, address="1 Main St", city="Chicago", state="IL", phone="", **fields):
    organization = Organization(name=fields.pop("organization", name))
    link = read_phone(phone, state)[0].link if phone else ""
    about = {"name": name, "address_1": address, "city": city, "state": state}
    return Seen(Site(**about, phone_link=link, organization=organization, **fields))


def is_likely(one, other, miles=0.0):
    found = likeness(one, other, miles)
    return found is not None and found.likelihood >= LIKELY


@pytest.fixture(scope="module")
def listed():
    """The real list of 2020, by name."""
    with LIST.open(encoding="utf-8") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def real(listed, name):
    row = listed[name]
    setting = setting_by_name(name, row["st_abbr"])
    place = (row["address"], row["city"], row["st_abbr"], row["phone"])
    return seen(name, *place, setting=setting)


TWO_PLACES = [
    # One house, two clinics.
    ("MECCA HEALTH CLINIC", "MECCA DENTAL CLINIC"),
    (
        "Neighborcare Health at 45th Street - Dental",
        "Neighborcare Health at 45th Street - Medical",
    ),
    (
        "Molokai Community Health Center, Building #4, Medical Department",
        "Molokai Community Health Center",
    ),
    (
        "Pahoa Women and Children's Health Center",
        "Pahoa Family Health Center",
    ),
    ("Clyburn Center for Primary Care", "Clyburn Center for Primary Care Mobile Unit"),
    ("STAR OF HOPE MEN'S DEV CTR  OUTREACH)", "STAR OF HOPE MEN'S SHELTER"),
    # One house, two tenants.
    ("The Institute for Family Health at 17th Street", "Callen-Lorde 17th Street"),
    ("Keystone Family Medicine", "Keystone Agricultural Worker Program - Franklin Co."),
    ("Neighborhood Health at Cayce", "UNITED NEIGHBORHOOD HEALTH SERVICES"),
    # Numbered.
    ("Medical Mobile Van (3)", "Medical Mobile Van (4)"),
    (
        "Family HealthCare Network - Mobile Van #1",
        "Family HealthCare Network - Mobile Van #2",
    ),
    ("Martinez Health Center-Specialty 3B", "Martinez Health Center-Specialty 3A"),
    ("SCHC PROJ HOPE MED/DENT MOBILE", "SCHC Project HOPE Med/dent mobile II"),
    # Neighbors of one name and one telephone.
    ("Lowell CHC at 135 Jackson Street", "Lowell CHC - 101 Jackson Street"),
    ("Samahan Health Centers: 2835 Highland", "Samahan Health Centers: 2743 Highland"),
]


@pytest.mark.parametrize(("one", "other"), TWO_PLACES)
def test_neighbors_of_the_real_list_are_two_places(listed, one, other):
    assert not is_likely(real(listed, one), real(listed, other))


ONE_PLACE = [
    ("SOUTH OF MARKET HEALTH CTR", "SOUTH OF MARKET HEALTH CENTER"),
    ("EAST VALLEY COMMUNITY HEALTH CENTER", "EAST VALLEY COMMUNITY HEALTH CTR"),
    ("Hueco Clinic", "Hueco Health Center"),
    ("Wesley Palmdale East", "Wesley Health Centers- Palmdale East"),
    ("YCHC Mobile Dental Unit", "YCHC Medical/Dental Mobile Unit"),
    ("St. Luke's Health Care Clinic, Suite A", "St. Luke's Health Care Clinic Suite A"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PLACE)
def test_one_place_is_seen_under_two_spellings(listed, one, other):
    assert is_likely(real(listed, one), real(listed, other))


def test_of_twenty_thousand_pairs_of_the_real_list_few_are_likely(listed):
    """Neighbors by telephone: the list itself says that nearly all of them are places of their own."""
    by_phone = {}
    for name, row in listed.items():
        by_phone.setdefault((row["phone"], row["st_abbr"]), []).append(name)
    neighbors = [names[:12] for (phone, _state), names in by_phone.items() if phone]
    sites = {name: real(listed, name) for names in neighbors for name in names if len(names) > 1}
    pairs = [(a, b) for names in neighbors for a in names for b in names if a < b]
    found = [pair for pair in pairs if is_likely(sites[pair[0]], sites[pair[1]], None)]

    assert len(pairs) > 5000
    assert len(found) <= 25


def test_the_new_list_finds_the_old_one_again(listed):
    """The eight rows of the newest published list, beside the list of 2020."""
    with shared("hrsa_sites_2026-09-30_sample_dev.csv").open(encoding="utf-8-sig") as file:
        new = list(csv.DictReader(file))
    found = {
        (row["Site Name"], name)
        for row in new
        for name, old in listed.items()
        if old["st_abbr"] == row["Site State Abbreviation"]
        and old["city"].casefold() == row["Site City"].casefold()
        and is_likely(published(row), real(listed, name), None)
    }
    same = (
        "Compass Community Health",
        "Kamaile Olakino Maika'i Health Center",
        "Mary Isaak Homeless Shelter  Clinic",
        "School District of Washburn- Washburn Elementary",
        "White Bird Street Medicine",
    )
    assert sorted(found) == [(name, name) for name in same]


def published(row):
    return seen(
        row["Site Name"],
        row["Site Address"],
        row["Site City"],
        row["Site State Abbreviation"],
        row["Site Telephone Number"],
        organization=row["Health Center Name"],
    )


def test_two_suites_of_one_house_are_two_places():
    assert is_likely(seen("Lake Clinic", "1 Main St Ste 4"), seen("Lake Clinic", "1 Main St"))
    assert not is_likely(
        seen("Lake Clinic", "1 Main St Ste 4"), seen("Lake Clinic", "1 Main St, Suite 5")
    )


def test_a_chain_in_two_towns_with_one_switchboard_is_two_places():
    pilsen = seen("Lake Clinic", "1 Main St", "Chicago", phone="773-254-1400")
    cicero = seen("Lake Clinic", "1 Main St", "Cicero", phone="773-254-1400")
    assert not is_likely(pilsen, cicero, 6.0)
    assert not is_likely(pilsen, cicero, None)


def test_two_extensions_of_one_switchboard_agree_less_than_one_number():
    one, other = (seen("Lake Clinic", phone=f"773-254-1400 x{extension}") for extension in (12, 13))
    assert likeness(one, other, 0.0).evidence["phone"] is False
    assert likeness(one, seen("Lake Clinic", phone="773-254-1400"), 0.0).evidence["phone"] is True


def test_the_name_of_the_other_ones_organization_may_be_left_out():
    short = seen("Pilsen", "", phone="773-254-1400", organization="Lakeshore Health")
    long = seen("Lakeshore - Pilsen Clinic", "", phone="773-254-1400", organization="Lakeshore")
    assert is_likely(short, long, None)


def test_two_confidential_records_need_the_name_and_the_telephone():
    hidden = {"address": "", "city": "", "is_confidential": True}
    house = seen("Harbor House", phone="773-254-1400", **hidden)
    assert is_likely(house, seen("Harbor House", phone="773-254-1400", **hidden), None)
    assert not is_likely(house, seen("Harbor House", phone="773-254-1411", **hidden), None)
    assert not is_likely(house, seen("Harbor House II", phone="773-254-1400", **hidden), None)
    assert "miles" not in likeness(house, house, None).evidence


def test_a_van_is_not_its_clinic():
    van = seen("Lake Clinic", setting=Setting.MOBILE)
    assert not is_likely(van, seen("Lake Clinic"))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("1200 North Main Street", "1200 N. Main St.", True),
        ("1230 S Cherrybell Stra", "1230 S Cherrybell Strav", True),
        ("95-5583 Mamalahoa Hwy", "95-5583 Mamalahoa Highway", True),
        ("1200 N Main St", "1200 S Main St", False),
        ("1200 Main St", "1202 Main St", False),
        ("12 First Ave", "12 Third Ave", False),
        ("PO Box 3965", "3965 Petesa Road", None),
        ("Petesa Road", "3965 Petesa Road", None),
    ],
)
def test_addresses_are_compared_house_by_house(one, other, is_same):
    assert same(Address.read(one), Address.read(other)) is is_same


def test_a_door_is_read_however_it_is_written():
    doors = ("1 Main St Ste 4", "1 Main St, Suite #4", "1 Main St # 4", "1 Main St, 4th floor")
    assert {Address.read(door).unit for door in doors} == {"4"}
