"""Saying whether one's own organization can take people now."""

from datetime import date

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Capacity, Openness
from alongside.partnerships.models.capacity import is_foreseen


@transaction.atomic
def say_capacity(openness: Openness, *, until: date | None, by: Person) -> None:
    """Let partners know. `until` is the day one expects to be able again: within 60 days, needed when full.

    Blocked where the day is missing, past or too far away.
    """
    by.require(Can.SAY_CAPACITY, at=by.here)
    if openness == Openness.FULL and until is None:
        raise Blocked(_("Say until when you are full. You can say it again at any time."))
    if openness == Openness.OPEN:
        until = None
    if until and not is_foreseen(until, today_at(by.here)):
        raise Blocked(_("Choose a day after today, and within 60 days."))
    said = {"openness": openness, "until": until, "said_at": now()}
    Capacity.objects.update_or_create(organization=by.here, defaults=said)
    record("capacity_said", by=by, organization=by.here)
