"""Promises of an agreement: proposed by one side, counted when the other says yes, kept with something to show."""

import pytest
from django.db import IntegrityError
from django.utils.timezone import localdate, now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import Commitment, CommitmentSide
from tests.conftest import person
from tests.partnerships.keeping import (
    acts_of,
    add_promise,
    counted,
    in_days,
    keep_promise,
    press_promise,
    promise_of,
    promise_page,
)

pytestmark = pytest.mark.usefixtures("three_times_a_week", "begun_long_ago")


def test_a_promise_counts_when_the_other_side_says_yes(
    client, partnership, nils, abel, lakeside, harbor
):
    client.force_login(nils)
    answer = add_promise(
        client,
        partnership,
        kind="train_by",
        binds=[lakeside.pk, harbor.pk],
        due_on=in_days(30).isoformat(),
        responsible=nils.session_membership.pk,
    )
    assert answer.status_code == 302
    made = Commitment.objects.get()
    assert (made.is_counting, list(Commitment.objects.next_due())) == (False, [])
    assert acts_of(lakeside) == ["commitment_proposed"]

    client.force_login(abel)
    assert "Lakeside Health Center proposes a promise." in client.get("/today/").text
    press_promise(client, made, "accept", responsible=abel.session_membership.pk)
    assert list(Commitment.objects.next_due()) == [made]
    assert acts_of(harbor) == ["commitment_accepted"]
    text = client.get(f"/partnerships/{partnership.pk}/").text
    assert "Nils (Lakeside Health Center)" in text
    assert "Abel (Harbor House)" in text
    assert "proposes a promise" not in client.get("/today/").text


def test_who_promises_nothing_says_yes_with_one_tap(client, partnership, nils, abel, harbor):
    made = promise_of(partnership, nils, due_on=in_days(3))
    client.force_login(abel)
    assert promise_page(client, partnership, f"{made.pk}/").context["answer"] is None
    assert press_promise(client, made, "accept").status_code == 302
    made.refresh_from_db()
    assert made.is_counting
    assert [side.responsible for side in made.bound] == [nils.session_membership]


def test_who_promises_says_who_answers(client, partnership, nils, abel, ada, harbor):
    made = promise_of(partnership, nils, harbor, due_on=in_days(3))
    client.force_login(abel)
    answer = press_promise(client, made, "accept")
    assert (answer.status_code, "Say who answers for it on your side" in answer.text) == (409, True)
    press_promise(client, made, "accept", responsible=ada.session_membership.pk)
    assert [one.responsible for one in Commitment.objects.get().bound] == [ada.session_membership]


@pytest.mark.parametrize("who", ["nils", "abel"])
def test_either_side_leaves_a_proposed_promise_unmade(client, request, partnership, nils, who):
    made = promise_of(partnership, nils, due_on=in_days(3))
    someone = request.getfixturevalue(who)
    client.force_login(someone)
    assert press_promise(client, made, "decline").status_code == 302
    assert "commitment_declined" in acts_of(someone.here)
    assert "Set aside by" in promise_page(client, partnership).text
    assert press_promise(client, made, "accept").status_code == 409


def test_the_side_that_proposed_does_not_say_yes_for_the_other(partnership, nils, lakeside):
    made = promise_of(partnership, nils, due_on=in_days(3))
    with within(lakeside), pytest.raises(Blocked, match="Your side said yes already"):
        actions.accept_commitment(made, responsible=nils.session_membership, by=nils)


# ---- kept


def test_what_is_done_once_is_done(client, partnership, nils, abel, lakeside):
    made = counted(partnership, nils, abel, kind="train_by", words="", due_on=in_days(10))
    client.force_login(nils)
    typed = {"day": in_days(-2).isoformat(), "evidence": "Nine came: https://example.org/list"}
    assert press_promise(client, made, "keep", **typed).status_code == 302
    made.refresh_from_db()
    assert (made.done_on, made.is_counting) == (in_days(-2), False)
    assert acts_of(lakeside) == ["commitment_kept", "commitment_proposed"]
    client.force_login(abel)
    text = promise_page(client, partnership, f"{made.pk}/").text
    assert '<a href="https://example.org/list" rel="nofollow">' in text
    assert "Said by Nils, Lakeside Health Center." in text
    with pytest.raises(Blocked, match="This promise is done"):
        keep_promise(made, nils)


def test_what_comes_again_is_due_again_from_the_day_it_was_kept(partnership, nils, abel):
    made = counted(partnership, nils, abel, kind="meet_every", every_weeks=4, due_on=in_days(3))
    keep_promise(made, nils, in_days(-1))
    assert (made.due_on, made.done_on) == (in_days(27), None)
    keep_promise(made, nils, in_days(0))
    assert made.due_on == in_days(28)
    with pytest.raises(Blocked, match="on that day or later already"):
        keep_promise(made, nils, in_days(0))
    assert [one.day for one in made.keepings.all()] == [in_days(0), in_days(-1)]


def test_a_leap_day_and_the_end_of_a_year_are_days_like_others(
    partnership, nils, abel, time_machine
):
    time_machine.move_to("2128-02-29T15:00Z")
    due = localdate()
    made = counted(partnership, nils, abel, kind="meet_every", every_weeks=52, due_on=due)
    keep_promise(made, nils, due)
    assert made.due_on.isoformat() == "2129-02-27"


@pytest.mark.parametrize("day", [1, -101])
def test_no_day_to_come_and_none_before_the_partnership(client, partnership, nils, abel, day):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    with pytest.raises(Blocked, match="since the partnership began, and not after today"):
        keep_promise(made, nils, in_days(day))
    client.force_login(nils)
    form = press_promise(client, made, "keep", day=in_days(1).isoformat(), evidence="Done").context[
        "form"
    ]
    assert form.errors == {"day": ["Choose today or a day before."]}
    assert form["evidence"].value() == "Done"


def test_what_shows_it_must_be_said(client, partnership, nils, abel):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    client.force_login(nils)
    form = press_promise(client, made, "keep", day=localdate().isoformat()).context["form"]
    assert list(form.errors) == ["evidence"]
    with pytest.raises(IntegrityError, match="keeping_shows_something"):
        keep_promise(made, nils, evidence="")


# ---- late


def test_both_sides_read_plainly_that_it_is_late(client, partnership, nils, abel, time_machine):
    time_machine.move_to("2127-03-01T15:00Z")
    made = counted(partnership, nils, abel, due_on=in_days(1))
    for days, words in ((2, "Late by 1 day:"), (15, "Late by 14 days:")):
        time_machine.move_to(f"2127-03-{days + 1:02}T15:00Z")
        for someone in (nils, abel):
            client.force_login(someone)
            assert words in promise_page(client, partnership, f"{made.pk}/").text
    client.force_login(nils)
    assert "Share a card: late by 14 days." in client.get("/today/").text
    assert "late since March 2, 2127" in client.get(f"/partnerships/{partnership.pk}/").text
    client.force_login(abel)
    assert "late by" not in client.get("/today/").text


def test_what_is_due_before_a_day_comes_the_oldest_first(partnership, nils, abel):
    third, first, second = (
        counted(partnership, nils, abel, due_on=in_days(days)) for days in (9, 1, 5)
    )
    waiting = promise_of(partnership, nils, due_on=in_days(2))
    assert list(Commitment.objects.due_before(in_days(9))) == [first, second]
    assert list(Commitment.objects.due_before(in_days(10))) == [first, second, third]
    held = Commitment.objects.held_by(nils.session_membership)
    assert list(held) == [first, waiting, second, third]
    assert list(Commitment.objects.held_by(abel.session_membership)) == []


def test_the_page_of_a_partnership_names_the_next_seven(client, partnership, nils, abel):
    for days in range(8, 0, -1):
        counted(partnership, nils, abel, words=f"Thing {days}", due_on=in_days(days))
    client.force_login(abel)
    due = client.get(f"/partnerships/{partnership.pk}/").context["due"]
    named = [(one.words, one.person) for one in due]
    assert named == [(f"Thing {days}", "Nils (Lakeside Health Center)") for days in range(1, 8)]


# ---- given, ended


def test_somebody_else_of_ones_own_side_answers_for_it(client, partnership, nils, nora, abel):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    client.force_login(nils)
    assert (
        press_promise(client, made, "give", responsible=nora.session_membership.pk).status_code
        == 302
    )
    assert list(Commitment.objects.held_by(nora.session_membership)) == [made]
    client.force_login(nora)  # who settles no partnerships, but answers for this
    assert "We kept it" in promise_page(client, partnership, f"{made.pk}/").text
    assert (
        press_promise(client, made, "give", responsible=nils.session_membership.pk).status_code
        == 302
    )
    assert press_promise(client, made, "keep", day=localdate(), evidence="Done").status_code == 403


def test_it_is_given_to_nobody_elsewhere_and_nobody_who_has_left(
    client, partnership, nils, abel, lakeside
):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    gone = person("Gone", lakeside, Role.CARE_STAFF).session_membership
    gone.ended_at = now()
    gone.save()
    for to in (gone, abel.session_membership):
        with within(lakeside), pytest.raises(Blocked, match="somebody who works here now"):
            actions.give_commitment(made, to=to, by=nils)
    with within(lakeside), pytest.raises(Blocked, match="Nils answers for it already"):
        actions.give_commitment(made, to=nils.session_membership, by=nils)


def test_who_has_left_answers_for_nothing(client, partnership, nils, nora, abel):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    CommitmentSide.objects.filter(is_bound=True).update(responsible=nora.session_membership)
    gone = nora.session_membership
    gone.ended_at = now()
    gone.save()
    client.force_login(abel)
    assert promise_page(client, partnership, f"{made.pk}/").text.count("nobody yet") == 1


def test_ending_asks_first_and_keeps_what_was(client, partnership, nils, abel, harbor):
    made = counted(partnership, nils, abel, due_on=in_days(3), every_weeks=2)
    keep_promise(made, nils)
    client.force_login(abel)
    address = f"{made.pk}/end/"
    assert "End this promise?" in promise_page(client, partnership, address).text
    assert press_promise(client, made, "end").status_code == 302
    assert "commitment_ended" in acts_of(harbor)
    assert list(Commitment.objects.counting()) == []
    assert "Nine people came." in promise_page(client, partnership, f"{made.pk}/").text
    assert "Ended by Harbor House" in promise_page(client, partnership).text
    assert press_promise(client, made, "end").status_code == 409
    with pytest.raises(Blocked, match="does not count any more"):
        keep_promise(made, nils)
