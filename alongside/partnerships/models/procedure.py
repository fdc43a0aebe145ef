"""How two organizations do it day to day, within what they agreed. Every version is kept."""

import uuid
from typing import Self, TypedDict
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import Site
from alongside.orgs.models import Organization
from alongside.partnerships.models.agreements import Mode
from alongside.partnerships.models.held_times import HeldKind

MOST_ON_A_PAGE = 6  # what fits one page at a size people read, all texts as long as they may be
LONGEST_SHORT, LONGEST_TEXT = 80, 240  # letters


class Who(models.TextChoices):
    """By what they do, never by name: people change, the page stays on the wall."""

    ANYONE = "anyone", _("anyone")
    FRONT_DESK = "front_desk", _("front desk")
    NURSE = "nurse", _("nurse or medical assistant")
    PROVIDER = "provider", _("provider")
    BEHAVIORAL_HEALTH = "behavioral_health", _("behavioral health staff")
    DENTAL = "dental", _("dental staff")
    COMMUNITY_HEALTH_WORKER = "community_health_worker", _("community health worker")
    ADVOCATE = "advocate", _("advocate")
    HOTLINE = "hotline", _("hotline")


class WaySaid(TypedDict):
    """What is said of one way; `caller` and `site` are ids."""

    key: UUID
    caller_id: UUID
    site_id: UUID | None
    who_calls: str
    who_answers: str
    hours: str
    line: str
    mode: str
    say: str
    held_kinds: list[str]
    when_nobody: str


IN_FORCE = Q(in_force_from__isnull=False, replaced_at=None)
WAITING = Q(in_force_from=None, replaced_at=None)


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def in_force(self) -> Self:
        return self.filter(IN_FORCE)

    def waiting(self) -> Self:
        """Proposed by one champion; the other has not answered."""
        return self.filter(WAITING)

    def waiting_for(self, organization: Organization) -> Self:
        """Those that this organization's champion answers."""
        ours = self.waiting().filter(partnership__members__organization=organization)
        return ours.exclude(proposed_by=organization)


class Procedure(models.Model):
    """One version: proposed by one side's champion, in force when the other's agrees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, related_name="procedures"
    )
    number = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    agreed_by = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    in_force_from = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="procedure_number_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=IN_FORCE, name="procedure_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["partnership"], condition=WAITING, name="procedure_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(in_force_from=None, agreed_by=None)
                | Q(in_force_from__isnull=False, agreed_by__isnull=False)
                & ~Q(agreed_by=F("proposed_by")),
                name="procedure_in_force_when_the_other_side_agreed",
            ),
        ]

    class Privacy:
        routine = {"id", "number", "proposed_at", "in_force_from", "replaced_at"}
        sealed: set[str] = set()

    @property
    def is_waiting(self) -> bool:
        return self.in_force_from is None and self.replaced_at is None

    @property
    def is_in_force(self) -> bool:
        return self.in_force_from is not None and self.replaced_at is None


class Way(models.Model):
    """One way to reach the other side: who calls whom, when, how, and what then when nobody answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="ways")
    key = models.UUIDField(default=uuid.uuid4)  # the same in the versions that follow
    caller = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    who_calls = models.CharField(max_length=30, choices=Who)
    who_answers = models.CharField(max_length=30, choices=Who)
    hours = models.CharField(max_length=LONGEST_SHORT)
    line = models.CharField(max_length=LONGEST_SHORT)
    mode = models.CharField(max_length=20, choices=Mode)
    say = models.CharField(max_length=LONGEST_TEXT)
    held_kinds = ArrayField(models.CharField(max_length=20, choices=HeldKind), default=list)
    when_nobody = models.CharField(max_length=LONGEST_TEXT)

    class Meta:
        ordering = ["procedure", "caller", "who_calls", "key"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "key"], name="way_once_in_a_version"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="way_mode_is_known"),
            models.CheckConstraint(
                condition=Q(who_calls__in=Who.values, who_answers__in=Who.values),
                name="way_people_are_known_by_what_they_do",
            ),
            models.CheckConstraint(
                condition=Q(held_kinds__contained_by=HeldKind.values),
                name="way_held_kinds_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(when_nobody="") & ~Q(line=""),
                name="way_says_whom_to_call_and_what_then",
            ),
        ]

    class Privacy:
        routine = {"id", "key", "who_calls", "who_answers", "mode", "held_kinds"}
        sealed: set[str] = set()

    @property
    def said(self) -> WaySaid:
        """What it says, for the next version."""
        return {
            "key": self.key,
            "caller_id": self.caller_id,
            "site_id": self.site_id,
            "who_calls": self.who_calls,
            "who_answers": self.who_answers,
            "hours": self.hours,
            "line": self.line,
            "mode": self.mode,
            "say": self.say,
            "held_kinds": self.held_kinds,
            "when_nobody": self.when_nobody,
        }

    @property
    def held_labels(self) -> list[str]:
        return [str(kind.label) for kind in HeldKind if kind in self.held_kinds]

    @property
    def modes_needed(self) -> set[str]:
        """What the agreement must allow for it."""
        return {self.mode, *([Mode.HELD_TIME.value] if self.held_kinds else [])}

    def is_on_page(self, site: UUID | None, who: str) -> bool:
        """Whether the page of one site and role has it: where it holds there, and they call or answer."""
        here = self.site_id is None or self.site_id == site
        return here and bool({who, Who.ANYONE} & {self.who_calls, self.who_answers})
