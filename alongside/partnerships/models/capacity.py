"""Whether an organization can take people now, as it says itself. Its partners read it."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThan
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.directory.clocks import day_at
from alongside.orgs.models import Organization

LONGEST = timedelta(days=60)  # nobody knows farther ahead; it can be said again


def is_foreseen(day: date, today: date) -> bool:
    """Whether it lies after today, and within 60 days."""
    return today < day <= today + LONGEST


class Openness(models.TextChoices):
    OPEN = "open", _("We can take people now")
    LIMITED = "limited", _("We have little room")
    FULL = "full", _("We are full")


class CapacityQuerySet(models.QuerySet["Capacity"]):
    def in_force(self) -> Self:
        """What was said and has not run out. From the day it named, nothing is said any more."""
        return self.filter(Q(until=None) | Q(LessThan(day_at("organization"), F("until"))))


class Capacity(models.Model):
    """The last word of one organization about itself."""

    organization = models.OneToOneField(
        Organization, models.PROTECT, primary_key=True, related_name="+"
    )
    openness = models.CharField(max_length=10, choices=Openness)
    until = models.DateField(null=True, blank=True)  # the day it expects to be able again
    said_at = models.DateTimeField(default=now)

    objects = CapacityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(openness=Openness.FULL) | Q(until__isnull=False),
                name="capacity_full_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(openness=Openness.OPEN) | Q(until=None),
                name="capacity_open_until_further_notice",
            ),
            models.CheckConstraint(
                condition=Q(openness__in=Openness.values), name="capacity_is_known"
            ),
        ]

    class Privacy:
        routine = {"openness", "until", "said_at"}
        sealed: set[str] = set()
