"""Sending: one sealed letter under one release, exactly once."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Notice, OpeningKey, SigningKey
from alongside.partnerships import actions as partnership_actions
from alongside.referrals import actions
from alongside.referrals.models import Letter, Referral, Release, State
from tests.database import connected_as
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True)


def post(client, body):
    return client.post("/referrals/send/", json.dumps(body), content_type="application/json")


def test_nora_sends_and_the_act_is_remembered(client, partnership, nora, lakeside, harbor):
    client.force_login(nora)
    answer = post(client, building.send_body(partnership, nora))

    assert answer.status_code == 200
    with within(lakeside):
        referral = Referral.objects.get()
        assert answer.json() == {"url": f"/referrals/{referral.pk}/"}
        assert [referral.state, len(referral.phrase.split())] == [State.SENT, 2]
        assert [event.act for event in Event.objects.all()] == ["referral_sent"]
        assert Release.objects.get().is_authorization
    with within(harbor):
        assert bytes(Letter.objects.get().sealed).startswith(b"age-encryption.org/v1\n")


def test_those_who_may_open_learn_that_something_waits(partnership, nora, ada, abel):
    building.sent(partnership, nora)
    with connected_as("worker"):
        assert {notice.person for notice in Notice.objects.all()} == {ada, abel}


def test_a_role_without_the_power_sends_nothing(partnership, nora, lakeside):
    nora.session_membership.roles = ["evaluator"]
    nora.session_membership.save()
    with within(lakeside), pytest.raises(PermissionDenied):
        actions.send(partnership, building.parcel(partnership, nora), by=nora)


def test_an_outsider_finds_no_partnership_to_send_within(client, partnership, nora, mallory):
    body = building.send_body(partnership, nora)
    client.force_login(mallory)
    assert post(client, body).status_code == 409
    assert client.get(f"/partnerships/{partnership.pk}/write/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"elements": building.ELEMENTS | {"items": ["name", "outcome"]}}, "one of these items"),
        ({"mode": "chat"}, "this way of connecting"),
        ({"days": 15}, "14 days at most"),
        ({"number": 2}, "keys changed"),
        ({"members": ["00000000-0000-0000-0000-000000000000"]}, "keys changed"),
    ],
)
def test_nothing_goes_beyond_the_agreement(at_lakeside, at_harbor, nora, lakeside, changes, says):
    bounds = {"items": ["name", "safe_contact", "needs"], "modes": ["call_back"]}
    partnership = building.partners(at_lakeside, at_harbor, **bounds)
    with within(lakeside), pytest.raises(Blocked, match=says):
        actions.send(partnership, building.parcel(partnership, nora, **changes), by=nora)


def test_nothing_is_sealed_to_somebody_whom_only_an_earlier_key_vouches_for(
    partnership, nora, ada, lakeside, harbor
):
    signing = SigningKey.objects.get(organization=harbor)
    parcel = building.parcel(partnership, nora, members=[ada.session_membership.keys.get().pk])
    SigningKey.objects.filter(pk=signing.pk).update(number=2)
    with within(lakeside), pytest.raises(Blocked, match="keys changed"):
        actions.send(partnership, parcel, by=nora)


def test_nothing_goes_within_a_partnership_that_ended(partnership, nora, nils, lakeside):
    parcel = building.parcel(partnership, nora)
    with within(lakeside):
        partnership_actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="ended"):
            actions.send(partnership, parcel, by=nora)


@pytest.mark.parametrize(
    "missing", ["items", "independent", "signed", "form", "capacity", "hidden"]
)
def test_every_element_of_the_permission_is_needed(client, partnership, nora, missing):
    client.force_login(nora)
    body = building.send_body(partnership, nora)
    del body["release"][missing]
    answer = post(client, body)
    assert answer.status_code == 409
    assert answer.json()["sentence"].startswith("Something in the permission step is missing")


def test_saying_no_to_a_condition_of_service_is_kept_by_the_database(referral, lakeside):
    with within(lakeside), pytest.raises((IntegrityError, ProgrammingError)):
        Release.objects.update(independent=False)


@pytest.mark.parametrize(
    "changes",
    [
        {"letter": "bm90IGFnZQ=="},
        {"letter": "%%%"},
        {"name": "Maria"},
        {"number": 0},
        {"members": "all"},
        {"release": {"note": "x" * 10}},
    ],
)
def test_a_body_of_other_fields_or_other_bytes_is_not_taken(client, partnership, nora, changes):
    client.force_login(nora)
    answer = post(client, building.send_body(partnership, nora, **changes))
    assert answer.status_code in {409, 422}
    assert set(answer.json()) == {"sentence"}


def test_the_same_parcel_again_gets_the_same_answer(client, partnership, nora, lakeside):
    client.force_login(nora)
    body = building.send_body(partnership, nora)
    assert post(client, body).json() == post(client, body).json()
    with within(lakeside):
        assert Referral.objects.count() == 1
        assert Event.objects.count() == 1


def test_other_bytes_under_the_same_form_are_told_from_a_retry(partnership, nora, lakeside):
    first = building.parcel(partnership, nora)
    with within(lakeside):
        actions.send(partnership, first, by=nora)
        other = building.parcel(partnership, nora, referral=first.referral, release=first.release)
        with pytest.raises(Blocked, match="already sent, then changed"):
            actions.send(partnership, other, by=nora)


def test_a_double_tap_makes_one_referral(partnership, nora, lakeside):
    parcel, gate = building.parcel(partnership, nora), Barrier(8)

    def tap(_):
        connection.ensure_connection()
        gate.wait()
        try:
            with within(lakeside):
                return actions.send(partnership, parcel, by=nora).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(tap, range(8)))) == 1
    with within(lakeside):
        assert [Referral.objects.count(), Event.objects.count()] == [1, 1]


def test_a_page_of_yesterday_must_be_reloaded(client, partnership, nora, time_machine):
    from datetime import timedelta

    from django.utils.timezone import now

    body = building.send_body(partnership, nora)
    time_machine.move_to(now() + timedelta(hours=13))
    client.force_login(nora)
    answer = post(client, body)
    assert [answer.status_code, answer.json()["sentence"][:21]] == [409, "This page is too old."]


def test_a_body_of_ten_megabytes_gets_a_calm_answer(client, partnership, nora):
    client.force_login(nora)
    answer = post(client, building.send_body(partnership, nora, letter="A" * 10_000_000))
    assert [answer.status_code, list(answer.json())] == [400, ["sentence"]]


def test_broken_utf8_gets_a_calm_answer(client, partnership, nora):
    client.force_login(nora)
    answer = client.post(
        "/referrals/send/", b'{"token": "\xff\xfe"}', content_type="application/json"
    )
    assert [answer.status_code, list(answer.json())] == [422, ["sentence"]]


def test_a_rotated_key_is_said_before_anything_is_kept(partnership, nora, lakeside, at_harbor):
    parcel = building.parcel(partnership, nora)
    OpeningKey.objects.filter(organization=at_harbor.organization).update(number=2)
    with within(lakeside):
        with pytest.raises(Blocked, match="Reload the page"):
            actions.send(partnership, parcel, by=nora)
        assert Referral.objects.count() == 0


def test_the_database_keeps_letters_of_one_size_only(partnership, nora, lakeside):
    short = building.parcel(partnership, nora, sealed=b"age-encryption.org/v1\n")
    with within(lakeside), pytest.raises(IntegrityError, match="letter_has_the_one_size"):
        actions.send(partnership, short, by=nora)


def test_the_database_keeps_no_release_that_covers_nothing(partnership, nora, lakeside):
    empty = building.parcel(partnership, nora, elements=building.ELEMENTS | {"items": []})
    with within(lakeside), pytest.raises(IntegrityError, match="release_covers_something"):
        actions.send(partnership, empty, by=nora)
