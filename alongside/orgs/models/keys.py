"""Keys, as the server may know them: public halves, and private halves wrapped in a browser."""

import uuid
from datetime import timedelta
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils.timezone import localdate, now

from alongside.orgs.models.organizations import Organization
from alongside.orgs.models.people import Membership
from alongside.orgs.roles import Can, Role, powers

AGE_RECIPIENT = r"^age1[02-9ac-hj-np-z]{58}$"  # a bech32 X25519 recipient (age specification)
# A release, and with it a letter, lasts at most 90 days. A day more for time zones.
LONGEST_LETTER = timedelta(days=91)
WRAPPED_BYTES = 3072  # 4,096 characters of base64

Key = TypeVar("Key", bound=models.Model)


def recipient_check(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(recipient__regex=AGE_RECIPIENT), name=name)


def size_check(field: str, size: int, *, name: str) -> models.CheckConstraint:
    """Exactly this many bytes, or none at all."""
    exact: Any = Exact(Length(field), size)
    return models.CheckConstraint(condition=Q(**{field: None}) | Q(exact), name=name)


def wrapped_check(name: str) -> models.CheckConstraint:
    small: Any = LessThanOrEqual(Length("wrapped"), WRAPPED_BYTES)
    return models.CheckConstraint(condition=Q(small), name=name)


def hash_check(name: str) -> models.CheckConstraint:
    """The fingerprint is the SHA-256 of the public key, in hex."""
    digest = Func(Func("public", function="sha256"), Value("hex"), function="encode")
    exact: Any = Exact(F("fingerprint"), digest)
    return models.CheckConstraint(condition=Q(exact), name=name)


class InUseQuerySet(models.QuerySet[Key]):
    def current(self) -> Self:
        """The one in use."""
        return self.filter(retired_at=None)


class MemberKeyQuerySet(models.QuerySet["MemberKey"]):
    def current(self) -> Self:
        """Keys in use, of people who still work there."""
        return self.filter(membership__in=Membership.objects.current(), retired_at=None)

    def at(self, organization: Organization) -> Self:
        return self.filter(membership__organization=organization)

    def with_power(self, power: Can) -> Self:
        """Keys of those whose roles give a power."""
        roles = [role.value for role in Role if power in powers([role.value])]
        return self.filter(membership__roles__overlap=roles)

    def signed_by(self, signing: "SigningKey | None") -> Self:
        """Keys that this signing key vouches for; an earlier one's word is void."""
        if signing is None:
            return self.none()
        return self.filter(signing_number=signing.number, signature__isnull=False)


class MemberKey(models.Model):
    """One member's own key. The private half is wrapped by their passphrase, in their browser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="keys")
    recipient = models.CharField(max_length=62)
    wrapped = models.BinaryField(max_length=WRAPPED_BYTES)
    day = models.DateField(default=localdate)
    # Vouched for by the organization's signing key, when somebody who holds it granted.
    signature = models.BinaryField(null=True, max_length=64)
    signing_number = models.IntegerField(null=True)
    retired_at = models.DateTimeField(null=True)

    objects = MemberKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(retired_at=None), name="member_key_one_in_use"
            ),
            recipient_check("member_key_is_a_recipient"),
            wrapped_check("member_key_is_small"),
            size_check("signature", 64, name="member_key_signature_is_whole"),
            models.CheckConstraint(
                condition=Q(signature=None, signing_number=None)
                | Q(signature__isnull=False, signing_number__isnull=False),
                name="member_key_signed_by_a_key",
            ),
        ]

    class Privacy:
        routine = {"id", "recipient", "day", "signing_number", "retired_at"}
        sealed = {"wrapped", "signature"}

    def is_signed_by(self, signing: "SigningKey | None") -> bool:
        """Whether this signing key vouches for the key."""
        return bool(self.signature and signing and self.signing_number == signing.number)


class SigningKeyQuerySet(InUseQuerySet["SigningKey"]):
    pass


class SigningKey(models.Model):
    """An organization's Ed25519 key. It vouches for its other keys and for what a champion heard."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="signing_keys")
    number = models.IntegerField()
    public = models.BinaryField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    day = models.DateField(default=localdate)
    # Somebody who held it left: a new one is due, and partners confirm it by voice.
    replacement_due = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number"], name="signing_key_number_once"
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(retired_at=None), name="signing_key_one_in_use"
            ),
            size_check("public", 32, name="signing_key_is_whole"),
            hash_check("signing_key_fingerprint_is_its_own"),
        ]

    class Privacy:
        routine = {"id", "number", "fingerprint", "day", "replacement_due", "retired_at"}
        sealed = {"public"}


class OpeningKeyQuerySet(InUseQuerySet["OpeningKey"]):
    def needed(self) -> Self:
        """The one in use, and older ones as long as a letter sealed to them may still be open."""
        return self.filter(Q(retired_at=None) | Q(retired_at__gt=now() - LONGEST_LETTER))


class OpeningKey(models.Model):
    """What partners seal to. Its secret exists only as grants."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="opening_keys")
    number = models.IntegerField()
    recipient = models.CharField(max_length=62)
    day = models.DateField(default=localdate)
    signature = models.BinaryField(max_length=64)
    signing_number = models.IntegerField()
    # Somebody who held it left: an administrator's next unlock makes the next one.
    rotation_due = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    objects = OpeningKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number"], name="opening_key_number_once"
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(retired_at=None), name="opening_key_one_in_use"
            ),
            recipient_check("opening_key_is_a_recipient"),
            size_check("signature", 64, name="opening_key_signature_is_whole"),
        ]

    class Privacy:
        routine = {
            "id",
            "number",
            "recipient",
            "day",
            "signing_number",
            "rotation_due",
            "retired_at",
        }
        sealed = {"signature"}


class RecoverySheetQuerySet(InUseQuerySet["RecoverySheet"]):
    pass


class RecoverySheet(models.Model):
    """A key on paper, made in a browser. We know its public half, and that somebody proved they kept it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="recovery_sheets")
    number = models.IntegerField()
    recipient = models.CharField(max_length=62)
    day = models.DateField(default=localdate)
    signature = models.BinaryField(max_length=64)
    signing_number = models.IntegerField()
    proved_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    objects = RecoverySheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="sheet_number_once"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(retired_at=None), name="sheet_one_in_use"
            ),
            recipient_check("sheet_is_a_recipient"),
            size_check("signature", 64, name="sheet_signature_is_whole"),
        ]

    class Privacy:
        routine = {
            "id",
            "number",
            "recipient",
            "day",
            "signing_number",
            "proved_at",
            "retired_at",
        }
        sealed = {"signature"}


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, membership: Membership) -> Self:
        """What a member can unwrap with their own key."""
        return self.filter(member_key__membership=membership, member_key__retired_at=None)

    def needed(self) -> Self:
        """Grants of keys that still open or vouch for something."""
        lately = Q(opening_key__retired_at__gt=now() - LONGEST_LETTER)
        opens = Q(opening_key__isnull=False, opening_key__retired_at=None) | lately
        return self.filter(opens | Q(signing_key__isnull=False, signing_key__retired_at=None))


class Grant(models.Model):
    """An opening or signing key's secret, wrapped to one member or to the recovery sheet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="grants")
    opening_key = models.ForeignKey(OpeningKey, models.PROTECT, null=True, related_name="grants")
    signing_key = models.ForeignKey(SigningKey, models.PROTECT, null=True, related_name="grants")
    member_key = models.ForeignKey(MemberKey, models.PROTECT, null=True, related_name="grants")
    sheet = models.ForeignKey(RecoverySheet, models.PROTECT, null=True, related_name="grants")
    wrapped = models.BinaryField(max_length=WRAPPED_BYTES)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opening_key=None) ^ Q(signing_key=None), name="grant_of_one_key"
            ),
            models.CheckConstraint(
                condition=Q(member_key=None) ^ Q(sheet=None), name="grant_to_one_holder"
            ),
            wrapped_check("grant_is_small"),
            models.UniqueConstraint(
                fields=["organization", "opening_key", "signing_key", "member_key", "sheet"],
                nulls_distinct=False,
                name="grant_once",
            ),
        ]

    class Privacy:
        routine = {"id"}
        sealed = {"wrapped"}
