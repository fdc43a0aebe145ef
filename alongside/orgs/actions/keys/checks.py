"""What every act on keys asks first: one at a time, of today, and truly signed."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs import vouching
from alongside.orgs.models import MemberKey, Organization, Person
from alongside.orgs.proposals import NumberedKey, Share

Place = tuple[str, int | None, UUID | None]


def locked(organization: Organization) -> Organization:
    """The organization, held until this act on its keys is over: whoever comes second sees what the first did."""
    return Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)


def somebody_was_faster() -> Blocked:
    return Blocked(_("Somebody else changed the keys a moment ago. Reload this page and look."))


def own_key(person: Person, organization: Organization) -> MemberKey:
    """The key in use of the person who acts. Blocked when they have none."""
    mine = MemberKey.objects.current().at(organization).filter(membership__person=person).first()
    if mine is None:
        raise Blocked(_("You have no key yet. Make one on the Keys page first."))
    return mine


def require_today(day: date) -> None:
    """Keys are dated by the page they were made on: today's, or yesterday's around midnight."""
    if day not in {localdate(), localdate() - timedelta(days=1)}:
        raise Blocked(_("This page was open too long. Reload it and try again."))


def require_signed(message: bytes, signature: bytes, *, by: bytes) -> None:
    """Blocked when the organization's signing key does not vouch for it."""
    if not vouching.is_signed(message, signature, by=by):
        raise Blocked(
            _(
                "A key here is not signed by your organization. Nothing was changed. Reload the page."
            )
        )


def require_opening_key(organization: Organization, key: NumberedKey, *, by: bytes) -> None:
    require_today(key.day)
    message = vouching.opening_key(organization.pk, key.number, key.recipient, key.day)
    require_signed(message, key.signature, by=by)


def require_sheet(organization: Organization, key: NumberedKey, *, by: bytes) -> None:
    require_today(key.day)
    message = vouching.recovery_sheet(organization.pk, key.number, key.recipient, key.day)
    require_signed(message, key.signature, by=by)


def require_places(grants: list[Share], *, needed: set[Place], allowed: set[Place]) -> None:
    """Every share that must be there, once, and none that may not be."""
    places = [share.place for share in grants]
    if len(places) != len(set(places)) or not needed <= set(places) <= needed | allowed:
        raise somebody_was_faster()


def require_new_recipients(recipients: list[str], *, organization: Organization) -> None:
    """No key serves two purposes, and none comes back."""
    used = (
        MemberKey.objects.filter(recipient__in=recipients).exists()
        or organization.opening_keys.filter(recipient__in=recipients).exists()
        or organization.recovery_sheets.filter(recipient__in=recipients).exists()
    )
    if used or len(recipients) != len(set(recipients)):
        raise Blocked(_("A key here was used before. Reload the page and make a new one."))
