"""Two who press at once: one counts, and the other is told kindly."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Partnership, State
from tests.partnerships.building import USUAL, change_of, partnership_of, proposal_of
from tests.partnerships.grouping import another, group_of
from tests.pressing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def in_any_order(*acts):
    return sorted(at_once(*acts))


def events_of(*organizations):
    acts = []
    for organization in organizations:
        with within(organization):
            acts += [event.act for event in Event.objects.all()]
    return sorted(acts)


def test_of_many_who_agree_at_once_one_counts(lakeside, harbor, abel):
    version = proposal_of(lakeside, harbor)
    told = in_any_order(*[(abel, lambda: actions.agree(version, by=abel))] * 4)
    assert told == ["This was agreed already."] * 3 + ["done"]
    assert events_of(harbor) == ["partnership_agreed"]


def test_of_agree_and_decline_at_once_one_counts(lakeside, harbor, abel):
    version = proposal_of(lakeside, harbor)
    told = in_any_order(
        (abel, lambda: actions.agree(version, by=abel)),
        (abel, lambda: actions.decline(version, by=abel)),
    )
    assert told.count("done") == 1
    assert events_of(harbor) == [
        "partnership_agreed"
        if Partnership.objects.get().state == State.ACTIVE
        else "partnership_declined"
    ]


def test_nobody_agrees_to_a_version_that_is_being_replaced(lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor, response_hours=24)
    version = change_of(partnership, lakeside, response_hours=1)
    told = in_any_order(
        (abel, lambda: actions.agree_change(version, by=abel)),
        (
            nils,
            lambda: actions.propose_change(
                partnership, bounds={**USUAL, "response_hours": 2}, by=nils
            ),
        ),
    )
    newest = "The proposal has changed since you read it. Read the newest one first."
    in_force = partnership.bounds.response_hours
    assert (told, in_force) in ((["done", "done"], 1), (sorted([newest, "done"]), 24))


def test_of_proposals_from_both_sides_at_once_one_is_open(lakeside, harbor, nils, abel):
    told = in_any_order(
        (nils, lambda: actions.propose(harbor, bounds=USUAL, by=nils)),
        (abel, lambda: actions.propose(lakeside, bounds=USUAL, by=abel)),
        (nils, lambda: actions.propose(harbor, bounds=USUAL, by=nils)),
    )
    assert told.count("done") == 1
    assert Partnership.objects.count() == 1
    assert events_of(lakeside, harbor) == ["partnership_proposed"]


def test_of_two_sides_who_end_at_once_one_counts(lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor)
    told = in_any_order(
        (nils, lambda: actions.end(partnership, by=nils)),
        (abel, lambda: actions.end(partnership, by=abel)),
    )
    assert told == ["This partnership is already ended.", "done"]
    assert events_of(lakeside, harbor) == ["partnership_ended"]


def test_of_many_who_leave_a_group_at_once_one_counts(lakeside, harbor, abel):
    group = group_of(lakeside, harbor, another("Gina").here, another("Hal").here)

    def leave():
        with suppress(PermissionDenied):
            actions.leave_group(group, by=abel)

    at_once(*[(abel, leave)] * 4)
    assert events_of(harbor) == ["group_left"]
