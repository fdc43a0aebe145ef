"""Copies of the directory that people take along: a booklet, a sheet, a package. Kept an hour."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.entries import ANY_NEED
from alongside.orgs.models import Person


class Copy(models.Model):
    """What somebody asked for, how far it is made, and until when it may be fetched."""

    class Form(models.TextChoices):
        BOOKLET = "booklet", _("Booklet to print (PDF)")
        XLSX = "xlsx", _("Spreadsheet (XLSX)")
        CSV = "csv", _("Table (CSV)")
        HSDS_CSV = "hsds_csv", _("HSDS 3.1 package, CSV")
        HSDS_JSON = "hsds_json", _("HSDS 3.1 package, JSON")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be made")
        MAKING = "making", _("being made")
        DONE = "done", _("ready")
        EMPTY = "empty", _("nothing to put in it")
        FAILED = "failed", _("not made")

    # Nobody can guess it: whoever has the address may fetch the file, as all in it is public.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.CharField(max_length=10, choices=Form)
    area = models.CharField(max_length=2, blank=True)  # a state; blank for all
    counties = ArrayField(models.CharField(max_length=5), default=list, blank=True)  # FIPS
    need = models.PositiveSmallIntegerField(default=ANY_NEED)
    language = models.CharField(max_length=2, default="en", choices=[("en", "en"), ("es", "es")])
    is_large = models.BooleanField(default=False)  # large print
    volumes = models.PositiveSmallIntegerField(default=1)  # a thick booklet has several
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made_so_far = models.FloatField(default=0)  # from 0 to 1
    size = models.PositiveIntegerField(default=0)  # bytes
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="copy_by_day")]

    class Privacy:
        routine = {
            "id",
            "form",
            "area",
            "counties",
            "need",
            "language",
            "is_large",
            "volumes",
            "state",
            "made_so_far",
            "size",
            "by",
            "asked_at",
            "ended_at",
        }


class Piece(models.Model):
    """A part of a copy's file: nobody need hold the whole of it in memory."""

    copy = models.ForeignKey(Copy, models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "number"], name="piece_once")]

    class Privacy:
        routine = {"id", "copy", "number"}
