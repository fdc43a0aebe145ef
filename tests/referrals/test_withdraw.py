"""Withdrawing: one tap, no reason, at once; answered alike whatever the other side has done."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError

from alongside.audit.models import Detail, Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.referrals import actions
from alongside.referrals.models import Letter, Referral, State
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True)


def test_permission_ends_at_once_for_both(client, referral, nora, ada, harbor, lakeside):
    client.force_login(nora)
    assert client.post(f"/referrals/{referral.pk}/withdraw/").status_code == 302
    with within(harbor):
        assert [Letter.objects.count(), Referral.objects.get().phrase] == [0, None]
    client.force_login(ada)
    page = client.get(f"/referrals/{referral.pk}/")
    assert "Permission has ended. Do not reach out from this letter." in page.text
    with within(lakeside):
        assert [event.act for event in Event.objects.order_by("week")].count(
            "referral_withdrawn"
        ) == 1


@pytest.mark.parametrize("closed_first", [True, False])
def test_it_is_answered_alike_whether_or_not_the_other_side_closed(
    client, opened, nora, ada, harbor, lakeside, closed_first
):
    if closed_first:
        with within(harbor):
            actions.close(opened, by=ada)
    client.force_login(nora)
    answer = client.post(f"/referrals/{opened.pk}/withdraw/")
    page = client.get(f"/referrals/{opened.pk}/")
    assert [answer.status_code, answer.url] == [302, f"/referrals/{opened.pk}/"]
    assert page.context["referral"].shown_state == State.WITHDRAWN
    with within(lakeside):
        assert Event.objects.count() == 2


def test_withdrawing_twice_is_told_kindly(referral, nora, lakeside):
    with within(lakeside):
        actions.withdraw(referral, by=nora)
        with pytest.raises(Blocked, match="already over: withdrawn"):
            actions.withdraw(referral, by=nora)


def test_the_receiving_side_cannot_withdraw(referral, ada, harbor):
    with within(harbor), pytest.raises(PermissionDenied):
        actions.withdraw(referral, by=ada)


def test_the_details_are_forgotten_thirty_days_after(referral, nora, lakeside):
    from datetime import timedelta

    from django.utils.timezone import localdate

    with within(lakeside):
        actions.withdraw(referral, by=nora)
        kept = set(Detail.objects.values_list("keep_until", flat=True))
    assert kept == {localdate() + timedelta(days=30)}


@pytest.mark.parametrize("state", [State.RECEIVED, State.RETURNED, State.ENDED, State.SENT])
def test_the_database_lets_a_sender_do_nothing_but_withdraw(referral, lakeside, state):
    with within(lakeside), pytest.raises(ProgrammingError, match="row-level security"):
        Referral.objects.update(state=state, phrase=None)


def test_the_database_lets_a_recipient_not_withdraw(referral, harbor):
    with within(harbor), pytest.raises(ProgrammingError, match="row-level security"):
        Referral.objects.update(state=State.WITHDRAWN, phrase=None)


def test_a_release_for_a_letter_back_is_withdrawn_by_its_own_side(
    opened, partnership, ada, harbor, nora, lakeside
):
    with within(harbor):
        parcel = building.parcel(partnership, ada, within_referral=opened)
        actions.send_back(opened, parcel, by=ada)
        release = opened.releases.get(backward=True)
    with within(lakeside):
        assert Letter.objects.count() == 1
        with pytest.raises(PermissionDenied):
            actions.withdraw_release(release, by=nora)
    with within(harbor):
        actions.withdraw_release(release, by=ada)
    with within(lakeside):
        assert Letter.objects.count() == 0
        assert Referral.objects.get().state == State.RECEIVED
