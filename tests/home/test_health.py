"""GET /health, for whoever watches the server."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils.timezone import now

from alongside import __version__


def hear_from_a_worker(ago):
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
            [now() - timedelta(seconds=ago)],
        )


@pytest.mark.parametrize(("ago", "status"), [(5, "ok"), (300, "worker silent")])
def test_it_says_when_the_worker_was_last_heard_of(client, db, ago, status):
    hear_from_a_worker(ago)

    answer = client.get("/health")

    assert answer.status_code == 200
    assert sorted(answer.json()) == ["database", "status", "version", "worker"]
    assert (answer.json()["status"], answer.json()["version"]) == (status, __version__)
    assert answer.json()["worker"]["heartbeat"] is not None


def test_without_a_worker_pages_are_still_served(client, db):
    answer = client.get("/health").json()

    assert (answer["status"], answer["worker"]) == ("worker silent", {"heartbeat": None})


def test_it_is_never_kept_and_sets_no_cookie(client, db):
    answer = client.get("/health")

    assert "no-store" in answer["Cache-Control"]
    assert list(answer.cookies) == []


def test_it_is_only_read(client, db):
    assert client.post("/health").status_code == 405
