"""The database is asked for what people want, not whether it is there; one that came back is used at once."""

from select import POLLIN, poll

import psycopg
import pytest
from django.db import OperationalError, connection

from alongside.lib.postgres.cursors import bound_cursor


def end(line):
    with psycopg.connect(line.info.dsn, password=line.info.password) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [line.info.backend_pid])
    goodbye = poll()
    goodbye.register(line.fileno(), POLLIN)
    goodbye.poll(5000)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_not_used_again():
    connection.ensure_connection()
    line = connection.connection
    assert connection.is_usable()

    end(line)

    assert not connection.is_usable()
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_stands_is_not_asked(django_assert_num_queries):
    connection.ensure_connection()
    with django_assert_num_queries(0):
        assert connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_a_thread_whose_connection_broke_in_the_midst_has_another_next_time():
    connection.ensure_connection()
    end(connection.connection)
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")

    connection.close_if_unusable_or_obsolete()  # as Django does before and after each request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_the_search_too_has_another_connection_where_its_own_was_ended():
    connection.ensure_connection()
    connection.close_if_unusable_or_obsolete()  # a request begins
    end(connection.connection)
    with bound_cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_connection_left_within_walls_is_not_used_again():
    connection.ensure_connection()
    connection.connection.execute("BEGIN")
    connection.connection.execute("SELECT set_config('alongside.orgs', 'somebody', true)")
    connection.close_if_unusable_or_obsolete()  # a request begins

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('alongside.orgs', true)")
        assert cursor.fetchone()[0] in (None, "")
