"""Ending a partnership, by either side, at once."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Partnership, State
from tests.partnerships.building import change_of, partnership_of, proposal_of


@pytest.mark.parametrize("who", ["nils", "abel"])
def test_either_side_ends_it_for_both_and_the_act_is_remembered(
    client, lakeside, harbor, request, who
):
    partnership = partnership_of(lakeside, harbor)
    person = request.getfixturevalue(who)
    client.force_login(person)
    client.post(f"/partnerships/{partnership.pk}/end/")
    assert Partnership.objects.get().state == State.ENDED
    assert Partnership.objects.active_between(lakeside, harbor) is None
    with within(person.here):
        assert [event.act for event in Event.objects.all()] == ["partnership_ended"]


def test_it_asks_first(client, lakeside, harbor, nils):
    partnership = partnership_of(lakeside, harbor)
    client.force_login(nils)
    page = client.get(f"/partnerships/{partnership.pk}/end/")
    assert page.status_code == 200
    assert Partnership.objects.get().state == State.ACTIVE


def test_a_proposal_is_taken_back_the_same_way(lakeside, harbor, nils):
    version = proposal_of(lakeside, harbor)
    with within(lakeside):
        actions.end(version.partnership, by=nils)
    assert Partnership.objects.get().state == State.ENDED


def test_no_change_waits_after_the_end(lakeside, harbor, nils):
    partnership = partnership_of(lakeside, harbor)
    change_of(partnership, harbor)
    with within(lakeside):
        actions.end(partnership, by=nils)
    assert not partnership.agreements.waiting().exists()


def test_only_who_may_settle_partnerships_ends_one(client, lakeside, harbor, ada, mallory):
    partnership = partnership_of(lakeside, harbor)
    client.force_login(ada)
    assert client.post(f"/partnerships/{partnership.pk}/end/").status_code == 403
    for person in (ada, mallory):
        with within(person.here), pytest.raises(PermissionDenied):
            actions.end(partnership, by=person)


def test_what_has_ended_does_not_end_again(lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor)
    with within(lakeside):
        actions.end(partnership, by=nils)
    with within(harbor), pytest.raises(Blocked, match="already ended"):
        actions.end(partnership, by=abel)


def test_what_was_agreed_is_no_longer_said_to_be_in_force(client, partnership, nils, lakeside):
    client.force_login(nils)
    assert "in force since" in client.get(f"/partnerships/{partnership.pk}/").text
    with within(lakeside):
        actions.end(partnership, by=nils)
    page = client.get(f"/partnerships/{partnership.pk}/").text
    assert "in force since" not in page
    assert "It ended with the partnership." in page
