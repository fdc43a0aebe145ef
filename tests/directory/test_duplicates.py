"""Two records of one place: proposed, decided by a person, remembered, taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from alongside.audit.models import Event
from alongside.directory import actions
from alongside.directory.models import Before, Duplicate, Entry, Import, Service, Site, Source
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from tests.directory.building import PILSEN
from tests.pressing import at_once

VERDICTS = ("one-place", "two-places")
HRSA = [
    ("MECCA HEALTH CLINIC", "91275 Avenue 66", "760-396-1249"),
    ("MECCA DENTAL CLINIC", "91275 Avenue 66", "760-396-1249"),
    ("Lowell CHC at 135 Jackson Street", "135 Jackson St", "978-937-9700"),
    ("Lowell CHC - 101 Jackson Street", "101 Jackson St", "978-937-9700"),
    ("Clyburn Center for Primary Care", "1000 Clyburn Pl", "803-380-7000"),
    ("Clyburn Center for Primary Care Mobile Unit", "1000 Clyburn Pl", "803-380-7000"),
]


@pytest.fixture
def reading(host):
    """Two lists, each read once: the older a day before."""

    def read(key, days_ago):
        source, _made = Source.objects.get_or_create(key=key, defaults={"name": key})
        made = Import.objects.create(source=source, file_name=f"{key}.csv")
        Import.objects.filter(pk=made.pk).update(begun_at=now() - timedelta(days=days_ago))
        made.refresh_from_db()
        return made

    return {"hrsa": read("hrsa", 1), "211": read("211", 0)}


@pytest.fixture
def place(reading):
    """A site as one of the lists has it, with a service there."""

    def listed(key, name="Pilsen Clinic", *, offers="Help", **fields):
        organization = fields.pop("organization", None) or Organization.objects.create(name=name)
        about = {
            "name": name,
            "address_1": "1 Main St",
            "city": "Chicago",
            "state": "IL",
            "latitude": PILSEN[0],
            "longitude": PILSEN[1],
            "phone": "773-254-1400",
            "added_during": reading[key],
            "source_id": key,
            "source_key": f"{name} {fields}"[:200],
        } | fields
        with within(organization):
            services = [(offers, 1)] if offers else []
            return actions.list_site(
                Site(organization=organization, **about), by=None, services=services
            )

    return listed


@pytest.fixture
def pair(place, reading):
    """One clinic in two lists, proposed."""
    place("hrsa")
    place("211", "Pilsen Clinic, Inc.", offers="Legal help")
    assert actions.propose_duplicates(reading["211"]) == 1
    return Duplicate.objects.get()


def press(client, pair, act):
    return client.post(f"/duplicates/{pair.pk}/{act}/")


def names_found():
    return sorted(set(Entry.objects.values_list("site__name", flat=True)))


# ---- proposed


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


# ---- one place


def test_of_one_place_the_older_record_stays_and_gets_the_services(client, pair, hope, host):
    client.force_login(hope)
    assert press(client, pair, "one-place").status_code == 302

    older, younger = Site.objects.get(pk=pair.older_id), Site.objects.get(pk=pair.younger_id)
    assert (younger.same_as, younger.retired_at is None, older.retired_at) == (older, False, None)
    assert sorted(service.name for service in older.services.all()) == ["Help", "Legal help"]
    assert names_found() == ["Pilsen Clinic"]
    with within(host):
        assert [event.act for event in Event.objects.all()] == ["duplicate_merged"]


def test_a_service_of_every_site_comes_along(pair, hope, host):
    organization = pair.younger.organization
    branch = Site.objects.create(organization=organization, name="Branch", state="IL")
    service = Service.objects.create(organization=organization, name="Everywhere", needs=[3])
    with within(host):
        actions.one_place(pair, by=hope)
        assert set(service.sites.all()) == {branch, pair.older}
        actions.take_back(pair, by=hope)
        assert list(service.sites.all()) == []


def test_when_one_record_is_confidential_the_place_is(place, reading, hope, host):
    older = place("hrsa", "Harbor House")
    hidden = {"is_confidential": True, "address_1": "", "latitude": None, "longitude": None}
    place("211", "Harbor House", **hidden, city="")
    actions.propose_duplicates(reading["211"])
    with within(host):
        actions.one_place(Duplicate.objects.get(), by=hope)
    older.refresh_from_db()
    assert (older.is_confidential, older.address_1, older.city) == (True, "", "")
    assert (older.latitude, older.longitude) == (None, None)
    assert set(Entry.objects.values_list("latitude", flat=True)) == {None}


def test_what_left_the_directory_is_not_joined(client, pair, hope):
    Site.objects.filter(pk=pair.older_id).update(retired_at=now())
    client.force_login(hope)
    response = press(client, pair, "one-place")
    assert response.status_code == 409
    assert "There is nothing to decide." in response.text
    assert "Pilsen" not in client.get("/duplicates/").text


# ---- two places


def test_two_places_are_never_proposed_again(client, pair, hope, host, reading):
    client.force_login(hope)
    press(client, pair, "two-places")
    Before.objects.create(during=reading["211"], kind="site", record=pair.younger.pk, fields={})

    assert actions.propose_duplicates(reading["211"]) == 0
    assert actions.propose_duplicates(reading["hrsa"]) == 0
    assert [each.verdict for each in Duplicate.objects.all()] == ["apart"]
    assert names_found() == ["Pilsen Clinic", "Pilsen Clinic, Inc."]
    with within(host):
        assert [event.act for event in Event.objects.all()] == ["duplicate_kept_apart"]


# ---- taken back


def test_one_place_is_taken_back_and_each_has_its_services_again(client, pair, hope):
    client.force_login(hope)
    press(client, pair, "one-place")
    press(client, pair, "take-back")

    found = {site.name: [one.name for one in site.services.all()] for site in Site.objects.all()}
    assert found == {"Pilsen Clinic": ["Help"], "Pilsen Clinic, Inc.": ["Legal help"]}
    assert names_found() == ["Pilsen Clinic", "Pilsen Clinic, Inc."]
    assert [each.verdict for each in Duplicate.objects.waiting()] == ["proposed"]


def test_two_places_is_taken_back_too(client, pair, hope):
    client.force_login(hope)
    press(client, pair, "two-places")
    press(client, pair, "take-back")
    assert list(Duplicate.objects.waiting()) == [pair]


def test_decisions_are_taken_back_in_their_turn(pair, place, hope, host):
    third = place("hrsa", "Another")
    with within(host):
        actions.one_place(pair, by=hope)
        Site.objects.filter(pk=pair.older_id).update(same_as=third, retired_at=now())
        with pytest.raises(Blocked, match="Take that back first"):
            actions.take_back(pair, by=hope)


# ---- who, and when


@pytest.mark.parametrize("act", ["one-place", "two-places", "take-back"])
def test_only_the_host_decides(client, pair, nils, mallory, act):
    for someone in (nils, mallory):
        client.force_login(someone)
        assert press(client, pair, act).status_code == 403
        assert client.get("/duplicates/").status_code == 403
    client.logout()
    assert press(client, pair, act).url == f"/account/login/?next=/duplicates/{pair.pk}/{act}/"


def test_nobody_decides_for_the_host_from_elsewhere(pair, mallory, elsewhere):
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.one_place(pair, by=mallory)


def test_every_move_that_is_not_listed_is_blocked(pair, hope, host):
    acts = {
        Duplicate.Verdict.MERGED: actions.one_place,
        Duplicate.Verdict.APART: actions.two_places,
        Duplicate.Verdict.PROPOSED: actions.take_back,
    }
    for verdict, moves in Duplicate.MOVES.items():
        decided = None if verdict == "proposed" else now()
        for other in set(acts) - moves:
            Duplicate.objects.update(verdict=verdict, decided_at=decided)
            with within(host), pytest.raises(Blocked, match="Somebody has decided this already"):
                acts[other](pair, by=hope)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acts", [["one_place"] * 4, ["one_place", "two_places"] * 2])
def test_of_many_who_decide_at_once_one_counts(pair, hope, host, acts):
    told = at_once(*((hope, lambda act=act: getattr(actions, act)(pair, by=hope)) for act in acts))

    assert told.count("done") == 1
    assert {words[:24] for words in told if words != "done"} == {"Somebody has decided thi"}
    with within(host):
        assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_pairs_with_one_record_in_common_are_decided_one_after_the_other(
    pair, place, reading, hope
):
    place("hrsa", "Pilsen Clinic Co")
    actions.propose_duplicates(reading["hrsa"])
    pairs = list(Duplicate.objects.waiting())
    told = at_once(*((hope, lambda pair=pair: actions.one_place(pair, by=hope)) for pair in pairs))

    assert (len(pairs), sorted(told)[1]) == (2, "done")
    assert sorted(told)[0].startswith("One of the two has left")
    assert len(Site.objects.listed()) == 2


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
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/duplicates/{which}").status_code == 200
    return len(asked)


def test_the_page_shows_both_records_and_what_agrees(client, pair, hope):
    client.force_login(hope)
    text = client.get("/duplicates/").text
    for words in ("Pilsen Clinic, Inc.", "The telephone is the same.", "Legal help", "1 Main St"):
        assert words in text
    press(client, pair, "two-places")
    assert "Decided: two places, by Hope" in client.get("/duplicates/?decided=1").text
