"""Groups and questions as tests need them."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from alongside.lib.walls import within
from alongside.orgs.models import Kind, Rule
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.actions import Asking
from alongside.partnerships.models import HowDecided, Member, Partnership, Question, State
from tests.conftest import organization, person


def group_of(*members, invited=(), name="Response team"):
    """An active group, proposed by the first."""
    group = Partnership.objects.create(
        name=name,
        purpose="Answer within the hour.",
        proposed_by=members[0],
        state=State.ACTIVE,
        started_at=now(),
    )
    for one in members:
        Member.objects.create(partnership=group, organization=one, people_said_on=localdate())
    for one in invited:
        Member.objects.create(partnership=group, organization=one, joined_at=None)
    return group


def question_of(group, opened_by, **fields):
    """A question that is open for two weeks."""
    usual = {
        "asked": "Shall we meet on Mondays?",
        "way": HowDecided.MAJORITY,
        "closes_on": localdate() + timedelta(days=14),
    }
    return Question.objects.create(partnership=group, opened_by=opened_by, **(usual | fields))


def another(name, kind=Kind.OTHER):
    """An organization on Alongside, and its administrator."""
    made = organization(f"{name}'s place", kind, Rule.NONE)
    return person(name, made, Role.ADMINISTRATOR)


def vote(question, person, choice):
    with within(person.here):
        actions.cast_vote(question, choice=choice, by=person)


def votes(question, people, *choices):
    for each, choice in zip(people, choices, strict=False):
        vote(question, each, choice)


def now_of(question):
    return Question.objects.get(pk=question.pk)


def asked(group, by, **fields):
    usual = {
        "asked": "Meet?",
        "way": HowDecided.MAJORITY,
        "closes_on": localdate() + timedelta(days=3),
    }
    with within(by.here):
        return actions.open_question(group, asking=Asking(**(usual | fields)), by=by)
