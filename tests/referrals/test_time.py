"""What only time does: permission ends, letters are erased, somebody is reminded, details are forgotten."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils.timezone import now

from alongside.audit import actions as audit
from alongside.audit.chain import broken_row
from alongside.audit.models import Detail, Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.referrals import actions, tasks
from alongside.referrals.models import Answer, Letter, Referral, Release, State
from tests.database import connected_as
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "keeper"])

PAST = [
    "UPDATE referrals_referral SET sent_at = sent_at - {0}, ends_at = ends_at - {0}",
    "UPDATE referrals_release SET day = day - %(days)s, until = until - {0}",
    "UPDATE audit_detail SET minute = minute - {0}, keep_until = keep_until - %(days)s",
]


def let_pass(days):
    """As if these days had gone by since: the database has a clock of its own, so its rows are moved."""
    with connections["owner"].cursor() as cursor:
        for statement in PAST:
            cursor.execute(statement.format("make_interval(days => %(days)s)"), {"days": days})


def clock(*organizations, act=actions.end_what_is_over):
    """What the worker does for these organizations."""
    with connected_as("worker"):
        for organization in organizations:
            act(organization)


def letters_in_the_table(*organizations):
    """How many rows lie there, whether or not a query of the site returns them."""
    with connected_as("worker"), within(*organizations), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM referrals_letter")
        return cursor.fetchone()[0]


def told():
    """Who has a notice, by name; then nobody has."""
    with connected_as("worker"):
        names = sorted(notice.person.name for notice in Notice.objects.select_related("person"))
        Notice.objects.all().delete()
    return names


# ---- the end


def test_on_the_fixed_day_it_is_over_though_no_worker_runs(
    client, opened, nora, ada, harbor, lakeside
):
    let_pass(14)
    with within(harbor):
        assert Letter.objects.count() == 0
        with pytest.raises(Blocked, match="Permission has ended"):
            actions.keep_answer(opened, b"", number=1, by=ada)
    client.force_login(nora)
    page = client.get(f"/referrals/{opened.pk}/")
    assert [page.context["referral"].shown_state, page.context["standing"].can_act] == [
        State.ENDED,
        False,
    ]
    assert letters_in_the_table(harbor) == 1


def test_the_worker_erases_the_letter_and_the_phrase(referral, nora, harbor, lakeside):
    let_pass(13)
    clock(lakeside, harbor)
    assert letters_in_the_table(harbor) == 1
    let_pass(1)
    clock(lakeside, harbor)
    clock(lakeside, harbor)  # twice is once
    assert letters_in_the_table(harbor, lakeside) == 0
    with within(lakeside):
        over = Referral.objects.get()
        assert [over.state, over.phrase] == [State.ENDED, None]


def test_either_sides_turn_is_enough(referral, harbor, lakeside):
    let_pass(14)
    clock(harbor)
    assert letters_in_the_table(harbor, lakeside) == 0


def test_another_organizations_turn_touches_nothing(referral, harbor, lakeside, elsewhere):
    let_pass(14)
    clock(elsewhere)
    assert letters_in_the_table(harbor, lakeside) == 1


def test_a_withdrawn_letter_is_erased_within_the_minute(referral, nora, harbor, lakeside):
    with within(lakeside):
        actions.withdraw(referral, by=nora)
    assert letters_in_the_table(harbor) == 1
    clock(lakeside)
    assert letters_in_the_table(harbor) == 0


def test_a_letter_back_goes_when_its_own_permission_goes(
    opened, partnership, ada, harbor, lakeside
):
    with within(harbor):
        parcel = building.parcel(partnership, ada, within_referral=opened, days=5)
        actions.send_back(opened, parcel, by=ada)
    let_pass(5)
    clock(lakeside, harbor)
    with within(harbor):
        assert [letter.backward for letter in Letter.objects.all()] == [False]
    assert letters_in_the_table(harbor, lakeside) == 1
    with within(lakeside):
        assert Referral.objects.get().state == State.RECEIVED


def test_a_week_later_nothing_of_it_is_left_but_the_log(opened, at_harbor, ada, harbor, lakeside):
    with within(harbor):
        actions.keep_answer(opened, building.answer_of(at_harbor), number=1, by=ada)
    let_pass(20)
    clock(lakeside, harbor)
    with within(lakeside):
        assert Referral.objects.count() == 1
    let_pass(2)
    clock(lakeside, harbor)
    with within(lakeside, harbor):
        assert [model.objects.count() for model in (Referral, Release, Answer)] == [0, 0, 0]
        assert Event.objects.count() == 3


def test_the_clocks_own_task_does_it_for_every_organization(referral, harbor, lakeside, elsewhere):
    let_pass(14)
    with connected_as("worker"):
        tasks.end_what_is_over(timestamp=0)
    assert letters_in_the_table(harbor, lakeside) == 0


def test_the_clock_asks_no_more_when_more_is_over(partnership, nora, ada, lakeside, harbor):
    def asked():
        referral = building.sent(partnership, nora)
        with within(harbor):
            actions.give_back(referral, by=ada)
        with connected_as("worker"), building.counted() as made:
            actions.end_what_is_over(lakeside)
        return len(made)

    assert asked() == asked()


# ---- reminders


@pytest.fixture
def waiting(referral, partnership, ada, abel, nora):
    """A letter that nobody opens. Ada is Harbor House's contact, Abel the backup; Nora is Lakeside's contact."""
    partnership.members.filter(organization=ada.here).update(
        contact=ada.session_membership, backup=abel.session_membership
    )
    partnership.members.filter(organization=nora.here).update(contact=nora.session_membership)
    told()
    return referral


def remind(*organizations):
    clock(*organizations, act=actions.remind_of_unopened)


def test_the_backup_is_told_and_then_the_sender_once_each(waiting, lakeside, harbor):
    remind(lakeside, harbor)
    assert told() == []
    let_pass(1)
    remind(lakeside, harbor)
    remind(lakeside, harbor)
    assert told() == ["Abel"]
    let_pass(1)
    remind(lakeside, harbor)
    remind(lakeside, harbor)
    assert told() == ["Nora"]
    let_pass(3)
    remind(lakeside, harbor)
    assert told() == []


def test_after_a_stopped_worker_both_are_told(waiting, lakeside, harbor):
    let_pass(3)
    remind(lakeside, harbor)
    assert told() == ["Abel", "Nora"]


def test_of_what_was_opened_nobody_is_reminded(waiting, ada, lakeside, harbor):
    with within(harbor):
        actions.open_letter(waiting, waiting.releases.get().pk, by=ada)
    let_pass(3)
    remind(lakeside, harbor)
    assert told() == []


def test_where_the_backup_has_left_everybody_who_may_open_is_told(
    waiting, partnership, ada, abel, lakeside
):
    abel.session_membership.ended_at = now()
    abel.session_membership.save()
    let_pass(1)
    remind(lakeside)
    assert told() == ["Ada"]


def test_the_agreed_hours_decide(at_lakeside, at_harbor, nora, ada, lakeside):
    partnership = building.partners(at_lakeside, at_harbor, response_hours=72)
    building.sent(partnership, nora)
    told()
    let_pass(2)
    remind(lakeside)
    assert told() == []
    let_pass(1)
    remind(lakeside)
    assert told() == ["Abel", "Ada"]


# ---- forgetting


def details_of(*organizations):
    with within(*organizations):
        return Detail.objects.count()


def forget_at(time_machine, days, *organizations):
    """What the clock forgets on a later day."""
    time_machine.move_to(now() + timedelta(days=days))
    clock(*organizations, act=forget)


def forget(organization):
    with within(organization):
        audit.forget_details(organization)
        audit.seal(organization.pk)


def test_details_are_forgotten_thirty_days_after_the_end(opened, lakeside, harbor, time_machine):
    forget_at(time_machine, 14 + 29, lakeside, harbor)
    assert details_of(lakeside, harbor) == 2
    forget_at(time_machine, 1, lakeside, harbor)
    assert details_of(lakeside, harbor) == 0
    for organization in (lakeside, harbor):
        with within(organization):
            assert [Event.objects.count(), broken_row(organization.pk)] == [1, None]


@pytest.mark.parametrize("how", ["withdraw", "give_back"])
def test_an_early_end_brings_forgetting_forward_on_both_sides(
    referral, nora, ada, lakeside, harbor, time_machine, how
):
    by = nora if how == "withdraw" else ada
    with within(by.here):
        getattr(actions, how)(referral, by=by)
    clock(lakeside, harbor)
    forget_at(time_machine, 29, lakeside, harbor)
    assert details_of(lakeside, harbor) == 2
    forget_at(time_machine, 1, lakeside, harbor)
    assert details_of(lakeside, harbor) == 0
