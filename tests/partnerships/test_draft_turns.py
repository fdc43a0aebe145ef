"""Writing in turns: who may, what is kept, and when everybody agrees."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.partnerships import actions
from alongside.partnerships.models import Approval, Stage, Wording
from tests.database import connected_as
from tests.partnerships.building import (
    COSTS,
    ROLLOUT,
    SIGNATURES,
    agreed_by,
    draft_of,
    frame_of,
    pass_to,
)


def acts_of(organization):
    with within(organization):
        return sorted(event.act for event in Event.objects.all())


def now_of(wording):
    return Wording.objects.get(pk=wording.pk)


def titles(wording):
    return [passage["title"] for passage in now_of(wording).written]


def test_a_draft_begins_with_the_clauses_that_were_chosen(draft, lakeside, abel):
    assert titles(draft) == ["Purpose and shared vision", "Costs"]
    assert draft.turn == lakeside
    assert acts_of(lakeside) == ["draft_started"]


def test_there_is_one_draft_at_a_time(draft, partnership, abel, harbor):
    with pytest.raises(Blocked, match="There is a draft already"):
        draft_of(partnership, abel)
    with within(harbor):
        actions.set_aside_draft(draft, by=abel)
    assert titles(draft_of(partnership, abel)) == titles(draft)


def test_each_pass_of_the_turn_keeps_an_edition(draft, abel, nils, harbor, lakeside):
    pass_to(draft, harbor, nils)
    [edition] = draft.editions.all()
    assert edition.passages == now_of(draft).written
    pass_to(draft, lakeside, abel)  # nothing was changed
    assert draft.editions.count() == 1
    assert now_of(draft).turn == lakeside


def test_the_turn_passes_to_another_member_only(draft, nils, elsewhere, lakeside):
    for other in (lakeside, elsewhere):
        with pytest.raises(Blocked, match="another member"):
            pass_to(draft, other, nils)


def test_what_was_typed_when_the_turn_has_passed_can_be_copied(client, draft, abel):
    client.force_login(abel)
    page = f"/partnerships/{draft.agreement.partnership_id}/draft/{draft.agreement.number}/add/"
    typed = {"title": "Costs", "text": "Each side pays for\nits own staff."}
    form = {"data": urlencode(typed), "content_type": "application/x-www-form-urlencoded"}
    answer = client.post(page, **form, HTTP_REFERER=f"http://testserver{page}")
    assert answer.status_code == 409
    assert answer.context["written"] == ["Each side pays for\nits own staff."]
    assert f'href="{page}"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_whoever_has_the_turn_passes_it(draft, abel, lakeside):
    with pytest.raises(Blocked, match="It is the turn of Lakeside Health Center"):
        pass_to(draft, lakeside, abel)


def test_when_everybody_agrees_it_waits_to_be_signed(draft, nils, abel):
    assert agreed_by(draft, nils).stage == Stage.DRAFTING
    final = agreed_by(draft, abel)
    assert final.stage == Stage.SIGNING
    assert final.last_edition.approvals.count() == 2
    assert final.last_edition.passages == final.written


def test_one_side_agrees_once(draft, nils):
    with pytest.raises(Blocked, match="agreed to this text already"):
        agreed_by(draft, nils, nils)


def test_a_change_of_text_clears_who_agreed(draft, nils, abel, lakeside, harbor):
    agreed_by(draft, nils)
    passage = draft.passages.first()
    with within(lakeside):
        assert actions.edit_passage(passage, title="Why", text="To help.", revision=1, by=nils)
    assert not Approval.objects.exists()
    assert agreed_by(draft, abel).stage == Stage.DRAFTING


def test_nobody_agrees_to_another_text_than_the_one_they_read(draft, abel, harbor):
    with within(harbor), pytest.raises(Blocked, match="has changed since you read it"):
        actions.approve_text(draft, sha256="0" * 64, by=abel)
    assert not draft.editions.exists()


def test_nobody_agrees_while_something_is_to_fill_in(partnership, nils):
    draft = draft_of(partnership, nils, {ROLLOUT: "steps", COSTS: "paid"})
    with pytest.raises(Blocked, match=r"Fill these in first: the site, the amount\."):
        agreed_by(draft, nils)


def test_only_the_clause_of_signatures_as_it_is_waits_for_signing(partnership, nils, lakeside):
    draft = draft_of(partnership, nils, {SIGNATURES: "both"})
    agreed_by(draft, nils)
    passage = draft.passages.get()
    with within(lakeside):
        text = f"{passage.text} Each signer may bind their side."
        actions.edit_passage(passage, title="Signed", text=text, revision=1, by=nils)
    with pytest.raises(Blocked, match="Fill these in first: who signs, the title"):
        agreed_by(draft, nils)


def test_nobody_agrees_to_nothing(draft, nils, lakeside):
    for passage in draft.passages.all():
        with within(lakeside):
            actions.take_out_passage(passage, by=nils)
    with pytest.raises(Blocked, match="no passages yet"):
        agreed_by(draft, nils)


def test_what_waits_to_be_signed_is_taken_back_by_either(draft, nils, abel, harbor):
    agreed_by(draft, nils, abel)
    passage = draft.passages.first()
    with within(harbor), pytest.raises(Blocked, match="is being signed"):
        actions.edit_passage(passage, title="x", text="x", revision=1, by=abel)
    with within(harbor):
        actions.reopen(draft, by=abel)
    again = now_of(draft)
    assert (again.stage, again.turn, again.approved_by) == (Stage.DRAFTING, harbor, set())
    with within(harbor), pytest.raises(Blocked, match="already being written"):
        actions.reopen(draft, by=abel)


def test_other_terms_clear_who_agreed(draft, nils, lakeside):
    agreed_by(draft, nils)
    with within(lakeside):
        actions.set_terms(draft, frame=frame_of(title="Another title"), by=nils)
    assert now_of(draft).title == "Another title"
    assert not Approval.objects.exists()


def test_a_draft_that_was_set_aside_is_kept_and_changes_no_more(
    draft, nils, abel, lakeside, harbor
):
    with within(harbor):
        actions.set_aside_draft(draft, by=abel)
    kept = now_of(draft)
    assert (kept.stage, kept.editions.count()) == (Stage.SET_ASIDE, 1)
    with pytest.raises(Blocked, match="is set aside"):
        pass_to(draft, harbor, nils)


def test_the_end_of_a_partnership_ends_its_draft(draft, partnership, nils, lakeside):
    with within(lakeside):
        actions.end(partnership, by=nils)
    assert now_of(draft).stage == Stage.SET_ASIDE
    with pytest.raises(Blocked, match="has ended"):
        draft_of(partnership, nils)


def test_the_bounds_of_a_draft_are_not_what_the_next_proposal_starts_from(draft, partnership):
    before = partnership.newest_bounds
    draft.agreement.longest_release_days = 77
    draft.agreement.save()
    assert partnership.newest_bounds == before


@pytest.mark.django_db(transaction=True)
def test_passing_the_turn_tells_the_partner(draft, nils, abel, ada, harbor):
    with connected_as("worker"):
        Notice.objects.all().delete()
    pass_to(draft, harbor, nils)
    with connected_as("worker"):
        assert [notice.person for notice in Notice.objects.all()] == [abel]


ACTS = [
    lambda draft, by: actions.pass_turn(draft, to=draft.turn, by=by),
    lambda draft, by: actions.approve_text(draft, sha256="0" * 64, by=by),
    lambda draft, by: actions.set_terms(draft, frame=frame_of(), by=by),
    lambda draft, by: actions.set_aside_draft(draft, by=by),
    lambda draft, by: actions.reopen(draft, by=by),
    lambda draft, by: actions.add_passage(draft, title="x", text="x", after=None, by=by),
    lambda draft, by: actions.add_clause(draft, clause=ROLLOUT, option="steps", by=by),
    lambda draft, by: actions.move_passage(draft.passages.first(), up=False, by=by),
    lambda draft, by: actions.take_out_passage(draft.passages.first(), by=by),
    lambda draft, by: actions.bring_back_passage(draft.passages.first(), by=by),
    lambda draft, by: actions.edit_passage(
        draft.passages.first(), title="x", text="x", revision=1, by=by
    ),
    lambda draft, by: actions.remark(draft, passage=None, text="x", by=by),
    lambda draft, by: actions.suggest(draft.passages.first(), suggestion="x", text="", by=by),
]


@pytest.mark.parametrize("act", ACTS)
def test_only_who_settles_partnerships_of_its_members_touches_a_draft(draft, ada, mallory, act):
    for person in (ada, mallory):
        with within(person.here), pytest.raises(PermissionDenied):
            act(draft, person)
