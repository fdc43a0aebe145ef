"""Two who press at once, each in a thread of their own: one story, and nobody is left guessing."""

import pytest

from alongside.audit.models import Event
from alongside.lib.walls import within
from alongside.referrals import actions
from alongside.referrals.models import Answer, Letter, Referral, State
from tests.pressing import at_once
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True)

SOME_TIMES = 6
ENDED = "Permission has ended. Do not reach out from this letter."
CLOSED = "No letter lies here any more: somebody here closed it, or it was lost when the server was restored."
RETURNED = "This referral is already over: returned unopened."
OPENED = "It was opened here, so it cannot be returned. You can close it."


def remembered(person):
    """The acts in one side's log."""
    with within(person.here):
        return sorted(Event.objects.values_list("act", flat=True))


@pytest.fixture
def letter_of(lakeside):
    def find(referral):
        with within(lakeside):
            return referral.releases.get(backward=False).pk

    return find


@pytest.fixture
def new(partnership, nora, ada, letter_of):
    """Another referral; opened by Ada when asked for."""

    def make(opened=False):
        referral = building.sent(partnership, nora)
        letter = letter_of(referral)
        if opened:
            with within(ada.here):
                actions.open_letter(referral, letter, by=ada)
        return referral

    return make


def since(person, before):
    """What one side's log tells since then."""
    rest = remembered(person)
    for act in before:
        rest.remove(act)
    return rest


def state_of(referral, person):
    with within(person.here):
        return Referral.objects.get(pk=referral.pk).state


def letters_of(referral, harbor):
    with within(harbor):
        return Letter.objects.filter(referral=referral).count()


def test_of_two_who_open_at_once_both_read_and_it_is_received_once(new, letter_of, ada, abel):
    for _ in range(SOME_TIMES):
        referral, before = new(), remembered(ada)
        letter = letter_of(referral)
        told = at_once(
            (ada, lambda r=referral, pk=letter: actions.open_letter(r, pk, by=ada)),
            (abel, lambda r=referral, pk=letter: actions.open_letter(r, pk, by=abel)),
        )
        assert told == ["done", "done"]
        assert since(ada, before) == ["letter_opened", "letter_opened"]
        assert state_of(referral, ada) == State.RECEIVED


def test_of_two_who_close_at_once_one_wins_and_the_other_is_told_kindly(new, ada, abel, harbor):
    for _ in range(SOME_TIMES):
        referral, before = new(opened=True), remembered(ada)
        told = at_once(
            (ada, lambda r=referral: actions.close(r, by=ada)),
            (abel, lambda r=referral: actions.close(r, by=abel)),
        )
        assert sorted(told) == [CLOSED, "done"]
        assert since(ada, before) == ["referral_closed"]
        assert letters_of(referral, harbor) == 0


def test_a_withdrawal_is_answered_alike_whoever_closes_meanwhile(new, ada, nora, harbor):
    for _ in range(SOME_TIMES):
        referral = new(opened=True)
        here, there = remembered(nora), remembered(ada)
        withdrawn, closed = at_once(
            (nora, lambda r=referral: actions.withdraw(r, by=nora)),
            (ada, lambda r=referral: actions.close(r, by=ada)),
        )
        assert withdrawn == "done"
        assert since(nora, here) == ["referral_withdrawn"]
        assert (closed, since(ada, there)) in [("done", ["referral_closed"]), (ENDED, [])]
        assert state_of(referral, nora) == State.WITHDRAWN
        assert letters_of(referral, harbor) == 0


def test_of_open_and_withdraw_at_once_the_log_tells_what_happened(
    new, letter_of, ada, nora, harbor
):
    for _ in range(SOME_TIMES):
        referral = new()
        letter, here, there = letter_of(referral), remembered(nora), remembered(ada)
        withdrawn, opened = at_once(
            (nora, lambda r=referral: actions.withdraw(r, by=nora)),
            (ada, lambda r=referral, pk=letter: actions.open_letter(r, pk, by=ada)),
        )
        assert withdrawn == "done"
        assert since(nora, here) == ["referral_withdrawn"]
        assert (opened, since(ada, there)) in [("done", ["letter_opened"]), (ENDED, [])]
        assert state_of(referral, ada) == State.WITHDRAWN
        assert letters_of(referral, harbor) == 0


def test_of_open_and_give_back_at_once_one_wins(new, letter_of, ada, abel, nora, harbor):
    for _ in range(SOME_TIMES):
        referral, before = new(), remembered(ada)
        letter = letter_of(referral)
        opened, returned = at_once(
            (ada, lambda r=referral, pk=letter: actions.open_letter(r, pk, by=ada)),
            (abel, lambda r=referral: actions.give_back(r, by=abel)),
        )
        story = [opened, returned, since(ada, before), state_of(referral, nora)]
        story.append(letters_of(referral, harbor))
        assert story in [
            ["done", OPENED, ["letter_opened"], State.RECEIVED, 1],
            [RETURNED, "done", ["referral_returned"], State.RETURNED, 0],
        ]


def test_of_give_back_and_withdraw_at_once_one_wins(new, ada, nora, harbor):
    for _ in range(SOME_TIMES):
        referral = new()
        here, there = remembered(nora), remembered(ada)
        withdrawn, returned = at_once(
            (nora, lambda r=referral: actions.withdraw(r, by=nora)),
            (ada, lambda r=referral: actions.give_back(r, by=ada)),
        )
        story = [withdrawn, returned, since(nora, here), since(ada, there)]
        assert [*story, state_of(referral, nora)] in [
            ["done", ENDED, ["referral_withdrawn"], [], State.WITHDRAWN],
            [RETURNED, "done", [], ["referral_returned"], State.RETURNED],
        ]
        assert letters_of(referral, harbor) == 0


def test_of_two_who_withdraw_at_once_one_counts(new, nora, nils):
    for _ in range(SOME_TIMES):
        referral, before = new(), remembered(nora)
        told = at_once(
            (nora, lambda r=referral: actions.withdraw(r, by=nora)),
            (nils, lambda r=referral: actions.withdraw(r, by=nils)),
        )
        assert sorted(told) == ["This referral is already over: withdrawn.", "done"]
        assert since(nora, before) == ["referral_withdrawn"]


def test_of_two_answers_at_once_one_is_kept_whole(new, at_harbor, ada, abel):
    for _ in range(SOME_TIMES):
        referral = new(opened=True)
        answers = [building.answer_of(at_harbor, text) for text in ("ours", "and ours")]
        told = at_once(
            (ada, lambda r=referral, a=answers: actions.keep_answer(r, a[0], number=1, by=ada)),
            (abel, lambda r=referral, a=answers: actions.keep_answer(r, a[1], number=1, by=abel)),
        )
        assert told == ["done", "done"]
        with within(ada.here):
            assert bytes(Answer.objects.get(referral=referral).sealed) in answers


def test_many_letters_at_once_have_each_their_own_phrase(partnership, nora, nils, ada, abel):
    people = [nora, nils, ada, abel] * 2
    parcels = [(one, building.parcel(partnership, one)) for one in people]
    told = at_once(
        *[
            (one, lambda one=one, parcel=parcel: actions.send(partnership, parcel, by=one))
            for one, parcel in parcels
        ]
    )
    assert told == ["done"] * 8
    with within(nora.here, ada.here):
        phrases = list(Referral.objects.values_list("phrase", flat=True))
    assert [len(phrases), len(set(phrases))] == [8, 8]
