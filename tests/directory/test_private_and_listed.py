"""A place that somebody made private and that its list still tells: nothing of it comes back."""

import hashlib
import json

import pytest

from alongside.directory import actions
from alongside.directory.importing import records
from alongside.directory.keeping.putting_right import put_right
from alongside.directory.models import Listing, Remark, Service, Site, Source
from alongside.directory.private.keyed import number_of
from alongside.directory.private.place_erased import erase_place
from alongside.lib.walls import within
from tests.directory import packages
from tests.directory.building import HEADER, OFFICIAL, official, row, written
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION, SERVICE
from tests.directory.planting import CITY, POINT, STREET, everything, leaks, nothing_of

OFFICE = {"address": STREET, "city": CITY, "lat": POINT[0], "lon": POINT[1]}


def made_private(site):
    site.is_confidential = True
    erase_place(site)
    with within(site.organization):
        actions.list_site(site, by=None)


def digests(*places):
    """Every digest without a key that somebody who has only the database could try addresses by."""
    names = ("Pilsen Clinic", "Main office")
    told = [(name, *place, "IL") for name in names for place in places]
    told += [(name, city, "IL") for name in names for _street, city in places]
    folded = [json.dumps([" ".join(word.casefold().split()) for word in one]) for one in told]
    return [hashlib.sha256(one.encode()).hexdigest()[:32] for one in folded]


@pytest.mark.parametrize("layout", ["numbered", "without numbers"])
def test_no_digest_of_its_address_is_kept(host, tmp_path, layout):
    rows, header = [row(**OFFICE)], HEADER
    if layout == "numbered":
        rows, header = [official(1, **{"Site Address": STREET, "Site City": CITY})], OFFICIAL
        rows[0]["Site Name"] = "Pilsen Clinic"
    file = written(tmp_path / "list.csv", rows, header)
    actions.import_list(file, by=None)
    made_private(Site.objects.get())
    for phone in ("773-254-1499", "773-254-1498"):
        column = "phone" if layout != "numbered" else "Site Telephone Number"
        other = rows[0] | {"name": "Other", "address": "1 Main St", "city": "Chicago"}
        again = (
            [rows[0] | {column: phone}]
            if layout == "numbered"
            else [rows[0], other | {column: phone}]
        )
        written(file, again, header)
        actions.import_list(file, by=None)
        told = everything()
        assert [one for one in digests((STREET, CITY)) if one in told] == []
        assert nothing_of((STREET, CITY), told) == []


def test_the_digest_of_what_a_list_says_has_the_servers_secret_in_it(settings):
    before = records.digest_of(["1 Main St"])
    records.own_key.cache_clear()
    settings.SECRET_KEY = "another"
    assert records.digest_of(["1 Main St"]) != before
    records.own_key.cache_clear()


def test_its_lists_words_are_kept_without_its_place(client, host, hope, tmp_path):
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
    told = {"description": f"We help. Come to {STREET}."}
    services = [SERVICE | told]
    package = {"addresses": [where], "services": services}
    public = packages.folder(tmp_path / "list", locations=[LOCATION | told], **package)
    actions.import_list(public, by=None)
    made_private(Site.objects.get())
    Service.objects.update(description="Help.")
    told = {"description": f"We help everyone. Come to {STREET}."}
    package["services"] = [SERVICE | told]
    actions.import_list(
        packages.folder(tmp_path / "list", locations=[LOCATION | told], **package), by=None
    )
    site = Site.objects.get()
    assert (site.description, site.areas) == ("We help everyone.", ["IL"])
    assert Service.objects.get().description == "We help everyone."
    assert Source.objects.count() == 1
    assert leaks(client, hope) == {}


# ---- a list without numbers


PRIVATE = {"name": "Oak Help", **OFFICE}


def read_again(tmp_path, *rows, name="list"):
    file = written(tmp_path / f"{name}.csv", rows, HEADER)
    actions.import_list(file, by=None)


def shown():
    """Every site that is shown, with whether it is private and where it is."""
    sites = Site.objects.listed().order_by("name", "address_1")
    return list(sites.values_list("name", "is_confidential", "address_1", "latitude"))


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Oak Family Help"},
        {"phone": "773-254-1499"},
        {"name": "Oak Family Help", "phone": "773-254-1499"},
        {"name": "Oak Family Help", "address": STREET.replace("Lane", "LN."), "phone": ""},
    ],
)
def test_it_stays_private_whatever_its_list_calls_it(client, host, hope, tmp_path, changed):
    other = row(name="Other", address="1 Main St")
    read_again(tmp_path, row(**PRIVATE), other)
    site = Site.objects.get(name="Oak Help")
    made_private(site)
    for _time in range(2):
        read_again(tmp_path, other, row(**PRIVATE | changed))
        name = changed.get("name", "Oak Help")
        assert [one[:3] for one in shown()] == sorted(
            [(name, True, ""), ("Other", False, "1 Main St")]
        )
        assert Site.objects.get(is_confidential=True).pk == site.pk
    assert leaks(client, hope) == {}


def test_a_new_row_at_its_address_is_private_too(client, host, hope, tmp_path):
    read_again(tmp_path, row(**PRIVATE))
    made_private(Site.objects.get())
    beside = PRIVATE | {"name": "Oak Help Upstairs", "phone": "773-254-1477"}
    read_again(tmp_path, row(**beside), row(**PRIVATE))
    assert {one[1:] for one in shown()} == {(True, "", None)}
    read_again(tmp_path, row(**beside), row(**PRIVATE))
    assert {one[1:] for one in shown()} == {(True, "", None)}
    assert leaks(client, hope) == {}


WHOLE = f"{STREET}, {CITY}, IL 60699"


@pytest.mark.parametrize(
    ("was", "told"),
    [
        ({}, {"address": WHOLE, "city": ""}),
        ({}, {"address": WHOLE}),
        ({"address": WHOLE}, {}),
        ({}, {"address": f"Building B, {STREET}"}),
        ({}, {"address": "4711 N. Hidden Oak Lane"}),
        ({"address": "4711 Hidden Oak Lane NW"}, {}),
        ({"city": "St. Secretville"}, {"city": "Saint Secretville"}),
    ],
)
def test_a_new_row_is_private_too_however_it_spells_the_address(host, tmp_path, was, told):
    read_again(tmp_path, row(**PRIVATE | {"zip": ""} | was))
    made_private(Site.objects.get())
    beside = PRIVATE | {"name": "Oak Help Upstairs", "phone": "773-254-1477", "zip": ""} | told
    read_again(tmp_path, row(**beside), name="second")
    assert {one[1:] for one in shown()} == {(True, "", None)}


@pytest.mark.parametrize(
    ("was", "told"),
    [
        ({"address": "4711 N Hidden Oak Lane"}, {"address": "4711 S Hidden Oak Lane"}),
        (
            {"address": f"{STREET}, Suite 200"},
            {"address": f"{STREET}, Suite 200", "city": "Cicero"},
        ),
        ({"address": WHOLE}, {"address": f"{STREET}, Cicero, IL 60804", "city": ""}),
    ],
)
def test_the_same_in_another_town_or_part_of_it_is_another_address(host, tmp_path, was, told):
    read_again(tmp_path, row(**PRIVATE | {"zip": ""} | was))
    made_private(Site.objects.get())
    other = {"name": "Other", "phone": "773-254-1477", "zip": "", "lat": "41.8523"} | told
    read_again(tmp_path, row(**PRIVATE | other), name="second")
    assert [one[:2] for one in shown()] == [("Oak Help", True), ("Other", False)]


def test_another_list_does_not_make_its_address_public(client, host, hope, tmp_path):
    read_again(tmp_path, row(**PRIVATE))
    made_private(Site.objects.get())
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
    told = {"description": f"We help at {STREET}."}
    file = packages.folder(tmp_path / "211", addresses=[where], services=[SERVICE | told])
    actions.import_list(file, by=None)
    assert {one[1:] for one in shown()} == {(True, "", None)}
    assert leaks(client, hope) == {}


def test_a_row_that_is_left_out_does_not_keep_its_address(client, host, hope, tmp_path):
    read_again(tmp_path, row(**PRIVATE))
    made_private(Site.objects.get())
    read_again(tmp_path, row(**PRIVATE | {"name": ""}), row(**PRIVATE | {"st_abbr": "Nowhere"}))
    assert Remark.objects.filter(done="left_out").count() == 2
    assert leaks(client, hope) == {}


def test_two_of_one_name_and_telephone_are_made_private_both(host, tmp_path):
    first, second = row(**PRIVATE), row(**PRIVATE | {"address": "4713 Hidden Oak Lane"})
    read_again(tmp_path, first, second)
    for site in Site.objects.all():
        made_private(site)
    read_again(tmp_path, first | {"phone": "773-254-1499"}, second)
    assert shown() == [("Oak Help", True, "", None)] * 2
    assert Site.objects.count() == 2


def test_a_name_that_a_person_had_put_right_does_not_bring_it_back(host, tmp_path):
    read_again(tmp_path, row(**PRIVATE))
    site = Site.objects.get()
    put_right(site, {"name": "Oak", "phone": "(773) 254-1477", "address_1": "1 Elm St"})
    made_private(site)
    read_again(tmp_path, row(**PRIVATE | {"phone": "773-254-1466"}))
    assert shown() == [("Oak", True, "", None)]


def test_what_its_organization_says_in_the_list_is_read_without_it(client, host, hope, tmp_path):
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
    office = {"id": "l2", "name": "Office", "description": "Open to all."}
    package = {"addresses": [where], "locations": [LOCATION, LOCATION | office]}
    actions.import_list(packages.folder(tmp_path / "list", **package), by=None)
    made_private(Site.objects.get(name="Main office"))
    told = {"description": f"Good to know. The house is at {STREET}."}
    package["organizations"] = [packages.ORGANIZATION | told]
    package["locations"][1] |= told
    package["services"] = [SERVICE | told, SERVICE | told | {"id": "s2", "name": "Legal help"}]
    actions.import_list(packages.folder(tmp_path / "list", **package), by=None)
    assert {one.description for one in Service.objects.all()} == {"Good to know."}
    assert Listing.objects.get().description == "Good to know."
    assert leaks(client, hope) == {}


# ---- a number that is an address


@pytest.mark.parametrize("number", [STREET, "4711-hidden-oak-lane", "Hidden Oak", ",".join(POINT)])
def test_no_number_that_may_be_an_address_is_kept(client, host, hope, tmp_path, number):
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
    ids = {"location_id": number}
    package = {
        "locations": [LOCATION | {"id": number, "name": "Safe house"}] * 2,
        "addresses": [where | ids],
        "services": [SERVICE | {"id": f"{number}, pantry"}],
        "service_at_location": [packages.PAIR | ids | {"service_id": f"{number}, pantry"}],
        "phones": [packages.PHONE | ids],
    }
    for _time in range(2):
        actions.import_list(packages.folder(tmp_path / "list", **package), by=None)
    site = Site.objects.get()
    assert (site.is_confidential, site.services.count()) == (True, 1)
    assert leaks(client, hope) == {}


@pytest.mark.parametrize(
    "number",
    ["BPS-H80-014051", "l1", "211-FL-0012", "c18e7542-8bb1-4f24-b5c5-463cbb48f3b7", "SITE 12"],
)
def test_a_number_that_is_none_is_kept_as_it_is(number):
    assert number_of(number) == number
    assert number_of(number_of(STREET)) == number_of(STREET) != STREET


@pytest.mark.parametrize("since", ["Harbor Services", f"Harbor House at {STREET}"])
def test_an_organization_that_a_list_calls_by_its_address_has_another_name(
    client, host, hope, tmp_path, since
):
    package = {
        "locations": [LOCATION | {"name": since}],
        "addresses": [ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}],
    }
    for name in (f"Harbor at {STREET}", since):
        told = ORGANIZATION | {"name": name}
        file = packages.folder(tmp_path / "list", organizations=[told], **package)
        during = actions.import_list(file, by=None).during
    site = Site.objects.get()
    made_private(site)
    assert leaks(client, hope) == {}

    told = ORGANIZATION | {"name": f"Harbor Help at {STREET}"}
    file = packages.folder(tmp_path / "list", organizations=[told], **package)
    again = actions.import_list(file, by=None).during
    for one in (again, during):
        with within(host):
            actions.ask_to_undo(one, by=hope)
        actions.work_on_imports()
        assert leaks(client, hope) == {}
    site.refresh_from_db()
    names = {site.name, site.organization.name, Listing.objects.get().name}
    assert names <= {"Confidential place", "Harbor Services"}
