"""What both sides may see of a referral: that it waits, was received, returned or lost, or is over."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.partnerships.models import Mode, Partnership


class State(models.TextChoices):
    SENT = "sent", _("sent, not opened yet")
    RECEIVED = "received", _("received")
    RETURNED = "returned", _("returned unopened")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended")
    LOST = "lost", _("lost when the server was restored")


class Urgency(models.TextChoices):
    NOW = "now", _("now")
    TODAY = "today", _("today")
    THIS_WEEK = "this_week", _("this week")


# Sent → received or returned by the receiving side; withdrawn by the sending side; ended by the calendar; lost when a
# restore brought no letter back, which shows only before a letter was opened: afterwards it may have been closed.
MOVES: dict[State, set[State]] = {
    State.SENT: {State.RECEIVED, State.RETURNED, State.WITHDRAWN, State.ENDED, State.LOST},
    State.RECEIVED: {State.WITHDRAWN, State.ENDED},
    State.RETURNED: set(),
    State.WITHDRAWN: set(),
    State.ENDED: set(),
    State.LOST: set(),
}
OPEN = [State.SENT, State.RECEIVED]
SHOWN_AFTER_END = timedelta(days=7)
REMEMBERED_AFTER_END = timedelta(days=30)  # promise 10


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, person: Person) -> Self:
        """Nobody outside the two organizations can learn that a referral exists."""
        here = person.session_organization
        return self.filter(Q(sender=here) | Q(recipient=here))

    def known_within(
        self, partnership: Partnership, pk: uuid.UUID, phrases: list[str]
    ) -> dict[uuid.UUID, str | None]:
        """This referral, if it was sent before, and open ones that use one of these phrases: id and phrase."""
        within = self.filter(Q(pk=pk) | Q(phrase__in=phrases), partnership=partnership)
        return dict(within.values_list("pk", "phrase"))

    def sent_by(self, organization: Organization) -> Self:
        return self.filter(sender=organization)

    def lost(self) -> Self:
        """Sent under a permission that stands, and no letter lies there: letters are in no dump, so none came back.

        One query by the database's own clock: a send, or an end, that happens meanwhile is seen whole or not at all.
        """
        standing = Q(releases__withdrawn_at=None, releases__until__gt=Now())
        waits = self.filter(standing, releases__backward=False, state=State.SENT, ends_at__gt=Now())
        return waits.exclude(letters__backward=False)

    def to_send_again(self) -> Self:
        """Lost, while a letter would still be in time."""
        return self.filter(state=State.LOST, ends_at__gt=now())

    def waiting_at(self, organization: Organization) -> Self:
        """What the receiving side has to look after: a letter lies there, or its permission was withdrawn."""
        mine = self.filter(recipient=organization, ends_at__gt=now())
        lies_there = Q(state__in=OPEN, letters__backward=False)
        return mine.filter(lies_there | Q(state=State.WITHDRAWN)).distinct()


class Referral(models.Model):
    """From one organization to another, until a day fixed at sending."""

    # Made by the server at random; in the database the organization comes first in every key.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sender = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(
        Partnership, models.DO_NOTHING, related_name="+", db_constraint=False
    )
    phrase = models.CharField(max_length=60, null=True)  # noqa: DJ001 - gone, not empty, at the end
    mode = models.CharField(max_length=20, choices=Mode)
    urgency = models.CharField(max_length=10, choices=Urgency)
    sent_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    reminders = models.PositiveSmallIntegerField(default=0)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "recipient", "phrase"], name="referral_phrase_once_while_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | Q(phrase=None),
                name="referral_phrase_kept_only_while_open",
            ),
            models.CheckConstraint(
                condition=~Q(sender=models.F("recipient")), name="referral_between_two"
            ),
        ]

    class Privacy:
        routine = {"id", "mode", "urgency", "state", "reminders"}

    def other(self, organization: Organization) -> Organization:
        """The other side, seen from one of the two."""
        return self.recipient if organization.pk == self.sender_id else self.sender

    @property
    def is_over(self) -> bool:
        return self.state not in OPEN or self.ends_at <= now()

    @property
    def shown_state(self) -> State:
        """What the sender sees. The day decides, whether or not a worker has come by."""
        state = State(self.state)
        return State.ENDED if state in OPEN and self.ends_at <= now() else state

    def is_closed_at(self, organization: Organization) -> bool:
        """Whether permission stands, but no letter lies here: the receiving side erased it, or a restore lost it."""
        came_here = organization.pk == self.recipient_id and self.state == State.RECEIVED
        if not came_here or self.is_over:
            return False
        return not self.letters.filter(backward=False).exists()

    def move_to(self, state: State) -> None:
        if state not in MOVES[self.shown_state]:
            raise Blocked(
                _("This referral is already over: %(state)s.") % {"state": self.shown_state.label}
            )
        self.state = state
        if state not in OPEN:
            self.phrase = None
