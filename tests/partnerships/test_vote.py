"""A group decides by vote: one voice for each member, changeable until it is decided, counted once."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import (
    Choice,
    HowDecided,
    Member,
    Question,
    Verdict,
    Vote,
)
from alongside.partnerships.models.votes import Count
from alongside.partnerships.pages.ballots import ballots
from tests.conftest import person
from tests.database import connected_as
from tests.partnerships.grouping import another, now_of, question_of, vote, votes
from tests.pressing import at_once

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN


def verdict(question):
    [ballot] = ballots([now_of(question)], question.opened_by)
    return ballot.verdict


def close(organization):
    with connected_as("worker"), within(organization):
        actions.close_questions(organization)


def page(client, person, group):
    client.force_login(person)
    return client.get(f"/partnerships/{group.pk}/").text


def test_a_partnership_of_four_votes(client, group, four):
    nils, abel, mallory, olga = four
    client.force_login(nils)
    day = (localdate() + timedelta(days=7)).isoformat()
    typed = {"about": "other", "asked": "Meet on Mondays?", "way": "majority", "closes_on": day}
    assert client.post(f"/partnerships/{group.pk}/questions/open/", typed).status_code == 302
    question = Question.objects.get()
    address = f"/partnerships/{group.pk}/questions/{question.pk}/vote/"
    for each, choice in ((nils, "no"), (nils, "yes"), (abel, "no"), (mallory, "yes")):
        assert "Meet on Mondays?" in page(client, each, group)
        assert client.post(address, {"choice": choice}).status_code == 302
    assert now_of(question).outcome == Verdict.OPEN

    client.force_login(olga)
    assert "Vote: Meet on Mondays?" in client.get("/today/").text
    client.post(address, {"choice": "yes"})
    assert (now_of(question).outcome, now_of(question).voices) == (Verdict.PASSED, 4)
    read = client.get(f"/partnerships/{group.pk}/questions/").text
    assert "Passed. Yes: 3. No: 1. Abstained: 0. Did not vote: 0." in read
    assert "<li>Harbor House: no</li>" in read
    assert "Abel" not in read
    with within(olga.here):
        acts = sorted(Event.objects.values_list("act", flat=True))
    assert acts == ["question_decided", "vote_cast"]


def test_it_closes_as_soon_as_no_silent_member_could_change_it(group, four):
    question = question_of(group, four[0].here, way=HowDecided.TWO_THIRDS)
    votes(question, four, YES, YES)
    assert now_of(question).outcome == Verdict.OPEN
    vote(question, four[2], YES)  # three of four are two thirds
    assert now_of(question).outcome == Verdict.PASSED
    with pytest.raises(Blocked, match="closed already: passed"):
        vote(question, four[3], NO)


@pytest.mark.parametrize("way", HowDecided)
@pytest.mark.parametrize("voices", range(2, 6))
def test_settled_means_that_no_ending_differs(way, voices):
    """Against every way in which the silent could still vote."""
    for yes, no, abstain in product(range(voices + 1), repeat=3):
        silent = voices - yes - no - abstain
        if silent < 0:
            continue
        ends = {
            Count(voices, yes + a, no + b, abstain + c).passes(way)
            for a, b, c in product(range(silent + 1), repeat=3)
            if a + b + c <= silent
        }
        assert Count(voices, yes, no, abstain).settled(way) == (len(ends) == 1)


@pytest.mark.parametrize(
    ("way", "choices", "outcome", "words"),
    [
        (HowDecided.CONSENSUS, [YES, YES, YES, ABSTAIN], Verdict.PASSED, "Passed."),
        (HowDecided.CONSENSUS, [YES, NO], Verdict.NOT_PASSED, "A tie, so nothing changes."),
        (
            HowDecided.CONSENSUS,
            [NO],
            Verdict.NOT_PASSED,
            "Not passed: not everybody who voted agreed.",
        ),
        (HowDecided.MAJORITY, [YES, YES, YES], Verdict.PASSED, "Passed."),
        (HowDecided.MAJORITY, [YES, YES, NO, NO], Verdict.NOT_PASSED, "A tie, so nothing changes."),
        (
            HowDecided.MAJORITY,
            [YES, ABSTAIN, ABSTAIN],
            Verdict.NOT_PASSED,
            "Not passed: too few said yes.",
        ),
        (HowDecided.TWO_THIRDS, [YES, NO, NO], Verdict.NOT_PASSED, "Not passed: too few said yes."),
    ],
)
def test_how_it_ends_is_said_plainly(group, four, way, choices, outcome, words):
    question = question_of(group, four[0].here, way=way)
    votes(question, four, *choices)
    assert now_of(question).outcome == outcome
    assert verdict(question).startswith(words)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", HowDecided)
def test_where_nobody_votes_nothing_changes(group, four, way, time_machine):
    time_machine.move_to("2026-03-01T15:00Z")
    group.members.update(joined_at=now())
    question = question_of(group, four[0].here, way=way)
    time_machine.move_to("2026-03-15T15:00Z")  # the last day
    close(four[0].here)
    assert now_of(question).outcome == Verdict.OPEN
    time_machine.move_to("2026-03-17T15:00Z")
    close(four[1].here)  # somebody else's
    assert now_of(question).outcome == Verdict.OPEN
    close(four[0].here)
    close(four[0].here)
    assert now_of(question).outcome == Verdict.NOT_PASSED
    assert verdict(question).startswith("Nobody voted, so nothing changes.")


@pytest.mark.django_db(transaction=True)
def test_by_consensus_those_who_voted_decide_on_the_last_day(group, four, time_machine):
    time_machine.move_to("2026-03-01T15:00Z")
    group.members.update(joined_at=now())
    question = question_of(group, four[0].here, way=HowDecided.CONSENSUS)
    votes(question, four, YES)
    time_machine.move_to("2026-03-17T15:00Z")
    with pytest.raises(Blocked, match="last day to vote has passed"):
        vote(question, four[1], NO)
    assert verdict(question).startswith("The last day to vote has passed.")
    close(four[0].here)
    assert now_of(question).outcome == Verdict.PASSED


def test_who_joined_afterwards_does_not_vote(client, group, four):
    question = question_of(group, four[0].here)
    late = another("Pia")
    Member.objects.create(partnership=group, organization=late.here)
    assert question.count().voices == 4
    with pytest.raises(Blocked, match="joined after this was asked"):
        vote(question, late, YES)
    assert "joined after this was asked" in page(client, late, group)


def test_who_leaves_takes_the_vote_along(group, four):
    question = question_of(group, four[0].here)
    votes(question, four, NO, YES, YES)
    with within(four[0].here):
        actions.leave_group(group, by=four[0])
    assert now_of(question).outcome == Verdict.PASSED  # two of three
    assert (now_of(question).voices, Vote.objects.count()) == (3, 2)


def test_whoever_asked_withdraws_and_nobody_else(client, group, four):
    question = question_of(group, four[0].here)
    address = f"/partnerships/{group.pk}/questions/{question.pk}/withdraw/"
    client.force_login(four[1])
    assert client.post(address).status_code == 409
    client.force_login(four[0])
    assert client.post(address).status_code == 302
    assert now_of(question).outcome == Verdict.WITHDRAWN
    assert client.post(address).status_code == 409
    assert verdict(question) == "Withdrawn. It was not decided."


def test_who_may_not_settle_partnerships_neither_asks_nor_votes(client, group, four, nora):
    question = question_of(group, four[0].here)
    client.force_login(nora)
    start = f"/partnerships/{group.pk}/questions/"
    assert client.get(start).status_code == 200
    assert client.get(f"{start}open/").status_code == 403
    for act in ("vote", "withdraw"):
        typed = {"choice": "yes"}
        assert client.post(f"{start}{question.pk}/{act}/", typed).status_code == 403


def test_an_outsider_finds_no_question(client, group, four):
    question, pia = question_of(group, four[0].here), another("Pia")
    client.force_login(pia)
    start = f"/partnerships/{group.pk}/questions/"
    assert client.get(start).status_code == 404
    for act in ("vote", "withdraw"):
        typed = {"choice": "yes"}
        assert client.post(f"{start}{question.pk}/{act}/", typed).status_code == 404
    with within(pia.here), pytest.raises(PermissionDenied):
        actions.cast_vote(question, choice=YES, by=pia)


def test_a_vote_is_yes_no_or_abstain(client, group, four):
    question = question_of(group, four[0].here)
    client.force_login(four[0])
    address = f"/partnerships/{group.pk}/questions/{question.pk}/vote/"
    assert client.post(address, {"choice": "perhaps"}).status_code == 404
    assert client.post(address).status_code == 404


def test_questions_take_the_same_queries_for_one_and_three(client, group, four):
    client.force_login(four[0])
    taken = {}
    for number in (1, 2, 3):
        vote(question_of(group, four[0].here), four[1], YES)
        client.get(f"/partnerships/{group.pk}/questions/")
        with CaptureQueriesContext(connection) as queries:
            read = client.get(f"/partnerships/{group.pk}/questions/")
        assert len(read.context["ballots"]) == number
        taken[number] = len(queries)
    assert taken[1] == taken[3]


# ---- at once


@pytest.mark.django_db(transaction=True)
def test_of_two_people_of_one_organization_who_vote_at_once_one_counts(group, four, lakeside):
    question = question_of(group, four[0].here)
    noor = person("Noor", lakeside, Role.ADMINISTRATOR)
    told = at_once(
        (four[0], lambda: actions.cast_vote(question, choice=YES, by=four[0])),
        (noor, lambda: actions.cast_vote(question, choice=NO, by=noor)),
    )
    assert (told, Vote.objects.count()) == (["done", "done"], 1)


@pytest.mark.django_db(transaction=True)
def test_four_who_vote_at_once_decide_once(group, four):
    question = question_of(group, four[0].here)
    told = at_once(
        *[
            (each, lambda each=each: actions.cast_vote(question, choice=YES, by=each))
            for each in four
        ]
    )
    assert sorted(told) == ["This question was closed already: passed.", "done", "done", "done"]
    decided = 0
    for each in four:
        with within(each.here):
            decided += Event.objects.filter(act="question_decided").count()
    assert decided == 1
