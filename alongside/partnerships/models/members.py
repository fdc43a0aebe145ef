"""One organization's side of a partnership, and who stands for it there."""

import uuid
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from alongside.orgs.models import Leaving, Membership, Organization, Person
from alongside.partnerships.models.states import (
    OPEN,
    STILL_RIGHT,
    State,
)


class MemberQuerySet(models.QuerySet["Member"]):
    def partners_of(self, organization: Organization) -> Self:
        """The other side of each of its pairs."""
        return (
            self.filter(
                partnership__members__organization=organization, partnership__pair__isnull=False
            )
            .exclude(organization=organization)
            .select_related("organization", "partnership")
            .order_by(F("partnership__ended_at").asc(nulls_first=True), "organization__name", "pk")
        )

    def held_by(self, holder: Membership) -> Self:
        """Sides of open partnerships in which somebody has a place."""
        own = Q(champion=holder) | Q(contact=holder) | Q(backup=holder)
        return self.taking_part().filter(own, partnership__state__in=OPEN)

    def left_behind(self) -> Self:
        """Sides of open partnerships in which somebody who has left still has a place."""
        gone = Leaving.objects.gone().values("membership")
        theirs = Q(champion__in=gone) | Q(contact__in=gone) | Q(backup__in=gone)
        return self.taking_part().filter(theirs, partnership__state__in=OPEN)

    def with_contact(self) -> Self:
        """With the organization and who is told there that something waits."""
        return self.select_related("organization", "contact__person")

    def taking_part(self) -> Self:
        """Those that joined and have not left."""
        return self.filter(joined_at__isnull=False, left_at=None)

    def invited(self) -> Self:
        """Those that a group asked to join, and that have not answered."""
        return self.filter(joined_at=None, left_at=None)

    def to_say_again(self, on: date) -> Self:
        """Sides of active partnerships that last said who their people are 90 days ago, or never."""
        old = Q(people_said_on=None) | Q(people_said_on__lte=on - STILL_RIGHT)
        return self.taking_part().filter(old, partnership__state=State.ACTIVE)

    def with_people(self) -> Self:
        """With the organization, its card and everybody in a place at hand."""
        places = ("champion__person", "contact__person", "backup__person")
        return self.select_related("organization", "talk", *places)


class Member(models.Model):
    """One organization's side of a partnership, and who stands for it there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, related_name="members"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    champion = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    backup = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    people_said_on = models.DateField(null=True)  # when this side last said who they are
    people_asked_on = models.DateField(null=True)  # when it was last asked whether they still are
    joined_at = models.DateTimeField(null=True, default=now)  # null: a group asks it to join
    left_at = models.DateTimeField(null=True)  # without having joined: it declined

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
            models.CheckConstraint(
                condition=Q(joined_at=None) | Q(left_at=None) | Q(left_at__gte=F("joined_at")),
                name="member_leaves_after_it_joined",
            ),
        ]

    class Privacy:
        routine = {"id", "people_said_on", "people_asked_on", "joined_at", "left_at"}
        sealed: set[str] = set()

    @property
    def takes_part(self) -> bool:
        return self.joined_at is not None and self.left_at is None

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
    def champion_now(self) -> Membership | None:
        return working(self.champion)

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
            (_("Champion"), self.champion_now),
        ]


def working(holder: Membership | None) -> Membership | None:
    return holder if holder and holder.stands else None
