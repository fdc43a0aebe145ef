"""What is remembered: acts in a chain per organization, and tallies by week. Plain ids, no content."""

import uuid

from django.db import models


class Event(models.Model):
    """One act. Its row is never changed or deleted; what could name anybody lies in its Detail."""

    # Random, because a counter would tell each organization how busy the others are.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.UUIDField()
    act = models.CharField(max_length=60)
    week = models.DateField()
    detail_hash = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organization", "week"], name="event_by_organization")]

    class Privacy:
        routine = {"id", "act", "week"}
        sealed = {"detail_hash"}


class Detail(models.Model):
    """Who, about what, when: erased with its salt in time, and the chain still verifies."""

    event = models.UUIDField(primary_key=True)
    organization = models.UUIDField()
    person = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    minute = models.DateTimeField()
    facts = models.JSONField(default=dict)
    salt = models.BinaryField()
    keep_until = models.DateField(null=True)  # null: for good

    class Meta:
        indexes = [
            models.Index(fields=["organization", "minute"], name="detail_by_minute"),
            models.Index(fields=["organization", "keep_until"], name="detail_by_keep_until"),
            models.Index(fields=["organization", "subject"], name="detail_by_subject"),
        ]

    class Privacy:
        routine = {"keep_until"}
        sealed = {"salt"}


class Pending(models.Model):
    """An event that no seal covers yet: gone within a minute or two."""

    event = models.UUIDField(primary_key=True)
    organization = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization"], name="pending_by_organization")]

    class Privacy:
        routine = {"event"}


class Seal(models.Model):
    """A link of an organization's chain: which events it covers, and a digest over them and the link before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.UUIDField()
    number = models.IntegerField()
    day = models.DateField()
    events = models.JSONField(default=list)
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="seal_number_once")
        ]

    class Privacy:
        routine = {"id", "number", "day", "events"}
        sealed = {"digest"}


class Tally(models.Model):
    """A count that was never a row about anybody: organization, week, key, number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.UUIDField()
    site = models.UUIDField(null=True)
    week = models.DateField()
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "site", "week", "key"],
                name="tally_once_a_week",
                nulls_distinct=False,
            )
        ]

    class Privacy:
        routine = {"id", "week", "key", "number"}
