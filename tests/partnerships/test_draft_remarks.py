"""Remarks and suggestions: at any time, by every member, and what becomes of them."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Approval, Passage
from alongside.partnerships.models.drafting import MOST_OPEN_REMARKS
from alongside.partnerships.models.wordings import MOST_PASSAGES
from tests.partnerships.building import agreed_by, pass_to
from tests.partnerships.leaving import told


@pytest.fixture
def passage(draft):
    return draft.passages.first()


def suggested(passage, by, text="Other words."):
    with within(by.here):
        return actions.suggest(passage, suggestion=text, text="", by=by)


def test_a_suggestion_that_is_accepted_clears_who_agreed(draft, passage, nils, abel, lakeside):
    remark = suggested(passage, abel)
    agreed_by(draft, nils)
    with within(lakeside):
        actions.accept_suggestion(remark, revision=1, by=nils)
    assert not Approval.objects.exists()
    passage.refresh_from_db()
    assert (passage.text, passage.revision) == ("Other words.", 2)


def test_a_remark_clears_nothing(draft, passage, nils, abel, harbor):
    agreed_by(draft, nils)
    suggested(passage, abel)
    assert Approval.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_partner_learns_that_something_was_said(passage, nils, abel):
    told()
    suggested(passage, abel)
    assert told() == ["Nils"]


def test_a_suggestion_is_not_accepted_over_a_text_nobody_compared_it_with(
    passage, nils, abel, lakeside
):
    remark = suggested(passage, abel)
    with within(lakeside):
        actions.edit_passage(passage, title="x", text="Newer.", revision=1, by=nils)
        with pytest.raises(Blocked, match="changed since you read it"):
            actions.accept_suggestion(remark, revision=1, by=nils)
    assert Passage.objects.get(pk=passage.pk).text == "Newer."


def test_only_whoever_has_the_turn_decides(passage, abel, harbor):
    remark = suggested(passage, abel)
    with within(harbor):
        with pytest.raises(Blocked, match="It is the turn of Lakeside"):
            actions.accept_suggestion(remark, revision=1, by=abel)
        with pytest.raises(Blocked, match="It is the turn of Lakeside"):
            actions.decline_suggestion(remark, by=abel)


def test_a_suggestion_for_what_was_taken_out_waits(passage, nils, abel, lakeside):
    remark = suggested(passage, abel)
    with within(lakeside):
        actions.take_out_passage(passage, by=nils)
        with pytest.raises(Blocked, match="Bring it back first"):
            actions.accept_suggestion(remark, revision=2, by=nils)


def test_a_remark_is_answered_and_a_suggestion_decided(draft, passage, nils, abel, lakeside):
    remark = suggested(passage, abel)
    with within(lakeside):
        with pytest.raises(Blocked, match="accepted or declined"):
            actions.answer_remark(remark, by=nils)
        words = actions.remark(draft, passage=None, text="When?", by=nils)
        for decide in (
            lambda: actions.accept_suggestion(words, revision=1, by=nils),
            lambda: actions.decline_suggestion(words, by=nils),
        ):
            with pytest.raises(Blocked, match="accepted or declined"):
                decide()
        actions.answer_remark(words, by=nils)
        with pytest.raises(Blocked, match="answered already"):
            actions.answer_remark(words, by=nils)


def test_only_who_settles_partnerships_decides(draft, passage, nils, abel, ada, mallory, lakeside):
    remark = suggested(passage, abel)
    with within(lakeside):
        words = actions.remark(draft, passage=None, text="When?", by=nils)
    for person in (ada, mallory):
        with within(person.here):
            for decide in (
                lambda by: actions.accept_suggestion(remark, revision=1, by=by),
                lambda by: actions.decline_suggestion(remark, by=by),
                lambda by: actions.answer_remark(words, by=by),
            ):
                with pytest.raises(PermissionDenied):
                    decide(person)


def test_a_passage_has_only_so_many_open_remarks(passage, abel):
    for _ in range(MOST_OPEN_REMARKS):
        suggested(passage, abel)
    with pytest.raises(Blocked, match="20 remarks wait here"):
        suggested(passage, abel)


def test_a_draft_has_only_so_many_passages(draft, nils, lakeside):
    with within(lakeside):
        for _ in range(MOST_PASSAGES - 2):
            actions.add_passage(draft, title="x", text="x", after=None, by=nils)
        with pytest.raises(Blocked, match="at most 100 passages"):
            actions.add_passage(draft, title="x", text="x", after=None, by=nils)


def test_the_first_passage_moves_no_further_up(draft, passage, nils, lakeside):
    with within(lakeside):
        with pytest.raises(Blocked, match="cannot be moved further"):
            actions.move_passage(passage, up=True, by=nils)
        with pytest.raises(Blocked, match="cannot be moved further"):
            actions.move_passage(draft.passages.last(), up=False, by=nils)


def test_a_passage_that_was_taken_out_keeps_its_place(draft, passage, nils, lakeside):
    other = draft.passages.last()
    with within(lakeside):
        actions.take_out_passage(passage, by=nils)
        with pytest.raises(Blocked, match="was taken out"):
            actions.take_out_passage(passage, by=nils)
        with pytest.raises(Blocked, match="was taken out"):
            actions.move_passage(passage, up=False, by=nils)
        with pytest.raises(Blocked, match="was taken out"):
            actions.edit_passage(passage, title="x", text="x", revision=2, by=nils)
        actions.bring_back_passage(passage, by=nils)
        with pytest.raises(Blocked, match="in the draft already"):
            actions.bring_back_passage(passage, by=nils)
    assert list(draft.passages.standing()) == [passage, other]


def test_nothing_is_said_of_what_is_set_aside(draft, passage, nils, abel, lakeside, harbor):
    with within(lakeside):
        actions.set_aside_draft(draft, by=nils)
    with pytest.raises(Blocked, match="is set aside"):
        suggested(passage, abel)


def test_the_turn_is_the_members_and_not_one_persons(draft, passage, nils, abel, lakeside, harbor):
    pass_to(draft, harbor, nils)
    with within(lakeside), pytest.raises(Blocked, match="It is the turn of Harbor House"):
        actions.edit_passage(passage, title="x", text="x", revision=1, by=nils)
    with within(harbor):
        assert actions.edit_passage(passage, title="x", text="x", revision=1, by=abel)
