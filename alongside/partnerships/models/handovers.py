"""Who comes next in a place of a partnership, once its holder has left."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Leaving, Membership
from alongside.orgs.roles import Can, powers
from alongside.partnerships.models.members import Member
from alongside.partnerships.models.states import OPEN

AROUND = timedelta(days=30)  # how long before and after a last day partners read of it


class Place(models.TextChoices):
    CONTACT = "contact", _("Contact")
    CHAMPION = "champion", _("Champion")
    BACKUP = "backup", _("Backup, when the contact cannot")


# One of these is needed to do what the place asks: to answer partners, or to compare the six words.
NEEDED: dict[Place, set[Can]] = {
    Place.CONTACT: {Can.CALL_TOGETHER, Can.EDIT_PARTNERSHIPS},
    Place.CHAMPION: {Can.HOLD_SIGNING_KEY},
    Place.BACKUP: {Can.CALL_TOGETHER, Can.EDIT_PARTNERSHIPS},
}


# The two who answer are never one person.
OTHER = {Place.CONTACT: Place.BACKUP, Place.BACKUP: Place.CONTACT}


def fits(colleague: Membership, place: Place) -> bool:
    """Whether somebody's roles let them do what a place asks."""
    return bool(NEEDED[place] & powers(colleague.roles))


class HandoverQuerySet(models.QuerySet["Handover"]):
    def around(self, day: date) -> Self:
        """Of people whose last day is within 30 days of this one, unless they stay after all."""
        near = Q(leaving__last_day__range=(day - AROUND, day + AROUND))
        return self.filter(near, leaving__called_off_at=None)

    def to_tell(self, day: date) -> Self:
        """Near enough for partners to read of, of which they have not been told."""
        near = self.around(day).filter(told_at=None, to__isnull=False)
        return near.filter(member__left_at=None, member__partnership__state__in=OPEN)

    def planned(self) -> Self:
        """Of people who leave and are still here."""
        open_ones = Leaving.objects.open()
        return self.filter(done_at=None, leaving__in=open_ones).select_related(
            "to__person", "leaving"
        )

    def with_people(self) -> Self:
        people = ("leaving__membership__person", "to__person")
        return self.select_related("member__organization", *people)

    def fallen(self) -> Self:
        """Places that fell to somebody, or to nobody, and about whom their side has not said that it is right."""
        unsaid = self.filter(fell=True, member__people_said_on=None)
        return unsaid.filter(member__left_at=None, member__partnership__state__in=OPEN)


class Handover(models.Model):
    """One place, from one person to the next. Until the last day is over it is a plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leaving = models.ForeignKey(Leaving, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="handovers")
    place = models.CharField(max_length=10, choices=Place)
    to = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(null=True)  # when partners were told that something waits
    done_at = models.DateTimeField(null=True)
    fell = models.BooleanField(default=False)  # nobody was named in time who works here

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["leaving", "member", "place"], name="handover_once_for_a_place"
            ),
            models.CheckConstraint(
                condition=Q(to__isnull=False) | Q(fell=True), name="handover_to_somebody_or_fallen"
            ),
            models.CheckConstraint(
                condition=Q(fell=False) | Q(done_at__isnull=False),
                name="handover_falls_when_it_is_done",
            ),
        ]

    class Privacy:
        routine = {"id", "place", "named_at", "told_at", "done_at", "fell"}

    @property
    def holds(self) -> bool:
        """Whether the place is still as this handover left it; somebody may have chosen otherwise since."""
        holder = self.member.places[self.place]
        return holder == (self.to_id if self.done_at else self.holder)

    def is_of(self, member: Member, place: str) -> bool:
        """Whether it is about this place as it is held now."""
        return (
            self.member_id == member.pk
            and self.place == place
            and self.holder == member.places[place]
        )

    @property
    def holder(self) -> uuid.UUID:
        return self.leaving.membership_id


def may_take(
    member: Member, place: Place, plans: Iterable[Handover], colleague: Membership
) -> bool:
    """Whether somebody's roles fit, and they would not answer in two places of one side.

    The backup may take the contact's place: they move up.
    """
    other = OTHER.get(place)
    named = [one.to_id for one in plans if other and one.is_of(member, other)]
    is_contact = place == Place.BACKUP and member.contact_id == colleague.pk
    return fits(colleague, place) and not is_contact and colleague.pk not in named
