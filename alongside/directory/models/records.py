"""What every record of the directory carries: who said it, when, and what a person put right."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from alongside.directory.models.sources import Import, Source


class RecordQuerySet(models.QuerySet[Any]):
    def listed(self) -> Self:
        """Those that are still there."""
        return self.filter(retired_at=None)


class Record(models.Model):
    # Nothing here: written on Alongside by the organization itself.
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    source_key = models.CharField(max_length=200, blank=True)  # its number in that list
    # What the source said, as a digest: only what changed there is written here again.
    source_digest = models.BinaryField(default=bytes)
    # Fields that a person put right, each with what the source said then.
    kept = models.JSONField(default=dict, blank=True)
    # Of those, what the source says now, where it no longer says what it said then.
    disputed = models.JSONField(default=dict, blank=True)
    listed_on = models.DateField(null=True, blank=True)  # the day the source said so
    confirmed_on = models.DateField(null=True, blank=True)  # the day the organization said so
    retired_at = models.DateTimeField(null=True, blank=True)
    # The database sets it anew at every change, whoever makes it.
    changed_at = models.DateTimeField(default=now, editable=False)
    added_during = models.ForeignKey(
        Import, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=~Q(source=None),
                name="%(class)s_once_per_source",
            )
        ]
        indexes = [models.Index(fields=["changed_at"], name="%(class)s_by_change")]

    @property
    def fresh_on(self) -> date | None:
        """The last day that anybody said it is so."""
        return max(filter(None, (self.listed_on, self.confirmed_on)), default=None)


ROUTINE = {
    "id",
    "source",
    "source_key",
    "listed_on",
    "confirmed_on",
    "retired_at",
    "changed_at",
    "added_during",
}
