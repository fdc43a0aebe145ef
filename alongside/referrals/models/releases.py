"""A survivor's permission: from one organization to another, these items, until a day."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Organization
from alongside.partnerships.models import Item
from alongside.referrals.models.referrals import Referral


class Purpose(models.TextChoices):
    ADVOCACY = "advocacy", _("to get an advocate's help")
    CARE = "care", _("to get health care")
    ENROLLMENT = "enrollment", _("to get help with coverage or enrollment")
    OUTCOME = "outcome", _("to tell how it went")


class Explained(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIDEO = "video", _("by video")
    PHONE = "phone", _("by phone, and then signed")


class Interpreter(models.TextChoices):
    NONE_NEEDED = "none_needed", _("none needed")
    PROFESSIONAL = "professional", _("a professional interpreter")
    STAFF = "staff", _("bilingual staff")


class Signed(models.TextChoices):
    PAPER = "paper", _("on paper")
    SCREEN = "screen", _("on a screen")


class Capacity(models.TextChoices):
    SELF = "self", _("the survivor")
    MINOR_ALONE = "minor_alone", _("a minor, alone, where the law lets them")
    MINOR_AND_PARENT = (
        "minor_and_parent",
        _("a minor and a parent who is not the one who hurts them"),
    )
    GUARDIAN = "guardian", _("a guardian who is not the one who hurts them")


class Form(models.TextChoices):
    PRINTED = "printed", _("printed from here, signed, and in our file")
    ON_PAPER = "on_paper", _("on paper, in our file")


class Release(models.Model):
    """The elements and dates of a signed form. The form itself, with its names, is in the releasing side's own file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The referral it belongs to, and who releases: the sender, or, when `backward`, the recipient.
    sender = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        Referral, models.DO_NOTHING, related_name="releases", db_constraint=False
    )
    backward = models.BooleanField(default=False)
    items = ArrayField(models.CharField(max_length=20, choices=Item))
    purpose = models.CharField(max_length=12, choices=Purpose)
    explained = models.CharField(max_length=12, choices=Explained)
    language = models.CharField(max_length=10)
    interpreter = models.CharField(max_length=12, choices=Interpreter)
    signed = models.CharField(max_length=12, choices=Signed)
    capacity = models.CharField(max_length=20, choices=Capacity)
    form = models.CharField(max_length=12, choices=Form)
    independent = models.BooleanField()
    is_authorization = models.BooleanField()
    day = models.DateField(default=localdate)
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    # Said by the database: a letter goes in the very transaction its release is made in, or never.
    made_at = models.DateTimeField(db_default=TransactionNow(), editable=False)
    # SHA-256 of what was sent under it, so that a retry is told from a change.
    sent_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(items__len__gt=0), name="release_covers_something"),
            models.CheckConstraint(
                condition=Q(independent=True), name="release_is_no_condition_of_service"
            ),
        ]

    class Privacy:
        routine = {"id", "backward", "purpose", "is_authorization"}
        sealed = {"sent_hash"}

    @property
    def releasing(self) -> Organization:
        return self.recipient if self.backward else self.sender

    @property
    def is_active(self) -> bool:
        return self.withdrawn_at is None and self.until > now()

    @property
    def item_names(self) -> list[str]:
        return [str(Item(item).label) for item in self.items]
