"""Saying that somebody leaves, in time for others to take over what they hold."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.actions.keys.checks import locked
from alongside.orgs.actions.notices import notify
from alongside.orgs.actions.people import still_here
from alongside.orgs.models import Leaving, Membership, Person
from alongside.orgs.models.leaving import LONGEST
from alongside.orgs.roles import Can


@transaction.atomic
def say_leaving(membership: Membership, *, last_day: date, time_zone: str, by: Person) -> None:
    """Say somebody's last day, or another one: for themself, or by an administrator.

    Access ends with that day by the clock of `time_zone`. Blocked for a day that is over or more than a
    year ahead, and where an administrator has said it, for everybody else.
    """
    locked(membership.organization)
    require_own_or_administrator(membership, by=by)
    membership = still_here(membership)
    clock = ZoneInfo(time_zone)
    today = now().astimezone(clock).date()
    if not today <= last_day <= today + LONGEST:
        raise Blocked(_("Choose a last day from today on, and within a year."))
    said = Leaving.objects.open().filter(membership=membership).first()
    leaving = said or Leaving(membership=membership)
    require_own_word(leaving, by=by)
    leaving.last_day, leaving.said_by, leaving.said_at = last_day, by, now()
    leaving.save()
    after = datetime.combine(last_day + timedelta(days=1), time(), clock)
    settle(membership, open_until=after, act="leaving_said", by=by)


@transaction.atomic
def call_off_leaving(membership: Membership, *, by: Person) -> None:
    """Stay after all, until the last day is over. Blocked where nobody said that they leave."""
    locked(membership.organization)
    require_own_or_administrator(membership, by=by)
    membership = still_here(membership)
    leaving = Leaving.objects.open().filter(membership=membership).first()
    if leaving is None:
        raise Blocked(_("Nobody has said that this person leaves."))
    require_own_word(leaving, by=by)
    leaving.called_off_at = now()
    leaving.save()
    settle(membership, open_until=None, act="leaving_called_off", by=by)


def settle(membership: Membership, *, open_until: datetime | None, act: str, by: Person) -> None:
    """Keep the moment, remember the act, and let the others whom it concerns know."""
    membership.open_until = open_until
    membership.save(update_fields=["open_until"])
    record(act, by=by, organization=membership.organization, subject=membership.person)
    here = Membership.objects.current().filter(organization=membership.organization)
    told = {one.person for one in here.administrators().select_related("person")}
    notify((told | {membership.person}) - {by})


def require_own_or_administrator(membership: Membership, *, by: Person) -> None:
    """Somebody's leaving is settled by themself, while they work here, and by administrators."""
    own = by.session_membership is not None and by.session_membership.pk == membership.pk
    if not (own and Membership.objects.current().filter(pk=membership.pk).exists()):
        by.require(Can.INVITE, at=membership.organization)


def require_own_word(leaving: Leaving, *, by: Person) -> None:
    """What an administrator has said of somebody, that person does not take back."""
    if leaving._state.adding or leaving.said_by_id == by.pk:
        return
    if not by.can(Can.INVITE, at=leaving.membership.organization):
        raise Blocked(_("An administrator has said this. Ask them to change it."))


@transaction.atomic
def count_given(membership: Membership, number: int) -> None:
    """So many more things that somebody who leaves holds no longer."""
    Leaving.objects.said().filter(membership=membership).update(given=F("given") + number)
