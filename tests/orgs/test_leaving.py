"""Somebody says that they leave, or an administrator does: until that day it can be changed or called off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import Leaving, Membership, Notice
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person
from tests.database import connected_as
from tests.pressing import at_once

CHICAGO = "America/Chicago"
MONDAY = date(2026, 3, 2)  # Ada's last day in these tests; there it ends at six in the morning, UTC
FRIDAY = date(2026, 2, 27)


@pytest.fixture(autouse=True)
def _it_is_february(time_machine):
    time_machine.move_to("2026-02-20T15:00Z")


def say(who, by, day=MONDAY):
    with within(by.here):
        actions.say_leaving(who.session_membership, last_day=day, time_zone=CHICAGO, by=by)


def call_off(who, by):
    with within(by.here):
        actions.call_off_leaving(who.session_membership, by=by)


def told():
    """Who is told that something waits; then nobody is."""
    with connected_as("worker"):
        found = sorted(Notice.objects.values_list("person__name", flat=True))
        Notice.objects.all().delete()
    return found


def here_now(someone):
    return Membership.objects.current().filter(person=someone).exists()


def test_somebody_says_their_own_last_day_and_it_is_remembered(ada, harbor):
    say(ada, by=ada)
    assert Leaving.objects.open().get().last_day == MONDAY
    assert Membership.objects.get(person=ada).open_until == datetime(2026, 3, 3, 6, tzinfo=UTC)
    assert keys.acts(harbor) == ["leaving_said"]


def test_an_administrator_says_it_of_somebody_and_changes_the_day(abel, ada, harbor):
    say(ada, by=abel)
    say(ada, by=abel, day=FRIDAY)
    assert [one.last_day for one in Leaving.objects.all()] == [FRIDAY]
    assert keys.acts(harbor) == ["leaving_said", "leaving_said"]


@pytest.mark.django_db(transaction=True)
def test_the_administrators_learn_of_it_and_so_does_whoever_it_is_about(abel, ada):
    say(ada, by=ada)
    assert told() == ["Abel"]
    say(ada, by=abel)
    assert told() == ["Ada"]


def test_somebody_stays_after_all(ada, harbor, time_machine):
    say(ada, by=ada)
    call_off(ada, by=ada)
    time_machine.move_to("2026-03-20T15:00Z")
    assert here_now(ada)
    assert keys.acts(harbor) == ["leaving_called_off", "leaving_said"]


def test_it_can_be_said_again_after_it_was_called_off(ada):
    say(ada, by=ada)
    call_off(ada, by=ada)
    say(ada, by=ada, day=FRIDAY)
    assert Leaving.objects.open().get().last_day == FRIDAY


def test_what_an_administrator_said_only_administrators_change(abel, ada):
    say(ada, by=abel)
    for act in (lambda: call_off(ada, by=ada), lambda: say(ada, by=ada, day=FRIDAY)):
        with pytest.raises(Blocked, match="An administrator has said this"):
            act()
    call_off(ada, by=abel)
    assert list(Leaving.objects.open()) == []


def test_a_colleague_settles_nobodys_leaving(ada, abel, harbor):
    other = person("Anna", harbor, Role.ADVOCATE)
    with pytest.raises(PermissionDenied):
        say(ada, by=other)
    say(ada, by=ada)
    with pytest.raises(PermissionDenied):
        call_off(ada, by=other)


def test_no_administrator_of_another_organization_does(ada, nils):
    with pytest.raises(PermissionDenied):
        say(ada, by=nils)


@pytest.mark.parametrize("day", [date(2026, 2, 19), date(2027, 2, 21)])
def test_a_last_day_is_not_over_and_not_more_than_a_year_ahead(ada, day):
    with pytest.raises(Blocked, match="Choose a last day from today on"):
        say(ada, by=ada, day=day)


def test_today_is_told_by_the_clock_of_the_place(ada, time_machine):
    time_machine.move_to("2026-02-20T04:00Z")  # still the 19th there
    say(ada, by=ada, day=date(2026, 2, 19))
    assert Leaving.objects.get().last_day == date(2026, 2, 19)


def test_nobody_calls_off_what_nobody_said(ada):
    with pytest.raises(Blocked, match="Nobody has said that this person leaves"):
        call_off(ada, by=ada)


def test_after_the_day_nobody_calls_it_off(ada, abel, time_machine):
    say(ada, by=ada)
    time_machine.move_to("2026-03-03T06:00Z")
    with pytest.raises(PermissionDenied):
        call_off(ada, by=ada)
    with pytest.raises(Blocked, match="does not work here any more"):
        call_off(ada, by=abel)


def test_ending_access_at_once_ends_the_leaving_too(ada, abel):
    say(ada, by=ada)
    with within(abel.here):
        actions.end_membership(ada.session_membership, by=abel)
    assert Leaving.objects.get().ended_at is not None


def test_ending_access_at_once_is_a_leaving_of_that_day(ada, abel):
    with within(abel.here):
        actions.end_membership(ada.session_membership, by=abel)
    assert Leaving.objects.get().last_day == date(2026, 2, 20)


def test_the_database_keeps_one_open_leaving_for_each(ada):
    say(ada, by=ada)
    with pytest.raises(IntegrityError, match="leaving_open_once"):
        Leaving.objects.create(membership=ada.session_membership, last_day=FRIDAY, said_by=ada)


def test_the_database_knows_that_who_stayed_did_not_leave(ada):
    say(ada, by=ada)
    at = datetime.now(UTC)
    with pytest.raises(IntegrityError, match="leaving_called_off_or_ended"):
        Leaving.objects.update(called_off_at=at, ended_at=at)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_say_it_at_once_say_it_once(harbor, abel, ada):
    anna = person("Anna", harbor, Role.ADMINISTRATOR)

    def saying(by, day):
        leaver = ada.session_membership
        return by, lambda: actions.say_leaving(leaver, last_day=day, time_zone=CHICAGO, by=by)

    assert at_once(saying(abel, MONDAY), saying(anna, FRIDAY)) == ["done", "done"]
    last = Leaving.objects.get().last_day
    until = Membership.objects.get(person=ada).open_until
    assert (until - timedelta(hours=6)).date() == last + timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_call_it_off_at_once_one_is_too_late(harbor, abel, ada):
    anna = person("Anna", harbor, Role.ADMINISTRATOR)
    say(ada, by=abel)
    leaver = ada.session_membership
    outcomes = at_once(
        *((by, lambda by=by: actions.call_off_leaving(leaver, by=by)) for by in (abel, anna))
    )
    assert sorted(outcomes) == ["Nobody has said that this person leaves.", "done"]
