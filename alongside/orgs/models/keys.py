"""Keys, as the server may know them: public halves, and private halves wrapped in a browser."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from alongside.orgs.models.organizations import Organization
from alongside.orgs.models.people import Membership

AGE_RECIPIENT = r"^age1[02-9ac-hj-np-z]{58}$"  # a bech32 X25519 recipient (age specification)


def looks_like_a_recipient(field: str) -> Q:
    return Q(**{f"{field}__regex": AGE_RECIPIENT})


class MemberKey(models.Model):
    """One member's own key. The private half is wrapped by their passphrase, in their browser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="keys")
    recipient = models.CharField(max_length=62)
    wrapped = models.BinaryField(max_length=4096)
    day = models.DateField(default=localdate)
    # Vouched for by the organization's signing key, when somebody who holds it granted.
    signature = models.BinaryField(null=True, max_length=64)
    signing_number = models.IntegerField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(retired_at=None), name="member_key_one_in_use"
            ),
            models.CheckConstraint(
                condition=looks_like_a_recipient("recipient"), name="member_key_is_a_recipient"
            ),
        ]

    class Privacy:
        routine = {"id", "recipient", "day", "signing_number", "retired_at"}
        sealed = {"wrapped", "signature"}


class KeyQuerySet(models.QuerySet["SigningKey"]):
    def current(self) -> Self:
        return self.filter(retired_at=None)


class SigningKey(models.Model):
    """An organization's Ed25519 key. It vouches for its other keys and for what a champion heard."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="signing_keys")
    number = models.IntegerField()
    public = models.BinaryField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    day = models.DateField(default=localdate)
    retired_at = models.DateTimeField(null=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number"], name="signing_key_number_once"
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(retired_at=None), name="signing_key_one_in_use"
            ),
        ]

    class Privacy:
        routine = {"id", "number", "fingerprint", "day", "retired_at"}
        sealed = {"public"}


class OpeningKeyQuerySet(models.QuerySet["OpeningKey"]):
    def current(self) -> Self:
        return self.filter(retired_at=None)


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
            models.CheckConstraint(
                condition=looks_like_a_recipient("recipient"), name="opening_key_is_a_recipient"
            ),
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


class RecoverySheet(models.Model):
    """A key on paper, made in a browser. We know its public half, and that somebody proved they kept it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="recovery_sheets")
    number = models.IntegerField()
    recipient = models.CharField(max_length=62)
    day = models.DateField(default=localdate)
    proved_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="sheet_number_once"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(retired_at=None), name="sheet_one_in_use"
            ),
            models.CheckConstraint(
                condition=looks_like_a_recipient("recipient"), name="sheet_is_a_recipient"
            ),
        ]

    class Privacy:
        routine = {"id", "number", "recipient", "day", "proved_at", "retired_at"}


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, membership: Membership) -> Self:
        """What a member can unwrap with their own key."""
        return self.filter(member_key__membership=membership, member_key__retired_at=None)


class Grant(models.Model):
    """An opening or signing key's secret, wrapped to one member or to the recovery sheet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="grants")
    opening_key = models.ForeignKey(OpeningKey, models.PROTECT, null=True, related_name="grants")
    signing_key = models.ForeignKey(SigningKey, models.PROTECT, null=True, related_name="grants")
    member_key = models.ForeignKey(MemberKey, models.PROTECT, null=True, related_name="grants")
    sheet = models.ForeignKey(RecoverySheet, models.PROTECT, null=True, related_name="grants")
    wrapped = models.BinaryField(max_length=4096)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opening_key=None) ^ Q(signing_key=None), name="grant_of_one_key"
            ),
            models.CheckConstraint(
                condition=Q(member_key=None) ^ Q(sheet=None), name="grant_to_one_holder"
            ),
            models.UniqueConstraint(
                fields=["organization", "opening_key", "signing_key", "member_key", "sheet"],
                nulls_distinct=False,
                name="grant_once",
            ),
        ]

    class Privacy:
        routine = {"id"}
        sealed = {"wrapped"}
