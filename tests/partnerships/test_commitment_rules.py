"""What a promise needs, who may not, and what the database itself stops."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Agreement, Commitment, CommitmentSide, Keeping
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import (
    PROMISED,
    acts_of,
    add_promise,
    counted,
    in_days,
    keep_promise,
    press_promise,
    promise_of,
    promise_page,
)
from tests.pressing import at_once

pytestmark = pytest.mark.usefixtures("three_times_a_week", "begun_long_ago")


# ---- who may not


def test_who_settles_nothing_here_proposes_and_answers_nothing(
    client, partnership, nils, ada, harbor
):
    made = promise_of(partnership, nils, harbor, due_on=in_days(3))
    client.force_login(ada)
    assert promise_page(client, partnership, f"{made.pk}/").status_code == 200
    assert promise_page(client, partnership, "add/").status_code == 403
    for act in ("accept", "decline", "end", "keep"):
        assert press_promise(client, made, act).status_code == 403
    typed = {"responsible": ada.session_membership.pk}
    assert press_promise(client, made, "give", **typed).status_code == 403


def test_a_side_that_promised_nothing_does_not_say_it_was_kept(client, partnership, nils, abel):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    client.force_login(abel)
    assert "We kept it" not in promise_page(client, partnership, f"{made.pk}/").text
    assert promise_page(client, partnership, f"{made.pk}/keep/").status_code == 403
    with within(abel.here), pytest.raises(PermissionDenied):
        actions.keep_commitment(made, day=localdate(), evidence="Done", by=abel)


def test_an_outsider_learns_nothing_of_it(client, partnership, nils, abel, mallory, elsewhere):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    client.force_login(mallory)
    for rest in ("", "add/", f"{made.pk}/", f"{made.pk}/keep/", f"{made.pk}/end/"):
        assert promise_page(client, partnership, rest).status_code == 404
    for act in ("accept", "decline", "keep", "give", "end"):
        assert press_promise(client, made, act).status_code == 404
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.end_commitment(made, by=mallory)


def test_a_promise_of_another_partnership_is_not_found_here(
    client, partnership, nils, abel, lakeside, elsewhere
):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    other = partnership_of(lakeside, elsewhere)
    client.force_login(nils)
    assert promise_page(client, other, f"{made.pk}/").status_code == 404


# ---- what it needs


def test_without_an_agreement_in_force_nothing_is_promised(partnership, nils):
    Agreement.objects.update(starts_on="2025-01-01", ends_on="2026-01-01")
    with pytest.raises(Blocked, match="No agreement is in force"):
        promise_of(partnership, nils, due_on=in_days(3))


def test_after_the_end_nothing_is_kept_and_nothing_is_due(partnership, nils, abel, lakeside):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    with within(lakeside):
        actions.end(partnership, by=nils)
    with pytest.raises(Blocked, match="has ended"):
        keep_promise(made, nils)
    assert list(Commitment.objects.next_due()) == []
    assert list(Commitment.objects.held_by(nils.session_membership)) == []


def test_numbers_come_from_the_agreement_in_force(partnership, nils, abel):
    held = counted(partnership, nils, abel, kind="times_held", words="")
    answered = counted(partnership, nils, abel, kind="answer_within", words="")
    assert (held.sentence, answered.sentence) == (
        "Hold 3 times open each week",
        "Open letters within 24 hours",
    )
    Agreement.objects.update(held_times_a_week=1, response_hours=1)
    held, answered = Commitment.objects.order_by("proposed_at")
    assert (held.sentence, answered.sentence) == (
        "Hold 1 time open each week",
        "Open letters within 1 hour",
    )


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"kind": "train_by"}, {"due_on": ["Say by which day."]}),
        ({"kind": "train_by", "due_on": -1}, {"due_on": ["Choose a day that is still to come."]}),
        (
            {"kind": "train_by", "due_on": 3, "every_weeks": 2},
            {"every_weeks": ["Training by a day is due once. Leave this empty."]},
        ),
        (
            {"kind": "meet_every", "due_on": 3},
            {"every_weeks": ["Say after how many weeks you meet again."]},
        ),
        ({"kind": "other", "due_on": 3}, {"words": ["Say in your own words what is promised."]}),
        ({"kind": "times_held", "every_weeks": 4}, {"due_on": ["Say by which day."]}),
        (
            {"kind": "times_held", "responsible": ""},
            {"responsible": ["Say who answers for it on your side."]},
        ),
        ({"kind": "times_held", "binds": []}, {"binds": ["This field is required."]}),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(client, partnership, nils, typed, wrong):
    client.force_login(nils)
    usual = {"binds": [nils.here.pk], "responsible": nils.session_membership.pk}
    given = usual | typed
    if "due_on" in given:
        given["due_on"] = in_days(given["due_on"]).isoformat()
    assert add_promise(client, partnership, **given).context["form"].errors == wrong
    assert list(Commitment.objects.all()) == []


def test_it_binds_members_only_and_some(partnership, nils, elsewhere, lakeside):
    for binds in ([], [elsewhere]):
        with within(lakeside), pytest.raises(Blocked, match="which organization promises it"):
            actions.add_commitment(
                partnership, promised=PROMISED, binds=binds, responsible=None, by=nils
            )
    with pytest.raises(Blocked, match="still to come"):
        promise_of(partnership, nils, due_on=in_days(-1))


# ---- at once, in the database, in lists


@pytest.mark.django_db(transaction=True)
def test_of_many_who_say_yes_at_once_one_counts(partnership, nils, abel, harbor):
    made = promise_of(partnership, nils, due_on=in_days(3))

    def accept():
        actions.accept_commitment(made, responsible=None, by=abel)

    told = sorted(at_once(*[(abel, accept)] * 3))
    assert told == ["This promise does not wait for an answer any more."] * 2 + ["done"]
    assert acts_of(harbor) == ["commitment_accepted"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_at_once_that_it_was_kept_one_counts(partnership, nils, abel):
    made = counted(partnership, nils, abel, due_on=in_days(3), every_weeks=1)

    def say():
        actions.keep_commitment(made, day=localdate(), evidence="Done", by=nils)

    told = sorted(at_once((nils, say), (nils, say)))
    assert told == ["It was marked as kept on that day or later already.", "done"]
    assert made.keepings.count() == 1


@pytest.mark.parametrize(
    ("model", "wrong", "name"),
    [
        (Commitment, {"kind": "maybe"}, "commitment_kind_is_known"),
        (Commitment, {"due_on": None}, "commitment_has_a_day"),
        (Commitment, {"words": ""}, "commitment_of_ones_own_has_words"),
        (Commitment, {"every_weeks": 53}, "commitment_comes_again_within_a_year"),
        (Commitment, {"kind": "meet_every"}, "commitment_to_meet_comes_again"),
        (
            Commitment,
            {"done_on": "2026-01-01", "accepted_at": None},
            "commitment_done_was_accepted",
        ),
        (Commitment, {"ended_at": "2026-01-01T00:00Z"}, "commitment_ended_by_somebody"),
        (CommitmentSide, {"is_bound": False}, "commitment_side_bound_may_name_somebody"),
        (CommitmentSide, {"responsible": None}, "commitment_side_that_agreed_says_who"),
        (CommitmentSide, {"reminded": 5}, "commitment_side_reminded_in_time"),
        (Keeping, {"evidence": ""}, "keeping_shows_something"),
    ],
)
def test_the_database_keeps_it_whole(partnership, nils, abel, model, wrong, name):
    made = counted(partnership, nils, abel, due_on=in_days(3))
    keep_promise(made, nils)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**wrong)


def test_each_side_is_once_of_a_promise(partnership, nils):
    made = promise_of(partnership, nils, due_on=in_days(3))
    with pytest.raises(IntegrityError, match="commitment_side_once"), transaction.atomic():
        made.sides.update(member=made.sides.first().member)


@pytest.mark.parametrize("rest", ["commitments/", ""])
def test_the_list_takes_the_same_queries_for_one_and_three(client, partnership, nils, abel, rest):
    client.force_login(nils)
    taken = []
    for number in (1, 2):
        for _one in range(number):
            counted(partnership, nils, abel, nils.here, abel.here, due_on=in_days(3))
        client.get("/today/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/partnerships/{partnership.pk}/{rest}")
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_a_long_list_comes_in_pages(client, partnership, nils):
    for days in range(26):
        promise_of(partnership, nils, due_on=in_days(days))
    client.force_login(nils)
    answer = client.get(f"/partnerships/{partnership.pk}/commitments/?page=2")
    assert [one.due_on for one in answer.context["page"]] == [in_days(25)]
