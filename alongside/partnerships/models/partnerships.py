"""Organizations that refer to each other within what they agreed. Nobody else learns that they do."""

import uuid
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.partnerships.models.agreements import Agreement, Bounds, Kind
from alongside.partnerships.models.members import Member
from alongside.partnerships.models.readiness import Readiness, readiness
from alongside.partnerships.models.states import (
    LONGEST_NAME,
    LONGEST_PURPOSE,
    MOVES,
    OPEN,
    State,
    pair_of,
)


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, person: Person) -> Self:
        """One's own organization's partnerships, also those it is asked to join. Nobody learns of another's."""
        here = person.session_organization
        mine = Member.objects.filter(organization=here, left_at=None)
        return self.filter(pk__in=mine.values("partnership")) if here else self.none()

    def pairs(self) -> Self:
        """Two organizations that refer to each other."""
        return self.filter(pair__isnull=False)

    def groups(self) -> Self:
        """Three or more that work on something together, and refer only in pairs."""
        return self.filter(pair=None)

    def between(self, one: Organization, other: Organization) -> Self:
        return self.filter(pair=pair_of(one, other))

    def open(self) -> Self:
        """Proposed or active."""
        return self.filter(state__in=OPEN)

    def active_between(self, one: Organization, other: Organization) -> "Partnership | None":
        """The partnership within which these two may refer today."""
        return self.between(one, other).filter(state=State.ACTIVE).first()

    def held(self, partnership: "Partnership") -> "Partnership":
        """The partnership as it stands, locked until the transaction ends, with both sides at hand."""
        members = Member.objects.filter(partnership=partnership).with_contact()
        locked = members.select_related("partnership").select_for_update(of=("partnership",))
        sides = {member.organization_id: member for member in locked}
        [held, *_] = [member.partnership for member in sides.values()]
        held.sides = sides
        return held


class Partnership(models.Model):
    """Two organizations that refer to each other, or a group: three or more that share a purpose."""

    # Random, because a counter would tell each pair how many others there are.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    # A pair's two organizations in order, so that the database itself keeps one open at a time.
    pair = ArrayField(models.UUIDField(), size=2, null=True)
    name = models.CharField(gettext_lazy("name"), max_length=LONGEST_NAME, blank=True)
    purpose = models.TextField(gettext_lazy("purpose"), max_length=LONGEST_PURPOSE, blank=True)
    proposed_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=Q(state__in=OPEN), name="partnership_pair_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, started_at=None, ended_at=None)
                | Q(state=State.ACTIVE, started_at__isnull=False, ended_at=None)
                | Q(state=State.ENDED, ended_at__isnull=False),
                name="partnership_dates_fit_its_state",
            ),
            models.CheckConstraint(
                condition=Q(pair=None) | Q(pair__0__lt=F("pair__1")),
                name="partnership_pair_of_two_in_order",
            ),
            models.CheckConstraint(
                condition=Q(pair__isnull=False, name="", purpose="")
                | Q(pair=None) & ~Q(name="") & ~Q(purpose=""),
                name="partnership_group_has_name_and_purpose",
            ),
        ]

    class Privacy:
        routine = {"id", "state", "proposed_at", "started_at", "ended_at"}
        sealed: set[str] = set()

    def move_to(self, state: State) -> None:
        if state not in MOVES[State(self.state)]:
            label = State(self.state).label
            raise Blocked(_("This partnership is already %(state)s.") % {"state": label})
        self.state = state
        if state == State.ACTIVE:
            self.started_at = now()
        if state == State.ENDED:
            self.ended_at = now()

    @property
    def is_group(self) -> bool:
        return self.pair is None

    @property
    def bounds(self) -> Agreement:
        """What holds now, else what held last; Agreement.DoesNotExist when they never agreed."""
        return self.agreements.of_now() or self.agreements.last_agreed().get()

    @property
    def newest_bounds(self) -> Bounds:
        """Where the next proposal starts from: the last version there was, drafts aside."""
        told = self.agreements.exclude(in_force_from=None, kind__in=[Kind.MOU, Kind.MOA])
        last = told.order_by("number").last()
        if last is None:
            raise Agreement.DoesNotExist
        return last.bounds

    @cached_property
    def sides(self) -> dict[UUID, "Member"]:
        """Its members that take part, by their organization's id, read once."""
        return {one.organization_id: one for one in self.members.taking_part().with_people()}

    def member(self, organization: Organization) -> "Member":
        """An organization's own side; Member.DoesNotExist for an outsider."""
        if organization.pk not in self.sides:
            raise Member.DoesNotExist
        return self.sides[organization.pk]

    def partner_of(self, organization: Organization) -> Organization:
        """The other of the two; Member.DoesNotExist when `organization` is neither, and in a group."""
        own = self.member(organization)
        if self.is_group:
            raise Member.DoesNotExist
        [partner] = [one.organization for one in self.sides.values() if one != own]
        return partner

    def name_for(self, organization: Organization) -> str:
        """What it is called there: its own name, or the partner's."""
        return self.name or self.partner_of(organization).name

    def is_champion(self, person: Person) -> bool:
        """Whether a person is the champion of the side that their session acts for."""
        membership = person.session_membership
        return membership is not None and self.member(person.here).champion_id == membership.pk

    def letters_ready(self, sender: Organization) -> Readiness:
        """Whether `sender` can send its partner a letter now; if not, a sentence that says what to do."""
        return readiness(self, sender)
