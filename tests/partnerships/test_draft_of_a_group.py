"""Who agrees to the text of a group, when members come and go meanwhile."""

import pytest
from django.utils.timezone import localdate, now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Agreement, Member, Partnership, Stage
from tests.partnerships.building import agreed_by, frame_of
from tests.partnerships.grouping import another, group_of
from tests.partnerships.keeping import promise_of
from tests.partnerships.signing import named
from tests.partnerships.test_draft_of_three import NO_BOUNDS


def begun(group, by):
    frame = frame_of(bounds=NO_BOUNDS)
    with within(by.here):
        return actions.start_draft(group, frame=frame, options={102: "plain"}, by=by)


def left(group, person):
    with within(person.here):
        actions.leave_group(group, by=person)


def test_the_word_of_a_member_that_left_does_not_stand_for_a_newcomer(
    lakeside, harbor, elsewhere, nils, abel, mallory
):
    nora = another("Nora")
    group = group_of(lakeside, harbor, elsewhere)
    draft = begun(group, nils)
    agreed_by(draft, abel)
    left(group, abel)
    Member.objects.create(partnership=group, organization=nora.here)
    assert agreed_by(draft, nils, mallory).stage == Stage.DRAFTING
    assert agreed_by(draft, nora).stage == Stage.SIGNING


def test_those_who_stay_agree_anew_without_the_one_that_left(
    lakeside, harbor, elsewhere, nils, abel, mallory
):
    group = group_of(lakeside, harbor, elsewhere)
    draft = begun(group, nils)
    agreed_by(draft, abel, nils)
    left(group, abel)
    assert agreed_by(draft, mallory).stage == Stage.DRAFTING
    assert agreed_by(draft, nils).stage == Stage.SIGNING


def test_nobody_writes_alone_for_a_group_that_has_not_begun(lakeside, harbor, elsewhere, nils):
    group = Partnership.objects.create(name="Soon", purpose="Meet.", proposed_by=lakeside)
    Member.objects.create(partnership=group, organization=lakeside)
    for one in (harbor, elsewhere):
        Member.objects.create(partnership=group, organization=one, joined_at=None)
    with pytest.raises(Blocked):
        begun(group, nils)


def test_a_draft_goes_on_with_those_who_stay_and_one_of_them_writes(
    lakeside, harbor, elsewhere, nils, abel, mallory
):
    group = group_of(lakeside, harbor, elsewhere)
    draft = begun(group, nils)
    agreed_by(draft, abel, mallory)
    left(group, nils)
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFTING
    assert draft.turn in (harbor, elsewhere)
    assert agreed_by(draft, abel, mallory).stage == Stage.SIGNING


def test_nobody_waits_for_the_signers_of_a_member_that_left(
    lakeside, harbor, elsewhere, nils, abel, mallory
):
    group = group_of(lakeside, harbor, elsewhere)
    draft = agreed_by(begun(group, nils), nils, abel, mallory)
    named(draft, nils, abel, mallory)
    left(group, nils)
    assert [one.organization for one in draft.signatories.in_order()] == [harbor, elsewhere]
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFTING


def test_a_group_that_ends_leaves_no_draft_open(lakeside, harbor, nils, abel):
    group = group_of(lakeside, harbor)
    draft = begun(group, nils)
    left(group, abel)
    draft.refresh_from_db()
    assert draft.stage == Stage.SET_ASIDE


def test_a_promise_does_not_wait_for_a_member_that_left(
    lakeside, harbor, elsewhere, nils, abel, mallory
):
    group = group_of(lakeside, harbor, elsewhere)
    Agreement.objects.create(
        partnership=group,
        number=1,
        kind="mou",
        proposed_by=lakeside,
        agreed_by=harbor,
        in_force_from=now(),
        **NO_BOUNDS,
    )
    promise = promise_of(group, nils, due_on=localdate())
    left(group, mallory)
    with within(abel.here):
        actions.accept_commitment(promise, responsible=None, by=abel)
    promise.refresh_from_db()
    assert promise.is_counting
