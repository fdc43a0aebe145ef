"""Nobody was named in time: a place falls to the next in line, and that is said loudly."""

import pytest
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.orgs.actions import change_roles, end_membership
from alongside.orgs.roles import Role
from alongside.partnerships import actions, tasks
from alongside.partnerships.models import Handover
from tests.database import connected_as
from tests.partnerships.leaving import give, leaves, ours, page, passed_on, stood_for, told

pytestmark = pytest.mark.usefixtures("second_of_march")


@pytest.fixture
def partnership(lakeside, harbor, nora, nils):
    return stood_for(lakeside, harbor, contact=nora, backup=nils)


@pytest.mark.django_db(transaction=True)
def test_a_place_falls_to_the_backup_loudly(
    client, partnership, nora, nils, noor, lakeside, ada, abel, time_machine
):
    leaves(nora)
    told()
    time_machine.move_to("2026-03-14T05:00Z")
    with connected_as("worker"):
        tasks.hand_over(timestamp=0)
    member = ours(partnership, lakeside)
    assert (member.contact, member.backup) == (nils.session_membership, None)
    assert told() == ["Abel", "Nils"]
    client.force_login(nils)
    said = "Nora has left without naming anybody. Nils has this place now: Contact."
    assert said in client.get("/today/").text
    assert "Nora left on March 13, 2026; Nils answers now." in page(client, partnership, ada)
    with within(lakeside):
        actions.confirm_people(partnership, by=nils)
    client.force_login(nils)
    assert "without naming anybody" not in client.get("/today/").text


@pytest.mark.django_db(transaction=True)
def test_the_clock_asks_once_when_nothing_is_to_hand_over(
    partnership, nora, nils, lakeside, django_assert_num_queries
):
    with within(lakeside):
        end_membership(nora.session_membership, by=nils)
    passed_on(lakeside)
    with connected_as("worker"), django_assert_num_queries(1):
        tasks.hand_over(timestamp=0)


@pytest.mark.django_db(transaction=True)
def test_then_to_the_champion(partnership, nora, nils, lakeside, time_machine):
    partnership.members.filter(organization=lakeside).update(backup=None)
    leaves(nora)
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    assert ours(partnership, lakeside).contact == nils.session_membership


@pytest.mark.django_db(transaction=True)
def test_where_nobody_is_next_the_administrators_are_told(
    client, partnership, nora, nils, lakeside, time_machine
):
    partnership.members.filter(organization=lakeside).update(backup=None, champion=None)
    leaves(nora)
    told()
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    assert ours(partnership, lakeside).contact is None
    assert told() == ["Nils"]
    client.force_login(nils)
    said = "Nora has left without naming anybody. Nobody has this place now: Contact."
    assert said in client.get("/today/").text


@pytest.mark.django_db(transaction=True)
def test_whoever_was_named_and_has_left_since_takes_nothing(
    partnership, nora, nils, noor, lakeside, time_machine
):
    leaves(nora)
    give(partnership, "contact", noor, by=nora)
    with within(lakeside):
        end_membership(noor.session_membership, by=nils)
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    assert ours(partnership, lakeside).contact == nils.session_membership
    assert Handover.objects.get().fell


@pytest.mark.django_db(transaction=True)
def test_whoever_was_named_and_has_lost_the_role_since_takes_nothing(
    partnership, nora, nils, noor, lakeside, time_machine
):
    leaves(nora)
    give(partnership, "contact", noor, by=nora)
    with within(lakeside):
        change_roles(noor.session_membership, roles=[Role.EVALUATOR], by=nils)
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    assert ours(partnership, lakeside).contact == nils.session_membership


@pytest.mark.django_db(transaction=True)
def test_a_place_does_not_fall_to_somebody_whose_role_does_not_fit(
    client, partnership, nora, nils, noor, lakeside, time_machine
):
    own, next_one = nora.session_membership, noor.session_membership
    sides = partnership.members.filter(organization=lakeside)
    sides.update(champion=own, contact=own, backup=next_one)
    leaves(nora)
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    member = ours(partnership, lakeside)
    assert (member.contact, member.champion) == (next_one, None)
    client.force_login(nils)
    said = "Nora has left without naming anybody. Nobody has this place now: Champion."
    assert said in client.get("/today/").text


@pytest.mark.django_db(transaction=True)
def test_a_place_that_fell_on_is_told_as_it_is_now(client, partnership, nora, nils, noor, lakeside):
    sides = partnership.members.filter(organization=lakeside)
    sides.update(backup=noor.session_membership)
    for leaver in (nora, noor):
        with within(lakeside):
            end_membership(leaver.session_membership, by=nils)
        passed_on(lakeside)
    client.force_login(nils)
    read = client.get("/today/").text
    assert "Noor has left without naming anybody. Nils has this place now: Contact." in read
    assert "Nora has left without naming anybody" not in read


@pytest.mark.django_db(transaction=True)
def test_nothing_falls_in_a_group_that_was_left(partnership, nora, nils, lakeside):
    partnership.members.filter(organization=lakeside).update(left_at=now())
    with within(lakeside):
        end_membership(nora.session_membership, by=nils)
    passed_on(lakeside)
    assert ours(partnership, lakeside).contact == nora.session_membership
    assert told() == []


@pytest.mark.django_db(transaction=True)
def test_access_that_ends_at_once_leaves_no_place_empty(partnership, nora, nils, lakeside):
    with within(lakeside):
        end_membership(nora.session_membership, by=nils)
    passed_on(lakeside)
    assert ours(partnership, lakeside).contact == nils.session_membership


@pytest.mark.django_db(transaction=True)
def test_a_place_somebody_else_was_given_meanwhile_stays_theirs(
    partnership, nora, nils, noor, lakeside, time_machine
):
    leaves(nora)
    give(partnership, "contact", noor, by=nora)
    own = nils.session_membership
    with within(lakeside):
        actions.set_people(partnership, champion=own, contact=own, backup=None, by=nils)
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    assert ours(partnership, lakeside).contact == own


@pytest.mark.django_db(transaction=True)
def test_partners_read_the_day_on_which_access_ended_and_not_a_later_one_that_was_said(
    client, partnership, nora, nils, lakeside, ada, time_machine
):
    leaves(nora)
    give(partnership, "contact", to=nils, by=nora)
    with within(lakeside):
        end_membership(nora.session_membership, by=nils)
    passed_on(lakeside)
    time_machine.move_to("2026-03-03T15:00Z")
    read = page(client, partnership, ada)
    assert "Nora left on March 2, 2026; Nils answers now." in read
    assert "leaves on" not in read
