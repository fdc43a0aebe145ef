"""The database is asked for what people want, not whether it is there; one that came back is used at once."""

from select import POLLIN, poll

import psycopg
import pytest
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_not_used_again():
    connection.ensure_connection()
    line = connection.connection
    assert connection.is_usable()

    with psycopg.connect(line.info.dsn, password=line.info.password) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [line.info.backend_pid])
    goodbye = poll()
    goodbye.register(line.fileno(), POLLIN)
    goodbye.poll(5000)

    assert not connection.is_usable()
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_stands_is_not_asked(django_assert_num_queries):
    connection.ensure_connection()
    with django_assert_num_queries(0):
        assert connection.is_usable()
