"""The words of a written agreement: drafted in turns, kept in every edition, frozen once signing begins."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Self, TypedDict
from uuid import UUID

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.lib.errors import Blocked
from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models.agreements import Agreement, Bounds, Kind

LONGEST_PASSAGE = 20_000  # letters
MOST_PASSAGES = 100  # of one draft, also those that were taken out


class Stage(models.TextChoices):
    DRAFTING = "drafting", gettext_lazy("being written")
    SIGNING = "signing", gettext_lazy("being signed")
    SIGNED = "signed", gettext_lazy("signed")
    SET_ASIDE = "set_aside", gettext_lazy("set aside")


MOVES: dict[Stage, set[Stage]] = {
    Stage.DRAFTING: {Stage.SIGNING, Stage.SET_ASIDE},
    Stage.SIGNING: {Stage.DRAFTING, Stage.SIGNED, Stage.SET_ASIDE},
    Stage.SIGNED: set(),
    Stage.SET_ASIDE: set(),
}


class Terms(TypedDict):
    """What a draft settles beside its passages."""

    kind: str
    title: str
    language: str
    starts_on: str | None  # a day, as ISO 8601 writes it
    ends_on: str | None
    bounds: Bounds
    document: str  # SHA-256 of the document that came as it is; empty where there is none


@dataclass(frozen=True)
class Frame:
    """What is settled about a draft before any of its words."""

    kind: Kind
    title: str
    language: str
    starts_on: date | None
    ends_on: date | None
    bounds: Bounds


class Written(TypedDict):
    """One passage as an edition keeps it."""

    id: str
    clause: int
    option: str
    title: str
    text: str


def fingerprint(terms: Terms, passages: list[Written]) -> str:
    """SHA-256 over all that people agree to: the same words in the same order have the same one."""
    told = json.dumps([terms, passages], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


class WordingQuerySet(models.QuerySet["Wording"]):
    def of(self, organization: Organization) -> Self:
        """Those of its own partnerships."""
        return self.filter(
            agreement__partnership__members__organization=organization,
            agreement__partnership__members__joined_at__isnull=False,
            agreement__partnership__members__left_at=None,
        )

    def to_write(self, organization: Organization) -> Self:
        """Drafts in which it is this organization's turn."""
        return self.of(organization).filter(stage=Stage.DRAFTING, turn=organization)

    def to_answer(self, organization: Organization) -> Self:
        """Drafts to whose text another member agrees, and this organization has not said."""
        agreed = self.of(organization).filter(
            stage=Stage.DRAFTING, editions__approvals__isnull=False
        )
        return agreed.exclude(editions__approvals__organization=organization).distinct()


class Wording(models.Model):
    """What a written agreement says: passages written here, or a document that came as it is."""

    agreement = models.OneToOneField(
        Agreement, models.PROTECT, primary_key=True, related_name="wording"
    )
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFTING)
    title = models.CharField(gettext_lazy("title"), max_length=200)
    language = models.CharField(max_length=10)  # the one in which it binds
    turn = models.ForeignKey(Organization, models.PROTECT, related_name="+")  # who writes now

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="wording_stage_is_known"
            ),
        ]

    class Privacy:
        routine = {"stage"}
        sealed: set[str] = set()

    def move_to(self, stage: Stage) -> None:
        if stage not in MOVES[Stage(self.stage)]:
            label = Stage(self.stage).label
            raise Blocked(_("This agreement is already %(stage)s.") % {"stage": label})
        self.stage = stage

    @property
    def is_open(self) -> bool:
        """Whether its text can still change."""
        return self.stage == Stage.DRAFTING

    @property
    def terms(self) -> Terms:
        version = self.agreement
        days = [day.isoformat() if day else None for day in (version.starts_on, version.ends_on)]
        return {
            "kind": version.kind,
            "title": self.title,
            "language": self.language,
            "starts_on": days[0],
            "ends_on": days[1],
            "bounds": version.bounds,
            "document": self.upload.sha256 if hasattr(self, "upload") else "",
        }

    @property
    def written(self) -> list[Written]:
        """The passages that stand in it now, in their order."""
        return [passage.written for passage in self.passages.standing()]

    @property
    def last_edition(self) -> "Edition | None":
        """In signing and afterwards: the text that everybody agreed to."""
        return self.editions.order_by("number").last()

    @property
    def approved_by(self) -> set[UUID]:
        """The organizations that agree to the text as it stands now. A change of text clears them."""
        last = self.last_edition
        return {one.organization_id for one in last.approvals.all()} if last else set()


class PassageQuerySet(models.QuerySet["Passage"]):
    def standing(self) -> Self:
        """Not taken out."""
        return self.filter(taken_out_at=None)


class Passage(models.Model):
    """One clause of a draft as it reads now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="passages")
    position = models.PositiveSmallIntegerField()
    clause = models.PositiveSmallIntegerField(default=0)  # of the library; 0 is one of their own
    option = models.CharField(max_length=40, blank=True)
    title = models.CharField(gettext_lazy("title"), max_length=200)
    text = models.TextField(gettext_lazy("text"), max_length=LONGEST_PASSAGE)
    revision = models.PositiveIntegerField(default=1)  # whoever saves names the one they read
    changed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)
    taken_out_at = models.DateTimeField(null=True)  # it keeps its place, and can be brought back

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "position"],
                name="passage_place_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(text=""), name="passage_says_something"),
        ]

    class Privacy:
        routine = {"id", "position", "clause", "revision", "changed_at", "taken_out_at"}
        sealed: set[str] = set()

    @property
    def written(self) -> Written:
        return {
            "id": str(self.pk),
            "clause": self.clause,
            "option": self.option,
            "title": self.title,
            "text": self.text,
        }


class Edition(models.Model):
    """The whole draft at one moment, never changed: each time the turn passes, and when somebody agrees to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    passages = models.JSONField()  # a list of Written, in order
    terms = models.JSONField(default=dict)  # Terms
    sha256 = models.CharField(max_length=64)  # the fingerprint of both
    made_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="edition_has_a_fingerprint"
            ),
        ]

    class Privacy:
        routine = {"id", "number", "made_at"}
        sealed: set[str] = set()
