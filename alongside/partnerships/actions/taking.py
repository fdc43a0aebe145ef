"""Before a partnership changes: may this person, and one change at a time."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Partnership


def take(
    partnership: Partnership, *, by: Person, power: Can = Can.EDIT_PARTNERSHIPS
) -> Partnership:
    """The partnership as it is now, locked, for somebody of one of its members who has the power."""
    by.require(power, at=by.here)
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    # Asked under the lock: its organization may have left while somebody else held it.
    if not partnership.members.taking_part().filter(organization=by.here).exists():
        raise PermissionDenied
    return partnership


def take_pair(
    partnership: Partnership, *, by: Person, power: Can = Can.EDIT_PARTNERSHIPS
) -> Partnership:
    """The same for what two settle: referrals stay between pairs. Blocked in a group."""
    partnership = take(partnership, by=by, power=power)
    if partnership.is_group:
        raise Blocked(_("Referrals are settled between two organizations, never in a group."))
    return partnership
