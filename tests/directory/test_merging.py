"""Two records of one place: decided by a person, remembered, taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.audit.models import Event
from alongside.directory import actions
from alongside.directory.models import Before, Duplicate, Entry, Service, Site, Verdict
from alongside.directory.models.pairs import MOVES
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from tests.directory import packages
from tests.directory.packages import ADDRESS, LOCATION, SERVICE
from tests.pressing import at_once


def press(client, pair, act):
    return client.post(f"/duplicates/{pair.pk}/{act}/")


def names_found():
    return sorted(set(Entry.objects.values_list("site__name", flat=True)))


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


def test_what_people_said_since_of_where_a_service_is_stays(pair, hope, host):
    organization = pair.younger.organization
    branch = Site.objects.create(organization=organization, name="Branch", state="IL")
    everywhere = Service.objects.create(organization=organization, name="Everywhere", needs=[3])
    here = pair.younger.services.get()
    with within(host):
        actions.one_place(pair, by=hope)
        for service in (everywhere, here):
            actions.edit_service(service, changes={}, sites=[branch], by=hope)
        actions.take_back(pair, by=hope)
    assert [set(service.sites.all()) for service in (everywhere, here)] == [{branch}] * 2


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
        Verdict.MERGED: actions.one_place,
        Verdict.APART: actions.two_places,
        Verdict.PROPOSED: actions.take_back,
    }
    for verdict, moves in MOVES.items():
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


# ---- when one of two lists tells of it no more


@pytest.fixture
def lists(host, hope, tmp_path):
    """One clinic in two lists, joined; read again with or without it."""
    other = {"id": "l2", "name": "Branch"}
    more = {"services": [SERVICE, SERVICE | {"id": "s2", "name": "Legal help"}]}

    def read(name, *, tells=True):
        places = [LOCATION | {"name": "Pilsen Clinic"}] if tells else []
        places += [
            LOCATION | other | {"id": f"{name}{at}", "name": f"Branch {at}"} for at in range(9)
        ]
        address = [ADDRESS | {"location_id": place["id"]} for place in places]
        about = more | {"locations": places, "addresses": address}
        return actions.import_list(packages.folder(tmp_path / name, **about), by=None).during

    read("first")
    read("second")
    first, second = Site.objects.filter(name="Pilsen Clinic").order_by("added_during__begun_at")
    pair = Duplicate.objects.create(older=first, younger=second, likelihood=1)
    with within(host):
        actions.one_place(pair, by=hope)
    return read


def is_shown():
    return "Pilsen Clinic" in names_found()


def test_a_place_stays_on_the_word_of_the_other_list(lists):
    lists("first", tells=False)
    assert is_shown()
    lists("second", tells=False)
    assert not is_shown()
    lists("second")
    assert is_shown()
    lists("second", tells=False)
    assert not is_shown()
    lists("first")
    assert is_shown()


def test_the_list_of_the_younger_alone_takes_nothing_away(lists):
    lists("second", tells=False)
    assert is_shown()
    lists("first", tells=False)
    assert not is_shown()


def test_that_a_list_tells_of_it_no_more_is_undone_too(lists, hope, host):
    lists("first", tells=False)
    during = lists("second", tells=False)
    with within(host):
        actions.ask_to_undo(during, by=hope)
    actions.work_on_imports()
    assert is_shown()


def test_taken_back_each_stands_on_the_word_of_its_own_list(lists, hope, host):
    lists("first", tells=False)
    with within(host):
        actions.take_back(Duplicate.objects.get(verdict="merged"), by=hope)
    shown = Site.objects.listed().get(name="Pilsen Clinic")
    assert (shown.source_id, is_shown()) == ("second", True)
