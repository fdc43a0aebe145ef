"""Starting over a database that somebody else runs."""

import psycopg
import pytest

from alongside.config.start import postgres
from alongside.config.start.database import check_version
from alongside.config.start.problems import CannotStart
from alongside.config.start.roles import entered_by
from tests.config import starting
from tests.database import make_anew

pytestmark = pytest.mark.slow

PUBLIC = {"PUBLIC_URL": "https://alongside.example.org", "BEHIND_TLS": "1"}


@pytest.fixture(scope="module")
def server(shared_folder):
    return postgres.start_private(shared_folder, settings={"fsync": "off"})


@pytest.fixture
def given(server):
    """An empty database's address."""
    with psycopg.connect(server, autocommit=True) as connection:
        make_anew(connection, "given")
    return server.rpartition("/")[0] + "/given"


def tell(url, *words):
    with psycopg.connect(url) as connection:
        for sentence in words:
            connection.execute(sentence)


def last_line(folder, **given):
    code, words = starting.say("migrate", DATA_DIR=folder, **given)
    assert code == 1
    return words.splitlines()[-1]


def link_in(started):
    lines = started.output.read_text().splitlines()
    return [line.strip() for line in lines if "/invitations/" in line]


def test_it_starts_empty_with_one_link_for_the_first_administrator(given, folder):
    started = starting.Started(folder, DATABASE_URL=given)
    first = link_in(started)
    started.stop()
    again = starting.Started(folder, DATABASE_URL=given)

    with psycopg.connect(given) as connection:
        people = connection.execute("SELECT count(*) FROM orgs_person").fetchone()
    assert people == (0,)
    assert len(first) == 1
    assert [link.split("/")[-2] for link in link_in(again)] == [first[0].split("/")[-2]]
    assert again.stop() < 5
    assert postgres.is_running(folder) is False


def test_a_public_address_starts_empty_too(folder):
    started = starting.Started(folder, **PUBLIC)
    [link] = link_in(started)
    started.stop()

    assert link.startswith("https://alongside.example.org/invitations/")
    assert not (folder / "demo_people.json").exists()


def test_another_programs_tables_are_left_alone(given, folder):
    tell(given, "CREATE TABLE recipes (id int)")

    assert last_line(folder, DATABASE_URL=given) == (
        "This database holds the tables of another program. Give Alongside an empty one."
    )


def test_a_newer_database_is_left_alone(given, folder):
    assert starting.say("migrate", DATA_DIR=folder, DATABASE_URL=given)[0] == 0
    tell(
        given,
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('audit', '9999_from_tomorrow', now())",
    )

    assert last_line(folder, DATABASE_URL=given) == (
        "This database was made by a newer Alongside (it has audit.9999_from_tomorrow). "
        "Start the newer version, or use another database."
    )


def test_a_role_that_cannot_make_roles_is_told_what_it_needs(given, server, folder):
    tell(server, "DROP ROLE IF EXISTS plain", "CREATE ROLE plain LOGIN PASSWORD 'plain'")

    assert last_line(folder, DATABASE_URL=entered_by(given, "plain", "plain")) == (
        "The role of DATABASE_URL may not prepare the database. It must own the database "
        "and be allowed to create roles (ALTER ROLE … CREATEROLE)."
    )


def test_a_wrong_password_is_one_sentence_without_the_password(given, folder):
    words = last_line(folder, DATABASE_URL=entered_by(given, "postgres", "marigold"))

    assert words.startswith("The database cannot be used: ")
    assert "password authentication failed" in words
    assert "marigold" not in words


def test_a_silent_server_is_one_sentence(folder):
    words = last_line(
        folder, DATABASE_URL=f"postgresql://a@127.0.0.1:{postgres.free_port()}/nothing"
    )

    assert words.startswith("The database cannot be used: ")


def test_an_old_server_is_declined():
    with pytest.raises(CannotStart, match="The database server is PostgreSQL 14"):
        check_version(140012)
