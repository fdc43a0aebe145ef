"""Before a partnership changes: may this person, and one change at a time."""

from django.core.exceptions import PermissionDenied

from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Member, Partnership


def take(
    partnership: Partnership, *, by: Person, power: Can = Can.EDIT_PARTNERSHIPS
) -> Partnership:
    """The partnership as it is now, locked, for somebody of one of its members who has the power."""
    by.require(power, at=by.here)
    if not Member.objects.filter(partnership=partnership, organization=by.here).exists():
        raise PermissionDenied
    return Partnership.objects.select_for_update().get(pk=partnership.pk)
