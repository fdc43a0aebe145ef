"""The words of a written agreement: drafted in turns, kept in every edition, frozen once signing begins."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models.agreements import Agreement

LONGEST_PASSAGE = 20_000  # letters


class Stage(models.TextChoices):
    DRAFTING = "drafting", _("being written")
    SIGNING = "signing", _("being signed")
    SIGNED = "signed", _("signed")
    SET_ASIDE = "set_aside", _("set aside")


MOVES: dict[Stage, set[Stage]] = {
    Stage.DRAFTING: {Stage.SIGNING, Stage.SET_ASIDE},
    Stage.SIGNING: {Stage.DRAFTING, Stage.SIGNED, Stage.SET_ASIDE},
    Stage.SIGNED: set(),
    Stage.SET_ASIDE: set(),
}


class Wording(models.Model):
    """What a written agreement says: passages written here, or a document that came as it is."""

    agreement = models.OneToOneField(
        Agreement, models.PROTECT, primary_key=True, related_name="wording"
    )
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFTING)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(max_length=10)  # the one in which it binds
    turn = models.ForeignKey(Organization, models.PROTECT, related_name="+")  # who writes now

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="wording_stage_is_known"
            ),
        ]

    class Privacy:
        routine = {"stage"}
        sealed: set[str] = set()


class Passage(models.Model):
    """One clause of a draft as it reads now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="passages")
    position = models.PositiveSmallIntegerField()
    clause = models.PositiveSmallIntegerField(default=0)  # of the library; 0 is one of their own
    option = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=LONGEST_PASSAGE)
    revision = models.PositiveIntegerField(default=1)  # whoever saves names the one they read
    changed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["position", "pk"]

    class Privacy:
        routine = {"id", "position", "clause", "revision", "changed_at"}
        sealed: set[str] = set()


class Edition(models.Model):
    """The whole draft at one moment, never changed: each time the turn passes, and when all agree to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    passages = models.JSONField()  # [{id, clause, option, title, text}] in order
    made_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "number"], name="edition_number_once"),
        ]

    class Privacy:
        routine = {"id", "number", "made_at"}
        sealed: set[str] = set()
