"""The site and the worker can pass no wall, and do not start when they could."""

import psycopg
import pytest
from django.db import connection

from alongside.config.start import guard, postgres
from alongside.config.start.problems import CannotStart
from alongside.config.start.roles import entered_by, prepare_roles
from tests.database import make_anew


@pytest.fixture
def owner(shared_folder):
    """The owner's address of a database that nothing is in."""
    server = postgres.start_private(shared_folder, settings={"fsync": "off"})
    with psycopg.connect(server, autocommit=True) as connection:
        make_anew(connection, "fresh")
    return server.rpartition("/")[0] + "/fresh"


@pytest.fixture
def roles(owner):
    return prepare_roles(owner, "secret")


def tell(url, *words):
    with psycopg.connect(url) as connection:
        for sentence in words:
            connection.execute(sentence)


def test_what_the_owner_makes_the_site_can_use_but_not_change_in_shape(owner, roles):
    tell(owner, "CREATE TABLE thing (id int)")

    tell(roles["site"], "INSERT INTO thing VALUES (1)", "DELETE FROM thing")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(roles["site"], "ALTER TABLE thing ADD word text")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(roles["site"], "CREATE TABLE another (id int)")


def test_the_owner_can_hand_a_table_to_the_keeper(owner, roles):
    tell(owner, "CREATE TABLE letter (id int)", "ALTER TABLE letter OWNER TO alongside_keeper")

    with psycopg.connect(roles["keeper"], autocommit=True) as connection:
        connection.execute("VACUUM FULL letter")


@pytest.mark.parametrize("role", ["site", "worker"])
def test_the_everyday_roles_may_serve(owner, roles, role):
    tell(owner, "CREATE TABLE thing (id int)")

    guard.check(roles[role], is_local=True)


def test_the_owner_may_not_serve(owner):
    tell(owner, "CREATE TABLE thing (id int)")

    with pytest.raises(CannotStart, match="may create roles and owns tables"):
        guard.check(owner, is_local=True)


def test_a_superuser_may_not_serve(owner, shared_folder):
    word = (shared_folder / "postgres.password").read_text()

    with pytest.raises(CannotStart, match="is a superuser"):
        guard.check(entered_by(owner, "postgres", word), is_local=True)


def test_a_role_that_passes_row_level_security_may_not_serve(owner, roles, shared_folder):
    word = (shared_folder / "postgres.password").read_text()
    tell(entered_by(owner, "postgres", word), "ALTER ROLE alongside_site BYPASSRLS")

    with pytest.raises(CannotStart, match="passes row-level security"):
        guard.check(roles["site"], is_local=True)
    tell(entered_by(owner, "postgres", word), "ALTER ROLE alongside_site NOBYPASSRLS")


def test_a_role_that_a_careless_restore_gave_too_much_may_not_serve(owner, roles):
    tell(owner, "CREATE TABLE referrals_letter (id int)")

    with pytest.raises(CannotStart, match="may change letters"):
        guard.check(roles["site"], is_local=True)
    tell(owner, "REVOKE ALL ON referrals_letter FROM alongside_site")
    guard.check(roles["site"], is_local=True)


def test_where_demo_people_are_the_public_does_not_come(owner, roles):
    tell(owner, "CREATE TABLE orgs_person (is_demo bool)", "INSERT INTO orgs_person VALUES (true)")

    guard.check(roles["site"], is_local=True)
    with pytest.raises(CannotStart, match="holds the demo's people"):
        guard.check(roles["site"], is_local=False)


def test_roles_made_twice_keep_their_words(owner, roles):
    assert prepare_roles(owner, "secret") == roles
    guard.check(roles["site"], is_local=True)


def test_no_query_is_compiled_first(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
