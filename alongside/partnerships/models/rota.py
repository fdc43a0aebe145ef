"""Who answers when, and how: a weekly pattern, and the days that differ from it."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.directory.hours import TIME_ZONES
from alongside.directory.models import Site
from alongside.directory.opening import line_text
from alongside.orgs.models import Membership, Organization, Person
from alongside.partnerships.models.agreements import Mode
from alongside.partnerships.models.members import Member
from alongside.partnerships.models.states import State

WEEK = range(1, 8)  # ISO weekdays, Monday first
Hours = tuple[time, time]
KEPT = timedelta(days=30)  # after that, who worked when is nobody's to collect


class RotaMode(models.TextChoices):
    """How somebody is reached."""

    PHONE = "phone", _("by phone")
    CHAT = "chat", _("by chat")
    VIDEO = "video", _("by video")
    ON_SITE = "on_site", _("on site")


# What two organizations must have agreed before one of them offers it to the other.
AGREED_AS = {
    RotaMode.PHONE: Mode.CALL_TOGETHER,
    RotaMode.CHAT: Mode.CHAT,
    RotaMode.VIDEO: Mode.VIDEO,
    RotaMode.ON_SITE: Mode.ON_SITE,
}


class RotaRole(models.TextChoices):
    """As whom somebody answers."""

    ADVOCATE = "advocate", _("advocate")
    HOTLINE = "hotline", _("hotline")
    LEGAL_ADVOCATE = "legal_advocate", _("legal advocate")
    NURSE = "nurse", _("nurse")
    CARE_MANAGER = "care_manager", _("care manager")
    COMMUNITY_HEALTH_WORKER = "community_health_worker", _("community health worker")
    BEHAVIORAL_HEALTH = "behavioral_health", _("behavioral health")
    FRONT_DESK = "front_desk", _("front desk")
    REFERRAL_CONTACT = "referral_contact", _("referral contact")
    ON_CALL = "on_call", _("supervisor on call")


def clinics_of_partners(here: Organization) -> models.QuerySet[Site]:
    """Places of those it works with today that may be named: where somebody may sit for it."""
    active = Member.objects.partners_of(here).filter(partnership__state=State.ACTIVE)
    partners = active.order_by().values("organization")
    theirs = Q(organization__in=partners) | Q(organization__same_as__in=partners)
    named = Site.objects.listed().filter(is_confidential=False)
    return named.filter(theirs).select_related("organization")


def hours_told(starts: time, ends: time) -> str:
    """9 am to 5 pm; day and night where it ends as it begins."""
    return line_text({"opens": f"{starts:%H:%M}", "closes": f"{ends:%H:%M}"})


class RotaTimeQuerySet(models.QuerySet["RotaTime"]):
    def visible_to(self, person: Person) -> Self:
        """One's own organization's. Partners read what answers now and next, and never these rows."""
        return self.filter(organization=person.session_organization)

    def standing(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def lasting(self, first: date, last: date) -> Self:
        """Those of which a day may lie between two days."""
        goes_on = Q(valid_until=None) | Q(valid_until__gte=first)
        return self.standing().filter(goes_on, valid_from__lte=last)

    def held_by(self, membership: Membership) -> Self:
        """What somebody has taken on and has not handed to anybody: today's and later ones."""
        goes_on = Q(valid_until=None) | Q(valid_until__gte=localdate())
        return self.standing().filter(goes_on, holder=membership)

    def over(self, before: datetime) -> Self:
        """Ended before a moment, by somebody or by their last day."""
        return self.filter(Q(ended_at__lt=before) | Q(valid_until__lt=before.date()))

    def with_people(self) -> Self:
        return self.select_related("organization", "clinic__organization", "holder__person")

    def with_changes(self, first: date, last: date) -> Self:
        """With everybody named in them, and the days between two days that differ, as `changes`."""
        differing = RotaException.objects.filter(day__range=(first, last))
        changes = differing.select_related("membership__person")
        return self.with_people().prefetch_related(
            models.Prefetch("exceptions", changes, to_attr="changes")
        )


class RotaTime(models.Model):
    """A time of the week at which an organization answers, by the clock on the wall of its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    starts = models.TimeField()
    ends = models.TimeField()  # no later than it starts: on the next day
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # the last day it holds
    time_zone = models.CharField(max_length=40)  # America/Chicago
    mode = models.CharField(max_length=10, choices=RotaMode)
    role = models.CharField(max_length=30, choices=RotaRole)
    clinic = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    line = models.CharField(max_length=200, blank=True)  # as people read it
    line_link = models.CharField(max_length=200, blank=True)  # as a telephone or a browser opens it
    holder = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    # The name the holder chose to be shown by to partners; empty: the role alone.
    shown_as = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = RotaTimeQuerySet.as_manager()
    changes: list["RotaException"]  # where they were asked for

    class Meta:
        indexes = [models.Index(fields=["organization"], name="rota_time_by_organization")]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekdays__len__gte=1) & Q(weekdays__contained_by=list(WEEK)),
                name="rota_time_on_days_of_the_week",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="rota_time_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=RotaMode.values), name="rota_time_mode_is_known"
            ),
            models.CheckConstraint(
                condition=Q(role__in=RotaRole.values), name="rota_time_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(time_zone__in=TIME_ZONES), name="rota_time_zone_is_known"
            ),
            models.CheckConstraint(
                condition=Q(mode=RotaMode.ON_SITE, clinic__isnull=False)
                | (~Q(mode=RotaMode.ON_SITE) & Q(clinic=None)),
                name="rota_time_on_site_is_at_a_clinic",
            ),
            models.CheckConstraint(
                condition=Q(mode=RotaMode.ON_SITE) | ~Q(line="") & ~Q(line_link=""),
                name="rota_time_from_afar_has_a_line",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=False) | Q(shown_as=""),
                name="rota_time_shown_name_has_a_holder",
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "organization",
            "weekdays",
            "starts",
            "ends",
            "valid_from",
            "valid_until",
            "time_zone",
            "mode",
            "role",
            "ended_at",
        }
        sealed: set[str] = set()

    def is_on(self, day: date) -> bool:
        """Whether it begins on a day, by its pattern."""
        holds = self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
        return holds and self.ended_at is None and day.isoweekday() in self.weekdays

    @property
    def days_told(self) -> str:
        """Its weekdays in words."""
        if set(self.weekdays) == set(WEEK):
            return gettext("Every day")
        return ", ".join(str(WEEKDAYS[day - 1]) for day in sorted(self.weekdays))

    @property
    def hours_told(self) -> str:
        return hours_told(self.starts, self.ends)

    @property
    def is_always(self) -> bool:
        """Whether it runs day and night, all week."""
        return self.starts == self.ends and set(self.weekdays) == set(WEEK)


class RotaChange(models.TextChoices):
    """How one day differs from the pattern."""

    NOBODY = "nobody", _("Nobody answers")
    SOMEBODY_ELSE = "somebody_else", _("Somebody else answers")
    OTHER_HOURS = "other_hours", _("The hours are others")


class RotaExceptionQuerySet(models.QuerySet["RotaException"]):
    def held_by(self, membership: Membership) -> Self:
        """Days, today's and later ones, on which somebody stands in for a colleague."""
        return self.filter(membership=membership, time__ended_at=None, day__gte=localdate())


class RotaException(models.Model):
    """One day of one time that is not as its pattern says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    time = models.ForeignKey(RotaTime, models.CASCADE, related_name="exceptions")
    day = models.DateField()  # on which it begins
    change = models.CharField(max_length=20, choices=RotaChange)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    shown_as = models.CharField(max_length=60, blank=True)
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)

    objects = RotaExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["time", "day"], name="rota_exception_once_a_day"),
            models.CheckConstraint(
                condition=Q(change=RotaChange.NOBODY, membership=None, starts=None, ends=None)
                | Q(
                    change=RotaChange.SOMEBODY_ELSE,
                    membership__isnull=False,
                    starts=None,
                    ends=None,
                )
                | Q(change=RotaChange.OTHER_HOURS, starts__isnull=False, ends__isnull=False),
                name="rota_exception_says_what_differs",
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | Q(shown_as=""),
                name="rota_exception_shown_name_has_a_holder",
            ),
        ]

    class Privacy:
        routine = {"id", "time", "day", "change", "starts", "ends"}
        sealed: set[str] = set()

    @property
    def told(self) -> str:
        """What is different, in words."""
        said = [str(self.get_change_display())]
        if self.hours:
            said.append(hours_told(*self.hours))
        if self.membership:
            said.append(self.membership.person.name)
        return ": ".join(said)

    @property
    def hours(self) -> Hours | None:
        """Other hours, where they differ."""
        return (
            (self.starts, self.ends) if self.starts is not None and self.ends is not None else None
        )
