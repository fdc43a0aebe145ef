"""The receiving side's own half: return, answer, close. The sender sees received or returned, and no more."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.referrals import actions
from alongside.referrals.models import Answer, Letter, Referral, State
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True)

CLOSED = "No letter lies here any more: somebody here closed it, or it was lost when the server was restored."
ENDED = "Permission has ended. Do not reach out from this letter."


def act(client, referral, verb):
    return client.post(f"/referrals/{referral.pk}/{verb}/")


def seen_by(client, person, referral):
    """What a person's pages say: the list and the referral itself, without what changes at every load."""
    client.force_login(person)
    page = client.get(f"/referrals/{referral.pk}/")
    found = page.context["standing"]
    listed = client.get("/referrals/?side=sent").context["page"].object_list
    return [page.context["referral"].shown_state, found.can_act, found.letters, len(listed)]


def test_a_letter_is_returned_unopened(client, referral, ada, harbor, nora):
    client.force_login(ada)
    assert act(client, referral, "give-back").status_code == 302
    with within(harbor):
        assert [Referral.objects.get().state, Letter.objects.count()] == [State.RETURNED, 0]
        assert Referral.objects.get().phrase is None
        assert [event.act for event in Event.objects.all()] == ["referral_returned"]
    assert seen_by(client, nora, referral)[0] == State.RETURNED


def test_what_was_opened_cannot_be_returned(opened, ada, harbor):
    with within(harbor), pytest.raises(Blocked, match="cannot be returned"):
        actions.give_back(opened, by=ada)


def test_closing_erases_the_letter_and_changes_nothing_the_sender_sees(
    client, opened, ada, harbor, nora
):
    before = seen_by(client, nora, opened)
    client.force_login(ada)
    assert act(client, opened, "close").status_code == 302
    with within(harbor):
        assert Letter.objects.count() == 0
        assert [event.act for event in Event.objects.order_by("pk")].count("referral_closed") == 1
    assert seen_by(client, nora, opened) == before
    assert before[0] == State.RECEIVED


def test_a_closed_referral_is_off_the_list_and_says_so(client, opened, ada, harbor):
    with within(harbor):
        actions.close(opened, by=ada)
    client.force_login(ada)
    assert list(client.get("/referrals/").context["page"].object_list) == []
    page = client.get(f"/referrals/{opened.pk}/")
    assert CLOSED in page.text
    assert opened.phrase not in page.text


def test_a_letter_after_closing_is_found_and_opened(client, opened, partnership, nora, ada, harbor):
    with within(harbor):
        actions.close(opened, by=ada)
    parcel = building.parcel(partnership, nora, within_referral=opened)
    with within(nora.here):
        actions.send_back(opened, parcel, by=nora)  # she was told nothing, and writes again
    client.force_login(ada)
    assert list(client.get("/referrals/").context["page"].object_list) == [opened]
    assert opened.phrase in client.get(f"/referrals/{opened.pk}/").text
    with within(harbor):
        assert actions.open_letter(opened, parcel.release, by=ada).sealed == parcel.sealed
        actions.close(opened, by=ada)
        assert Letter.objects.count() == 0


def test_a_letter_after_closing_is_answered_or_closed_unopened(
    opened, partnership, nora, ada, harbor, at_harbor
):
    with within(harbor):
        actions.close(opened, by=ada)
    parcel = building.parcel(partnership, nora, within_referral=opened)
    with within(nora.here):
        actions.send_back(opened, parcel, by=nora)
    with within(harbor):
        actions.keep_answer(opened, building.answer_of(at_harbor), number=1, by=ada)
        actions.close(opened, by=ada)
        with pytest.raises(Blocked, match="somebody here closed it"):
            actions.close(opened, by=ada)


def test_nothing_is_closed_before_it_is_opened(referral, ada, harbor):
    with within(harbor), pytest.raises(Blocked, match="Open the letter first"):
        actions.close(referral, by=ada)


def test_an_answer_is_kept_and_read_again_by_its_own_side(client, opened, ada, at_harbor):
    client.force_login(ada)
    told = {"answer": building.text_of(building.answer_of(at_harbor)), "number": 1}
    kept = client.post(
        f"/referrals/{opened.pk}/answer/", json.dumps(told), content_type="application/json"
    )
    assert [kept.status_code, kept.json()] == [200, {}]
    read = client.post(
        f"/referrals/{opened.pk}/answer/read/", "{}", content_type="application/json"
    ).json()
    assert read["answer"] == told["answer"]
    assert read["grant"]["number"] == 1


def test_the_sender_can_neither_keep_nor_read_an_answer(opened, nora, client, at_harbor):
    client.force_login(nora)
    told = json.dumps({"answer": building.text_of(building.answer_of(at_harbor)), "number": 1})
    where = f"/referrals/{opened.pk}/answer/"
    assert client.post(where, told, content_type="application/json").status_code == 403
    assert client.post(f"{where}read/", "{}", content_type="application/json").status_code == 403


@pytest.mark.parametrize("verb", ["give_back", "close"])
def test_the_sending_side_does_none_of_it(referral, nora, lakeside, verb):
    with within(lakeside), pytest.raises(PermissionDenied):
        getattr(actions, verb)(referral, by=nora)


@pytest.mark.parametrize("verb", ["give-back", "close", "withdraw", "write-back"])
def test_an_outsider_gets_one_and_the_same_answer(client, referral, mallory, verb):
    client.force_login(mallory)
    method = client.get if verb == "write-back" else client.post
    assert method(f"/referrals/{referral.pk}/{verb}/").status_code == 404


def test_an_answer_kept_again_takes_the_place_of_the_one_before(opened, ada, harbor, at_harbor):
    answers = [building.answer_of(at_harbor, text) for text in ("not yet", "we spoke")]
    with within(harbor):
        for sealed in answers:
            actions.keep_answer(opened, sealed, number=1, by=ada)
        assert [bytes(answer.sealed) for answer in Answer.objects.all()] == answers[1:]


def test_closing_erases_the_answer_and_the_database_takes_no_other(
    opened, ada, harbor, lakeside, at_harbor
):
    sealed = building.answer_of(at_harbor)
    with within(harbor):
        actions.keep_answer(opened, sealed, number=1, by=ada)
        actions.close(opened, by=ada)
        assert Answer.objects.count() == 0
    forged = {"referral": opened, "sender": lakeside, "organization": harbor, "number": 1}
    with within(harbor), pytest.raises(ProgrammingError, match='for table "referrals_answer"'):
        Answer.objects.create(sealed=sealed, **forged)


def test_an_answer_has_the_one_size(opened, ada, harbor):
    with within(harbor), pytest.raises(IntegrityError, match="one_size"):
        actions.keep_answer(opened, b"short", number=1, by=ada)


def test_who_closed_it_is_still_told_that_permission_was_taken_back(
    client, opened, nora, ada, harbor, lakeside
):
    with within(harbor):
        actions.close(opened, by=ada)
    with within(lakeside):
        actions.withdraw(opened, by=nora)
    client.force_login(ada)
    assert list(client.get("/referrals/").context["page"].object_list) == [opened]
    assert ENDED in client.get(f"/referrals/{opened.pk}/").text


def test_who_returned_it_reads_so(client, referral, ada, harbor):
    with within(harbor):
        actions.give_back(referral, by=ada)
    client.force_login(ada)
    page = client.get(f"/referrals/{referral.pk}/").text
    assert ("<dd>returned unopened</dd>" in page, ENDED in page) == (True, False)
