"""What goes with a draft: a document that came as it is, remarks and suggestions, and who agrees to the text."""

import uuid
from dataclasses import dataclass
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models.wordings import LONGEST_PASSAGE, Edition, Passage, Wording

LONGEST_REMARK = 2_000  # letters
MOST_OPEN_REMARKS = 20  # of one passage


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"


@dataclass(frozen=True)
class Given:
    """A file that somebody gave, looked at."""

    name: str
    content: bytes
    format: Format


class Upload(models.Model):
    """The document that a draft is, byte for byte. Only members fetch it, and only to save it."""

    wording = models.OneToOneField(Wording, models.PROTECT, primary_key=True, related_name="upload")
    content = models.BinaryField()
    format = models.CharField(max_length=4, choices=Format)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="upload_has_a_fingerprint"
            ),
            models.CheckConstraint(
                condition=Q(format__in=Format.values), name="upload_format_is_known"
            ),
        ]

    class Privacy:
        routine = {"wording", "format"}
        sealed: set[str] = set()


class Outcome(models.TextChoices):
    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class RemarkQuerySet(models.QuerySet["Remark"]):
    def open(self) -> Self:
        return self.filter(outcome=Outcome.OPEN)

    def with_people(self) -> Self:
        return self.select_related("organization", "said_by__person").order_by("said_at", "pk")


class Remark(models.Model):
    """What a member says about a passage, or about the whole draft; with other words for it, a suggestion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="remarks")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="remarks")
    text = models.TextField(_("remark"), max_length=LONGEST_REMARK, blank=True)
    suggestion = models.TextField(_("other text"), max_length=LONGEST_PASSAGE, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=now)
    answered_by = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(suggestion=""), name="remark_says_something"
            ),
            models.CheckConstraint(
                condition=Q(suggestion="") | Q(passage__isnull=False),
                name="remark_suggests_text_for_a_passage",
            ),
            models.CheckConstraint(
                condition=Q(suggestion="", outcome__in=[Outcome.OPEN, Outcome.ANSWERED])
                | ~Q(suggestion="")
                & Q(outcome__in=[Outcome.OPEN, Outcome.ACCEPTED, Outcome.DECLINED]),
                name="remark_outcome_fits_what_it_is",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN, answered_by=None, answered_at=None)
                | ~Q(outcome=Outcome.OPEN)
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="remark_answered_by_somebody",
            ),
        ]

    class Privacy:
        routine = {"id", "outcome", "said_at", "answered_at"}
        sealed: set[str] = set()


class Approval(models.Model):
    """A member agrees to exactly one edition. A change of the text takes it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="approvals")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization"], name="approval_once_by_each_member"
            ),
        ]

    class Privacy:
        routine = {"id", "said_at"}
        sealed: set[str] = set()
