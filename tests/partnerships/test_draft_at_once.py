"""Two who write at the same moment: one is saved, the other is told, and nobody's text is lost."""

import pytest
from django.test import Client

from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import Passage, Remark, Stage, Wording
from alongside.partnerships.models.wordings import fingerprint
from tests.conftest import person
from tests.partnerships.building import agreed_by, frame_of, partnership_of
from tests.pressing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nadia(lakeside):
    return person("Nadia", lakeside, Role.SIGNATORY)


def test_of_two_colleagues_who_save_one_passage_one_is_saved_and_the_other_keeps_theirs(
    draft, nils, nadia
):
    passage = draft.passages.first()
    at = f"/partnerships/{draft.agreement.partnership_id}/draft/2/passages/{passage.pk}/edit/"
    answers = {}

    def save(who):
        def press():
            client = Client()
            client.force_login(who)
            typed = {"title": "Why", "text": f"As {who.name} wrote.", "revision": 1}
            answers[who.name] = client.post(at, typed)

        return who, press

    at_once(save(nils), save(nadia))
    told = {name: answer.status_code for name, answer in answers.items()}
    assert sorted(told.values()) == [302, 409]
    [saved] = [name for name, code in told.items() if code == 302]
    [other] = [name for name, code in told.items() if code == 409]
    passage.refresh_from_db()
    assert (passage.text, passage.revision) == (f"As {saved} wrote.", 2)
    assert f"As {saved} wrote." in answers[other].text
    assert f"\nAs {other} wrote.</textarea>" in answers[other].text


def test_of_many_who_save_one_passage_exactly_one_is_saved(draft, nils):
    passage, saved = draft.passages.first(), []

    def save(number):
        def press():
            text = f"Text {number}"
            done = actions.edit_passage(passage, title="x", text=text, revision=1, by=nils)
            saved.extend([text] if done else [])

        return nils, press

    assert at_once(*map(save, range(4))) == ["done"] * 4
    passage.refresh_from_db()
    assert saved == [passage.text]


def test_passages_that_move_at_once_each_keep_a_place(draft, nils):
    first, second = draft.passages.all()
    at_once(
        (nils, lambda: actions.move_passage(first, up=False, by=nils)),
        (nils, lambda: actions.add_passage(draft, title="x", text="x", after=first, by=nils)),
        (nils, lambda: actions.add_passage(draft, title="y", text="y", after=second, by=nils)),
    )
    places = list(draft.passages.values_list("position", flat=True))
    assert places == [1, 2, 3, 4]


def test_nobody_agrees_to_a_text_that_is_being_changed(draft, nils, abel):
    agreed_by(draft, nils)
    passage, sha256 = draft.passages.first(), fingerprint(draft.terms, draft.written)
    changed = "The text has changed since you read it. Read it again, then agree."
    frozen = "This agreement is being signed. Its text does not change now."
    told = at_once(
        (abel, lambda: actions.approve_text(draft, sha256=sha256, by=abel)),
        (
            nils,
            lambda: actions.edit_passage(passage, title="x", text="x", revision=1, by=nils),
        ),
    )
    stage = Wording.objects.get().stage
    assert (told, stage) in (
        (["done", frozen], Stage.SIGNING),
        ([changed, "done"], Stage.DRAFTING),
    )


def test_of_both_who_agree_at_once_both_count(draft, nils, abel):
    sha256 = fingerprint(draft.terms, draft.written)

    def agree(who):
        return who, lambda: actions.approve_text(draft, sha256=sha256, by=who)

    assert at_once(agree(nils), agree(abel)) == ["done", "done"]
    assert Wording.objects.get().stage == Stage.SIGNING
    assert draft.editions.count() == 1


def test_of_two_drafts_that_begin_at_once_one_is_there(lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor)

    def begin(who):
        return who, lambda: actions.start_draft(
            partnership, frame=frame_of(), options={102: "plain"}, by=who
        )

    told = at_once(begin(nils), begin(abel))
    assert sorted(told) == [
        "There is a draft already. Go on with it, or set it aside first.",
        "done",
    ]
    assert Wording.objects.count() == 1


def test_a_suggestion_is_accepted_or_declined_once(draft, nils, nadia, abel, harbor):
    passage = draft.passages.first()
    with within(harbor):
        suggested = actions.suggest(passage, suggestion="Theirs", text="", by=abel)
    told = at_once(
        (nils, lambda: actions.accept_suggestion(suggested, revision=1, by=nils)),
        (nadia, lambda: actions.decline_suggestion(suggested, by=nadia)),
    )
    assert sorted(told) == ["This was answered already.", "done"]
    is_accepted = Remark.objects.get().outcome == "accepted"
    assert (Passage.objects.get(pk=passage.pk).text == "Theirs") is is_accepted


def test_of_many_who_pass_the_turn_at_once_one_edition_is_kept(draft, nils, harbor):
    passing = (nils, lambda: actions.pass_turn(draft, to=harbor, by=nils))
    told = sorted(at_once(passing, passing))
    not_yours = "It is the turn of Harbor House to write. You can remark, and suggest other text."
    assert told == [not_yours, "done"]
    assert draft.editions.count() == 1
