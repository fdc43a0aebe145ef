"""What keeps the directory true: corrections, claims, questions to organizations."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.help import Service
from alongside.directory.models.sites import Site
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
