"""Sealed text on its way, and what the receiving side keeps to itself."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.timezone import localdate

from alongside.orgs.models import Organization
from alongside.referrals.models.referrals import Referral

LETTER_SIZE = 16_384  # one size for all, so that length tells nothing
ANSWER_SIZE = 4_096


class LetterQuerySet(models.QuerySet["Letter"]):
    def to(self, organization: Organization) -> Self:
        """Letters this organization may open. The database shows it no others, and only while permission stands."""
        forward = models.Q(backward=False, recipient=organization)
        return self.filter(forward | models.Q(backward=True, sender=organization))

    def unopened(self) -> Self:
        return self.filter(opened=False)


class Letter(models.Model):
    """Ciphertext under one release, whose id it shares. The database hides it the second permission ends."""

    id = models.UUIDField(primary_key=True)
    sender = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        Referral, models.DO_NOTHING, related_name="letters", db_constraint=False
    )
    backward = models.BooleanField(default=False)
    number = models.IntegerField()  # of the opening key it is sealed to
    members = ArrayField(
        models.UUIDField(), default=list
    )  # chosen members' keys; none: all who may open
    day = models.DateField(default=localdate)
    sealed = models.BinaryField()
    opened = models.BooleanField(default=False)  # by anybody; its reader alone is shown it

    objects = LetterQuerySet.as_manager()

    class Privacy:
        routine = {"id", "backward", "number", "opened"}
        sealed = {"sealed"}


class Answer(models.Model):
    """What the receiving side notes for itself, sealed to its own key; erased with the letter it is about."""

    # In the database the key is (organization, referral).
    referral = models.OneToOneField(
        Referral, models.DO_NOTHING, primary_key=True, related_name="answer", db_constraint=False
    )
    sender = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    number = models.IntegerField()  # of the opening key it is sealed to
    sealed = models.BinaryField()

    class Privacy:
        routine = {"referral", "number"}
        sealed = {"sealed"}
