"""What a group asks itself: what passing it does, when it can be asked, what the database stops."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from alongside.lib.errors import Blocked
from alongside.orgs.models import Notice
from alongside.partnerships.models import (
    About,
    Choice,
    Member,
    Partnership,
    Question,
    State,
    Verdict,
    Vote,
)
from tests.database import connected_as
from tests.partnerships.grouping import another, asked, now_of, question_of, vote, votes
from tests.partnerships.leaving import told

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN


def pass_it(question, four):
    votes(question, four, YES, YES, YES)
    assert now_of(question).outcome == Verdict.PASSED


def test_a_new_member_is_asked_when_all_agreed_and_answers_for_itself(client, group, four):
    pia = another("Pia")
    question = asked(group, four[0], asked="", about=About.ADMIT, candidate=pia.here)
    assert question.title == "Shall we ask Pia's place to join?"
    client.force_login(pia)
    assert client.get(f"/partnerships/{group.pk}/").status_code == 404
    pass_it(question, four)
    client.force_login(pia)
    assert "asked to join this group" in client.get(f"/partnerships/{group.pk}/").text
    client.post(f"/partnerships/{group.pk}/accept/")
    assert Member.objects.taking_part().filter(partnership=group).count() == 5


def test_who_is_a_member_is_not_voted_in(group, four):
    with pytest.raises(Blocked, match="is a member or was asked already"):
        asked(group, four[0], about=About.ADMIT, candidate=four[1].here)


def test_the_purpose_changes_by_vote(group, four):
    question = asked(group, four[0], asked="", about=About.PURPOSE, new_purpose="Train together.")
    pass_it(question, four)
    assert Partnership.objects.get().purpose == "Train together."


def test_a_group_ends_by_vote_and_with_it_what_it_was_asked(group, four):
    other = question_of(group, four[1].here)
    question = asked(group, four[0], asked="", about=About.END)
    pass_it(question, four)
    assert Partnership.objects.get().state == State.ENDED
    assert now_of(other).outcome == Verdict.WITHDRAWN
    with pytest.raises(Blocked, match="has begun and has not ended"):
        asked(group, four[0])


def test_what_is_not_passed_changes_nothing(group, four):
    question = asked(group, four[0], asked="", about=About.END)
    votes(question, four, NO, NO)
    assert Partnership.objects.get().state == State.ACTIVE


def test_one_vote_at_a_time_on_the_same(group, four):
    asked(group, four[0], asked="", about=About.END)
    with pytest.raises(Blocked, match="voting on this already"):
        asked(group, four[1], asked="", about=About.END)


@pytest.mark.parametrize("days", [0, 61])
def test_the_last_day_is_after_today_and_within_sixty_days(client, group, four, days):
    day = localdate() + timedelta(days=days)
    with pytest.raises(Blocked, match="within 60 days"):
        asked(group, four[0], closes_on=day)
    client.force_login(four[0])
    typed = {"about": "other", "asked": "Meet?", "way": "majority", "closes_on": day.isoformat()}
    form = client.post(f"/partnerships/{group.pk}/questions/open/", typed).context["form"]
    assert (list(form.errors), form["asked"].value()) == (["closes_on"], "Meet?")


@pytest.mark.parametrize(
    ("about", "needed"),
    [("other", "asked"), ("admit", "candidate"), ("purpose", "new_purpose")],
)
def test_each_kind_of_question_says_what_it_needs(client, group, four, about, needed):
    client.force_login(four[0])
    typed = {
        "about": about,
        "way": "majority",
        "closes_on": (localdate() + timedelta(3)).isoformat(),
    }
    form = client.post(f"/partnerships/{group.pk}/questions/open/", typed).context["form"]
    assert list(form.errors) == [needed]


@pytest.mark.django_db(transaction=True)
def test_members_are_told_that_something_waits(group, four):
    asked(group, four[0])
    with connected_as("worker"):
        told = sorted(Notice.objects.values_list("person__name", flat=True))
    assert told == ["Abel", "Mallory", "Olga"]


# ---- what the database stops


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"outcome": "passed"}, "question_is_counted_once"),
        ({"decided_at": "2026-01-01T00:00Z"}, "question_is_counted_once"),
        ({"voices": 3}, "question_is_counted_once"),
        ({"about": "admit"}, "question_says_what_passing_does"),
        ({"about": "purpose"}, "question_says_what_passing_does"),
        ({"asked": ""}, "question_says_what_passing_does"),
        ({"way": "lot"}, "question_way_is_known"),
    ],
)
def test_a_question_is_whole(group, four, wrong, rule):
    question_of(group, four[0].here)
    with pytest.raises(IntegrityError, match=rule):
        Question.objects.update(**wrong)


def test_a_member_has_one_vote_and_a_known_one(group, four):
    question = question_of(group, four[0].here)
    vote(question, four[0], YES)
    cast = Vote.objects.get()
    with pytest.raises(IntegrityError, match="vote_one_of_each_member"), transaction.atomic():
        Vote.objects.create(question=question, member=cast.member, choice=NO, cast_by=cast.cast_by)
    with pytest.raises(IntegrityError, match="vote_choice_is_known"):
        Vote.objects.update(choice="perhaps")


def test_the_same_is_open_once(group, four):
    question_of(group, four[0].here, about=About.END, asked="")
    rule = "question_one_of_purpose_and_end_open"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        question_of(group, four[1].here, about=About.END, asked="")
    pia = another("Pia").here
    question_of(group, four[0].here, about=About.ADMIT, candidate=pia)
    with pytest.raises(IntegrityError, match="question_one_open_for_a_candidate"):
        question_of(group, four[1].here, about=About.ADMIT, candidate=pia)


@pytest.mark.django_db(transaction=True)
def test_every_member_learns_that_it_was_decided(group, four):
    pass_it(question_of(group, four[0].here), four)
    assert told() == ["Abel", "Mallory", "Nils", "Olga"]
