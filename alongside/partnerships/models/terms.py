"""How the term of a written agreement is watched, and how it comes to an early end."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.timezone import now

from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models.agreements import Agreement

DAYS_BEFORE = (60, 30, 15)  # when contact and backup learn that the end comes near


class Reminder(models.Model):
    """That one side was told, so many days before the end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reminders")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    days_before = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organization", "days_before"], name="reminder_once"
            ),
            models.CheckConstraint(
                condition=Q(days_before__in=DAYS_BEFORE), name="reminder_60_30_or_15_days_before"
            ),
        ]

    class Privacy:
        routine = {"id", "days_before", "told_at"}
        sealed: set[str] = set()


class Ending(models.Model):
    """One side's notice that an agreement ends on a day."""

    agreement = models.OneToOneField(
        Agreement, models.PROTECT, primary_key=True, related_name="ending"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=now)
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                # After the day there, which is at most one before that of UTC.
                condition=Q(GreaterThanOrEqual(F("last_day"), TruncDate("said_at"))),
                name="ending_after_notice",
            ),
        ]

    class Privacy:
        routine = {"said_at", "last_day"}
        sealed: set[str] = set()
