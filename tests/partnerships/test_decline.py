"""Saying no, without a reason."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Partnership, State
from tests.partnerships.building import USUAL, partnership_of, proposal_of


def test_the_other_side_declines_and_the_act_is_remembered(client, lakeside, harbor, abel):
    version = proposal_of(lakeside, harbor)
    client.force_login(abel)
    client.post(f"/partnerships/{version.partnership_id}/decline/1/")

    partnership = Partnership.objects.get()
    assert partnership.state == State.ENDED
    assert not partnership.agreements.waiting().exists()
    with within(harbor):
        assert [event.act for event in Event.objects.all()] == ["partnership_declined"]


def test_after_no_they_can_be_asked_again(lakeside, harbor, nils, abel):
    version = proposal_of(lakeside, harbor)
    with within(harbor):
        actions.decline(version, by=abel)
    with within(lakeside):
        assert actions.propose(harbor, bounds=USUAL, by=nils).state == State.PROPOSED


def test_the_side_that_asked_does_not_decline_for_the_other(lakeside, harbor, nils):
    version = proposal_of(lakeside, harbor)
    with within(lakeside), pytest.raises(Blocked, match="The other side answers"):
        actions.decline(version, by=nils)


def test_only_who_may_settle_partnerships_declines(lakeside, harbor, ada, mallory):
    version = proposal_of(lakeside, harbor)
    for person in (ada, mallory):
        with within(person.here), pytest.raises(PermissionDenied):
            actions.decline(version, by=person)


def test_an_active_partnership_is_not_declined(lakeside, harbor, abel):
    version = partnership_of(lakeside, harbor).bounds
    with within(harbor), pytest.raises(Blocked, match="agreed already"):
        actions.decline(version, by=abel)
