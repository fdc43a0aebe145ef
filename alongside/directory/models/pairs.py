"""Two records that may be one: proposed, decided by a person, remembered, and taken back when it was wrong."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.sites import Site
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person


class Verdict(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    MERGED = "merged", _("joined")
    APART = "apart", _("kept apart")


# What a person decided may be taken back.
MOVES: dict[str, set[Verdict]] = {
    Verdict.PROPOSED: {Verdict.MERGED, Verdict.APART},
    Verdict.MERGED: {Verdict.PROPOSED},
    Verdict.APART: {Verdict.PROPOSED},
}


class PairQuerySet(models.QuerySet[Any]):
    def proposed(self) -> Self:
        return self.filter(verdict=Verdict.PROPOSED)

    def waiting(self) -> Self:
        """Proposed, and both records are still there."""
        return self.proposed().filter(self.model.STILL_THERE).order_by(*self.model.FIRST)

    def decided(self) -> Self:
        """What people said, newest first."""
        said = self.exclude(verdict=Verdict.PROPOSED)
        return said.select_related("decided_by").order_by("-decided_at", "id")


class Pair(models.Model):
    """Two records with the evidence. What a person decided is remembered."""

    STILL_THERE: ClassVar[Q]  # of both records
    FIRST: ClassVar[tuple[str, ...]]  # which pairs come first
    older_id: uuid.UUID  # each kind of pair says of what
    younger_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.JSONField(default=dict)  # {"phone": true, "miles": 0.02, "name": 0.93, …}
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.PROPOSED)
    moved = models.JSONField(default=dict, blank=True)  # what to give back
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                Least("older", "younger"), Greatest("older", "younger"), name="%(class)s_once"
            ),
            models.CheckConstraint(condition=~Q(older=F("younger")), name="%(class)s_of_another"),
        ]

    @classmethod
    def records(cls) -> models.QuerySet[Any]:
        """Of which it is two."""
        model: Any = cls._meta.get_field("older").related_model
        found: models.QuerySet[Any] = model._default_manager.all()
        return found

    def move_to(self, verdict: Verdict, by: Person) -> None:
        """Blocked where somebody decided first."""
        if verdict not in MOVES[self.verdict]:
            label = Verdict(self.verdict).label
            raise Blocked(_("Somebody has decided this already: %(verdict)s.") % {"verdict": label})
        is_open = verdict == Verdict.PROPOSED
        self.verdict = verdict
        self.decided_by, self.decided_at = (None, None) if is_open else (by, now())


class Duplicate(Pair):
    """Two sites. What moved: the services that went to the older, each with the sites it had."""

    STILL_THERE = Q(older__retired_at=None, younger__retired_at=None)
    FIRST = ("-likelihood", "id")

    older = models.ForeignKey(Site, models.CASCADE, related_name="+")
    younger = models.ForeignKey(Site, models.CASCADE, related_name="+")
    likelihood = models.FloatField()  # from 0 to 1, to sort by

    class Meta:
        constraints = [
            *Pair.Meta.constraints,
            models.CheckConstraint(
                condition=Q(verdict="proposed", decided_at=None, moved={})
                | Q(~Q(verdict="proposed"), decided_at__isnull=False),
                name="duplicate_decided_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["verdict", "-likelihood"], name="duplicate_by_verdict")]

    class Privacy:
        routine = {"id", "older", "younger", "verdict", "decided_by", "decided_at"}


class OrganizationPair(Pair):
    """Two organizations. What moved: the ids of what went to the one that stays, by kind."""

    STILL_THERE = Q(older__same_as=None, younger__same_as=None)
    FIRST = ("older__name", "id")

    older = models.ForeignKey(Organization, models.CASCADE, related_name="pairs_older")
    younger = models.ForeignKey(Organization, models.CASCADE, related_name="pairs_younger")
    stays = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *Pair.Meta.constraints,
            models.CheckConstraint(
                condition=Q(verdict="proposed", decided_at=None, stays=None, moved={})
                | Q(~Q(verdict="proposed"), decided_at__isnull=False),
                name="pair_decided_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["verdict"], name="pair_by_verdict")]

    class Privacy:
        routine = {"id", "older", "younger", "verdict", "stays", "decided_by", "decided_at"}

    @property
    def goes(self) -> Organization:
        """The one that is part of the other where they were joined."""
        return self.younger if self.stays_id == self.older_id else self.older
