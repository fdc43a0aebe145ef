"""Before a partnership changes: may this person, and one change at a time."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Member, Partnership


def take(
    partnership: Partnership, *, by: Person, power: Can = Can.EDIT_PARTNERSHIPS
) -> Partnership:
    """The partnership as it is now, locked, for somebody of one of its members who has the power."""
    by.require(power, at=by.here)
    ours = Member.objects.taking_part().filter(partnership=partnership, organization=by.here)
    if not ours.exists():
        raise PermissionDenied
    return Partnership.objects.select_for_update().get(pk=partnership.pk)


def take_pair(
    partnership: Partnership, *, by: Person, power: Can = Can.EDIT_PARTNERSHIPS
) -> Partnership:
    """The same for what two settle: referrals stay between pairs. Blocked in a group."""
    partnership = take(partnership, by=by, power=power)
    if partnership.is_group:
        raise Blocked(_("Referrals are settled between two organizations, never in a group."))
    return partnership
