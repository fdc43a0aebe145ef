"""Organizations that refer to each other within what they agreed. Nobody else learns that they do."""

import uuid
from datetime import date, timedelta
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.lib.errors import Blocked
from alongside.orgs.models import Membership, Organization, Person
from alongside.partnerships.models.agreements import Agreement, Bounds, Kind
from alongside.partnerships.models.capacity import Capacity, Openness
from alongside.partnerships.models.readiness import Readiness, readiness


class State(models.TextChoices):
    PROPOSED = "proposed", gettext_lazy("proposed")
    ACTIVE = "active", gettext_lazy("active")
    ENDED = "ended", gettext_lazy("ended")


MOVES: dict[State, set[State]] = {
    State.PROPOSED: {State.ACTIVE, State.ENDED},
    State.ACTIVE: {State.ENDED},
    State.ENDED: set(),
}
OPEN = [State.PROPOSED, State.ACTIVE]
STILL_RIGHT = timedelta(days=90)  # then each side says again who its people are


def pair_of(one: Organization, other: Organization) -> list[UUID]:
    """The ids of two organizations, the same whoever is named first."""
    return sorted([one.pk, other.pk])


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, person: Person) -> Self:
        """One's own organization's partnerships. Nobody learns of another's."""
        here = person.session_organization
        return self.filter(members__organization=here) if here else self.none()

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
    """Two organizations, and what they may do together. Its members are rows, for when there are more."""

    # Random, because a counter would tell each pair how many others there are.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    # A pair's two organizations in order, so that the database itself keeps one open at a time.
    pair = ArrayField(models.UUIDField(), size=2, null=True)
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
    def bounds(self) -> Agreement:
        """What holds now, else what held last; Agreement.DoesNotExist when they never agreed."""
        return self.agreements.in_force().first() or self.agreements.last_agreed().get()

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
        """Its members by their organization's id, read once."""
        return {one.organization_id: one for one in self.members.with_people()}

    def member(self, organization: Organization) -> "Member":
        """An organization's own side; Member.DoesNotExist for an outsider."""
        if organization.pk not in self.sides:
            raise Member.DoesNotExist
        return self.sides[organization.pk]

    def partner_of(self, organization: Organization) -> Organization:
        """The other of the two; Member.DoesNotExist when `organization` is neither."""
        own = self.member(organization)
        [partner] = [one.organization for one in self.sides.values() if one != own]
        return partner

    def is_champion(self, person: Person) -> bool:
        """Whether a person is the champion of the side that their session acts for."""
        membership = person.session_membership
        return membership is not None and self.member(person.here).champion_id == membership.pk

    def letters_ready(self, sender: Organization) -> Readiness:
        """Whether `sender` can send its partner a letter now; if not, a sentence that says what to do."""
        return readiness(self, sender)


class MemberQuerySet(models.QuerySet["Member"]):
    def partners_of(self, organization: Organization) -> Self:
        """The other side of each of its partnerships, and whether a proposal waits for its answer."""
        theirs = Agreement.objects.waiting().exclude(proposed_by=organization)
        return (
            self.filter(partnership__members__organization=organization)
            .exclude(organization=organization)
            .select_related("organization", "partnership")
            .annotate(
                waits_for_us=Exists(theirs.filter(partnership=OuterRef("partnership"))),
            )
            .order_by(F("partnership__ended_at").asc(nulls_first=True), "organization__name", "pk")
        )

    def instead_of(self, full: Organization, here: Organization) -> Self:
        """Other partners of the same kind that have not said they are full."""
        full_now = Capacity.objects.in_force().filter(openness=Openness.FULL)
        others = self.partners_of(here).filter(
            partnership__state=State.ACTIVE, organization__kind=full.kind
        )
        return others.exclude(organization__in=full_now.values("organization"))

    def held_by(self, holder: Membership) -> Self:
        """Sides of open partnerships in which somebody has a place."""
        own = Q(champion=holder) | Q(contact=holder) | Q(backup=holder)
        return self.filter(own, partnership__state__in=OPEN)

    def with_contact(self) -> Self:
        """With the organization and who is told there that something waits."""
        return self.select_related("organization", "contact__person")

    def to_say_again(self, on: date) -> Self:
        """Sides of active partnerships that last said who their people are 90 days ago, or never."""
        old = Q(people_said_on=None) | Q(people_said_on__lte=on - STILL_RIGHT)
        return self.filter(old, partnership__state=State.ACTIVE)

    def with_people(self) -> Self:
        """With the organization, its card and everybody in a place at hand."""
        places = ("champion__person", "contact__person", "backup__person")
        return self.select_related("organization", "talk", *places)


class Member(models.Model):
    """One organization's side of a partnership, and who stands for it there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="members")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    champion = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    backup = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    people_said_on = models.DateField(null=True)  # when this side last said who they are
    people_asked_on = models.DateField(null=True)  # when it was last asked whether they still are

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            # A referral's own foreign keys point here, so that each begins with its organization.
            models.UniqueConstraint(
                fields=["organization", "partnership"], name="member_once_in_a_partnership"
            ),
            models.CheckConstraint(
                condition=Q(contact=None) | Q(backup=None) | ~Q(backup=F("contact")),
                name="member_backup_is_somebody_else",
            ),
        ]

    class Privacy:
        routine = {"id", "people_said_on", "people_asked_on"}
        sealed: set[str] = set()

    @property
    def is_said_lately(self) -> bool:
        """Whether this side said within 90 days who its people are."""
        said = self.people_said_on
        return said is not None and localdate() < said + STILL_RIGHT

    def holds_place(self, person: Person) -> bool:
        """Whether somebody is this side's contact, backup or champion."""
        membership = person.session_membership
        return membership is not None and membership.pk in self.places.values()

    @property
    def places(self) -> dict[str, UUID | None]:
        """Who holds which place, by id."""
        return {
            "champion": self.champion_id,
            "contact": self.contact_id,
            "backup": self.backup_id,
        }

    @property
    def said_of_talk(self) -> list[tuple[str, str]]:
        """The lines of its card; none where nobody has written one."""
        return self.talk.lines if hasattr(self, "talk") else []

    @property
    def contact_now(self) -> Membership | None:
        return working(self.contact)

    @property
    def backup_now(self) -> Membership | None:
        return working(self.backup)

    @property
    def people(self) -> list[tuple[str, Membership | None]]:
        """Each place and who holds it. Somebody who has left holds none."""
        return [
            (_("Contact"), self.contact_now),
            (_("Backup, when the contact cannot"), self.backup_now),
            (_("Champion"), working(self.champion)),
        ]


def working(holder: Membership | None) -> Membership | None:
    return holder if holder and holder.stands else None
