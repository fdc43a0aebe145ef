"""Where records come from: somebody's list, and each reading of one of its files."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.directory.sentences import SentenceField
from alongside.orgs.models import Person


class Source(models.Model):
    """A list that somebody keeps. For a plain table it holds which column means what."""

    key = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=200)
    layout = models.CharField(max_length=20, blank=True)
    mapping = models.JSONField(default=dict, blank=True)  # field → column, of a plain table

    class Privacy:
        routine = {"key", "layout"}


class ImportQuerySet(models.QuerySet["Import"]):
    def for_the_worker(self) -> Self:
        """Those that a worker has to do with, in their order: to read, to undo, to compare with other lists."""
        state = Import.State
        # What has no upload is read at the keyboard.
        sent = Q(state__in=[state.WAITING, state.READING], upload__isnull=False)
        waiting = sent | Q(state=state.UNDOING) | Q(state=state.DONE, proposed=None)
        return self.filter(waiting).order_by("begun_at", "id")


class Import(models.Model):
    """One reading of one file or package: how far it is, what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        MAPPING = "mapping", _("asks what its columns mean")
        READING = "reading", _("being read")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("not taken")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="imports")
    file_name = models.CharField(max_length=200)
    file_digest = models.BinaryField(default=bytes)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    read_so_far = models.FloatField(default=0)  # from 0 to 1
    sentence = SentenceField(blank=True, default=str)  # why it was not taken
    counts = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # how often a worker began on it
    proposed = models.PositiveIntegerField(
        null=True
    )  # likely duplicates; null until it was compared

    objects = ImportQuerySet.as_manager()

    class Privacy:
        routine = {
            "id",
            "source",
            "state",
            "read_so_far",
            "by",
            "begun_at",
            "ended_at",
            "tries",
            "proposed",
        }

    @property
    def is_at_work(self) -> bool:
        """Whether a worker will go on with it or does so now."""
        return self.state in AT_WORK

    @property
    def may_be_undone(self) -> bool:
        return self.state in UNDOABLE

    @property
    def percent(self) -> int:
        return round(100 * self.read_so_far)

    def remarks_of(self, done: str) -> int:
        return self.remarks.filter(done=done).count()


AT_WORK = [Import.State.WAITING, Import.State.READING, Import.State.UNDOING]
# What was read until it ended stays, and can be taken out again.
UNDOABLE = [Import.State.DONE, Import.State.CANCELLED, Import.State.FAILED]


class Upload(models.Model):
    """The file of an import, kept only until it is read."""

    during = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="upload")
    content = models.BinaryField()

    class Privacy:
        routine = {"during"}


class Remark(models.Model):
    """What had to be said about one row of a file. The header is row 1, as a spreadsheet counts."""

    class Done(models.TextChoices):
        LEFT_OUT = "left_out", _("left out")
        REPAIRED = "repaired", _("repaired")
        KEPT = "kept", _("a person's correction was kept")

    during = models.ForeignKey(Import, models.CASCADE, related_name="remarks")
    file = models.CharField(max_length=200)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    done = models.CharField(max_length=10, choices=Done)
    reason = SentenceField(default=str)
    cells = models.JSONField(null=True)  # of a row left out, so that it can be mended

    class Meta:
        indexes = [models.Index(fields=["during", "done", "id"], name="remark_by_import")]

    class Privacy:
        routine = {"id", "during", "row", "done"}


class Before(models.Model):
    """What a record said before an import changed it, so that the import can be undone."""

    during = models.ForeignKey(Import, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10)  # site, service or listing
    record = models.UUIDField()
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["during", "kind"], name="before_by_import")]

    class Privacy:
        routine = {"id", "during", "kind", "record"}
