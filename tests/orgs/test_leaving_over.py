"""When the last day is over nothing opens any more, whether or not the clockwork runs."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs import actions, tasks
from alongside.orgs.actions.people import link_for
from alongside.orgs.models import Grant, Leaving, MemberKey, Membership, OpeningKey
from alongside.orgs.roles import Can, Role
from tests import keys
from tests.conftest import person
from tests.database import connected_as
from tests.orgs.test_leaving import call_off, here_now, say, told

MINUTE_BEFORE = "2026-03-03T05:59Z"  # in Chicago it is still Monday
OVER = "2026-03-03T06:00Z"


@pytest.fixture(autouse=True)
def _it_is_february(time_machine):
    time_machine.move_to("2026-02-20T15:00Z")


def clockwork(organization):
    with connected_as("worker"):
        actions.end_overdue(organization)


def test_until_midnight_there_everything_opens_and_then_nothing(client, ada, time_machine):
    say(ada, by=ada)
    time_machine.move_to(MINUTE_BEFORE)
    client.force_login(ada)
    assert client.get("/people/").status_code == 200
    time_machine.move_to(OVER)
    answer = client.get("/people/")
    assert (answer.status_code, answer.url) == (302, "/choose/")


def test_signing_in_afterwards_they_find_no_organization(client, ada, time_machine):
    say(ada, by=ada)
    time_machine.move_to(OVER)
    client.force_login(ada)
    assert "You do not work for an organization here any more" in client.get("/choose/").text
    choice = {"membership": str(ada.session_membership.pk)}
    client.post("/choose/", choice)
    assert client.get("/today/").status_code == 302


def test_a_request_under_way_at_that_moment_may_do_nothing_more(ada, harbor, time_machine):
    say(ada, by=ada)
    time_machine.move_to(OVER)
    assert not ada.can(Can.OPEN_LETTERS, at=harbor)
    with within(harbor), pytest.raises(PermissionDenied):
        actions.make_member_key(harbor, recipient="age1x", wrapped=b"", by=ada)


def test_no_key_of_theirs_is_in_use(shared, adas, time_machine):
    time_machine.move_to("2026-11-20T15:00Z")
    say(adas.person, by=adas.person, day=date(2026, 11, 22))
    time_machine.move_to("2026-11-24T15:00Z")
    assert adas.recipient not in {key.recipient for key in MemberKey.objects.current()}


@pytest.mark.django_db(transaction=True)
def test_the_clockwork_ends_everything_as_an_administrator_would(
    shared, adas, harbor, time_machine
):
    say(adas.person, by=adas.person)
    before = len(keys.acts(harbor))
    time_machine.move_to(MINUTE_BEFORE)
    clockwork(harbor)
    assert Leaving.objects.get().ended_at is None
    time_machine.move_to(OVER)
    clockwork(harbor)
    clockwork(harbor)
    assert Leaving.objects.get().ended_at is not None
    assert Membership.objects.get(person=adas.person).ended_at is not None
    assert not Grant.objects.filter(member_key__membership__person=adas.person).exists()
    assert OpeningKey.objects.get().rotation_due
    assert keys.acts(harbor).count("membership_ended") == 1
    assert len(keys.acts(harbor)) == before + 1


def test_who_is_asked_in_again_comes_back_even_while_the_clockwork_sleeps(
    client, ada, abel, harbor, time_machine
):
    say(ada, by=ada)
    time_machine.move_to(OVER)
    with within(harbor):
        link = actions.invite(harbor, email=ada.email, roles=["advocate"], by=abel)
        actions.accept(link.rstrip("/").rpartition("/")[2], by=ada)
    assert Membership.objects.filter(person=ada).count() == 2
    assert here_now(ada)


def test_a_link_from_before_does_not_bring_them_back(ada, abel, harbor, time_machine):
    say(ada, by=ada, day=date(2026, 2, 20))
    with within(harbor):
        link = link_for(harbor, email=ada.email, roles=["advocate"], by=abel)
        time_machine.move_to("2026-02-21T15:00Z")
        with pytest.raises(Blocked, match="was used or has expired"):
            actions.accept(link.rstrip("/").rpartition("/")[2], by=ada)
    assert not here_now(ada)


@pytest.mark.django_db(transaction=True)
def test_the_worker_looks_only_where_a_last_day_is_over(ada, nora, harbor, time_machine):
    say(ada, by=ada)
    say(nora, by=nora, day=date(2026, 3, 20))
    time_machine.move_to(OVER)
    with connected_as("worker"):
        tasks.end_overdue(timestamp=0)
    ended = Membership.objects.filter(ended_at__isnull=False)
    assert [one.person.name for one in ended.select_related("person")] == ["Ada"]


# ---- the only administrator


@pytest.fixture
def alone(abel, time_machine):
    """Abel, the only administrator, after his last day."""
    say(abel, by=abel)
    time_machine.move_to(OVER)
    return abel


def test_the_only_administrator_may_make_another_one_and_nothing_else(client, alone, harbor):
    assert [power for power in Can if alone.can(power, at=harbor)] == [Can.INVITE]
    client.force_login(alone)
    assert client.get("/today/").url == "/people/"
    page = client.get("/people/").text
    assert "Your last day is over, but you are the only administrator." in page
    assert client.get("/people/invite/").status_code == 200


def test_they_do_not_ask_themselves_in_again(alone, harbor):
    with within(harbor), pytest.raises(Blocked, match="already works here"):
        actions.invite(harbor, email=alone.email, roles=["advocate"], by=alone)
    with within(harbor):
        link = link_for(harbor, email=alone.email, roles=["advocate"], by=alone)
        with pytest.raises(Blocked, match="You work here already"):
            actions.accept(link.rstrip("/").rpartition("/")[2], by=alone)


@pytest.mark.django_db(transaction=True)
def test_they_and_the_host_hear_of_it_every_day(alone, hope, harbor, time_machine):
    told()
    clockwork(harbor)
    clockwork(harbor)
    assert told() == ["Abel", "Hope"]
    assert Leaving.objects.get().ended_at is None
    time_machine.move_to("2026-03-04T06:00Z")
    clockwork(harbor)
    assert told() == ["Abel", "Hope"]


@pytest.mark.django_db(transaction=True)
def test_their_access_ends_as_soon_as_there_is_another(client, alone, ada, harbor):
    client.force_login(alone)
    address = f"/people/{ada.session_membership.pk}/change-roles/"
    assert client.post(address, {"roles": ["administrator"]}).status_code == 302
    assert client.get("/people/").url == "/choose/"
    clockwork(harbor)
    assert Leaving.objects.get().ended_at is not None


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_leave_on_one_day_neither_opens_anything(
    abel, harbor, time_machine
):
    anna = person("Anna", harbor, Role.ADMINISTRATOR, Role.ADVOCATE)
    say(abel, by=abel)
    say(anna, by=anna)
    time_machine.move_to(OVER)
    clockwork(harbor)
    for each in (abel, anna):
        assert [power for power in Can if each.can(power, at=harbor)] == [Can.INVITE]


def test_whoever_stayed_after_all_does_so_with_all_their_powers(abel, harbor, time_machine):
    say(abel, by=abel)
    call_off(abel, by=abel)
    time_machine.move_to(OVER)
    assert abel.can(Can.EDIT_PARTNERSHIPS, at=harbor)
