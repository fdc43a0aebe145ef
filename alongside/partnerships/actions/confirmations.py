"""A champion's word for a partner's signing key, which is what browsers here seal by."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs import vouching
from alongside.orgs.models import Membership, Organization, Person, SigningKey
from alongside.orgs.roles import Can
from alongside.partnerships.actions.taking import take_pair
from alongside.partnerships.models import Confirmation, Partnership, State

A_DAY = timedelta(days=1)  # the browser signs the day its page was made, perhaps before midnight


@transaction.atomic
def confirm_fingerprint(
    partnership: Partnership, *, fingerprint: str, day: date, signature: bytes, by: Person
) -> Confirmation:
    """Keep that our champion heard the partner's signing key by voice. Letters to it can go from now on."""
    partnership = take_pair(partnership, by=by, power=Can.HOLD_SIGNING_KEY)
    ours, partner = by.here, partnership.partner_of(by.here)
    champion = as_champion(partnership, by)
    theirs, own = signing_key_of(partner), signing_key_of(ours)
    if fingerprint != theirs.fingerprint:
        raise Blocked(_("Their key has changed since this page was made. Reload it, then compare."))
    if abs(day - localdate()) > A_DAY:
        raise Blocked(_("This page is from another day. Reload it, then compare the words again."))
    message = vouching.confirmation(ours.pk, partner.pk, fingerprint, day)
    if not vouching.is_signed(message, signature, by=bytes(own.public)):
        raise Blocked(_("The signature does not fit your organization's signing key. Try again."))
    confirmation = Confirmation.objects.create(
        partnership=partnership,
        organization=ours,
        partner=partner,
        fingerprint=fingerprint,
        day=day,
        signature=signature,
        signing_key=own,
        confirmed_by=champion,
    )
    record("fingerprint_confirmed", by=by, organization=ours, subject=partnership)
    return confirmation


def as_champion(partnership: Partnership, by: Person) -> Membership:
    """Only the champion of an active partnership gives this word."""
    if partnership.state != State.ACTIVE:
        raise Blocked(_("Keys are compared when both sides have agreed to the partnership."))
    if by.session_membership is None or not partnership.is_champion(by):
        raise Blocked(
            _("Your side's champion compares the words. Make yourself the champion first.")
        )
    return by.session_membership


def signing_key_of(organization: Organization) -> SigningKey:
    key = SigningKey.objects.current().filter(organization=organization).first()
    if key is None:
        raise Blocked(_("%(name)s has no signing key yet.") % {"name": organization.name})
    return key
