"""Opening: ciphertext for somebody who holds a key, while permission stands."""

import json
from datetime import timedelta

import pyrage
import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Grant, MemberKey
from alongside.referrals import actions
from alongside.referrals.models import Referral, State
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True)


def address(referral):
    letter = referral.releases.get().pk
    return f"/referrals/{referral.pk}/letters/{letter}/open/"


def post(client, where, body=None):
    return client.post(where, json.dumps(body or {}), content_type="application/json")


@pytest.fixture
def where(referral, lakeside):
    with within(lakeside):
        return address(referral)


def test_ada_reads_the_very_words(client, referral, where, ada, harbor, at_harbor):
    client.force_login(ada)
    told = post(client, where).json()

    secret = pyrage.decrypt(building.bytes_of(told["grant"]["wrapped"]), [at_harbor.members[ada]])
    opening = pyrage.x25519.Identity.from_str(secret.decode())
    plain = pyrage.decrypt(building.bytes_of(told["letter"]), [opening])
    assert json.loads(plain)["items"] == building.WORDS
    with within(harbor):
        assert Referral.objects.get().state == State.RECEIVED
        assert [event.act for event in Event.objects.all()] == ["letter_opened"]


def test_the_page_carries_no_ciphertext(client, referral, ada):
    client.force_login(ada)
    page = client.get(f"/referrals/{referral.pk}/")
    assert page.status_code == 200
    assert "age-encryption" not in page.text
    assert "YWdlLWVuY3J5" not in page.text
    assert page["Cache-Control"] == "no-store"


def test_the_sender_cannot_open_its_own_letter(client, where, nora):
    client.force_login(nora)
    assert post(client, where).status_code == 409


def test_an_outsider_cannot_learn_that_it_exists(client, referral, where, mallory):
    client.force_login(mallory)
    assert [
        post(client, where).status_code,
        client.get(f"/referrals/{referral.pk}/").status_code,
        client.get(f"/referrals/{MemberKey().pk}/").status_code,
    ] == [404, 404, 404]


def test_a_colleague_without_the_power_opens_nothing(referral, where, abel, harbor, client):
    abel.session_membership.roles = ["administrator"]
    abel.session_membership.save()
    client.force_login(abel)
    assert post(client, where).status_code == 403


def test_a_colleague_without_a_grant_is_told_what_to_do(client, where, abel):
    Grant.objects.filter(member_key__membership=abel.session_membership).delete()
    client.force_login(abel)
    answer = post(client, where)
    assert [answer.status_code, answer.json()["sentence"][:23]] == [409, "You hold no key to this"]


def test_what_is_sealed_to_chosen_members_opens_for_them_alone(
    partnership, nora, ada, abel, harbor
):
    key = ada.session_membership.keys.get()
    referral = building.sent(partnership, nora, members=[key.pk])
    with within(harbor):
        letter = referral.releases.get().pk
        with pytest.raises(PermissionDenied):
            actions.open_letter(referral, letter, by=abel)
        assert actions.open_letter(referral, letter, by=ada).grant is None


@pytest.mark.parametrize("after", [timedelta(days=14), timedelta(days=15)])
def test_a_letter_is_not_opened_after_permission_ends(client, where, ada, time_machine, after):
    time_machine.move_to(now() + after)
    client.force_login(ada)
    answer = post(client, where)
    sentence = "Permission has ended. Do not reach out from this letter."
    assert [answer.status_code, answer.json()] == [409, {"sentence": sentence}]


def test_a_letter_of_another_referral_is_not_found_here(partnership, referral, nora, ada, harbor):
    other = building.sent(partnership, nora)
    with within(harbor):
        letter = other.releases.get().pk
        with pytest.raises(Blocked, match="Permission has ended"):
            actions.open_letter(referral, letter, by=ada)


def test_lists_take_the_same_queries_for_one_and_for_three(
    client, partnership, referral, nora, ada
):
    client.force_login(ada)
    client.get("/today/")  # the first page of a session also notes when it was seen
    with building.counted() as one:
        client.get("/referrals/")
    building.sent(partnership, nora)
    building.sent(partnership, nora)
    with building.counted() as three:
        client.get("/referrals/")
    assert len(one.captured_queries) == len(three.captured_queries)
