"""Noting that somebody spoke with a partner about working together. About no person who is served."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Member, Partnership, State


def require_may_speak(by: Person) -> None:
    """Whoever calls partners or settles partnerships here."""
    if not any(by.can(power, at=by.here) for power in (Can.CALL_TOGETHER, Can.EDIT_PARTNERSHIPS)):
        raise PermissionDenied


@transaction.atomic
def note_spoke(partnership: Partnership, *, by: Person) -> None:
    """Remember, in one's own log alone, that one's side spoke with the other today."""
    require_may_speak(by)
    ours = Member.objects.taking_part().select_related("partnership")
    member = ours.filter(partnership=partnership, organization=by.here).first()
    if member is None:
        raise PermissionDenied
    if member.partnership.state != State.ACTIVE:
        raise Blocked(_("This partnership is not active."))
    record("partnership_spoke", by=by, organization=by.here, subject=partnership)
