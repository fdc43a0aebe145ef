"""Promises in an agreement: proposed by one side, counted when the other says yes, kept with something to show."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import time_zone_of, today_at
from alongside.lib.errors import Blocked
from alongside.orgs.actions import notify
from alongside.orgs.models import Membership, Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.holding import own_membership
from alongside.partnerships.actions.taking import take
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.models import (
    Commitment,
    CommitmentSide,
    Keeping,
    Member,
    Partnership,
    State,
)
from alongside.partnerships.models.commitments import REMIND_DAYS, STAYS, Promised
from alongside.partnerships.models.members import working


@transaction.atomic
def add_commitment(
    partnership: Partnership,
    *,
    promised: Promised,
    binds: Iterable[Organization],
    responsible: Membership | None,
    by: Person,
) -> Commitment:
    """Put a promise forward within the agreement in force. It counts when every other side has said yes.

    `responsible` is who answers for it on one's own side, needed where it binds that side.
    """
    partnership = take(partnership, by=by)
    agreement = partnership.agreements.of_now()
    if partnership.state != State.ACTIVE or agreement is None:
        raise Blocked(_("No agreement is in force. Agree on one first."))
    bound = {one.pk for one in binds}
    members = list(Member.objects.filter(partnership=partnership).taking_part())
    if not bound or not bound <= {one.organization_id for one in members}:
        raise Blocked(_("Say which organization promises it."))
    if promised["due_on"] and promised["due_on"] < today_at(by.here):
        raise Blocked(_("Choose a day that is still to come."))
    commitment = Commitment.objects.create(
        partnership=partnership, agreement=agreement, proposed_by=by.here, **promised
    )
    CommitmentSide.objects.bulk_create(
        CommitmentSide(commitment=commitment, member=one, is_bound=one.organization_id in bound)
        for one in members
    )
    say_yes(commitment, responsible, by=by)
    record("commitment_proposed", by=by, organization=by.here, subject=commitment)
    tell_partner(partnership, by=by)
    return commitment


@transaction.atomic
def accept_commitment(
    commitment: Commitment, *, responsible: Membership | None, by: Person
) -> None:
    """Say yes to a promise. It counts from the moment the last side has."""
    take(commitment.partnership, by=by)
    commitment = locked(commitment)
    if not commitment.is_waiting:
        raise Blocked(_("This promise does not wait for an answer any more."))
    if own_side(commitment, by).agreed_at:
        raise Blocked(_("Your side said yes already. The other side answers."))
    say_yes(commitment, responsible, by=by)
    if not commitment.sides.filter(STAYS, agreed_at=None).exists():
        commitment.accepted_at = now()
        commitment.save()
    record("commitment_accepted", by=by, organization=by.here, subject=commitment)
    tell_partner(commitment.partnership, by=by)


@transaction.atomic
def decline_commitment(commitment: Commitment, *, by: Person) -> None:
    """Leave a proposed promise unmade, without a reason. The side that proposed it takes it back."""
    take(commitment.partnership, by=by)
    commitment = locked(commitment)
    if not commitment.is_waiting:
        raise Blocked(_("This promise does not wait for an answer any more."))
    close(commitment, by=by)
    record("commitment_declined", by=by, organization=by.here, subject=commitment)
    tell_partner(commitment.partnership, by=by)


@transaction.atomic
def keep_commitment(commitment: Commitment, *, day: date, evidence: str, by: Person) -> None:
    """Say that it was kept on a day, and what shows it. One that comes again is due again, counted from that day.

    For a side that promised it: whoever answers for it there, or settles partnerships.
    """
    commitment = taken(commitment, by=by)
    if not commitment.is_counting:
        raise Blocked(_("This promise is done, or does not count any more."))
    zone, began = ZoneInfo(time_zone_of(by.here)), commitment.partnership.started_at
    if not localdate(began, zone) <= day <= localdate(timezone=zone):
        raise Blocked(_("Choose a day since the partnership began, and not after today."))
    if commitment.keepings.filter(day__gte=day).exists():
        raise Blocked(_("It was marked as kept on that day or later already."))
    Keeping.objects.create(
        commitment=commitment, day=day, evidence=evidence, said_by=own_membership(by)
    )
    if commitment.every_weeks:
        commitment.due_on = commitment.due_after(day)
        commitment.sides.update(reminded=None)
    else:
        commitment.done_on = day
    commitment.save()
    record("commitment_kept", by=by, organization=by.here, subject=commitment)


@transaction.atomic
def give_commitment(commitment: Commitment, *, to: Membership, by: Person) -> None:
    """Let somebody else of one's own side answer for it."""
    commitment = taken(commitment, by=by)
    if not (commitment.is_counting or commitment.is_waiting):
        raise Blocked(_("This promise is done, or does not count any more."))
    side = own_side(commitment, by)
    if not works_at(to, by.here):
        raise Blocked(_("Choose somebody who works here now."))
    if side.responsible_id == to.pk:
        raise Blocked(_("%(name)s answers for it already.") % {"name": to.person.name})
    side.responsible = to
    side.save()
    record("commitment_given", by=by, organization=by.here, subject=commitment)
    notify([to.person])


@transaction.atomic
def end_commitment(commitment: Commitment, *, by: Person) -> None:
    """Let a promise count no more. What was kept until then stays to be read; the other side is told."""
    take(commitment.partnership, by=by)
    commitment = locked(commitment)
    if not commitment.is_counting:
        raise Blocked(_("This promise is done, or does not count any more."))
    close(commitment, by=by)
    record("commitment_ended", by=by, organization=by.here, subject=commitment)
    tell_partner(commitment.partnership, by=by)


@transaction.atomic
def remind_of_commitments(organization: Organization) -> None:
    """Let whoever answers for a promise know 14 and 3 days before it is due and on the day, once each."""
    due = CommitmentSide.objects.filter(
        STAYS, is_bound=True, member__organization=organization, commitment__due_on__isnull=False
    ).filter(commitment__in=Commitment.objects.counting())
    people, today = ("member__contact__person", "responsible__person"), today_at(organization)
    for side in due.select_related("commitment", *people).select_for_update(of=("self",)):
        due_on = side.commitment.due_on
        reached = reached_before(due_on, today) if due_on else None
        if reached is not None and (side.reminded is None or reached < side.reminded):
            told = working(side.responsible) or working(side.member.contact)
            notify([told.person] if told else [])
            side.reminded = reached
            side.save(update_fields=["reminded"])


def reached_before(due_on: date, today: date) -> int | None:
    """The latest reminder whose day has come, however late the clock looks; none before the first."""
    left = (due_on - today).days
    return min((days for days in REMIND_DAYS if left <= days), default=None)


# ---- what these acts have in common


def taken(commitment: Commitment, *, by: Person) -> Commitment:
    """The promise as it is now, locked, for one of its holders."""
    commitment = locked(commitment)
    require_holder(commitment, by=by)
    return commitment


def require_holder(commitment: Commitment, *, by: Person) -> None:
    """Go on only for whoever answers for it on a side that made it, or settles partnerships there."""
    sides = CommitmentSide.objects.filter(
        STAYS, commitment=commitment, member__organization=by.here
    )
    side = sides.filter(is_bound=True).first()
    if side is None:
        raise PermissionDenied
    if not side.is_held_by(by):
        by.require(Can.EDIT_PARTNERSHIPS, at=by.here)


def locked(commitment: Commitment) -> Commitment:
    """As it is now. Blocked after the end of the partnership."""
    held = Commitment.objects.select_for_update(of=("self",)).select_related("partnership")
    commitment = held.get(pk=commitment.pk)
    if commitment.partnership.state != State.ACTIVE:
        raise Blocked(_("This partnership has ended."))
    return commitment


def say_yes(commitment: Commitment, responsible: Membership | None, *, by: Person) -> None:
    """One side agrees, and names who answers for it where it promised something."""
    side = own_side(commitment, by)
    if side.is_bound:
        if responsible is None or not works_at(responsible, by.here):
            raise Blocked(_("Say who answers for it on your side: somebody who works here now."))
        side.responsible = responsible
    side.agreed_at = now()
    side.save()


def own_side(commitment: Commitment, by: Person) -> CommitmentSide:
    side = commitment.sides.filter(member__organization=by.here).first()
    if side is None:  # joined the group later
        raise PermissionDenied
    return side


def works_at(membership: Membership, organization: Organization) -> bool:
    own = Membership.objects.current().filter(organization=organization)
    return own.filter(pk=membership.pk).exists()


def close(commitment: Commitment, *, by: Person) -> None:
    commitment.ended_at, commitment.ended_by = now(), by.here
    commitment.save()
