"""Counting a vote once, and doing what it decided. Called with the group locked."""

from django.utils.timezone import now

from alongside.audit.actions import record
from alongside.orgs.models import Organization, Person
from alongside.partnerships.actions.telling import tell_settling
from alongside.partnerships.actions.wordings import leave_drafts
from alongside.partnerships.models import (
    About,
    HowDecided,
    Member,
    Partnership,
    Question,
    State,
    Verdict,
)


def decide_when_settled(question: Question, *, by: Person) -> None:
    """Close a question as soon as nobody who is silent could still change its outcome."""
    if question.count().settled(HowDecided(question.way)):
        decide(question, by=by, here=by.here)


def decide(question: Question, *, by: Person | None, here: Organization) -> None:
    """Count the votes, keep the outcome for good, and carry out what was passed."""
    count = question.count()
    passed = count.passes(HowDecided(question.way))
    question.outcome = Verdict.PASSED if passed else Verdict.NOT_PASSED
    question.voices, question.decided_at = count.voices, now()
    question.save()
    record("question_decided", by=by, organization=here, subject=question)
    members = question.partnership.members.taking_part()
    tell_settling(members.values_list("organization", flat=True))
    if passed:
        carry_out(question)


def carry_out(question: Question) -> None:
    group = question.partnership
    if question.about == About.ADMIT and question.candidate:
        ask_to_join(group, question.candidate)
    if question.about == About.PURPOSE:
        group.purpose = question.new_purpose
        group.save(update_fields=["purpose"])
    if question.about == About.END:
        end_group(group)


def ask_to_join(group: Partnership, organization: Organization) -> None:
    """An organization is invited, anew if it had declined or left; it answers for itself."""
    member, is_new = Member.objects.get_or_create(
        partnership=group, organization=organization, defaults={"joined_at": None}
    )
    if not is_new and member.left_at:
        member.joined_at = member.left_at = None
        member.save(update_fields=["joined_at", "left_at"])
    tell_settling([organization.pk])


def end_group(group: Partnership) -> None:
    """It is over for all members, and so is what they were asked and what they wrote."""
    group.move_to(State.ENDED)
    group.save()
    leave_drafts(group)
    group.questions.open().update(outcome=Verdict.WITHDRAWN, decided_at=now())
