"""A group's questions: one voice and one vote for each member, changeable until it is decided."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.partnerships.actions.deciding import decide, decide_when_settled
from alongside.partnerships.actions.groups import require_free_to_join
from alongside.partnerships.actions.taking import take
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.models import (
    About,
    Choice,
    HowDecided,
    Partnership,
    Question,
    State,
    Verdict,
    Vote,
)
from alongside.partnerships.models.days import today_of
from alongside.partnerships.models.votes import LONGEST_DAYS


@dataclass(frozen=True)
class Asking:
    """What is asked, how it is decided, and what passing it does."""

    asked: str
    way: HowDecided
    closes_on: date
    about: About = About.OTHER
    candidate: Organization | None = None
    new_purpose: str = ""


@transaction.atomic
def open_question(group: Partnership, *, asking: Asking, by: Person) -> Question:
    """Ask all members of an active group. The last day to vote is at most 60 days away."""
    group = take(group, by=by)
    if not group.is_group or group.state != State.ACTIVE:
        raise Blocked(_("Questions are asked in a group that has begun and has not ended."))
    today = today_at(by.here)
    if not today < asking.closes_on <= today + timedelta(days=LONGEST_DAYS):
        raise Blocked(_("Choose a last day to vote after today, and within 60 days."))
    require_not_asked_already(group, asking)
    question = Question.objects.create(
        partnership=group,
        opened_by=by.here,
        about=asking.about,
        asked=asking.asked,
        way=asking.way,
        closes_on=asking.closes_on,
        candidate=asking.candidate,
        new_purpose=asking.new_purpose,
    )
    record("question_opened", by=by, organization=by.here, subject=question)
    tell_partner(group, by=by)
    return question


def require_not_asked_already(group: Partnership, asking: Asking) -> None:
    if asking.candidate:
        require_free_to_join(group, asking.candidate)
    same = group.questions.open().filter(about=asking.about, candidate=asking.candidate)
    if asking.about != About.OTHER and same.exists():
        raise Blocked(_("The members are voting on this already."))


@transaction.atomic
def cast_vote(question: Question, *, choice: Choice, by: Person) -> None:
    """Give one's organization's vote, or change it. It closes when no silent member could change the outcome."""
    question = take_open(question, by=by)
    if not question.is_in_time(today_of(question.partnership)):
        raise Blocked(_("The last day to vote has passed. The votes are counted within the hour."))
    member = question.voters().filter(organization=by.here).first()
    if member is None:
        raise Blocked(
            _("Your organization joined after this was asked, so it does not vote on it.")
        )
    given = {"choice": choice, "cast_by": by.session_membership, "cast_at": now()}
    Vote.objects.update_or_create(question=question, member=member, defaults=given)
    record("vote_cast", by=by, organization=by.here, subject=question)
    decide_when_settled(question, by=by)


@transaction.atomic
def withdraw_question(question: Question, *, by: Person) -> None:
    """Take back what one's own organization asked, before it is decided."""
    question = take_open(question, by=by)
    if question.opened_by_id != by.here.pk:
        raise Blocked(_("Whoever asked this can withdraw it. Your organization can vote no."))
    question.outcome, question.decided_at = Verdict.WITHDRAWN, now()
    question.save()
    record("question_withdrawn", by=by, organization=by.here, subject=question)
    tell_partner(question.partnership, by=by)


@transaction.atomic
def close_questions(organization: Organization) -> None:
    """Count what this organization asked and whose last day to vote has passed."""
    over = Question.objects.over().filter(opened_by=organization)
    for found in over.order_by("opened_at", "pk"):
        group = Partnership.objects.select_for_update().get(pk=found.partnership_id)
        question = group.questions.over().filter(pk=found.pk).first()
        if question:
            question.partnership = group
            decide(question, by=None, here=organization)


def take_open(question: Question, *, by: Person) -> Question:
    """The question as it is now, its group locked, while it is open."""
    group = take(question.partnership, by=by)
    question = Question.objects.get(pk=question.pk)
    question.partnership = group
    if not question.is_open:
        words = _("This question was closed already: %(outcome)s.")
        raise Blocked(words % {"outcome": Verdict(question.outcome).label})
    return question
