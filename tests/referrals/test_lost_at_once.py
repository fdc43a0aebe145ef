"""A send that is not done yet is never taken for a letter lost in a restore."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag

import pytest
from django.db import connection

from alongside.lib.walls import within
from alongside.referrals import actions
from alongside.referrals.models import Referral, State
from tests.database import connected_as
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def look(organization):
    with connected_as("worker"):
        actions.end_what_was_lost(organization)


def states(organization):
    with within(organization):
        return sorted(Referral.objects.values_list("state", flat=True))


def test_a_send_that_is_not_done_yet_is_not_lost(partnership, nora, lakeside):
    made, looked = Flag(), Flag()

    def send():
        with within(lakeside):
            actions.send(partnership, building.parcel(partnership, nora), by=nora)
            made.set()
            looked.wait(20)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send)
        assert made.wait(20)
        look(lakeside)
        looked.set()
        sending.result()
    look(lakeside)
    assert states(lakeside) == [State.SENT]


def test_whoever_looks_all_the_time_never_sees_half_a_send(partnership, nora, lakeside):
    done = Flag()

    def keep_looking():
        times = 0
        with connected_as("worker"):
            while not done.is_set():
                actions.end_what_was_lost(lakeside)
                times += 1
        return times

    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(keep_looking)
        for _ in range(30):
            building.sent(partnership, nora)
        done.set()
        assert looking.result() > 30
    assert states(lakeside) == [State.SENT] * 30
