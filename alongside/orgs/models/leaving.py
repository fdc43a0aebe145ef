"""That somebody leaves: until when they work here, and who said so."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from alongside.orgs.models.people import Membership, Person

LONGEST = timedelta(days=365)  # ahead


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def open(self) -> Self:
        """Said, and neither called off nor done."""
        return self.filter(called_off_at=None, ended_at=None)

    def said(self) -> Self:
        """Open, or done."""
        return self.filter(called_off_at=None)

    def over(self) -> Self:
        """Open ones whose last day is over: the clockwork has still to end them."""
        return self.open().filter(membership__open_until__lte=now())

    def gone(self) -> Self:
        """Of people who open nothing here any more."""
        past = Q(ended_at__isnull=False) | Q(membership__open_until__lte=now())
        return self.said().filter(past)


class Leaving(models.Model):
    """One person's way out of one organization. The moment itself stands on the membership."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="leavings")
    last_day = models.DateField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=now)
    # Things given that are not theirs any more: without it nobody could say "3 of 5 given".
    given = models.PositiveIntegerField(default=0)
    told_on = models.DateField(null=True)  # when people last heard that it cannot end
    called_off_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(called_off_at=None, ended_at=None),
                name="leaving_open_once",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | Q(ended_at=None),
                name="leaving_called_off_or_ended",
            ),
        ]

    class Privacy:
        routine = {"id", "last_day", "said_at", "given", "told_on", "called_off_at", "ended_at"}
