"""Whoever answers for a promise hears of it 14 and 3 days before it is due and on the day, once each."""

from datetime import date

import pytest
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.partnerships import actions
from alongside.partnerships.models import Partnership
from tests.database import connected_as
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import counted, promise_of

pytestmark = pytest.mark.django_db(transaction=True)
DUE = date(2027, 3, 31)


@pytest.fixture
def partnership(lakeside, harbor, time_machine):
    time_machine.move_to("2027-03-01T15:00Z")
    return partnership_of(lakeside, harbor)


def forget():
    with connected_as("worker"):
        Notice.objects.all().delete()


@pytest.fixture
def promise(partnership, nils, abel):
    made = counted(partnership, nils, abel, every_weeks=4, due_on=DUE)
    forget()
    return made


def told(*organizations):
    """Who is told that something waits, when the worker looks."""
    with connected_as("worker"):
        for organization in organizations:
            with within(organization):
                actions.remind_of_commitments(organization)
        found = sorted(Notice.objects.values_list("person__name", flat=True))
        Notice.objects.all().delete()
    return found


def test_three_reminders_and_no_more(promise, lakeside, harbor, time_machine):
    heard = {}
    for day in range(1, 32):
        time_machine.move_to(f"2027-03-{day:02}T15:27Z")
        heard[day] = told(lakeside, harbor)
    time_machine.move_to("2027-04-20T15:27Z")
    heard["later"] = told(lakeside, harbor)
    assert {day: who for day, who in heard.items() if who} == {
        17: ["Nils"],
        28: ["Nils"],
        31: ["Nils"],
    }


def test_a_worker_that_slept_tells_what_is_nearest_once(promise, lakeside, time_machine):
    time_machine.move_to("2027-03-29T15:27Z")
    assert told(lakeside) == ["Nils"]
    assert told(lakeside) == []
    time_machine.move_to("2027-04-05T15:27Z")
    assert told(lakeside) == ["Nils"]
    time_machine.move_to("2027-04-06T15:27Z")
    assert told(lakeside) == []


def test_after_it_was_kept_the_next_day_is_told_anew(promise, nils, lakeside, time_machine):
    time_machine.move_to("2027-03-31T15:27Z")
    assert told(lakeside) == ["Nils"]
    with within(lakeside):
        actions.keep_commitment(promise, day=DUE, evidence="We met.", by=nils)
    assert told(lakeside) == []
    time_machine.move_to("2027-04-14T15:27Z")  # 14 days before April 28
    assert told(lakeside) == ["Nils"]


def test_where_that_person_has_left_the_contact_hears(
    promise, partnership, nils, nora, lakeside, time_machine
):
    partnership.members.filter(organization=lakeside).update(contact=nora.session_membership)
    gone = nils.session_membership
    gone.ended_at = now()
    gone.save()
    time_machine.move_to("2027-03-28T15:27Z")
    assert told(lakeside) == ["Nora"]


def test_whoever_is_given_it_hears_at_once_and_from_then_on(
    promise, nils, nora, lakeside, time_machine
):
    with within(lakeside):
        actions.give_commitment(promise, to=nora.session_membership, by=nils)
    time_machine.move_to("2027-03-28T15:27Z")
    assert told(lakeside) == ["Nora", "Nora"]


def test_each_side_that_promised_it_hears_for_itself(
    partnership, nils, abel, lakeside, harbor, time_machine
):
    counted(partnership, nils, abel, lakeside, harbor, due_on=DUE)
    forget()
    time_machine.move_to("2027-03-28T15:27Z")
    assert told(lakeside) == ["Nils"]
    assert told(harbor) == ["Abel"]


def test_what_waits_is_done_or_ended_reminds_nobody(
    partnership, nils, abel, lakeside, time_machine
):
    promise_of(partnership, nils, due_on=DUE)
    done, ended = (counted(partnership, nils, abel, due_on=DUE) for _one in range(2))
    with within(lakeside):
        actions.keep_commitment(done, day=date(2027, 3, 1), evidence="Done", by=nils)
        actions.end_commitment(ended, by=nils)
    counted(partnership, nils, abel, kind="times_held")
    forget()
    time_machine.move_to("2027-03-31T15:27Z")
    assert told(lakeside) == []


def test_after_the_end_of_the_partnership_nobody_is_reminded(promise, lakeside, time_machine):
    Partnership.objects.update(state="ended", ended_at=now())
    time_machine.move_to("2027-03-31T15:27Z")
    assert told(lakeside) == []


def test_the_task_goes_round_all_organizations(promise, time_machine):
    from alongside.partnerships.tasks import remind_of_commitments

    time_machine.move_to("2027-03-31T15:27Z")
    with connected_as("worker"):
        remind_of_commitments(0)
        assert [one.person.name for one in Notice.objects.all()] == ["Nils"]
