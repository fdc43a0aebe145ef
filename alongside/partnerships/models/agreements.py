"""What two organizations agreed. The bounds of the one in force are what a referral obeys."""

import uuid
from datetime import date
from typing import Self, TypedDict

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Organization
from alongside.partnerships.models.days import is_not_over, is_over, today_between

LONGEST_RELEASE_DAYS = 90  # a permission is for a task, not for good
LONGEST_RESPONSE_HOURS = 168  # a week: longer is no answer
MOST_HELD_TIMES = 100  # in a week: a slip of the finger is not a promise


class Kind(models.TextChoices):
    """What shows that it was agreed."""

    NO_PAPER = "no_paper", _("no paper: bounds that both sides agreed here")
    MOU = "mou", _("memorandum of understanding")
    MOA = "moa", _("memorandum of agreement")


class Mode(models.TextChoices):
    """How the connection is made."""

    CALL_TOGETHER = "call_together", _("call together on the clinic's phone")
    ON_SITE = "on_site", _("advocate on site")
    CHAT = "chat", _("chat")
    VIDEO = "video", _("video")
    CALL_BACK = "call_back", _("letter for a call back, by safe contact")
    HELD_TIME = "held_time", _("a held time")


class Item(models.TextChoices):
    """What a letter may hold: a closed list, and all of it identifies."""

    NAME = "name", _("name to use")
    SAFE_CONTACT = "safe_contact", _("safe contact")
    NEEDS = "needs", _("what they need")
    WHAT_HAPPENED = "what_happened", _("what happened")
    ORDER_OF_PROTECTION = "order_of_protection", _("an order of protection exists")
    OUTCOME = "outcome", _("outcome (letters back)")


class Bounds(TypedDict):
    """What a version settles."""

    modes: list[str]
    items: list[str]
    longest_release_days: int
    response_hours: int
    held_times_a_week: int


# Both of one moment at the most: a version that begins later ends the one before it on that day.
IN_FORCE = Q(in_force_from__isnull=False, replaced_at=None)
WAITING = Q(in_force_from=None, replaced_at=None)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def begun(self) -> Self:
        """Agreed by both sides, begun and not replaced yet: at most one of a partnership. It may be over."""
        stands = Q(replaced_at=None) | Q(replaced_at__gt=now())
        return self.filter(stands, in_force_from__lte=now())

    def in_force(self) -> Self:
        """Begun and not over."""
        return self.begun().filter(Q(ends_on=None) | is_not_over("ends_on"))

    def of_now(self) -> "Agreement | None":
        """Of one partnership: the one in force. Quicker than the list, for a letter waits for it."""
        begun = self.begun().first()
        return None if begun is None or begun.is_over else begun

    def with_today(self) -> Self:
        """With the day at the member whose day ends last."""
        return self.annotate(today=today_between())

    def last_agreed(self) -> Self:
        """In force, about to be, or over and not renewed: what the next one replaces."""
        return self.filter(IN_FORCE)

    def waiting(self) -> Self:
        """Bounds proposed by one side; the other has not answered."""
        return self.filter(WAITING, kind=Kind.NO_PAPER)

    def drafts(self) -> Self:
        """Written agreements that are not signed by everybody yet."""
        return self.filter(WAITING).exclude(kind=Kind.NO_PAPER)


class Agreement(models.Model):
    """One version of what two organizations settled: proposed by one, in force when the other agrees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, related_name="agreements"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NO_PAPER)
    modes = ArrayField(models.CharField(max_length=20, choices=Mode))
    items = ArrayField(models.CharField(max_length=20, choices=Item), blank=True)
    longest_release_days = models.PositiveSmallIntegerField(
        _("longest permission, in days"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RELEASE_DAYS)],
    )
    response_hours = models.PositiveSmallIntegerField(
        _("answered within, in hours"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RESPONSE_HOURS)],
    )
    held_times_a_week = models.PositiveSmallIntegerField(
        _("times held open each week"), default=0, validators=[MaxValueValidator(MOST_HELD_TIMES)]
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # the last day it holds
    proposed_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    agreed_by = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    in_force_from = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    today: date  # of `with_today`

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="agreement_number_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=IN_FORCE, name="agreement_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=WAITING & Q(kind=Kind.NO_PAPER),
                name="agreement_one_waiting",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=WAITING & ~Q(kind=Kind.NO_PAPER),
                name="agreement_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from=None, agreed_by=None)
                | Q(in_force_from__isnull=False, agreed_by__isnull=False)
                & ~Q(agreed_by=F("proposed_by")),
                name="agreement_in_force_when_the_other_side_agreed",
            ),
            models.CheckConstraint(
                condition=Q(modes__contained_by=Mode.values)
                # What more than two sign says nothing of referrals, which stay between two.
                & (Q(modes__len__gte=1) | ~Q(kind=Kind.NO_PAPER)),
                name="agreement_modes_are_known",
            ),
            models.CheckConstraint(
                condition=Q(held_times_a_week__lte=MOST_HELD_TIMES),
                name="agreement_holds_at_most_100_times_a_week",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="agreement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(items__contained_by=Item.values), name="agreement_items_are_known"
            ),
            models.CheckConstraint(
                condition=Q(longest_release_days__range=(1, LONGEST_RELEASE_DAYS)),
                name="agreement_release_1_to_90_days",
            ),
            models.CheckConstraint(
                condition=Q(response_hours__range=(1, LONGEST_RESPONSE_HOURS)),
                name="agreement_answers_within_a_week",
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "number",
            "modes",
            "items",
            "longest_release_days",
            "response_hours",
            "held_times_a_week",
            "kind",
            "starts_on",
            "ends_on",
            "proposed_at",
            "in_force_from",
            "replaced_at",
        }
        sealed: set[str] = set()

    @property
    def first_day(self) -> date | None:
        """The first day it holds: the one it names, unless the last side agreed later."""
        begins = self.in_force_from
        return max(begins.date(), self.starts_on or date.min) if begins else None

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and is_over(self.ends_on, self.partnership)

    @property
    def is_waiting(self) -> bool:
        is_open = self.in_force_from is None and self.replaced_at is None
        return is_open and self.kind == Kind.NO_PAPER

    @property
    def bounds(self) -> Bounds:
        return {
            "modes": self.modes,
            "items": self.items,
            "longest_release_days": self.longest_release_days,
            "response_hours": self.response_hours,
            "held_times_a_week": self.held_times_a_week,
        }

    @property
    def mode_labels(self) -> list[str]:
        return [str(mode.label) for mode in Mode if mode in self.modes]

    @property
    def item_labels(self) -> list[str]:
        return [str(item.label) for item in Item if item in self.items]
