"""Changing the bounds: the old ones stay in force until the other side agrees."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import State
from tests.partnerships.building import USUAL, change_of, partnership_of, proposal_of
from tests.partnerships.test_propose import TYPED


def acts_of(organization):
    with within(organization):
        return sorted(event.act for event in Event.objects.all())


def test_the_old_bounds_hold_until_the_other_side_agrees(client, lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor, longest_release_days=14)
    client.force_login(nils)
    client.post(f"/partnerships/{partnership.pk}/change/", TYPED)
    assert partnership.bounds.longest_release_days == 14

    client.force_login(abel)
    client.post(f"/partnerships/{partnership.pk}/agree-change/2/")
    assert partnership.bounds.longest_release_days == 30
    assert acts_of(lakeside) == ["agreement_change_proposed"]
    assert acts_of(harbor) == ["agreement_change_agreed"]


def test_the_form_starts_from_the_newest_version(client, lakeside, harbor, nils):
    partnership = partnership_of(lakeside, harbor, response_hours=5)
    client.force_login(nils)
    form = client.get(f"/partnerships/{partnership.pk}/change/").context["form"]
    assert form.initial == {**USUAL, "response_hours": 5}


def test_either_side_leaves_it_as_it_is(client, lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor)
    for number, person in ((2, nils), (3, abel)):
        change_of(partnership, lakeside, response_hours=1)
        client.force_login(person)
        client.post(f"/partnerships/{partnership.pk}/decline-change/{number}/")
        assert not partnership.agreements.waiting().exists()
    assert partnership.bounds.response_hours == 24
    assert acts_of(harbor) == ["agreement_change_declined"]


def test_a_newer_proposal_sets_the_earlier_one_aside(lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor)
    first = change_of(partnership, lakeside, response_hours=1)
    with within(harbor):
        second = actions.propose_change(partnership, bounds=USUAL, by=abel)
    assert list(partnership.agreements.waiting()) == [second]
    with within(lakeside), pytest.raises(Blocked, match="does not wait"):
        actions.decline_change(first, by=nils)


def test_nobody_agrees_to_their_own_change(lakeside, harbor, nils):
    version = change_of(partnership_of(lakeside, harbor), lakeside)
    with within(lakeside), pytest.raises(Blocked, match="The other side answers"):
        actions.agree_change(version, by=nils)


def test_only_who_may_settle_partnerships_changes_one(client, lakeside, harbor, ada, mallory):
    partnership = partnership_of(lakeside, harbor)
    version = change_of(partnership, lakeside)
    client.force_login(ada)
    assert client.get(f"/partnerships/{partnership.pk}/change/").status_code == 403
    for person in (ada, mallory):
        for act in (actions.agree_change, actions.decline_change):
            with within(person.here), pytest.raises(PermissionDenied):
                act(version, by=person)
        with within(person.here), pytest.raises(PermissionDenied):
            actions.propose_change(partnership, bounds=USUAL, by=person)


def test_a_partnership_that_waits_is_not_begun_by_agreeing_to_a_change(lakeside, harbor, abel):
    version = proposal_of(lakeside, harbor)
    with within(harbor), pytest.raises(Blocked, match="Agree to the partnership first"):
        actions.agree_change(version, by=abel)


def test_a_change_is_not_agreed_as_a_partnership(lakeside, harbor, abel):
    partnership = partnership_of(lakeside, harbor)
    version = change_of(partnership, lakeside)
    with within(harbor), pytest.raises(Blocked, match="already active"):
        actions.agree(version, by=abel)
    with within(harbor), pytest.raises(Blocked, match="Decline the change"):
        actions.decline(version, by=abel)
    partnership.refresh_from_db()
    assert partnership.state == State.ACTIVE


def test_nothing_changes_after_the_end(lakeside, harbor, nils):
    partnership = partnership_of(lakeside, harbor)
    with within(lakeside):
        actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="has ended"):
            actions.propose_change(partnership, bounds=USUAL, by=nils)
