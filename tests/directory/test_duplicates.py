"""Two records that may be one place: found, shown side by side, kept once."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from alongside.directory import actions
from alongside.directory.models import Before, Duplicate, Site
from alongside.lib.walls import within
from tests.directory.building import PILSEN

HRSA = [
    ("MECCA HEALTH CLINIC", "91275 Avenue 66", "760-396-1249"),
    ("MECCA DENTAL CLINIC", "91275 Avenue 66", "760-396-1249"),
    ("Lowell CHC at 135 Jackson Street", "135 Jackson St", "978-937-9700"),
    ("Lowell CHC - 101 Jackson Street", "101 Jackson St", "978-937-9700"),
    ("Clyburn Center for Primary Care", "1000 Clyburn Pl", "803-380-7000"),
    ("Clyburn Center for Primary Care Mobile Unit", "1000 Clyburn Pl", "803-380-7000"),
]


def test_a_clinic_of_two_lists_is_proposed_with_the_evidence(pair):
    assert (pair.older.name, pair.younger.name) == ("Pilsen Clinic", "Pilsen Clinic, Inc.")
    assert pair.evidence == {"name": 1.0, "miles": 0.0, "address": True, "phone": True}
    assert pair.likelihood == 0.975


def test_what_one_list_holds_twice_is_its_own_matter(place, reading):
    place("hrsa")
    place("hrsa", "Pilsen Clinic Inc")
    assert actions.propose_duplicates(reading["hrsa"]) == 0


def test_neighbors_of_the_real_list_are_not_proposed_and_their_twins_are(place, reading):
    for name, address, phone in HRSA:
        place("hrsa", name, address_1=address, phone=phone)
        place("211", name.title(), address_1=address, phone=phone)
    assert actions.propose_duplicates(reading["211"]) == len(HRSA)
    pairs = [(each.older.name, each.younger.name) for each in Duplicate.objects.all()]
    assert sorted(pairs) == sorted((name, name.title()) for name, _address, _phone in HRSA)


@pytest.mark.parametrize(
    "fields",
    [
        {"phone": "", "latitude": PILSEN[0] + 0.0005},  # by the map
        {"phone": "", "latitude": None, "longitude": None},  # by house and city
        {"address_1": "", "latitude": None, "longitude": None},  # by telephone
        {"phone": "", "postal_code": "60608", "city": "CHICAGO", "is_rough": True},
    ],
)
def test_it_is_found_by_whatever_the_other_list_knows(place, reading, fields):
    place("hrsa", postal_code="60608-1234")
    place("211", **fields)
    assert actions.propose_duplicates(reading["211"]) == 1


def test_a_number_that_everybody_answers_to_says_nothing(place, reading):
    for number in range(51):
        place("hrsa", f"Harbor{number}", address_1="", latitude=None, longitude=None, offers="")
    place("211", "Harbor7", address_1="", latitude=None, longitude=None)
    assert actions.propose_duplicates(reading["211"]) == 0


def test_what_people_here_keep_is_the_older_record(place, reading, lakeside):
    place("hrsa")
    place("211", organization=lakeside)
    actions.propose_duplicates(reading["211"])
    assert Duplicate.objects.get().older.organization == lakeside


def test_records_of_two_organizations_at_work_here_are_not_proposed(
    place, reading, lakeside, elsewhere
):
    place("hrsa", organization=elsewhere)
    place("211", organization=lakeside)
    assert actions.propose_duplicates(reading["211"]) == 0


def test_a_record_that_changed_is_compared_anew(pair, reading):
    Site.objects.filter(pk=pair.younger.pk).update(address_1="99 Other St")
    Before.objects.create(during=reading["211"], kind="site", record=pair.younger.pk, fields={})
    assert actions.propose_duplicates(reading["211"]) == 0
    assert list(Duplicate.objects.all()) == []


def test_comparing_asks_the_database_as_often_for_three_pairs_as_for_one(
    place, reading, django_assert_max_num_queries
):
    for number in range(3):
        place("hrsa", f"Harbor{number}", address_1=f"{number + 1} Main St")
        place("211", f"Harbor{number}", address_1=f"{number + 1} Main St")
    with django_assert_max_num_queries(8):
        assert actions.propose_duplicates(reading["211"]) == 3


# ---- what the database stops


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"verdict": "merged"}, "duplicate_decided_is_whole"),
        ({"decided_at": now()}, "duplicate_decided_is_whole"),
        ({"moved": {"x": []}}, "duplicate_decided_is_whole"),
    ],
)
def test_the_database_keeps_a_decision_whole(pair, change, name):
    with pytest.raises(IntegrityError, match=name):
        Duplicate.objects.update(**change)


def test_the_database_keeps_a_pair_once_whichever_way_round(pair):
    with pytest.raises(IntegrityError, match="duplicate_once"):
        Duplicate.objects.create(older=pair.younger, younger=pair.older, likelihood=1)


def test_the_database_shows_no_site_that_is_another_one(pair):
    with pytest.raises(IntegrityError, match="site_merged_is_retired"), transaction.atomic():
        Site.objects.filter(pk=pair.younger_id).update(same_as=pair.older)
    with pytest.raises(IntegrityError, match="site_merged_is_retired"):
        Site.objects.filter(pk=pair.younger_id).update(same_as=pair.younger, retired_at=now())


# ---- the page


@pytest.mark.parametrize("which", ["", "?decided=1"])
def test_the_page_asks_the_database_as_often_for_three_pairs_as_for_one(
    client, place, reading, hope, host, which, django_assert_num_queries
):
    def listed(number):
        place("hrsa", f"Harbor{number}", address_1=f"{number} Main St")
        place("211", f"Harbor{number}", address_1=f"{number} Main St")
        actions.propose_duplicates(reading["211"])
        if which:
            with within(host):
                actions.two_places(Duplicate.objects.waiting().get(), by=hope)

    client.force_login(hope)
    listed(1)
    client.get(f"/duplicates/{which}")
    before = queries(client, which)
    listed(2)
    listed(3)
    assert queries(client, which) == before


def queries(client, which):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/duplicates/{which}").status_code == 200
    return len(asked)


def test_the_page_shows_both_records_and_what_agrees(client, pair, hope):
    client.force_login(hope)
    text = client.get("/duplicates/").text
    for words in ("Pilsen Clinic, Inc.", "The telephone is the same.", "Legal help", "1 Main St"):
        assert words in text
    client.post(f"/duplicates/{pair.pk}/two-places/")
    assert "Decided: kept apart, by Hope" in client.get("/duplicates/?decided=1").text
