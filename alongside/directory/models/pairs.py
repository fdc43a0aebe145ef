"""Two records of organizations that may be one."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.keeping import Duplicate
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person


class OrganizationPairQuerySet(models.QuerySet["OrganizationPair"]):
    def waiting(self) -> Self:
        """Proposed, and neither is part of another."""
        both = self.filter(older__same_as=None, younger__same_as=None)
        proposed = both.filter(verdict=OrganizationPair.Verdict.PROPOSED)
        return proposed.order_by("older__name", "id")

    def decided(self) -> Self:
        """What people said, newest first."""
        said = self.exclude(verdict=OrganizationPair.Verdict.PROPOSED)
        return said.select_related("decided_by").order_by("-decided_at", "id")


class OrganizationPair(models.Model):
    """Two organizations that may be one, with the evidence. What a person decided is remembered."""

    class Verdict(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        MERGED = "merged", _("one organization")
        APART = "apart", _("two organizations")

    MOVES: ClassVar[dict[str, set[str]]] = Duplicate.MOVES

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    older = models.ForeignKey(Organization, models.CASCADE, related_name="pairs_older")
    younger = models.ForeignKey(Organization, models.CASCADE, related_name="pairs_younger")
    evidence = models.JSONField(default=dict)  # {"name": true, "phone": true, "places": 2, …}
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.PROPOSED)
    # Which of the two stays, and the ids of what went there, by kind.
    stays = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    moved = models.JSONField(default=dict, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = OrganizationPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Least("older", "younger"), Greatest("older", "younger"), name="pair_once"
            ),
            models.CheckConstraint(condition=~Q(older=F("younger")), name="pair_of_another"),
            models.CheckConstraint(
                condition=Q(verdict="proposed", decided_at=None, stays=None, moved={})
                | Q(~Q(verdict="proposed"), decided_at__isnull=False),
                name="pair_decided_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["verdict"], name="pair_by_verdict")]

    class Privacy:
        routine = {"id", "older", "younger", "verdict", "stays", "decided_by", "decided_at"}

    def move_to(self, verdict: "OrganizationPair.Verdict") -> None:
        if verdict not in self.MOVES[self.verdict]:
            label = self.Verdict(self.verdict).label
            raise Blocked(_("Somebody has decided this already: %(verdict)s.") % {"verdict": label})
        self.verdict = verdict
