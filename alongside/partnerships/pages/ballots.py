"""A question as members read it: which organization said what, who has not, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.orgs.models import Organization
from alongside.partnerships.models import Choice, HowDecided, Member, Question, Verdict
from alongside.partnerships.models.days import today_of
from alongside.partnerships.models.votes import Count


@dataclass(frozen=True)
class Ballot:
    """One question for the people of one member."""

    question: Question
    here: Organization
    voters: list[Member]  # with a voice now
    is_in_time: bool  # the last day to vote is not over for every member

    @property
    def votes(self) -> list[tuple[str, str]]:
        """Organization and choice, by name. Never which person pressed."""
        cast = [
            (vote.member.organization.name, Choice(vote.choice).label)
            for vote in self.question.votes.all()
        ]
        return sorted((name, str(label)) for name, label in cast)

    @property
    def silent(self) -> list[str]:
        cast = {vote.member_id for vote in self.question.votes.all()}
        return sorted(one.organization.name for one in self.voters if one.pk not in cast)

    @property
    def our_choice(self) -> str:
        ours = (
            vote.choice
            for vote in self.question.votes.all()
            if vote.member.organization_id == self.here.pk
        )
        return next(ours, "")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What we may press: nothing without a voice, and after the last day."""
        has_voice = any(one.organization_id == self.here.pk for one in self.voters)
        offered = [(choice.value, str(choice.label)) for choice in Choice]
        return offered if has_voice and self.is_in_time else []

    @property
    def is_ours(self) -> bool:
        return self.question.opened_by_id == self.here.pk

    @property
    def verdict(self) -> str:
        """How it stands, or how it ended and why."""
        question = self.question
        if self.is_in_time:
            day = {"day": date_format(question.closes_on, "DATE_FORMAT")}
            return _("Open. The last day to vote is %(day)s.") % day
        if question.is_open:
            return _("The last day to vote has passed. The votes are counted within the hour.")
        if question.outcome == Verdict.WITHDRAWN:
            return _("Withdrawn. It was not decided.")
        count = question.count()
        return f"{ended(question, count)} {in_numbers(count)}"


def ended(question: Question, count: Count) -> str:
    if question.outcome == Verdict.PASSED:
        return _("Passed.")
    if count.silent == count.voices:
        return _("Nobody voted, so nothing changes.")
    if count.yes == count.no:
        return _("A tie, so nothing changes.")
    if question.way == HowDecided.CONSENSUS:
        return _("Not passed: not everybody who voted agreed.")
    return _("Not passed: too few said yes.")


def in_numbers(count: Count) -> str:
    words = _("Yes: %(yes)s. No: %(no)s. Abstained: %(abstain)s. Did not vote: %(silent)s.")
    told = {"yes": count.yes, "no": count.no, "abstain": count.abstain, "silent": count.silent}
    return words % told


def ballots(questions: Iterable[Question], here: Organization) -> list[Ballot]:
    """These questions of one group, read with as many queries for one as for many."""
    found = list(questions)
    if not found:
        return []
    group = found[0].partnership
    members = group.members.taking_part().select_related("organization")
    everybody, today = list(members), today_of(group)
    return [
        Ballot(one, here, [each for each in everybody if joined(each, one)], one.is_in_time(today))
        for one in found
    ]


def joined(member: Member, question: Question) -> bool:
    """Whether a member has a voice on a question: it joined before it was asked."""
    return member.joined_at is not None and member.joined_at <= question.opened_at
