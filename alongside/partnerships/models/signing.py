"""Who signs a written agreement, in which order, and what is kept to show that they did."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.db.models.functions import Length, TruncDate
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models.wordings import Wording

LARGEST = 20 * 1024 * 1024  # bytes of a document
A_DAY = timedelta(days=1)
HEX = r"^[0-9a-f]{64}$"


class Purpose(models.TextChoices):
    FINAL = "final", _("the text, before anybody signed")
    SIGNED = "signed", _("the file with the signatures")
    SCAN = "scan", _("a scan of what was signed on paper")


class Media(models.TextChoices):
    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"


class Method(models.TextChoices):
    SECOND_FACTOR = "second_factor", _("electronically, with a second factor")
    PAPER = "paper", _("on paper")


class DocumentQuerySet(models.QuerySet["Document"]):
    def light(self) -> Self:
        """Without the bytes."""
        return self.defer("content")

    def waiting_scans(self) -> Self:
        """Scans whose signatures do not count yet: another member confirms them first."""
        return self.filter(purpose=Purpose.SCAN, signatures__counted_at=None).distinct()


class Document(models.Model):
    """A file that belongs to the signing: what is signed, the same with signatures, or a scan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="documents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    language = models.CharField(max_length=10, blank=True)  # a scan has none
    media = models.CharField(max_length=20, choices=Media, default=Media.PDF)
    content = models.BinaryField(max_length=LARGEST)
    sha256 = models.CharField(max_length=64)
    basis = models.CharField(max_length=64, blank=True)  # SHA-256 over what a final text says
    made_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "language"],
                condition=Q(purpose=Purpose.FINAL),
                name="document_one_final_a_language",
            ),
            models.UniqueConstraint(
                fields=["wording"],
                condition=Q(purpose=Purpose.SIGNED),
                name="document_one_signed",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values, media__in=Media.values),
                name="document_purpose_is_known",
            ),
            models.CheckConstraint(condition=Q(sha256__regex=HEX), name="document_hash_is_one"),
            models.CheckConstraint(
                condition=Q(
                    Exact(
                        F("sha256"),
                        Func(Func("content", function="sha256"), Value("hex"), function="encode"),
                    )
                ),
                name="document_hash_is_its_own",
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("content"), LARGEST)),
                name="document_at_most_20_megabytes",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.SCAN, recorded_by__isnull=False)
                | ~Q(purpose=Purpose.SCAN) & Q(recorded_by=None, media=Media.PDF),
                name="document_scan_was_recorded_by_somebody",
            ),
        ]

    class Privacy:
        routine = {"id", "purpose", "made_at"}
        sealed: set[str] = set()


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def in_order(self) -> Self:
        """As they sign, with their organization and what they signed."""
        return self.select_related("organization", "signature__scan").order_by("place")

    def to_sign(self) -> Self:
        """Those without a signature that counts."""
        return self.filter(Q(signature=None) | Q(signature__counted_at=None))

    def unsigned(self) -> Self:
        return self.filter(signature=None)


class Signatory(models.Model):
    """Somebody who signs for a member: a person here, or only a name when they sign on paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="signatories")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    title = models.CharField(_("in which capacity"), max_length=100)
    place = models.PositiveSmallIntegerField()

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "place"],
                name="signatory_one_a_place",
                deferrable=Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["wording", "membership"],
                condition=Q(membership__isnull=False),
                name="signatory_named_once",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title=""), name="signatory_has_a_name_and_a_title"
            ),
        ]

    class Privacy:
        routine = {"id", "place"}
        sealed: set[str] = set()

    @property
    def signed(self) -> "Signature | None":
        """What they signed, whether or not it counts yet."""
        return getattr(self, "signature", None)

    @property
    def has_signed(self) -> bool:
        return self.signed is not None and self.signed.counted_at is not None


class Signature(models.Model):
    """That somebody signed exactly this document. No address of a machine is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="signature")
    method = models.CharField(max_length=20, choices=Method)
    signed_at = models.DateTimeField(default=now)  # on paper: when it was recorded here
    day = models.DateField(null=True)  # the one written on paper
    sha256 = models.CharField(max_length=64)  # of the document that was signed
    scan = models.ForeignKey(Document, models.PROTECT, null=True, related_name="signatures")
    signed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")  # or recorded by
    capacity_confirmed = models.BooleanField(default=False)
    intent_confirmed = models.BooleanField(default=False)
    counted_at = models.DateTimeField(null=True)  # on paper: when every other member said it is so

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=HEX), name="signature_of_a_document"),
            models.CheckConstraint(
                condition=Q(
                    method=Method.SECOND_FACTOR,
                    capacity_confirmed=True,
                    intent_confirmed=True,
                    day=None,
                    scan=None,
                    counted_at__isnull=False,
                )
                | Q(method=Method.PAPER, day__isnull=False, scan__isnull=False),
                name="signature_shows_how_it_was_meant",
            ),
            models.CheckConstraint(
                # Where it was recorded, which in Guam is a day after that of UTC.
                condition=Q(day=None)
                | Q(LessThanOrEqual(F("day"), TruncDate(F("signed_at") + A_DAY))),
                name="signature_on_paper_is_not_of_the_future",
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "method",
            "signed_at",
            "day",
            "capacity_confirmed",
            "intent_confirmed",
            "counted_at",
        }
        sealed: set[str] = set()


class ScanConfirmation(models.Model):
    """Another member's word that a scan shows what was signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="confirmations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "organization"], name="scan_confirmed_once_by_each"
            ),
        ]

    class Privacy:
        routine = {"id", "confirmed_at"}
        sealed: set[str] = set()


class Authority(models.Model):
    """The installation's own word for who signs: a key made once. It issues each signer's certificate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    certificate = models.BinaryField(max_length=4096)
    private_key = models.BinaryField(max_length=4096)  # encrypted, opened by the server's secret
    made_at = models.DateTimeField(default=now)

    class Privacy:
        routine = {"id", "made_at"}
        sealed = {"private_key"}
