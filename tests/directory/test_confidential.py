"""Promise 7: where a confidential site is, is not stored, and is told to nobody."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from alongside.audit.models import Detail
from alongside.directory import actions
from alongside.directory.models import Entry, Site
from alongside.lib.walls import within
from tests.directory.building import HEADER, OFFICIAL, listed, official, row, told, written
from tests.directory.planting import (
    CITY,
    PLACE,
    POINT,
    SECRETS,
    STREET,
    everything,
    nothing_of,
)


@pytest.mark.parametrize(
    "fields",
    [
        {"address": f"Confidential, {STREET}"},
        {"address": STREET, "name": "Harbor Women's Shelter"},
        {"address": STREET, "name": "County DOMESTIC VIOLENCE Services"},
    ],
)
def test_a_planted_address_is_in_no_output_at_all(client, host, tmp_path, fields, nora, capsys):
    fields = {"name": "Harbor", "city": CITY, "lat": POINT[0], "lon": POINT[1]} | fields
    file = written(tmp_path / "list.csv", [row(**fields)], HEADER)
    report = actions.import_list(file, by=None)
    assert told(report) == (1, 0, 0, 0, 0)

    site = Site.objects.get()
    client.force_login(nora)
    outputs = [everything(), "\n".join(report.sentences(99)), capsys.readouterr().out]
    for address in (
        f"/api/v1/search?near={POINT[0]},{POINT[1]}",
        "/search/?near=60608",
        f"/organizations/{site.organization_id}/",
        "/search/?near=Secretvile,+IL",
    ):
        outputs.append(client.get(address).text)
    with within(host):
        outputs.append(str(list(Detail.objects.values())))
    call_command("dumpdata", "directory", stdout=(dump := StringIO()))
    outputs.append(dump.getvalue())
    assert [nothing_of(SECRETS, text) for text in outputs] == [[]] * len(outputs)


def test_it_answers_by_the_state_it_serves_with_nothing_of_where_it_is(client, harbor):
    site = listed(harbor, "Shelter", is_confidential=True, areas=["IL", "WI"], **PLACE)
    for near, found in {"60608": 1, "53202": 1, "90012": 0}.items():
        results = client.get(f"/api/v1/search?near={near}").json()["results"]
        assert len(results) == found
    assert client.get("/api/v1/search?near=60608").json()["results"] == [
        {
            "id": str(site.pk),
            "name": "Shelter",
            "organization_id": str(harbor.pk),
            "organization": "Harbor House",
            "distance_miles": None,
            "latitude": None,
            "longitude": None,
            "is_rough": False,
            "is_confidential": True,
            "address": None,
            "city": None,
            "state": "IL",
            "phone": "(312) 555-2368",
            "phone_link": "tel:+1-312-555-2368",
            "setting": "",
            "opening": "Hours unknown",
            "languages": [],
            "traits": [603],
            "needs": [1],
            "listed_on": None,
            "confirmed_on": None,
        }
    ]


def test_its_place_in_the_order_tells_nothing(client, harbor, lakeside):
    shelters = [
        listed(harbor, f"Shelter {number}", is_confidential=True, phone="", latitude=40 + number)
        for number in range(3)
    ]
    listed(lakeside, "Clinic")
    expected = ["Clinic", *(one.name for one in sorted(shelters, key=lambda site: site.pk))]
    for near in ("60608", "61701", "62901", "41.0,-88.0"):
        results = client.get(f"/api/v1/search?near={near}").json()["results"]
        assert [one["name"] for one in results] == expected


def test_page_by_page_the_answer_tells_each_of_both_once(client, harbor, lakeside):
    for number in range(8):
        listed(lakeside, f"Clinic {number}")
        for half in "ab":
            listed(harbor, f"Shelter {number}{half}", is_confidential=True)
    told, page = [], {"more": True}
    while page["more"]:
        asked = f"near=60608&limit=6&page={len(told) + 1}"
        page = client.get(f"/api/v1/search?{asked}").json()
        told.append([one["distance_miles"] is None for one in page["results"]])
    assert [(one.count(False), one.count(True)) for one in told] == [(6, 6), (2, 6), (0, 4)]
    last = client.get("/search/?near=60608&page=3").text
    assert ("There are no more places." in last) is True


def test_the_page_keeps_them_in_a_place_of_their_own(client, harbor, lakeside):
    listed(harbor, "Shelter", is_confidential=True)
    listed(lakeside, "Clinic")
    page = client.get("/search/?near=60608").text
    assert page.index("Clinic") < page.index('<h2 id="confidential">') < page.index("Shelter</a>")
    assert page.index("Shelter</a>") < page.index('<h2 id="hotlines">')


def test_a_list_never_makes_a_confidential_site_public_again(host, tmp_path):
    file = written(tmp_path / "list.csv", [official(1)], OFFICIAL)
    actions.import_list(file, by=None)
    site = Site.objects.get()
    with within(site.organization):
        site.is_confidential = True
        actions.list_site(site, by=None)
    moved = official(1, **{"Site Address": STREET, "Site City": CITY})
    actions.import_list(written(file, [moved], OFFICIAL), by=None)
    site.refresh_from_db()
    assert (site.is_confidential, site.address_1, site.city, site.latitude) == (True, "", "", None)
    assert nothing_of((STREET, CITY), everything()) == []


def test_a_site_that_a_list_now_calls_confidential_forgets_its_place(client, host, tmp_path):
    file = written(tmp_path / "list.csv", [official(1)], OFFICIAL)
    actions.import_list(file, by=None)
    actions.import_list(
        written(file, [official(1, **{"Site Address": "CONFIDENTIAL"})], OFFICIAL), by=None
    )
    site = Site.objects.get()
    assert (site.is_confidential, site.city, site.areas) == (True, "", ["IL"])
    assert set(Entry.objects.values_list("latitude", flat=True)) == {None}


@pytest.mark.parametrize(
    "place",
    [
        {"address_1": "1 Main"},
        {"city": "X"},
        {"postal_code": "60608"},
        {"latitude": 1, "longitude": 1},
    ],
)
def test_the_database_itself_keeps_no_place_of_it(harbor, place):
    site = listed(harbor, is_confidential=True)
    with pytest.raises(IntegrityError, match="site_confidential_has_no_place"):
        Site.objects.filter(pk=site.pk).update(**place)


def test_half_a_point_is_no_point(harbor):
    site = listed(harbor)
    with pytest.raises(IntegrityError, match="site_point_is_whole_and_on_earth"):
        Site.objects.filter(pk=site.pk).update(latitude=None)
