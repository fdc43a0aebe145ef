"""Whether the people who stand for a side are still right: said by one tap, asked again after 90 days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate, now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import Member
from tests.conftest import person
from tests.database import connected_as
from tests.partnerships.building import partnership_of, proposal_of
from tests.partnerships.grouping import group_of
from tests.pressing import at_once

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def partnership(lakeside, harbor, nora, nils):
    made = partnership_of(lakeside, harbor)
    ours = made.members.filter(organization=lakeside)
    ours.update(
        contact=nora.session_membership,
        backup=nils.session_membership,
        people_said_on=LONG_AGO,
    )
    return made


def side(partnership, organization):
    return Member.objects.get(partnership=partnership, organization=organization)


def press(client, partnership):
    return client.post(f"/partnerships/{partnership.pk}/people/confirm/")


def page(client, partnership):
    return client.get(f"/partnerships/{partnership.pk}/").text


def test_whoever_answers_says_by_one_tap_that_it_is_still_right(
    client, partnership, nora, lakeside, harbor
):
    client.force_login(nora)
    assert "Who answers Harbor House here?" in client.get("/today/").text
    assert press(client, partnership).status_code == 302
    assert side(partnership, lakeside).people_said_on == localdate()
    assert side(partnership, harbor).people_said_on == localdate()
    assert "Who answers" not in client.get("/today/").text
    with within(lakeside):
        assert [event.act for event in Event.objects.all()] == ["partnership_people_confirmed"]


def test_a_colleague_who_stands_for_nothing_and_settles_nothing_is_not_asked(
    client, partnership, lakeside
):
    client.force_login(person("Noor", lakeside, Role.CARE_STAFF))
    assert "Who answers" not in client.get("/today/").text


def test_the_other_side_reads_that_nobody_has_said_so_lately(client, partnership, ada):
    client.force_login(ada)
    assert "Lakeside Health Center has not said lately" in page(client, partnership)
    Member.objects.update(people_said_on=localdate() - timedelta(days=89))
    assert "has not said lately" not in page(client, partnership)


@pytest.mark.parametrize(("days", "lately"), [(0, True), (89, True), (90, False), (None, False)])
def test_lately_is_within_ninety_days(days, lately):
    said_on = None if days is None else localdate() - timedelta(days=days)
    assert Member(people_said_on=said_on).is_said_lately == lately


def test_a_side_without_a_backup_is_told_so_loudly(
    client, partnership, nils, ada, lakeside, harbor
):
    client.force_login(nils)
    assert "Your side has no backup." not in page(client, partnership)
    assert "Harbor House has no contact." in page(client, partnership)
    partnership.members.filter(organization=harbor).update(contact=ada.session_membership)
    assert "Harbor House has no backup." in page(client, partnership)
    partnership.members.filter(organization=lakeside).update(backup=None)
    assert "Your side has no backup." in page(client, partnership)


def test_a_side_without_a_contact_is_told_so_loudly(client, partnership, nils, lakeside):
    client.force_login(nils)
    assert "Your side has no contact." not in page(client, partnership)
    partnership.members.filter(organization=lakeside).update(contact=None)
    assert "Your side has no contact." in page(client, partnership)


def test_a_backup_who_has_left_is_none(client, partnership, nils, lakeside):
    gone = person("Gone", lakeside, Role.CARE_STAFF).session_membership
    partnership.members.filter(organization=lakeside).update(backup=gone)
    gone.ended_at = now()
    gone.save()
    client.force_login(nils)
    assert "Your side has no backup." in page(client, partnership)


def test_who_stands_for_nothing_and_settles_nothing_says_nothing(client, partnership, lakeside):
    other = person("Noor", lakeside, Role.CARE_STAFF)
    client.force_login(other)
    assert "Our people are still right" not in page(client, partnership)
    assert press(client, partnership).status_code == 403
    with within(lakeside), pytest.raises(PermissionDenied):
        actions.confirm_people(partnership, by=other)


def test_nobody_says_it_for_another_organization(client, partnership, mallory, elsewhere):
    client.force_login(mallory)
    assert press(client, partnership).status_code == 404
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.confirm_people(partnership, by=mallory)


def test_whoever_was_only_asked_to_join_a_group_says_nothing(lakeside, harbor, elsewhere, mallory):
    group = group_of(lakeside, harbor, invited=[elsewhere])
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.confirm_people(group, by=mallory)
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.propose_procedure(group, ways=[], on=0, by=mallory)


def test_where_nobody_answers_there_is_nothing_to_confirm(partnership, lakeside, nils):
    partnership.members.filter(organization=lakeside).update(contact=None)
    with within(lakeside), pytest.raises(Blocked, match="Name a contact first"):
        actions.confirm_people(partnership, by=nils)


def test_after_the_end_nothing_is_confirmed(partnership, lakeside, nils):
    with within(lakeside):
        actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="has ended"):
            actions.confirm_people(partnership, by=nils)


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_are_both_right(partnership, nora, nils, lakeside):
    def confirm(who):
        return who, lambda: actions.confirm_people(partnership, by=who)

    assert at_once(confirm(nora), confirm(nils)) == ["done", "done"]
    assert side(partnership, lakeside).people_said_on == localdate()


def test_naming_people_says_who_they_are(partnership, lakeside, nils, nora):
    with within(lakeside):
        own = nora.session_membership
        actions.set_people(partnership, champion=None, contact=own, backup=None, by=nils)
    assert side(partnership, lakeside).people_said_on == localdate()


# ---- asked by the clock


def asked(organization):
    """Who is told that something waits; then nobody is."""
    with connected_as("worker"):
        with within(organization):
            actions.ask_about_people(organization)
        found = sorted(Notice.objects.values_list("person__name", flat=True))
        Notice.objects.all().delete()
    return found


@pytest.mark.django_db(transaction=True)
def test_those_who_stand_for_it_are_asked_once_a_week(partnership, lakeside, time_machine):
    time_machine.move_to("2026-03-07T15:00Z")
    assert asked(lakeside) == ["Nils", "Nora"]
    time_machine.move_to("2026-03-13T15:00Z")
    assert asked(lakeside) == []
    time_machine.move_to("2026-03-14T15:00Z")
    assert asked(lakeside) == ["Nils", "Nora"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("days", "found"), [(89, []), (90, ["Nils", "Nora"])])
def test_they_are_asked_after_ninety_days(partnership, lakeside, days, found):
    Member.objects.update(people_said_on=localdate() - timedelta(days=days))
    assert asked(lakeside) == found


@pytest.mark.django_db(transaction=True)
def test_who_holds_two_places_is_asked_once(partnership, lakeside, nora):
    partnership.members.filter(organization=lakeside).update(champion=nora.session_membership)
    assert asked(lakeside) == ["Nils", "Nora"]


@pytest.mark.django_db(transaction=True)
def test_a_proposal_that_waits_asks_nobody(lakeside, harbor, nora):
    waiting = proposal_of(lakeside, harbor).partnership
    waiting.members.update(contact=None)
    waiting.members.filter(organization=lakeside).update(contact=nora.session_membership)
    assert asked(lakeside) == []
