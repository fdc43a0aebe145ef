"""Taking keys back from somebody who leaves, or whose roles no longer need them."""

from django.utils.timezone import now

from alongside.orgs.models import Grant, MemberKey, Membership, OpeningKey, SigningKey
from alongside.orgs.roles import Can


def take_back(membership: Membership, *, keeping: set[Can]) -> None:
    """End the grants that the powers kept do not need; a key somebody could have copied is due to be replaced."""
    held = Grant.objects.filter(member_key__membership=membership)
    if Can.OPEN_LETTERS not in keeping:
        OpeningKey.objects.current().filter(
            pk__in=list(held.values_list("opening_key", flat=True))
        ).update(rotation_due=True)
        held.filter(opening_key__isnull=False).delete()
    if Can.HOLD_SIGNING_KEY not in keeping:
        SigningKey.objects.current().filter(
            pk__in=list(held.values_list("signing_key", flat=True))
        ).update(replacement_due=True)
        held.filter(signing_key__isnull=False).delete()
    if not keeping & {Can.OPEN_LETTERS, Can.HOLD_SIGNING_KEY}:
        keys = MemberKey.objects.filter(membership=membership, retired_at=None)
        keys.update(retired_at=now())
