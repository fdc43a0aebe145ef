"""That a champion heard the partner's signing fingerprint by voice, signed by our own signing key."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.timezone import now

from alongside.orgs.models import Membership, Organization, SigningKey


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def valid(self, organization: Organization, partner: Organization) -> Self:
        """Those of the key `partner` signs with today, signed by the key we sign with today."""
        theirs = SigningKey.objects.current().filter(organization=partner)
        ours = self.filter(organization=organization, partner=partner)
        return ours.filter(
            signing_key__retired_at=None, fingerprint__in=theirs.values("fingerprint")
        )

    def standing(self, organization: Organization, partner: Organization) -> "Confirmation | None":
        """The newest valid one."""
        return self.valid(organization, partner).order_by("-confirmed_at").first()


class Confirmation(models.Model):
    """One champion's word for one partner's signing key. A new key on either side needs a new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, related_name="confirmations"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="confirmations")
    partner = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    day = models.DateField()
    signature = models.BinaryField(max_length=64)
    signing_key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=now)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organization", "partner"], name="confirmation_by_pair"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(partner=F("organization")), name="confirmation_of_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"),
                name="confirmation_names_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=Exact(Length("signature"), 64), name="confirmation_is_signed"
            ),
        ]

    class Privacy:
        routine = {"id", "fingerprint", "day", "confirmed_at"}
        sealed = {"signature"}
