"""Before a signing changes: is it one, may this person, and one change at a time."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.taking import take
from alongside.partnerships.models import Signature, Stage, State, Wording


def hold_signing(wording: Wording, *, by: Person, power: Can = Can.EDIT_PARTNERSHIPS) -> Wording:
    """The wording as it is now, with the partnership locked; Blocked unless it waits to be signed."""
    partnership = take(wording.agreement.partnership, by=by, power=power)
    if partnership.state == State.ENDED:
        raise Blocked(_("This partnership has ended."))
    held = Wording.objects.select_related("agreement__partnership").get(pk=wording.pk)
    if held.stage != Stage.SIGNING:
        label = Stage(held.stage).label
        raise Blocked(_("This agreement is %(stage)s. Nobody can sign it now.") % {"stage": label})
    return held


def hold_order(wording: Wording, *, by: Person) -> Wording:
    """The same while nobody has signed: afterwards, who signs and in which order stays as it is."""
    held = hold_signing(wording, by=by)
    if is_begun(held):
        raise Blocked(_("Somebody has signed. Who signs and in which order stays as it is."))
    return held


def is_begun(wording: Wording) -> bool:
    """Whether a signature is there, also one on paper that the others have not confirmed yet."""
    return Signature.objects.filter(signatory__wording=wording).exists()


def own_membership(by: Person) -> Membership:
    """As whom somebody acts now."""
    if by.session_membership is None:
        raise PermissionDenied
    return by.session_membership


def require_unsigned(wording: Wording) -> None:
    """What somebody has signed is not written on: another version is."""
    if is_begun(wording):
        raise Blocked(_("Somebody has signed this text. Set it aside, and begin a new version."))
