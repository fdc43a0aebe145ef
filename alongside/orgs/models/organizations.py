"""An organization: found in a list, or admitted by the host after a call."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    HEALTH_CENTER = "health_center", _("health center")
    BEHAVIORAL_HEALTH = "behavioral_health", _("behavioral health provider")
    VIOLENCE_PROGRAM = "violence_program", _("domestic or sexual violence program")
    TRAFFICKING_PROGRAM = "trafficking_program", _("trafficking program")
    COALITION = "coalition", _("coalition or technical assistance provider")
    TRIBAL_PROGRAM = "tribal_program", _("tribal program")
    LEGAL = "legal", _("legal services")
    HOUSING = "housing", _("housing provider")
    CULTURALLY_SPECIFIC = "culturally_specific", _("culturally specific organization")
    SURVIVOR_LED = "survivor_led", _("survivor-led organization")
    UNIVERSITY = "university", _("university")
    FAITH_OR_CULTURAL = "faith_or_cultural", _("faith or cultural organization")
    BUSINESS = "business", _("business")
    GOVERNMENT = "government", _("government office")
    LAW_ENFORCEMENT = "law_enforcement", _("law enforcement")
    OTHER = "other", _("other")


class Rule(models.TextChoices):
    VSP = "vsp", _("victim service provider (VAWA, FVPSA, VOCA)")
    HIPAA = "hipaa", _("covered entity (HIPAA)")
    BOTH = "both", _("both")
    NONE = "none", _("neither")


# They meet, train, agree and help, but neither send nor receive letters.
NO_LETTERS = {Kind.COALITION, Kind.GOVERNMENT, Kind.LAW_ENFORCEMENT}


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def on_alongside(self) -> Self:
        """Those that the host admitted: people work in them here."""
        return self.filter(admitted_at__isnull=False)


class Organization(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    rule = models.CharField(max_length=5, choices=Rule, default=Rule.NONE)
    is_host = models.BooleanField(default=False)
    admitted_at = models.DateTimeField(null=True, blank=True)
    # Two records of one organization: the younger points to the older, and neither is deleted.
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_host"], condition=Q(is_host=True), name="organization_one_host"
            ),
            models.CheckConstraint(
                condition=Q(is_host=False) | Q(admitted_at__isnull=False),
                name="organization_host_is_admitted",
            ),
        ]

    class Privacy:
        routine = {"id", "name", "kind", "rule", "is_host", "admitted_at", "same_as"}

    def __str__(self) -> str:
        return self.name

    @property
    def may_exchange_letters(self) -> bool:
        return self.admitted_at is not None and self.kind not in NO_LETTERS
