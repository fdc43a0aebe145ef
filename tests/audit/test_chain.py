"""The log is a chain per organization that nobody changes quietly."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections
from django.utils.timezone import now

from alongside.audit import actions, chain
from alongside.audit.models import Detail, Event, Pending, Seal
from alongside.lib.walls import within
from tests.database import connected_as
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def as_owner(statement):
    """What an operator with the owner's password could run, the append-only triggers switched off."""
    with connections["owner"].cursor() as cursor:
        for table in ("event", "seal"):
            cursor.execute(
                f"ALTER TABLE audit_{table} DISABLE TRIGGER audit_{table}_is_append_only"
            )
        cursor.execute(statement)
        for table in ("event", "seal"):
            cursor.execute(f"ALTER TABLE audit_{table} ENABLE TRIGGER audit_{table}_is_append_only")


def seal(organization):
    with connected_as("worker"), within(organization):
        actions.seal(organization.pk)


def broken(organization):
    with within(organization):
        return chain.broken_row(organization.pk)


@pytest.fixture
def sealed(nora, lakeside):
    with within(lakeside):
        actions.record("person_invited", by=nora, organization=lakeside)
        actions.record("roles_changed", by=nora, organization=lakeside, subject=nora)
    seal(lakeside)
    return lakeside


def test_a_whole_chain_holds(sealed):
    assert broken(sealed) is None
    with within(sealed):
        assert Pending.objects.count() == 0
        assert Seal.objects.get().number == 1


def test_nothing_is_sealed_twice_and_every_day_has_a_link(sealed, time_machine):
    seal(sealed)
    time_machine.move_to(now() + timedelta(days=1))
    seal(sealed)
    with within(sealed):
        numbers = list(Seal.objects.order_by("number").values_list("number", "events"))
    assert [(number, len(events)) for number, events in numbers] == [(1, 2), (2, 0)]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE audit_event SET act = 'nothing'",
            "an event of seal 1, or the seal itself, was changed",
        ),
        (
            "UPDATE audit_seal SET digest = digest || 'x'",
            "an event of seal 1, or the seal itself, was changed",
        ),
        ("UPDATE audit_seal SET number = 2", "seal 1 is missing"),
        ("DELETE FROM audit_event", "is missing"),
        ("UPDATE audit_detail SET person = gen_random_uuid()", "was changed"),
        ("DELETE FROM audit_seal", "was added outside the chain"),
    ],
)
def test_the_first_broken_row_is_named(sealed, statement, says):
    as_owner(statement)
    assert says in broken(sealed)


def test_a_longer_chain_asks_no_more(sealed, nora):
    def asked():
        with building.counted() as made:
            assert broken(sealed) is None
        return len(made)

    before = asked()
    for _ in range(3):
        with within(sealed):
            actions.record("roles_changed", by=nora, organization=sealed, subject=nora)
        seal(sealed)
    assert asked() == before


def test_in_a_chain_longer_than_is_read_at_once_each_row_is_looked_at(sealed, nora, monkeypatch):
    monkeypatch.setattr(chain, "AT_ONCE", 2)
    for _ in range(4):
        with within(sealed):
            actions.record("roles_changed", by=nora, organization=sealed, subject=nora)
        seal(sealed)
    assert broken(sealed) is None
    as_owner("UPDATE audit_seal SET digest = digest || 'x' WHERE number = 5")
    assert broken(sealed) == "an event of seal 5, or the seal itself, was changed"


def test_what_is_not_sealed_yet_waits(sealed, nora):
    with within(sealed):
        actions.record("roles_changed", by=nora, organization=sealed, subject=nora)
    assert broken(sealed) is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET act = 'x'", "DELETE FROM audit_event", "DELETE FROM audit_seal"],
)
def test_even_the_owner_meets_the_trigger(sealed, statement):
    with connections["owner"].cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute(statement)


@pytest.mark.parametrize("model", [Event, Detail, Seal])
def test_the_site_can_change_and_remove_nothing(sealed, model):
    with within(sealed), pytest.raises(DatabaseError, match="permission denied"):
        model.objects.all().delete()


def test_another_organization_reads_nothing(sealed, harbor):
    with within(harbor):
        assert [model.objects.count() for model in (Event, Detail, Seal)] == [0, 0, 0]


def test_a_forgotten_detail_leaves_a_chain_that_holds(sealed, nora, time_machine):
    with within(sealed):
        actions.record(
            "referral_sent",
            by=nora,
            organization=sealed,
            subject=nora,
            keep_until=actions.localdate(),
        )
    seal(sealed)
    with connected_as("worker"), within(sealed):
        actions.forget_details(sealed)
    with within(sealed):
        assert [Detail.objects.count(), Event.objects.count()] == [2, 3]
    assert broken(sealed) is None


@pytest.mark.parametrize("day", ["date '2020-01-01'", "current_date", "current_date + 28"])
def test_no_detail_is_forgotten_sooner_than_a_month_from_now(sealed, nora, day):
    later = actions.localdate() + timedelta(days=90)
    with within(sealed):
        actions.record("referral_sent", by=nora, organization=sealed, keep_until=later)
    with within(sealed), connection.cursor() as cursor, pytest.raises(DatabaseError, match="row-"):
        cursor.execute(f"UPDATE audit_detail SET keep_until = {day}")


def test_a_detail_without_a_day_stays_for_good(sealed):
    with connected_as("worker"), within(sealed), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_detail SET keep_until = '2020-01-01'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM audit_detail")
        assert cursor.rowcount == 0


def test_an_act_remembers_only_its_own_few_words(nora, lakeside):
    with within(lakeside), pytest.raises(ValueError, match="may not remember name"):
        actions.record("referral_sent", by=nora, organization=lakeside, facts={"name": "Maria"})
