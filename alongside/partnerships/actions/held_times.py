"""Publishing the times that a health center keeps open for a partner's people, and taking them back.

Whoever may say whether there is room (Can.SAY_CAPACITY) does it: those who run the schedule. How many there are to be
each week is settled in the agreement, by others.
"""

from datetime import date

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.taking import take
from alongside.partnerships.holding import at_site, days_of, objection_to, today_at
from alongside.partnerships.models import HeldTime, HeldTimeSkip, Partnership
from alongside.partnerships.models.held_times import Held


@transaction.atomic
def publish_held_time(partnership: Partnership, *, said: Held, by: Person) -> HeldTime:
    """Keep a time open for the partner's people from now on. Blocked where the agreement has no held times."""
    partnership = take(partnership, by=by, power=Can.SAY_CAPACITY)
    held = put_up(partnership, said, by=by)
    record("held_time_published", by=by, organization=by.here, subject=held)
    return held


@transaction.atomic
def change_held_time(held: HeldTime, *, said: Held, by: Person) -> HeldTime:
    """Hold it otherwise from now on. What was before stays as it was; days left out stay left out."""
    held = standing(held, by=by)
    close(held)
    changed = put_up(held.partnership, said, by=by)
    HeldTimeSkip.objects.bulk_create(
        HeldTimeSkip(held_time=changed, day=skip.day)
        for skip in held.skips.all()
        if skip.day in days_of(changed, skip.day, skip.day) and skip.day >= today_at(changed)
    )
    record("held_time_changed", by=by, organization=by.here, subject=changed)
    return changed


@transaction.atomic
def end_held_time(held: HeldTime, *, by: Person) -> None:
    """Hold it no more, from now on."""
    held = standing(held, by=by)
    close(held)
    record("held_time_ended", by=by, organization=by.here, subject=held)


@transaction.atomic
def skip_held_time(held: HeldTime, *, day: date, by: Person) -> None:
    """Leave it out on one day that is still to come."""
    held = standing(held, by=by)
    require_ahead(held, day)
    HeldTimeSkip.objects.get_or_create(held_time=held, day=day)
    record("held_time_skipped", by=by, organization=by.here, subject=held)


@transaction.atomic
def hold_again(held: HeldTime, *, day: date, by: Person) -> None:
    """Hold it after all on a day that was to be left out."""
    held = standing(held, by=by)
    require_ahead(held, day)
    HeldTimeSkip.objects.filter(held_time=held, day=day).delete()
    record("held_time_held_again", by=by, organization=by.here, subject=held)


def put_up(partnership: Partnership, said: Held, *, by: Person) -> HeldTime:
    """A new row, if it may be."""
    held = HeldTime(partnership=partnership, organization=by.here, **said)
    if objection := objection_to(held):
        raise Blocked(objection)
    held.save()
    return held


def standing(held: HeldTime, *, by: Person) -> HeldTime:
    """The time as it is now, locked, if it is one's own organization's and has not ended."""
    take(held.partnership, by=by, power=Can.SAY_CAPACITY)
    own = HeldTime.objects.filter(organization=by.here).with_all()
    held = own.select_related("partnership").select_for_update(of=("self",)).get(pk=held.pk)
    if held.ended_at:
        raise Blocked(_("This time is not held any more."))
    return held


def close(held: HeldTime) -> None:
    held.ended_at = now()
    held.save(update_fields=["ended_at"])


def require_ahead(held: HeldTime, day: date) -> None:
    if day not in days_of(held, day, day):
        raise Blocked(_("It is not held on this day."))
    if at_site(held, day) <= now():
        raise Blocked(_("This day has passed."))
