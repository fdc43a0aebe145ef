"""What a member takes along when it leaves a group: nobody waits for it, and nobody there is asked."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Commitment, Kind
from tests.partnerships.building import USUAL
from tests.partnerships.grouping import group_of
from tests.partnerships.keeping import promise_of
from tests.partnerships.signing import named, signer, wording_of


@pytest.fixture
def group(lakeside, harbor, elsewhere):
    return group_of(lakeside, harbor, elsewhere)


def leave(group, person):
    with within(person.here):
        actions.leave_group(group, by=person)


def today(client, person):
    client.force_login(person)
    return client.get("/today/").text


def test_whoever_signs_for_a_member_that_left_is_asked_no_more(
    client, group, harbor, nils, abel, mallory
):
    wording, sam = wording_of(group), signer("Sam", harbor)
    named(wording, sam, nils, mallory)
    assert "waits for your signature" in today(client, sam)
    leave(group, abel)
    assert "waits for your signature" not in today(client, sam)


@pytest.fixture
def promised(group, harbor, nils, abel, mallory):
    """Harbor House promised to all, and Lakeside's promise waits for its answer."""
    group.agreements.create(
        number=1,
        kind=Kind.MOU,
        proposed_by=nils.here,
        agreed_by=harbor,
        in_force_from=now(),
        **USUAL,
    )
    tomorrow = localdate() + timedelta(days=1)
    made = promise_of(group, abel, harbor, due_on=tomorrow)
    waits = promise_of(group, nils, nils.here, words="Meet on Mondays", due_on=tomorrow)
    for one in (nils, mallory):
        accept(made, one)
    return waits


def accept(promise, person):
    with within(person.here):
        actions.accept_commitment(promise, responsible=None, by=person)


def test_its_promises_count_no_more_and_nobody_there_is_named(client, group, promised, nils, abel):
    address = f"/partnerships/{group.pk}/"
    client.force_login(nils)
    assert "Abel (Harbor House)" in client.get(address).text
    told = today(client, abel)
    assert "Share a card" in told
    assert "proposes a promise" in told
    leave(group, abel)
    told = today(client, abel)
    assert "Share a card" not in told
    assert "proposes a promise" not in told
    client.force_login(nils)
    assert "Abel" not in client.get(address).text


def test_a_promise_waits_for_those_who_stay_alone(group, promised, abel, mallory):
    leave(group, abel)
    accept(promised, mallory)
    assert Commitment.objects.get(pk=promised.pk).is_counting
