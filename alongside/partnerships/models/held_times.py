"""Times that a health center keeps open for the people of one partner. Who takes one is never stored here."""

import uuid
from datetime import date, time
from typing import Self, TypedDict

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.directory.content.languages import language_name
from alongside.directory.models import Site
from alongside.orgs.models import Kind, Organization

SHORTEST_MINUTES, LONGEST_MINUTES = 5, 480
HOLDS_TIMES = {Kind.HEALTH_CENTER, Kind.BEHAVIORAL_HEALTH}


class HeldKind(models.TextChoices):
    """What a time is for."""

    VISIT = "visit", _("visit")
    ENROLLMENT = "enrollment", _("help with enrollment")
    BEHAVIORAL_HEALTH = "behavioral_health", _("behavioral health")
    DENTAL = "dental", _("dental")
    PRENATAL = "prenatal", _("prenatal")
    VACCINATION = "vaccination", _("vaccination")
    OTHER = "other", _("something else")


class Held(TypedDict):
    """What is said of a held time. `weekday` is ISO's (Monday is 1); None for a single day."""

    site: Site
    weekday: int | None
    from_day: date
    until_day: date | None
    starts_at: time  # a time of day, by the clock at the site
    minutes: int
    kind: str
    languages: list[str]


class HeldTimeQuerySet(models.QuerySet["HeldTime"]):
    def standing(self) -> Self:
        """Not ended, and at a place that may be named."""
        there = Q(site__retired_at=None, site__is_confidential=False)
        return self.filter(there, ended_at=None)

    def with_all(self) -> Self:
        """With the site and the days left out at hand."""
        return self.select_related("site", "organization").prefetch_related("skips")

    def in_order(self) -> Self:
        return self.order_by(F("weekday").asc(nulls_last=True), "from_day", "starts_at", "pk")


class HeldTime(models.Model):
    """One time each week, or once. It counts from when it was published until it was ended: the past stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, related_name="held_times"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(null=True)
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=HeldKind)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    published_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    objects = HeldTimeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday=None, until_day__isnull=False, until_day=F("from_day"))
                | Q(weekday__isnull=False, weekday__range=(1, 7)),
                name="held_time_weekly_or_on_one_day",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="held_time_ends_no_earlier_than_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(SHORTEST_MINUTES, LONGEST_MINUTES)),
                name="held_time_5_minutes_to_8_hours",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=HeldKind.values), name="held_time_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("published_at")),
                name="held_time_ended_after_it_was_published",
            ),
            models.UniqueConstraint(
                fields=["partnership", "site", "weekday", "starts_at", "kind", "from_day"],
                condition=Q(ended_at=None, weekday__isnull=False),
                name="held_time_weekly_once",
            ),
            models.UniqueConstraint(
                fields=["partnership", "site", "from_day", "starts_at", "kind"],
                condition=Q(ended_at=None, weekday=None),
                name="held_time_single_once",
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "weekday",
            "from_day",
            "until_day",
            "starts_at",
            "minutes",
            "kind",
            "published_at",
            "ended_at",
        }
        sealed: set[str] = set()

    @property
    def weekday_name(self) -> str:
        return str(WEEKDAYS[self.weekday - 1]) if self.weekday else ""

    @property
    def language_names(self) -> list[str]:
        """For which languages somebody interprets, by name."""
        return [language_name(code) for code in self.languages]

    @property
    def said(self) -> Held:
        """What was said of it."""
        return {
            "site": self.site,
            "weekday": self.weekday,
            "from_day": self.from_day,
            "until_day": self.until_day,
            "starts_at": self.starts_at,
            "minutes": self.minutes,
            "kind": self.kind,
            "languages": self.languages,
        }


class HeldTimeSkip(models.Model):
    """A day on which a weekly time is not there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    held_time = models.ForeignKey(HeldTime, models.CASCADE, related_name="skips")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["held_time", "day"], name="held_time_skipped_once"),
        ]

    class Privacy:
        routine = {"id", "day"}
        sealed: set[str] = set()
