"""What a group decides by vote. Each member has one voice; everybody sees which organization said what."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models.days import is_not_over, today_between
from alongside.partnerships.models.members import Member
from alongside.partnerships.models.partnerships import Partnership
from alongside.partnerships.models.states import LONGEST_PURPOSE

LONGEST_QUESTION = 500  # letters
LONGEST_DAYS = 60  # a vote that stays open longer is forgotten


class About(models.TextChoices):
    """What passing it does by itself."""

    OTHER = "other", _("the members act on it themselves")
    ADMIT = "admit", _("another organization is asked to join")
    PURPOSE = "purpose", _("the purpose of the group changes")
    END = "end", _("the group ends")


class HowDecided(models.TextChoices):
    """How many have to say yes."""

    CONSENSUS = "consensus", _("nobody who votes says no (consensus)")
    MAJORITY = "majority", _("more than half of all members say yes (majority)")
    TWO_THIRDS = "two_thirds", _("at least two thirds of all members say yes")


class Choice(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    ABSTAIN = "abstain", _("abstain")


class Verdict(models.TextChoices):
    OPEN = "open", _("open")
    PASSED = "passed", _("passed")
    NOT_PASSED = "not_passed", _("not passed")
    WITHDRAWN = "withdrawn", _("withdrawn")


@dataclass(frozen=True)
class Count:
    """Votes as they stand; `voices` is how many members may vote."""

    voices: int
    yes: int = 0
    no: int = 0
    abstain: int = 0

    @property
    def silent(self) -> int:
        return self.voices - self.yes - self.no - self.abstain

    def passes(self, way: HowDecided) -> bool:
        """Whether this, at the end, is a yes."""
        if way == HowDecided.CONSENSUS:
            return self.yes > 0 and self.no == 0
        if way == HowDecided.MAJORITY:
            return 2 * self.yes > self.voices
        return self.voices > 0 and 3 * self.yes >= 2 * self.voices

    def settled(self, way: HowDecided) -> bool:
        """Whether nothing that the silent members could still say changes the outcome."""
        votes = (self.yes, self.no, self.abstain)
        silent = self.silent
        ends = [(silent, 0, 0), (0, silent, 0), (0, 0, silent)]
        outcomes = {
            Count(self.voices, *(a + b for a, b in zip(votes, end, strict=True))).passes(way)
            for end in ends
        }
        return len(outcomes) == 1


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> Self:
        return self.filter(outcome=Verdict.OPEN)

    def over(self) -> Self:
        """Open, although the last day to vote has passed."""
        return self.open().exclude(is_not_over("closes_on"))

    def with_today(self) -> Self:
        """With the day at the member whose day ends last."""
        return self.annotate(today=today_between())

    def waiting_for(self, organization: Organization) -> Self:
        """Open questions on which an organization may vote and has not."""
        voiced = Member.objects.taking_part().filter(
            organization=organization,
            partnership=OuterRef("partnership"),
            joined_at__lte=OuterRef("opened_at"),
        )
        cast = Vote.objects.filter(question=OuterRef("pk"), member__organization=organization)
        in_time = self.open().filter(is_not_over("closes_on"))
        return in_time.filter(Exists(voiced), ~Exists(cast))


class Question(models.Model):
    """What one member asks all, once; its outcome is counted from the votes and kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="questions")
    about = models.CharField(max_length=10, choices=About, default=About.OTHER)
    asked = models.CharField(_("question"), max_length=LONGEST_QUESTION, blank=True)
    candidate = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    new_purpose = models.TextField(max_length=LONGEST_PURPOSE, blank=True)
    way = models.CharField(max_length=10, choices=HowDecided)
    opened_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)
    closes_on = models.DateField()  # the last day to vote
    outcome = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    voices = models.PositiveSmallIntegerField(null=True)  # members that could vote, when counted
    decided_at = models.DateTimeField(null=True)

    today: date  # of `with_today`

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Verdict.OPEN, decided_at=None, voices=None)
                | Q(outcome=Verdict.WITHDRAWN, decided_at__isnull=False, voices=None)
                | Q(
                    outcome__in=[Verdict.PASSED, Verdict.NOT_PASSED],
                    decided_at__isnull=False,
                    voices__isnull=False,
                ),
                name="question_is_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(about=About.ADMIT, candidate__isnull=False, new_purpose="")
                | Q(about=About.PURPOSE, candidate=None) & ~Q(new_purpose="")
                | Q(about=About.END, candidate=None, new_purpose="")
                | Q(about=About.OTHER, candidate=None, new_purpose="") & ~Q(asked=""),
                name="question_says_what_passing_does",
            ),
            models.CheckConstraint(
                condition=Q(way__in=HowDecided.values), name="question_way_is_known"
            ),
            models.UniqueConstraint(
                fields=["partnership", "about"],
                condition=Q(outcome=Verdict.OPEN, about__in=[About.PURPOSE, About.END]),
                name="question_one_of_purpose_and_end_open",
            ),
            models.UniqueConstraint(
                fields=["partnership", "candidate"],
                condition=Q(outcome=Verdict.OPEN, about=About.ADMIT),
                name="question_one_open_for_a_candidate",
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "about",
            "way",
            "opened_at",
            "closes_on",
            "outcome",
            "voices",
            "decided_at",
        }
        sealed: set[str] = set()

    @property
    def title(self) -> str:
        """What is asked, in the reader's language where passing it does something by itself."""
        if self.about == About.ADMIT and self.candidate:
            return gettext("Shall we ask %(name)s to join?") % {"name": self.candidate.name}
        if self.about == About.PURPOSE:
            return gettext("Shall we change the purpose of the group?")
        return gettext("Shall we end the group?") if self.about == About.END else self.asked

    @property
    def is_open(self) -> bool:
        return self.outcome == Verdict.OPEN

    def is_in_time(self, today: date) -> bool:
        return self.is_open and today <= self.closes_on

    def voters(self) -> models.QuerySet[Member]:
        """Members that had joined when it was opened and have not left."""
        members = Member.objects.taking_part().filter(partnership=self.partnership_id)
        return members.filter(joined_at__lte=self.opened_at)

    def count(self) -> Count:
        """The votes of those who have a voice; once it is counted, of those who had."""
        voices = self.voters().count() if self.voices is None else self.voices
        cast = [vote.choice for vote in self.votes.all()]
        return Count(voices, *(cast.count(choice) for choice in Choice))


class Vote(models.Model):
    """One member's word on one question. It can be changed until the question is decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="votes")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)
    cast_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    cast_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "member"], name="vote_one_of_each_member"),
            models.CheckConstraint(
                condition=Q(choice__in=Choice.values), name="vote_choice_is_known"
            ),
        ]

    class Privacy:
        routine = {"id", "choice", "cast_at"}
        sealed: set[str] = set()
