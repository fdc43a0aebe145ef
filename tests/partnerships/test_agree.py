"""Saying yes to a proposed partnership."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Partnership, State
from tests.partnerships.building import USUAL, partnership_of, proposal_of


def test_the_other_side_agrees_and_the_partnership_begins(client, lakeside, harbor, abel):
    version = proposal_of(lakeside, harbor)
    client.force_login(abel)
    response = client.post(f"/partnerships/{version.partnership_id}/agree/1/")

    assert response.url == f"/partnerships/{version.partnership_id}/"
    partnership = Partnership.objects.get()
    assert partnership.state == State.ACTIVE
    assert partnership.bounds == version
    assert partnership.bounds.agreed_by == harbor
    assert partnership.member(harbor).champion == abel.session_membership
    with within(harbor):
        assert [event.act for event in Event.objects.all()] == ["partnership_agreed"]


def test_nobody_agrees_with_themselves(lakeside, harbor, nils):
    version = proposal_of(lakeside, harbor)
    with within(lakeside), pytest.raises(Blocked, match="The other side answers"):
        actions.agree(version, by=nils)


def test_an_advocate_does_not_settle_partnerships(client, lakeside, harbor, ada):
    version = proposal_of(lakeside, harbor)
    client.force_login(ada)
    assert client.post(f"/partnerships/{version.partnership_id}/agree/1/").status_code == 403


def test_an_administrator_of_another_program_may_not(lakeside, harbor, mallory):
    version = proposal_of(lakeside, harbor)
    with within(mallory.here), pytest.raises(PermissionDenied):
        actions.agree(version, by=mallory)


def test_a_proposal_that_changed_since_it_was_read_is_read_again(lakeside, harbor, nils, abel):
    version = proposal_of(lakeside, harbor, longest_release_days=14)
    with within(lakeside):
        actions.propose_change(
            version.partnership, bounds={**USUAL, "longest_release_days": 90}, by=nils
        )
    with within(harbor), pytest.raises(Blocked, match="Read the newest one first"):
        actions.agree(version, by=abel)
    assert Partnership.objects.get().state == State.PROPOSED


def test_the_first_side_agrees_when_the_other_proposed_something_else(lakeside, harbor, nils, abel):
    partnership = proposal_of(lakeside, harbor).partnership
    with within(harbor):
        other = actions.propose_change(partnership, bounds={**USUAL, "response_hours": 48}, by=abel)
    with within(lakeside):
        actions.agree(other, by=nils)
    assert Partnership.objects.get().bounds.response_hours == 48


def test_what_was_agreed_is_not_agreed_again(client, lakeside, harbor, abel):
    version = partnership_of(lakeside, harbor).bounds
    client.force_login(abel)
    response = client.post(f"/partnerships/{version.partnership_id}/agree/1/")
    assert response.status_code == 409
    assert response.context["sentence"] == "This was agreed already."


def test_agreeing_is_never_a_link(client, lakeside, harbor, abel):
    version = proposal_of(lakeside, harbor)
    client.force_login(abel)
    assert client.get(f"/partnerships/{version.partnership_id}/agree/1/").status_code == 405


@pytest.mark.parametrize("number", [2, 99999, 10**30])
def test_a_version_that_never_was_is_not_found(client, lakeside, harbor, abel, number):
    version = proposal_of(lakeside, harbor)
    client.force_login(abel)
    response = client.post(f"/partnerships/{version.partnership_id}/agree/{number}/")
    assert response.status_code == 404
