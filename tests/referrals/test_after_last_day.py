"""Promise 11 by the date itself: after a last day no letter opens, though no worker has run since."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate, now

from alongside.lib.walls import within
from alongside.orgs.actions import say_leaving
from alongside.orgs.models import Membership
from alongside.referrals import actions
from tests.keys import post


def test_promise_11_after_the_last_day_nothing_opens_though_no_worker_runs(
    client, referral, ada, harbor, time_machine
):
    with within(harbor):
        letter = referral.releases.get().pk
        say_leaving(ada.session_membership, last_day=localdate(), time_zone="UTC", by=ada)
    time_machine.move_to(now() + timedelta(days=1))
    client.force_login(ada)
    for address in (f"/referrals/{referral.pk}/letters/{letter}/open/", "/keys/mine/"):
        assert post(client, address, {}).url == "/choose/"
    with within(harbor), pytest.raises(PermissionDenied):
        actions.open_letter(referral, letter, by=ada)
    assert Membership.objects.get(person=ada).ended_at is None
