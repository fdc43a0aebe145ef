"""Whoever leaves has somebody named for each of their places in a partnership; partners read who comes next."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.actions import call_off_leaving
from alongside.orgs.models import Leaving
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import Handover, Member
from tests.conftest import person
from tests.partnerships.leaving import give, leaves, ours, page, passed_on, stood_for, told
from tests.pressing import at_once

pytestmark = pytest.mark.usefixtures("second_of_march")


@pytest.fixture
def partnership(lakeside, harbor, nora, nils):
    return stood_for(lakeside, harbor, contact=nora, backup=nils)


def test_until_the_day_it_is_a_plan_and_partners_read_it(client, partnership, nora, noor, ada):
    leaves(nora)
    give(partnership, "contact", noor, by=nora)
    assert ours(partnership, nora.here).contact == nora.session_membership
    for reader in (ada, nora):
        sentence = "Nora leaves on March 13, 2026; from then on Noor answers."
        assert sentence in page(client, partnership, reader)
    with within(nora.here):
        acts = sorted(event.act for event in Event.objects.all())
    assert acts == ["leaving_said", "place_given"]


@pytest.mark.django_db(transaction=True)
def test_after_the_day_whoever_was_named_has_the_place(
    client, partnership, nora, noor, ada, lakeside, time_machine
):
    leaves(nora)
    give(partnership, "contact", noor, by=nora)
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    passed_on(lakeside)
    member = ours(partnership, lakeside)
    assert (member.contact_now.person.name, member.backup_now.person.name) == ("Noor", "Nils")
    assert "Nora left on March 13, 2026; Noor answers now." in page(client, partnership, ada)
    with within(lakeside):
        acts = [event.act for event in Event.objects.all()]
    assert acts.count("place_handed_over") == 1
    time_machine.move_to("2026-04-13T15:00Z")
    assert "Nora" not in page(client, partnership, ada)


@pytest.mark.django_db(transaction=True)
def test_partners_hear_that_something_waits_thirty_days_ahead(
    client, partnership, nora, noor, ada, abel, lakeside, time_machine
):
    leaves(nora, day=date(2026, 6, 1))
    told()
    give(partnership, "contact", noor, by=nora)
    assert told() == ["Noor"]
    assert "Nora leaves" not in page(client, partnership, ada)
    time_machine.move_to("2026-05-01T15:00Z")
    passed_on(lakeside)
    assert told() == []
    time_machine.move_to("2026-05-02T15:00Z")
    passed_on(lakeside)
    assert told() == ["Abel"]
    passed_on(lakeside)
    assert told() == []
    assert "from then on Noor answers" in page(client, partnership, ada)


def test_of_a_leaving_nobody_follows_partners_learn_in_its_last_week(
    client, partnership, nora, ada, time_machine
):
    leaves(nora)
    time_machine.move_to("2026-03-05T15:00Z")
    assert "Nora leaves" not in page(client, partnership, ada)
    time_machine.move_to("2026-03-06T15:00Z")
    words = "Nora leaves on March 13, 2026. Who answers after that is not settled yet."
    assert words in page(client, partnership, ada)


def test_whoever_stays_after_all_is_followed_by_nobody(client, partnership, nora, noor, ada):
    leaves(nora)
    give(partnership, "contact", noor, by=nora)
    with within(nora.here):
        call_off_leaving(nora.session_membership, by=nora)
    assert "Nora leaves" not in page(client, partnership, ada)


def test_administrators_name_somebody_and_somebody_else_again(partnership, nora, nils, noor):
    leaves(nora)
    give(partnership, "contact", noor, by=nils)
    give(partnership, "contact", nils, by=nils)
    assert [one.to for one in Handover.objects.all()] == [nils.session_membership]


@pytest.mark.django_db(transaction=True)
def test_the_backup_who_becomes_the_contact_moves_up(
    partnership, nora, nils, lakeside, time_machine
):
    leaves(nora)
    give(partnership, "contact", nils, by=nora)
    time_machine.move_to("2026-03-14T05:00Z")
    passed_on(lakeside)
    member = ours(partnership, lakeside)
    assert (member.contact, member.backup) == (nils.session_membership, None)


def test_the_contact_does_not_become_their_own_backup(partnership, nora, nils):
    person("Nell", nora.here, Role.ADMINISTRATOR)
    leaves(nils)
    with pytest.raises(Blocked, match="The backup must be somebody else than the contact"):
        give(partnership, "backup", nora, by=nils)


def test_one_person_is_not_named_for_both(partnership, nora, nils, noor):
    person("Nell", nora.here, Role.ADMINISTRATOR)
    leaves(nora)
    leaves(nils)
    give(partnership, "contact", noor, by=nora)
    with pytest.raises(Blocked, match="The backup must be somebody else than the contact"):
        give(partnership, "backup", noor, by=nils)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.FACILITATOR])
def test_their_role_must_fit(partnership, nora, role):
    other = person("Nina", nora.here, role)
    leaves(nora)
    with pytest.raises(Blocked, match="Choose somebody whose role fits"):
        give(partnership, "contact", other, by=nora)


def test_whoever_leaves_too_takes_nothing_nor_does_anybody_elsewhere(partnership, nora, noor, ada):
    leaves(nora)
    leaves(noor)
    for other in (noor, ada):
        with pytest.raises(Blocked, match="somebody who works here and does not leave"):
            give(partnership, "contact", other, by=nora)


def test_whoever_does_not_leave_gives_nothing_this_way(partnership, nora, noor):
    with pytest.raises(Blocked, match="does not leave"):
        give(partnership, "contact", noor, by=nora)


def test_a_colleague_gives_nothing(partnership, nora, noor):
    leaves(nora)
    with pytest.raises(PermissionDenied):
        give(partnership, "contact", noor, by=noor)


def test_no_other_organization_gives_our_places(partnership, nora, noor, abel, lakeside):
    leaves(nora)
    member = ours(partnership, lakeside)
    with within(abel.here), pytest.raises(Member.DoesNotExist):
        actions.give_place(member, "contact", to=noor.session_membership, by=abel)


def test_after_the_end_of_a_partnership_nothing_is_given(partnership, nora, nils, noor):
    leaves(nora)
    with within(nils.here):
        actions.end(partnership, by=nils)
    with pytest.raises(Blocked, match="has ended"):
        give(partnership, "contact", noor, by=nora)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_give_at_once_leave_one_named(partnership, nora, nils, noor):
    nell = person("Nell", nora.here, Role.ADMINISTRATOR)
    leaves(nora)
    member = ours(partnership, nora.here)

    def giving(by, to):
        to = to.session_membership
        return by, lambda: actions.give_place(member, "contact", to=to, by=by)

    assert at_once(giving(nils, noor), giving(nell, nell)) == ["done", "done"]
    assert Handover.objects.get().to.person.name in {"Noor", "Nell"}


# ---- what the database knows


def handover(partnership, nora, **fields):
    leaves(nora)
    return Handover(
        leaving=Leaving.objects.get(),
        member=ours(partnership, nora.here),
        place="contact",
        **fields,
    )


def test_nobody_is_named_twice_for_one_place(partnership, nora, noor):
    one = handover(partnership, nora, to=noor.session_membership)
    one.save()
    one._state.adding, one.pk = True, None
    with pytest.raises(IntegrityError, match="handover_once_for_a_place"):
        one.save(force_insert=True)


def test_what_goes_to_nobody_has_fallen(partnership, nora):
    with pytest.raises(IntegrityError, match="handover_to_somebody_or_fallen"):
        handover(partnership, nora, to=None, done_at=now()).save()


def test_nothing_falls_before_it_is_done(partnership, nora, noor):
    with pytest.raises(IntegrityError, match="handover_falls_when_it_is_done"):
        handover(partnership, nora, to=noor.session_membership, fell=True).save()
