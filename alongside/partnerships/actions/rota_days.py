"""Single days of the rota: one that differs, and a colleague who takes over in one tap."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_in
from alongside.lib.errors import Blocked
from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.rota import (
    chosen_name,
    held,
    require_colleague,
    standing,
    taken,
    tell,
)
from alongside.partnerships.models import RotaChange, RotaException, RotaTime
from alongside.partnerships.models.members import working
from alongside.partnerships.models.rota import KEPT
from alongside.partnerships.shifts import Shift, days_around, now_and_later, shift_on

FARTHEST = timedelta(days=366)


@transaction.atomic
def add_exception(
    one: RotaTime,
    *,
    day: date,
    change: RotaChange,
    membership: Membership | None = None,
    hours: tuple[time, time] | None = None,
    by: Person,
) -> RotaException:
    """Say how one day differs: for whoever keeps the rota, or holds this time. It replaces what was said of that day.

    `membership` answers instead, also at other `hours`. Blocked on days that are over, more than a year away,
    or not in its pattern.
    """
    one = standing(held(one, by=by))
    require_day(one, day)
    if membership:
        require_colleague(membership, by)
    said = {
        "change": change,
        "membership": membership,
        "shown_as": chosen_name(membership) if membership else "",
        "starts": hours[0] if hours else None,
        "ends": hours[1] if hours else None,
    }
    made, _created = RotaException.objects.update_or_create(time=one, day=day, defaults=said)
    tell(membership, by=by)
    record("rota_exception_added", by=by, organization=by.here, subject=one)
    return made


def require_day(one: RotaTime, day: date) -> None:
    """One of its days that is not over yet."""
    shift = shift_on(one, day)
    if not one.is_on(day) or shift is None:
        raise Blocked(_("Nobody answers on that day by this pattern. Choose one of its days."))
    if shift.ends_at <= now() or day > today_in(one.time_zone) + FARTHEST:
        raise Blocked(_("Choose a day from today on, and within a year."))


@transaction.atomic
def add_extra_time(
    one: RotaTime, *, day: date, hours: tuple[time, time], membership: Membership | None, by: Person
) -> RotaTime:
    """The same line and role once more, on one day only: a time of its own, which can be ended like any other."""
    one = standing(held(one, by=by))
    today = today_in(one.time_zone)
    if not today <= day <= today + FARTHEST:
        raise Blocked(_("Choose a day from today on, and within a year."))
    if membership and membership != one.holder:
        require_colleague(membership, by)
        one.shown_as = chosen_name(membership)
        one.holder = membership
    one.pk, one._state.adding = uuid4(), True
    one.weekdays, (one.starts, one.ends) = [day.isoweekday()], hours
    one.valid_from = one.valid_until = day
    one.save()
    tell(membership, by=by)
    record("rota_time_added", by=by, organization=by.here, subject=one)
    return one


@transaction.atomic
def remove_exception(exception: RotaException, *, by: Person) -> None:
    """That day is as the pattern says again: for whoever keeps the rota, holds the time, or stands in on that day."""
    one, found = exception_held(exception, by=by)
    found.delete()
    tell(one.holder, by=by)
    record("rota_exception_removed", by=by, organization=by.here, subject=one)


@transaction.atomic
def give_day(exception: RotaException, *, to: Membership, by: Person) -> None:
    """Let a colleague stand in on that day instead: for whoever keeps the rota, holds the time, or stands in."""
    one, found = exception_held(exception, by=by)
    standing(one)
    require_colleague(to, by)
    found.membership, found.shown_as = to, chosen_name(to)
    found.save()
    tell(to, by=by)
    record("rota_day_given", by=by, organization=by.here, subject=one)


def exception_held(exception: RotaException, *, by: Person) -> tuple[RotaTime, RotaException]:
    """The time, locked, and its day as it is now."""
    one = taken(exception.time, by=by)
    found = one.exceptions.select_related("membership__person").filter(pk=exception.pk).first()
    if found is None:
        raise Blocked(_("That day is as the pattern says already."))
    if working(found.membership) is None or found.membership != by.session_membership:
        one = held(one, by=by)
    return one, found


@transaction.atomic
def take_over(one: RotaTime, *, day: date, instead_of: UUID | None, by: Person) -> None:
    """Answer from now until the end of a shift, in a colleague's place, who is told; or for all of the next one.

    `day` and `instead_of` are what was read: on which day it begins, and whose it is (a membership's id). Blocked
    when that is not so any more, because somebody was faster or it is over.
    """
    by.require(Can.CALL_TOGETHER, at=by.here)
    shift = current_or_next(standing(taken(one, by=by)))
    own = by.session_membership
    if shift is None or shift.day != day:
        raise Blocked(_("This time is over. Look who answers now."))
    if shift.named == own:
        raise Blocked(_("You answer at this time already."))
    if (shift.named.pk if shift.named else None) != instead_of:
        raise Blocked(_("Somebody else has taken this. Look who answers now."))
    change = shift.change or RotaException(
        time=shift.time, day=day, change=RotaChange.SOMEBODY_ELSE
    )
    change.membership, change.shown_as = own, chosen_name(own) if own else ""
    change.save()
    tell(shift.named, by=by)
    record("rota_taken_over", by=by, organization=by.here, subject=one)


def current_or_next(one: RotaTime) -> Shift | None:
    """What is running or comes next and is not off."""
    moment = now()
    with_days = RotaTime.objects.with_changes(*days_around(moment)).filter(pk=one.pk)
    found = now_and_later(with_days, moment)
    return next((shift for shift in found if not shift.is_off), None)


@transaction.atomic
def forget_rota() -> None:
    """Erase days that differed and times that are over, 30 days after. Who worked when is nobody's to collect."""
    before = now() - KEPT
    RotaException.objects.filter(day__lt=before.date()).delete()
    RotaTime.objects.over(before).delete()
