"""A member's own key."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.actions.keys.checks import locked, require_new_recipients
from alongside.orgs.models import Grant, MemberKey, Organization, Person
from alongside.orgs.roles import Can


@transaction.atomic
def make_member_key(
    organization: Organization,
    *,
    recipient: str,
    wrapped: bytes,
    replaces: UUID | None = None,
    by: Person,
) -> MemberKey:
    """Keep a key that a member's browser made and wrapped; one that it replaces ends, with all it was granted."""
    organization = locked(organization)
    membership, needs = by.session_membership, (Can.OPEN_LETTERS, Can.HOLD_SIGNING_KEY)
    if membership is None or not any(by.can(power, at=organization) for power in needs):
        raise PermissionDenied
    before = MemberKey.objects.filter(membership=membership, retired_at=None).first()
    if before and (before.recipient, bytes(before.wrapped)) == (recipient, wrapped):
        return before  # the answer was lost on the way, and the browser asks again
    if replaces != (before.pk if before else None):
        raise Blocked(_("You have a key already. Reload this page to see it."))
    require_new_recipients([recipient], organization=organization)
    if before:
        Grant.objects.filter(member_key=before).delete()
        before.retired_at = now()
        before.save()
    made = MemberKey.objects.create(membership=membership, recipient=recipient, wrapped=wrapped)
    record("member_key_made", by=by, organization=organization, subject=by)
    return made
