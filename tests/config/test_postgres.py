"""The private server: whose it is, what survives, what is said when it cannot start."""

import os
import signal

import psycopg
import pytest

from alongside.config.start import binaries, postgres
from alongside.config.start.problems import CannotStart
from alongside.config.start.roles import entered_by, prepare_roles

FAST = {"fsync": "off"}


@pytest.fixture
def owner(shared_folder):
    return postgres.start_private(shared_folder, settings=FAST)


def ask(url, question):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()


def kill(folder):
    pid = int((folder / "postgres/postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    return pid


def test_the_owner_is_no_superuser(owner):
    asked = (
        "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )

    assert ask(owner, asked) == (False, False, True)


def test_a_wrong_password_opens_nothing(owner):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(entered_by(owner, postgres.OWNER, "guess"))


def test_only_this_machine_is_listened_to_and_pages_are_checked(owner):
    asked = (
        "SELECT current_setting('listen_addresses'), current_setting('data_checksums'),"
        " current_setting('password_encryption')"
    )

    assert ask(owner, asked) == ("127.0.0.1", "on", "scram-sha-256")


def test_starting_twice_gives_the_same_server(owner, shared_folder):
    assert postgres.start_private(shared_folder) == owner


def test_what_was_committed_survives_a_kill(owner, shared_folder):
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    kill(shared_folder)

    again = postgres.start_private(shared_folder, settings=FAST)

    assert ask(again, "SELECT number FROM kept") == (1,)


def test_a_dead_servers_number_taken_by_another_program_stops_nobody(owner, shared_folder):
    mark = shared_folder / "postgres/postmaster.pid"
    lines = mark.read_text().splitlines()
    postgres.stop(shared_folder)
    mark.write_text("\n".join([str(os.getpid()), *lines[1:]]))

    assert not postgres.is_running(shared_folder)
    assert ask(postgres.start_private(shared_folder, settings=FAST), "SELECT 1") == (1,)


def test_half_a_first_start_is_begun_anew(folder):
    (folder / "postgres.part").mkdir()
    (folder / "postgres.part" / "PG_VERSION").write_text("15")

    assert ask(postgres.start_private(folder, settings=FAST), "SELECT 1") == (1,)


def test_the_log_keeps_no_statement_and_no_value(owner, shared_folder):
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE told (word text UNIQUE)")
        connection.execute("INSERT INTO told VALUES ('marigold')")
    with pytest.raises(psycopg.errors.UniqueViolation), psycopg.connect(owner) as connection:
        connection.execute("INSERT INTO told VALUES (%s)", ["marigold"])

    log = (shared_folder / "postgres/log").read_text()
    assert "told_word_key" in log
    assert [word for word in ("marigold", "INSERT", "127.0.0.1:") if word in log] == []


def test_it_is_told_to_log_no_statement_no_value_and_nobody_who_connects(owner):
    silent = {
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_min_duration_statement": "-1",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_connections": "off",
    }
    with psycopg.connect(owner) as connection:
        asked = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"
        assert dict(connection.execute(asked, [list(silent)])) == silent


def test_an_older_folder_is_named_with_what_made_it(folder):
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("13\n")

    with pytest.raises(CannotStart, match="was made by PostgreSQL 13, which is not on this"):
        postgres.start_private(folder)


@pytest.mark.slow
def test_the_wheels_server_is_as_good(folder, monkeypatch):
    monkeypatch.setattr(binaries, "on_this_machine", list)

    owner = postgres.start_private(folder, settings=FAST)

    assert ask(owner, "SELECT current_setting('server_version_num')::int / 10000") == (18,)
    assert sorted(prepare_roles(owner, "secret")) == ["keeper", "site", "worker"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives up being root")
def test_as_root_a_folder_that_others_cannot_enter_is_declined(tmp_path):
    with pytest.raises(CannotStart, match="who may not enter"):
        postgres.start_private(tmp_path / "data")
