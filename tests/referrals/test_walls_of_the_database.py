"""The database's own walls: no key, no error and no role tells a stranger that a referral exists."""

import re
import uuid

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Q

from alongside.lib.walls import within
from alongside.referrals import actions
from alongside.referrals.models import Answer, Letter, Referral, Release
from tests.database import connected_as
from tests.partnerships.building import partnership_of
from tests.partnerships.grouping import another, group_of
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "keeper"])

TABLES = [Referral, Release, Letter, Answer]
ORGANIZATIONS = {"sender_id", "recipient_id", "organization_id"}
UNIQUE = """
SELECT indrelid::regclass::text, indexrelid::regclass::text, attname FROM pg_index
JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
WHERE indisunique AND indrelid::regclass::text LIKE 'referrals\\_%'
"""
FOREIGN = """
SELECT conrelid::regclass::text, conname, attname, confrelid::regclass::text FROM pg_constraint
JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
WHERE contype = 'f' AND conrelid::regclass::text LIKE 'referrals\\_%'
"""
FRIENDS = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE contype = 'f' AND confrelid::regclass::text LIKE 'referrals\\_%'
  AND conrelid::regclass::text NOT LIKE 'referrals\\_%'
"""


def denied():
    return pytest.raises(DatabaseError, match="permission denied")


def asked(statement):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_every_unique_index_begins_with_an_organization():
    found = asked(UNIQUE)
    assert {row[0] for row in found} == {model._meta.db_table for model in TABLES}
    assert [row for row in found if row[2] not in ORGANIZATIONS] == []


def test_every_foreign_key_begins_with_an_organization():
    found = asked(FOREIGN)
    assert {row[0] for row in found} == {model._meta.db_table for model in TABLES}
    assert [row for row in found if row[2] not in ORGANIZATIONS] == []


def test_nothing_outside_points_into_referrals():
    assert asked(FRIENDS) == []


# ---- what a stranger is told

# Row-level security says no first; past it, a foreign key that names the stranger's own organization.
REFUSALS = {
    Referral: {"InsufficientPrivilege", "ForeignKeyViolation", "CheckViolation"},
    Release: {"InsufficientPrivilege", "ForeignKeyViolation"},
    Letter: {"InsufficientPrivilege"},
    Answer: {"InsufficientPrivilege"},
}


@pytest.fixture
def rows(opened, partnership, at_harbor, ada, harbor, lakeside):
    """One row of every table, all of Lakeside's and Harbor House's, with a letter back and an answer."""
    with within(harbor):
        actions.keep_answer(opened, building.answer_of(at_harbor), number=1, by=ada)
        actions.send_back(opened, building.parcel(partnership, ada, within_referral=opened), by=ada)
    with within(harbor, lakeside):
        return {model: list(model.objects.values()) for model in TABLES}


def invented(row):
    """The same row, of which nothing exists: other ids, and a phrase that nobody uses."""
    fresh = {
        name: uuid.uuid4()
        for name, value in row.items()
        if isinstance(value, uuid.UUID) and name not in ORGANIZATIONS
    }
    return row | fresh | ({"phrase": "no such"} if row.get("phrase") else {})


def variations(row, stranger):
    """The row as it is, and with the stranger in the place of one organization or of the other."""
    places = sorted(ORGANIZATIONS & set(row))
    row = row | {"state": "sent"} if "state" in row else row
    row = {name: value for name, value in row.items() if name != "made_at"}  # the database says
    yield row
    for place in places:
        yield row | {place: stranger.pk}
    yield row | dict.fromkeys(places, stranger.pk)


def told(model, row):
    """What the database answers to inserting this row: done, or an error without the ids that were asked."""
    columns = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(["%s"] * len(row))
    statement = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, list(row.values()))
            transaction.set_rollback(True)
    except DatabaseError as no:
        cause = no.__cause__
        return type(cause).__name__, cause.sqlstate, re.sub(r"[0-9a-f-]{36}", "…", str(cause))
    return "done"


@pytest.mark.parametrize("model", TABLES)
def test_every_key_tells_a_stranger_the_same_of_what_is_there_and_of_what_is_not(
    rows, model, elsewhere
):
    with within(elsewhere):
        for row in rows[model]:
            answers = []
            for there in variations(row, elsewhere):
                answers.append(told(model, there))
                assert told(model, invented(there)) == answers[-1]
            assert {answer[0] for answer in answers} == REFUSALS[model]


@pytest.mark.parametrize("model", TABLES)
def test_a_stranger_with_a_partnership_of_their_own_learns_no_more(rows, model, elsewhere, harbor):
    own = partnership_of(elsewhere, harbor)
    with within(elsewhere):
        for row in rows[model]:
            for there in variations(row, elsewhere):
                if "partnership_id" in there:
                    there["partnership_id"] = own.pk
                nowhere = invented(there) | {
                    name: value for name, value in there.items() if name == "partnership_id"
                }
                assert told(model, there) == told(model, nowhere)


def test_a_stranger_may_use_the_very_phrase_and_id_and_learns_nothing(rows, elsewhere, harbor):
    own = partnership_of(elsewhere, harbor)
    [row] = rows[Referral]
    theirs = row | {"sender_id": elsewhere.pk, "partnership_id": own.pk, "state": "sent"}
    with within(elsewhere):
        assert told(Referral, theirs) == "done"


def test_no_referral_lies_within_a_group(rows, lakeside, harbor, elsewhere):
    group = group_of(lakeside, harbor, elsewhere)
    [row] = rows[Referral]
    inside = invented(row) | {"partnership_id": group.pk, "state": "sent"}
    with within(lakeside):
        assert told(Referral, inside)[0] == "RaiseException"


def test_a_stranger_does_not_learn_whether_a_group_exists(rows, lakeside, harbor, elsewhere):
    group = group_of(lakeside, harbor, another("Gina").here)
    [row] = rows[Referral]
    theirs = invented(row) | {"sender_id": elsewhere.pk, "state": "sent"}
    with within(elsewhere):
        there = told(Referral, theirs | {"partnership_id": group.pk})
        assert there == told(Referral, theirs)


@pytest.mark.parametrize("model", TABLES)
def test_a_stranger_sees_and_changes_nothing(rows, model, elsewhere):
    table = model._meta.db_table
    changed = {Referral: "state = 'withdrawn', phrase = NULL", Release: "withdrawn_at = now()"}
    with within(elsewhere), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (0,)
        if model in changed:
            cursor.execute(f"UPDATE {table} SET {changed[model]}")
        else:
            cursor.execute(f"DELETE FROM {table}")
        assert cursor.rowcount == 0
    with within(*sides_of(rows)):
        assert list(model.objects.values()) == rows[model]


def sides_of(rows):
    from alongside.orgs.models import Organization

    [row] = rows[Referral]
    return Organization.objects.filter(Q(pk=row["sender_id"]) | Q(pk=row["recipient_id"]))


def test_without_an_organization_there_is_nothing(rows):
    assert [model.objects.count() for model in TABLES] == [0, 0, 0, 0]


@pytest.mark.parametrize("model", [Referral, Release])
def test_the_site_deletes_no_row_but_what_is_sealed(rows, model, lakeside, harbor):
    with denied(), within(lakeside, harbor), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize("closed", [False, True])
def test_a_letter_put_in_again_tells_its_author_nothing(opened, ada, lakeside, harbor, closed):
    with within(harbor):
        [row] = Letter.objects.values()
        if closed:
            actions.close(opened, by=ada)
    with within(lakeside):
        assert told(Letter, row)[:2] == ("InsufficientPrivilege", "42501")


@pytest.mark.parametrize("day", ["2020-01-01T00:00Z", "2100-01-01T00:00Z"])
def test_the_database_says_when_a_release_was_made(referral, lakeside, day):
    with within(lakeside):
        [row] = Release.objects.values()
        assert told(Release, invented(row) | {"referral_id": referral.pk, "made_at": day})[:2] == (
            "InsufficientPrivilege",
            "42501",
        )


def test_its_reader_alone_says_that_a_letter_was_opened(referral, lakeside, harbor):
    def said(organization, opened):
        with within(organization), connection.cursor() as cursor:
            cursor.execute(f"UPDATE referrals_letter SET opened = {opened}")
            return cursor.rowcount

    assert [said(lakeside, True), said(harbor, True)] == [0, 1]
    with pytest.raises(DatabaseError, match="row-level security"):
        said(harbor, False)


# ---- what the other roles may


def test_the_worker_deletes_a_letter_only_when_it_is_over(rows, lakeside, harbor, elsewhere):
    def deleted(organization):
        with within(organization), connection.cursor() as cursor:
            cursor.execute("DELETE FROM referrals_letter")
            return cursor.rowcount

    with connected_as("worker"):
        assert [deleted(lakeside), deleted(harbor)] == [0, 0]
    with within(lakeside):
        Release.objects.filter(backward=False).update(withdrawn_at="2026-01-01T00:00Z")
    with connected_as("worker"):
        assert [deleted(elsewhere), deleted(lakeside), deleted(harbor)] == [0, 1, 0]


@pytest.mark.parametrize("asks", ["sealed", "*", "octet_length(sealed)", "opened"])
def test_the_worker_reads_no_letter(rows, harbor, asks):
    with connected_as("worker"), denied(), within(harbor), connection.cursor() as cursor:
        cursor.execute(f"SELECT {asks} FROM referrals_letter")


@pytest.mark.parametrize("model", [Answer, Release, Referral])
def test_the_worker_writes_nothing_of_a_release_and_reads_no_answer(rows, model, harbor):
    statement = {
        Answer: "SELECT sealed FROM referrals_answer",
        Release: "UPDATE referrals_release SET withdrawn_at = NULL",
        Referral: "UPDATE referrals_referral SET ends_at = now() + interval '1 year'",
    }[model]
    with connected_as("worker"), denied(), within(harbor), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_keeper_who_owns_the_letters_reads_none(rows, harbor, lakeside):
    with transaction.atomic("keeper"), connections["keeper"].cursor() as cursor:
        both = f"{harbor.pk},{lakeside.pk}"
        cursor.execute("SELECT set_config('alongside.orgs', %s, true)", [both])
        cursor.execute("SELECT count(*) FROM referrals_letter")
        assert cursor.fetchone() == (0,)
    for model in (Referral, Release, Answer):
        with denied(), connections["keeper"].cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
