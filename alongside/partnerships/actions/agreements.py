"""How bounds come into force: one side proposes a version, the other agrees to exactly that one."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.partnerships.actions.taking import take_pair
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.actions.wordings import leave_drafts
from alongside.partnerships.models import Agreement, Bounds, Kind, Partnership, State
from alongside.partnerships.models.days import beginning_of, is_not_over


@transaction.atomic
def agree(version: Agreement, *, by: Person) -> None:
    """Say yes to exactly this version of a proposed partnership: it is active from now on."""
    partnership = take_pair(version.partnership, by=by)
    version = still_waiting(version, by=by)
    partnership.move_to(State.ACTIVE)
    partnership.save()
    put_in_force(version, by=by)
    partnership.members.filter(organization=by.here, champion=None).update(
        champion=by.session_membership,
        contact=by.session_membership,
        people_said_on=today_at(by.here),
    )
    record("partnership_agreed", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


@transaction.atomic
def decline(version: Agreement, *, by: Person) -> None:
    """Say no, without a reason, to a proposed partnership. It can be proposed again at any time."""
    partnership = take_pair(version.partnership, by=by)
    version = still_waiting(version, by=by)
    if partnership.state != State.PROPOSED:
        raise Blocked(_("This partnership is active. Decline the change, or end the partnership."))
    partnership.move_to(State.ENDED)
    partnership.save()
    set_aside(partnership)
    leave_drafts(partnership)
    record("partnership_declined", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


@transaction.atomic
def propose_change(partnership: Partnership, *, bounds: Bounds, by: Person) -> Agreement:
    """Put forward other bounds. Nothing changes until the other side agrees."""
    partnership = take_pair(partnership, by=by)
    if partnership.state == State.ENDED:
        raise Blocked(_("This partnership has ended. Propose a new one."))
    require_no_paper(partnership)
    set_aside(partnership)
    version = put_forward(partnership, bounds, by.here)
    record("agreement_change_proposed", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)
    return version


@transaction.atomic
def agree_change(version: Agreement, *, by: Person) -> None:
    """Say yes to exactly this version of the bounds: it replaces the one in force at once."""
    partnership = take_pair(version.partnership, by=by)
    version = still_waiting(version, by=by)
    if partnership.state != State.ACTIVE:
        raise Blocked(_("This partnership is not active yet. Agree to the partnership first."))
    put_in_force(version, by=by)
    record("agreement_change_agreed", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


@transaction.atomic
def decline_change(version: Agreement, *, by: Person) -> None:
    """Leave the bounds as they are. Either side may; the one that proposed takes its words back."""
    partnership = take_pair(version.partnership, by=by)
    if partnership.state != State.ACTIVE or not as_it_is_now(version).is_waiting:
        raise Blocked(_("This change does not wait for an answer any more."))
    set_aside(partnership)
    record("agreement_change_declined", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


def put_forward(partnership: Partnership, bounds: Bounds, side: Organization) -> Agreement:
    """The next version, from one side."""
    number = partnership.agreements.count() + 1
    return Agreement.objects.create(
        partnership=partnership, number=number, proposed_by=side, **bounds
    )


def set_aside(partnership: Partnership) -> None:
    """The version that waits is not asked any more."""
    partnership.agreements.waiting().update(replaced_at=now())


def put_in_force(version: Agreement, *, by: Person) -> None:
    """From now on, or from its first day. What held ends at that moment, and what would have begun later does not."""
    moment = first_moment(version)
    agreed = version.partnership.agreements.exclude(in_force_from=None)
    agreed.filter(Q(replaced_at=None) | Q(replaced_at__gt=moment)).update(replaced_at=moment)
    version.agreed_by, version.in_force_from = agreeing(version, by.here), moment
    version.save()


def first_moment(version: Agreement) -> datetime:
    if version.starts_on is None:
        return now()
    return max(now(), beginning_of(version.starts_on, version.partnership))


def agreeing(version: Agreement, last: Organization) -> Organization:
    """The other side. Of a written agreement the last to sign may be the side that proposed it."""
    if last.pk != version.proposed_by_id:
        return last
    members = version.partnership.members.taking_part()
    others = members.exclude(organization=last).order_by("organization__name")
    return others.select_related("organization")[0].organization


def require_no_paper(partnership: Partnership) -> None:
    """Bounds that stand in a written agreement change by amending it."""
    written = partnership.agreements.last_agreed().exclude(kind=Kind.NO_PAPER)
    if written.filter(Q(ends_on=None) | is_not_over("ends_on")).exists():
        raise Blocked(
            _("A written agreement holds. To change the bounds, amend the written agreement.")
        )


def as_it_is_now(version: Agreement) -> Agreement:
    return Agreement.objects.select_related("partnership").get(pk=version.pk)


def still_waiting(version: Agreement, *, by: Person) -> Agreement:
    """The version as it is now, if it still waits for this side's word."""
    version = as_it_is_now(version)
    if version.in_force_from:
        raise Blocked(_("This was agreed already."))
    if not version.is_waiting:
        raise Blocked(_("The proposal has changed since you read it. Read the newest one first."))
    if version.proposed_by_id == by.here.pk:
        raise Blocked(_("Your side proposed this. The other side answers."))
    return version
