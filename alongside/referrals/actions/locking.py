"""Taking a referral in hand, so that of two people who press at once one wins."""

from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.referrals.models import OPEN, Referral, State


def permission_ended() -> Blocked:
    return Blocked(_("Permission has ended. Do not reach out from this letter."))


def closed_here() -> Blocked:
    return Blocked(
        _(
            "No letter lies here any more: somebody here closed it, or it was lost when the server was restored."
        )
    )


def lost_here() -> Blocked:
    return Blocked(_("The letter was lost when the server was restored. Do not reach out from it."))


def locked(referral: Referral, *, by: Person) -> Referral:
    """The open referral, held until this act is done. Blocked, with the reason, when it is over."""
    found = (
        Referral.objects.visible_to(by)
        .select_related("sender", "recipient", "partnership")
        .select_for_update(of=("self",))
        .filter(pk=referral.pk, state__in=OPEN, ends_at__gt=now())
        .first()
    )
    if found is not None:
        return found
    over = Referral.objects.visible_to(by).get(pk=referral.pk)
    if over.sender_id == by.here.pk or over.state == State.RETURNED:
        words = {"state": over.shown_state.label}
        raise Blocked(_("This referral is already over: %(state)s.") % words)
    if over.state == State.LOST:
        raise lost_here()
    raise permission_ended()
