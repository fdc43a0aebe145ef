"""Letters back: under a release of their own, within an open referral, gone with it."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.referrals import actions
from alongside.referrals.models import Letter, Referral, Release, State
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True)


def post(client, where, body):
    return client.post(where, json.dumps(body), content_type="application/json")


def test_ada_writes_back_and_nora_opens_it(
    client, opened, partnership, ada, nora, harbor, lakeside
):
    client.force_login(ada)
    assert client.get(f"/referrals/{opened.pk}/write-back/").status_code == 200
    body = building.send_body(partnership, ada, within_referral=opened)
    assert post(client, "/referrals/send/", body).json() == {"url": f"/referrals/{opened.pk}/"}
    with within(harbor):
        release = Release.objects.get(backward=True)
        assert [release.releasing, release.is_authorization] == [harbor, False]
        assert "letter_sent_back" in Event.objects.values_list("act", flat=True)

    client.force_login(nora)
    sent, waits = "/referrals/?side=sent", "A letter back waits to be opened."
    assert client.get(sent).text.count(waits) == 1
    answer = post(client, f"/referrals/{opened.pk}/letters/{release.pk}/open/", {})
    assert (answer.status_code, client.get(sent).text.count(waits)) == (200, 0)
    with within(lakeside):
        assert Referral.objects.get().state == State.RECEIVED


def test_nothing_is_written_back_before_the_first_letter_is_opened(
    client, referral, partnership, ada, harbor
):
    parcel = building.parcel(partnership, ada, within_referral=referral)
    with within(harbor), pytest.raises(Blocked, match="after the first one was opened"):
        actions.send_back(referral, parcel, by=ada)
    client.force_login(ada)
    assert client.get(f"/referrals/{referral.pk}/write-back/").status_code == 409


def test_nothing_is_written_back_after_closing(opened, partnership, ada, harbor):
    parcel = building.parcel(partnership, ada, within_referral=opened)
    with within(harbor):
        actions.close(opened, by=ada)
        with pytest.raises(Blocked, match="No letter lies here any more"):
            actions.send_back(opened, parcel, by=ada)


def test_a_role_without_the_power_writes_nothing_back(opened, partnership, abel, harbor):
    parcel = building.parcel(partnership, abel, within_referral=opened)
    abel.session_membership.roles = ["administrator"]
    abel.session_membership.save()
    with within(harbor), pytest.raises(PermissionDenied):
        actions.send_back(opened, parcel, by=abel)


def test_an_outsider_finds_nothing_to_write_back_to(client, opened, partnership, ada, mallory):
    body = building.send_body(partnership, ada, within_referral=opened)
    client.force_login(mallory)
    assert client.get(f"/referrals/{opened.pk}/write-back/").status_code == 404
    assert post(client, "/referrals/send/", body).status_code == 409


def test_a_letter_back_is_gone_with_the_referral(opened, partnership, ada, nora, harbor, lakeside):
    parcel = building.parcel(partnership, ada, within_referral=opened)
    with within(harbor):
        actions.send_back(opened, parcel, by=ada)
    with within(lakeside):
        assert Letter.objects.count() == 1
        actions.withdraw(opened, by=nora)
        assert Letter.objects.count() == 0


def test_a_permission_to_write_back_stays_within_the_agreement(opened, partnership, ada, harbor):
    parcel = building.parcel(partnership, ada, within_referral=opened, days=91)
    with within(harbor), pytest.raises(Blocked, match="days at most"):
        actions.send_back(opened, parcel, by=ada)


def test_the_same_letter_back_again_changes_nothing(opened, partnership, ada, harbor):
    parcel = building.parcel(partnership, ada, within_referral=opened)
    with within(harbor):
        actions.send_back(opened, parcel, by=ada)
        actions.send_back(opened, parcel, by=ada)
        assert Release.objects.filter(backward=True).count() == 1
