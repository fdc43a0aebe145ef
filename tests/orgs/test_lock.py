"""Lock: a button, or fifteen idle minutes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now


def test_the_button_ends_the_session(client, ada):
    client.force_login(ada)
    client.get("/people/")

    answer = client.post("/lock/")

    assert (answer.status_code, answer.url) == (302, "/account/login/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert Session.objects.count() == 0
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (15.1, 302)])
def test_fifteen_idle_minutes_lock(client, ada, time_machine, minutes, status):
    client.force_login(ada)
    client.get("/people/")
    time_machine.move_to(now() + timedelta(minutes=minutes))
    assert client.get("/people/").status_code == status


def test_signing_in_again_returns_to_the_same_page(client, ada, time_machine):
    client.force_login(ada)
    client.get("/people/")
    time_machine.move_to(now() + timedelta(minutes=16))
    assert client.get("/people/").url == "/account/login/?next=/people/"


def test_who_works_is_not_locked(client, ada, time_machine):
    client.force_login(ada)
    start = now()
    codes = []
    for minutes in (0, 10, 20, 30):
        time_machine.move_to(start + timedelta(minutes=minutes))
        codes.append(client.post("/stay/").status_code)
    assert codes == [204] * 4


def test_a_clock_that_jumps_back_locks_nobody_out(client, ada, time_machine):
    client.force_login(ada)
    client.get("/people/")
    time_machine.move_to(now() - timedelta(hours=2))
    assert client.get("/people/").status_code == 200


def test_lock_is_a_post_and_asks_nothing_of_a_stranger(client, db):
    assert client.get("/lock/").status_code == 405
    assert client.post("/lock/").status_code == 302


def test_a_public_page_without_a_session_touches_no_table_and_sets_no_cookie(client, db):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/")
    assert (answer.status_code, len(queries)) == (200, 0)
    assert answer.cookies == {}
