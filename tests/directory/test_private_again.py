"""A private place that a list tells again, however it is dressed; and what only looks like it."""

import pytest

from alongside.directory import actions
from alongside.directory.models import Remark, Site
from alongside.directory.private.place_told import Told
from tests.directory import packages
from tests.directory.building import official, row, written
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION
from tests.directory.planting import CITY, POINT, STREET, leaks
from tests.directory.test_private_and_listed import PRIVATE, made_private, read_again, shown

pytestmark = pytest.mark.usefixtures("host")
FAR = {"lat": "41.8523", "lon": "-87.669"}
ELSEWHERE = {"name": "Other Clinic", "phone": "773-254-1477", **FAR}


def again(tmp_path, was, told):
    """What is shown of a private place, told as it was, and of a new row."""
    read_again(tmp_path, row(**PRIVATE | was))
    made_private(Site.objects.get(name="Oak Help"))
    read_again(tmp_path, row(**PRIVATE | ELSEWHERE | told), name="second")
    return [one[1:3] for one in shown() if one[0] == "Other Clinic"]


@pytest.mark.parametrize(
    ("was", "told"),
    [
        ("4711 Oak St", "4711-B Oak St"),
        ("4711B Oak St", "4711 Oak Street"),
        ("4711 Oak St", "4711 1/2 Oak St"),
        ("4711 Oak St", "4711 Oaks St"),
        ("4711 Oak St", "4711 Oak Street Apt 2"),
        ("4711 Oak St", "4711 Oak St 2"),
        ("4711 Oak St", "4711 Oak St, rear house"),
        ("4711-4713 Oak St", "4713 Oak St"),
        ("4711 Oak St", "4711 - 4713 Oak St"),
        ("47-11 Oak St", "4711 Oak St"),
        ("4711 Hidden Oak Way", "4711 Hiddenoak"),
        ("4711 Oak St", "Harbor House 4711 Oak St"),
        ("4711 Oak St", "Building 3 4711 Oak St"),
        ("4711 Fifth Ave", "4711 5th Avenue"),
        ("4711 42nd St", "4711 Forty-Second Street"),
        ("4711 W Fifth", "4711 5th St"),
    ],
)
def test_its_address_is_known_again_however_it_is_written(tmp_path, was, told):
    assert again(tmp_path, {"address": was}, {"address": told}) == [(True, "")]


@pytest.mark.parametrize(
    ("was", "told"),
    [
        ("4711 5th Ave", "4711 5th St"),
        ("4711 Oak St", "4713 Oak St"),
        ("11-47 43rd Ave", "11-20 43rd Ave"),
        ("4711 B St", "4711 C St"),
        ("4711 N 5th St", "4711 S Fifth St"),
    ],
)
def test_another_street_or_house_of_the_town_is_another_place(tmp_path, was, told):
    assert again(tmp_path, {"address": was}, {"address": told}) == [(False, told)]


NEAR = {"lat": f"{float(POINT[0]) + 0.00005}", "lon": f"{float(POINT[1]) - 0.00005}"}


@pytest.mark.parametrize(
    "told",
    [
        {"address": "", **NEAR},
        {"address": "", "city": "", **NEAR},
        {"address": "4711 Hiden Oke Drive", "city": "Secret Ville Heights", **NEAR},
    ],
)
def test_it_is_known_again_by_its_point(tmp_path, told):
    assert again(tmp_path, {}, told) == [(True, "")]


@pytest.mark.parametrize(
    "told",
    [
        {"address": "4713 Hidden Oak Lane", **NEAR},  # next door
        {"address": "", "lat": POINT[0], "lon": "-87.6548"},  # 40 m away
    ],
)
def test_another_house_or_a_point_down_the_street_is_another_place(tmp_path, told):
    assert again(tmp_path, {}, told) == [(False, told["address"])]


def test_a_place_told_by_its_point_alone_is_known_again_with_its_address(tmp_path):
    assert again(tmp_path, {"address": ""}, {**NEAR}) == [(True, "")]


def test_a_point_that_stands_for_a_whole_town_makes_nobody_else_private(tmp_path):
    town = {"lat": POINT[0], "lon": POINT[1]}
    read_again(tmp_path, row(name="Clinic", address="1 Main St", **town), name="first")
    assert again(tmp_path, {"address": ""}, {"address": "9 Elm St", **town}) == [
        (False, "9 Elm St")
    ]


def test_the_middle_of_a_zip_code_makes_nobody_else_private(tmp_path):
    nowhere = {"Site Postal Code": "60608", "Site City": "Chicago"}
    nowhere |= {f"Geocoding Artifact Address Primary {axis} Coordinate": "0" for axis in ("X", "Y")}
    first = official(1, **nowhere | {"Site Address": "1 Oak St"})
    actions.import_list(written(tmp_path / "list.csv", [first]), by=None)
    made_private(Site.objects.get())
    second = official(2, **nowhere | {"Site Address": "1 Elm St"})
    actions.import_list(written(tmp_path / "list.csv", [first, second]), by=None)
    assert sorted(one[1:3] for one in shown()) == [(False, "1 Elm St"), (True, "")]


def test_a_record_that_moves_to_a_private_place_becomes_private(client, hope, tmp_path):
    read_again(tmp_path, row(**PRIVATE), name="first")
    made_private(Site.objects.get())
    for told in (ELSEWHERE, {"name": "Other Clinic", "address": f"Apt 2, {STREET}"}):
        address = {"address": "9 Elm St", "city": "Chicago"}
        other = official(7, **renamed(PRIVATE | address | told))
        actions.import_list(written(tmp_path / "official.csv", [other]), by=None)
    assert {one[1:] for one in shown()} == {(True, "", None)}
    assert leaks(client, hope) == {}


def renamed(told):
    names = {"name": "Site Name", "address": "Site Address", "city": "Site City"}
    names["lat"] = "Geocoding Artifact Address Primary Y Coordinate"
    names["lon"] = "Geocoding Artifact Address Primary X Coordinate"
    return {names[name]: value for name, value in told.items() if name in names}


def test_a_clinic_that_was_public_in_the_same_house_stays_so(tmp_path):
    clinic = row(**PRIVATE | {"name": "Eye Clinic", "phone": "773-254-1477"})
    read_again(tmp_path, row(**PRIVATE), clinic)
    made_private(Site.objects.get(name="Oak Help"))
    for phone in ("773-254-1478", "773-254-1479"):
        read_again(tmp_path, row(**PRIVATE), clinic | {"phone": phone})
        assert [one[:3] for one in shown()] == [
            ("Eye Clinic", False, STREET),
            ("Oak Help", True, ""),
        ]


@pytest.mark.parametrize("private_again", [True, False])
def test_another_place_in_a_street_called_the_same_keeps_its_address(tmp_path, private_again):
    """It lies in another town; what its organization says in words names no street."""
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
    branch = LOCATION | {"id": "l2", "name": "Branch", "description": f"Not at {STREET}. Come."}
    away = {"id": "a2", "location_id": "l2", "address_1": "Hidden Oak Lane"}
    there = ADDRESS | away | {"city": "Rockford", "postal_code": "61101"}
    package = {"locations": [LOCATION, branch], "addresses": [where, there]}
    actions.import_list(packages.folder(tmp_path / "list", **package), by=None)
    made_private(Site.objects.get(name="Main office"))
    there["address_1"] = STREET
    changed = ORGANIZATION | {"description": f"We are at {STREET}. Call us."}
    if not private_again:
        package["locations"] = [branch]
    actions.import_list(
        packages.folder(tmp_path / "list", **package, organizations=[changed]), by=None
    )
    found = Site.objects.get(name="Branch")
    assert (found.address_1, found.city, found.description) == (STREET, "Rockford", "Come.")


def test_a_row_that_is_left_out_does_not_keep_its_point(client, hope, tmp_path):
    read_again(tmp_path, row(**PRIVATE))
    made_private(Site.objects.get())
    read_again(tmp_path, row(**PRIVATE | {"name": "", "address": "", "city": ""}))
    assert Remark.objects.filter(done="left_out").count() == 1
    assert leaks(client, hope) == {}


def test_a_text_tells_a_house_by_either_of_its_numbers_and_in_words():
    told = Told.of(["4711-4713 Fifth Ave"])
    assert [told.tells(f"Come to {said}") for said in ("4711 5th Ave", "4713 Fifth Avenue")] == [
        True
    ] * 2
    assert not told.tells("Come to 4715 Fifth Avenue")
