"""What was promised in an agreement and can come due: by whom, until when, and what shows that it was kept."""

import uuid
from datetime import date, timedelta
from typing import Self, TypedDict

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.orgs.models import Membership, Organization, Person
from alongside.partnerships.models.agreements import Agreement
from alongside.partnerships.models.days import day_at_last
from alongside.partnerships.models.members import working
from alongside.partnerships.models.states import State

LONGEST_WORDS = 300  # letters
MOST_WEEKS = 52
REMIND_DAYS = (14, 3, 0)  # before it is due


class CommitmentKind(models.TextChoices):
    """What kind of thing is promised."""

    TRAIN_BY = "train_by", gettext_lazy("train staff by a day")
    MEET_EVERY = "meet_every", gettext_lazy("meet every few weeks")
    TIMES_HELD = "times_held", gettext_lazy("hold times open each week")
    ANSWER_WITHIN = "answer_within", gettext_lazy("answer letters in time")
    OTHER = "other", gettext_lazy("something else")


# These need a day. In an order, for the database's rule is written with it.
DATED = [CommitmentKind.TRAIN_BY, CommitmentKind.MEET_EVERY, CommitmentKind.OTHER]
WAITING = Q(accepted_at=None, ended_at=None)
STAYS = Q(member__joined_at__isnull=False, member__left_at=None)  # of a side
COUNTING = Q(accepted_at__isnull=False, done_on=None, ended_at=None)


class Promised(TypedDict):
    """What is promised. `every_weeks`: then it comes due again, so many weeks after it was kept."""

    kind: str
    words: str
    due_on: date | None
    every_weeks: int | None


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def counting(self) -> Self:
        """All said yes, not done, not ended, the partnership goes on, and so does who promised it."""
        there = CommitmentSide.objects.filter(STAYS, commitment=OuterRef("pk"), is_bound=True)
        return self.filter(COUNTING, Exists(there), partnership__state=State.ACTIVE)

    def waiting(self) -> Self:
        """Proposed; somebody has not answered."""
        return self.filter(WAITING)

    def waiting_for(self, organization: Organization) -> Self:
        """Those that this organization has not answered."""
        ours = CommitmentSide.objects.filter(
            STAYS, member__organization=organization, agreed_at=None
        )
        return self.waiting().filter(sides__in=ours, partnership__state=State.ACTIVE)

    def due_before(self, day: date) -> Self:
        """What counts and comes due before a day, the oldest first."""
        return self.counting().filter(due_on__lt=day).order_by("due_on", "pk")

    def next_due(self) -> Self:
        """What counts and has a day, the nearest first."""
        return self.counting().filter(due_on__isnull=False).order_by("due_on", "pk")

    def held_by(self, membership: Membership) -> Self:
        """What counts, or may soon, and for which one person answers."""
        held = CommitmentSide.objects.filter(
            STAYS, commitment=OuterRef("pk"), responsible=membership
        )
        counts = self.filter(COUNTING | WAITING, partnership__state=State.ACTIVE)
        return counts.filter(Exists(held)).order_by(F("due_on").asc(nulls_last=True), "pk")

    def in_order(self) -> Self:
        """What counts first, by the day it is due; what is over last."""
        over = Case(When(WAITING, then=0), When(COUNTING, then=1), default=2)
        return self.order_by(over, F("due_on").asc(nulls_last=True), "-proposed_at", "pk")

    def with_people(self) -> Self:
        """With the sides and who answers there at hand, and the day at the side that promised it."""
        who = ("sides__member__organization", "sides__responsible__person")
        told = self.select_related("proposed_by").prefetch_related(*who, "partnership__agreements")
        bound = CommitmentSide.objects.filter(STAYS, commitment=OuterRef("pk"), is_bound=True)
        return told.annotate(today=day_at_last(bound, "member__organization"))


class Commitment(models.Model):
    """One promise. It counts when every side has said yes to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, related_name="commitments"
    )
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="commitments")
    kind = models.CharField(max_length=20, choices=CommitmentKind)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    every_weeks = models.PositiveSmallIntegerField(null=True)  # then it comes due again
    due_on = models.DateField(null=True)
    proposed_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    accepted_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)  # of one that does not come again
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    today: date | None  # of `with_people`: where it ends last, of several that promised it

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CommitmentKind.values), name="commitment_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=DATED) | Q(due_on__isnull=False),
                name="commitment_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommitmentKind.OTHER) | ~Q(words=""),
                name="commitment_of_ones_own_has_words",
            ),
            models.CheckConstraint(
                condition=Q(every_weeks=None)
                | Q(
                    ~Q(kind=CommitmentKind.TRAIN_BY),
                    every_weeks__range=(1, MOST_WEEKS),
                    due_on__isnull=False,
                    done_on=None,
                ),
                name="commitment_comes_again_within_a_year",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommitmentKind.MEET_EVERY) | Q(every_weeks__isnull=False),
                name="commitment_to_meet_comes_again",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(accepted_at__isnull=False),
                name="commitment_done_was_accepted",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="commitment_ended_by_somebody",
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "kind",
            "every_weeks",
            "due_on",
            "proposed_at",
            "accepted_at",
            "done_on",
            "ended_at",
        }
        sealed: set[str] = set()

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.ended_at is None

    @property
    def is_counting(self) -> bool:
        return self.accepted_at is not None and self.done_on is None and self.ended_at is None

    @property
    def days_late(self) -> int:
        """How many days ago it was due; 0 or less when it is not late."""
        day, due = self.today, self.due_on
        return (day - due).days if day and due and self.is_counting else 0

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def bound(self) -> list["CommitmentSide"]:
        """The sides that promised it."""
        mine = (side for side in self.sides.all() if side.is_bound)
        return sorted(mine, key=lambda side: side.member.organization.name)

    @property
    def agreed_number(self) -> int:
        """Times a week or hours, as the newest agreed bounds say; 0 of other kinds."""
        agreed, moment = self.partnership.agreements.all(), now()
        begun = [one for one in agreed if one.in_force_from and one.in_force_from <= moment]
        newest = max(begun, key=lambda one: one.number)
        numbers = {
            CommitmentKind.TIMES_HELD: newest.held_times_a_week,
            CommitmentKind.ANSWER_WITHIN: newest.response_hours,
        }
        return numbers.get(CommitmentKind(self.kind), 0)

    @property
    def sentence(self) -> str:
        """What was promised, in words."""
        number = self.agreed_number
        sentences = {
            CommitmentKind.TRAIN_BY: _("Train staff"),
            CommitmentKind.MEET_EVERY: ngettext(
                "Meet every week", "Meet every %(number)s weeks", self.every_weeks or 1
            )
            % {"number": self.every_weeks},
            CommitmentKind.TIMES_HELD: ngettext(
                "Hold %(number)s time open each week",
                "Hold %(number)s times open each week",
                number,
            )
            % {"number": number},
            CommitmentKind.ANSWER_WITHIN: ngettext(
                "Open letters within %(number)s hour",
                "Open letters within %(number)s hours",
                number,
            )
            % {"number": number},
        }
        return ": ".join(filter(None, (sentences.get(CommitmentKind(self.kind), ""), self.words)))

    def due_after(self, day: date) -> date:
        """When it comes due again after it was kept on a day."""
        return day + timedelta(weeks=self.every_weeks or 0)


class CommitmentSide(models.Model):
    """What one member of the partnership is to a promise: bound or not, asked or agreed, and who answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="sides")
    member = models.ForeignKey("partnerships.Member", models.PROTECT, related_name="+")
    is_bound = models.BooleanField()
    responsible = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    # The last reminder sent before the day it is due now, in days: 14, 3 or 0.
    reminded = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "member"], name="commitment_side_once_of_a_commitment"
            ),
            models.CheckConstraint(
                condition=Q(responsible=None) | Q(is_bound=True),
                name="commitment_side_bound_may_name_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_bound=False) | Q(agreed_at=None) | Q(responsible__isnull=False),
                name="commitment_side_that_agreed_says_who_answers",
            ),
            models.CheckConstraint(
                condition=Q(reminded=None) | Q(reminded__in=REMIND_DAYS),
                name="commitment_side_reminded_in_time",
            ),
        ]

    class Privacy:
        routine = {"id", "is_bound", "agreed_at", "reminded"}
        sealed: set[str] = set()

    def is_held_by(self, person: Person) -> bool:
        """Whether somebody answers for it on this side."""
        membership = person.session_membership
        return membership is not None and self.responsible_id == membership.pk

    @property
    def responsible_now(self) -> Membership | None:
        """Who answers; nobody where they have left, or their organization has left the group."""
        return working(self.responsible) if self.member.takes_part else None


class Keeping(models.Model):
    """That a promise was kept on a day, and what shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="keepings")
    day = models.DateField()
    evidence = models.CharField(max_length=LONGEST_WORDS)
    said_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-day", "-said_at"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "day"], name="keeping_once_a_day"),
            models.CheckConstraint(condition=~Q(evidence=""), name="keeping_shows_something"),
        ]

    class Privacy:
        routine = {"id", "day", "said_at"}
        sealed: set[str] = set()
