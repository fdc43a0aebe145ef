"""What keeps the directory true: corrections, claims, likely duplicates, questions to organizations."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.help import Service
from alongside.directory.models.sites import Site
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person


class Decision(models.TextChoices):
    OPEN = "open", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Correction(models.Model):
    """Somebody says that one field of a record is wrong. Who says so is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="corrections")
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=30)  # a field's name, or "closed"
    value = models.TextField(blank=True, max_length=500)
    state = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    made_on = models.DateField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(site=None) | Q(service=None), name="correction_of_one_record"
            ),
            models.CheckConstraint(
                condition=Q(state=Decision.OPEN, decided_at=None)
                | Q(~Q(state=Decision.OPEN), decided_at__isnull=False, value=""),
                name="correction_words_kept_only_while_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization"],
                condition=Q(state=Decision.OPEN),
                name="correction_open",
            )
        ]

    class Privacy:
        routine = {
            "id",
            "organization",
            "site",
            "service",
            "field",
            "state",
            "made_on",
            "decided_by",
            "decided_at",
        }


class Claim(models.Model):
    """Somebody says that a record is their organization. The host calls its listed number first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="claims")
    # Who asks is kept only until somebody decided.
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    # The telephones that the directory listed before: a claim cannot bring the number to call.
    phones = models.JSONField(default=list, blank=True)  # [{"text", "link", "of"}]
    # Ids of what was joined with the claimant's own records, by kind, so that it can be undone.
    joined = models.JSONField(default=dict, blank=True)
    # Set where an organization that works here says that this record is also its own.
    claimant = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=Q(state=Decision.OPEN),
                name="claim_open_once",
            ),
            models.CheckConstraint(
                condition=Q(~Q(email=""), state=Decision.OPEN, decided_at=None)
                | Q(~Q(state=Decision.OPEN), decided_at__isnull=False, email="", name=""),
                name="claim_names_kept_only_while_open",
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "organization",
            "claimant",
            "state",
            "made_at",
            "decided_by",
            "decided_at",
        }


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def waiting(self) -> Self:
        """Proposed, and both records are still there."""
        both = self.filter(older__retired_at=None, younger__retired_at=None)
        return both.filter(verdict=Duplicate.Verdict.PROPOSED).order_by("-likelihood", "id")

    def decided(self) -> Self:
        """What people said, newest first."""
        said = self.exclude(verdict=Duplicate.Verdict.PROPOSED)
        return said.select_related("decided_by").order_by("-decided_at", "id")


class Duplicate(models.Model):
    """Two sites that may be one, with the evidence. What a person decided is remembered."""

    class Verdict(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        MERGED = "merged", _("one place")
        APART = "apart", _("two places")

    # What a person decided may be taken back.
    MOVES: ClassVar[dict[str, set[str]]] = {
        Verdict.PROPOSED: {Verdict.MERGED, Verdict.APART},
        Verdict.MERGED: {Verdict.PROPOSED},
        Verdict.APART: {Verdict.PROPOSED},
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    older = models.ForeignKey(Site, models.CASCADE, related_name="+")
    younger = models.ForeignKey(Site, models.CASCADE, related_name="+")
    evidence = models.JSONField(default=dict)  # {"phone": true, "miles": 0.02, "name": 0.93, …}
    likelihood = models.FloatField()  # from 0 to 1, to sort by
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.PROPOSED)
    # The services that went to the older, each with the sites it had: {service: [site, …]}.
    moved = models.JSONField(default=dict, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Least("older", "younger"), Greatest("older", "younger"), name="duplicate_once"
            ),
            models.CheckConstraint(condition=~Q(older=F("younger")), name="duplicate_of_another"),
            models.CheckConstraint(
                condition=Q(verdict="proposed", decided_at=None, moved={})
                | Q(~Q(verdict="proposed"), decided_at__isnull=False),
                name="duplicate_decided_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["verdict", "-likelihood"], name="duplicate_by_verdict")]

    class Privacy:
        routine = {"id", "older", "younger", "verdict", "decided_by", "decided_at"}

    def move_to(self, verdict: "Duplicate.Verdict") -> None:
        if verdict not in self.MOVES[self.verdict]:
            label = self.Verdict(self.verdict).label
            raise Blocked(_("Somebody has decided this already: %(verdict)s.") % {"verdict": label})
        self.verdict = verdict


class Asking(models.Model):
    """When an organization was last asked whether its records are still right."""

    organization = models.OneToOneField(
        Organization, models.CASCADE, primary_key=True, related_name="asking"
    )
    asked_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)  # since it last confirmed
    # How often it has confirmed: a link in a mail is for one time.
    round = models.PositiveIntegerField(default=0)

    class Privacy:
        routine = {"organization", "asked_at", "times", "round"}
