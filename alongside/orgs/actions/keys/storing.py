"""Rows for keys that were checked: the next opening key, the next sheet, grants."""

from django.utils.timezone import now

from alongside.orgs.actions.keys.checks import somebody_was_faster
from alongside.orgs.models import Grant, OpeningKey, Organization, RecoverySheet, SigningKey
from alongside.orgs.proposals import NumberedKey, Share


def next_opening_key(
    organization: Organization, proposed: NumberedKey, signing: SigningKey
) -> OpeningKey:
    """The opening key after the last one. Blocked when another came in between."""
    last = OpeningKey.objects.filter(organization=organization).order_by("number").last()
    if proposed.number != (last.number + 1 if last else 1):
        raise somebody_was_faster()
    OpeningKey.objects.current().filter(organization=organization).update(
        retired_at=now(), rotation_due=False
    )
    return OpeningKey.objects.create(
        organization=organization, signing_number=signing.number, **proposed.model_dump()
    )


def next_sheet(
    organization: Organization, proposed: NumberedKey, signing: SigningKey
) -> RecoverySheet:
    """The sheet after the last one, proved to be kept; whoever finds the old one opens nothing with it."""
    last = RecoverySheet.objects.filter(organization=organization).order_by("number").last()
    if proposed.number != (last.number + 1 if last else 1):
        raise somebody_was_faster()
    old = RecoverySheet.objects.current().filter(organization=organization)
    Grant.objects.filter(sheet__in=old).delete()
    old.update(retired_at=now())
    return RecoverySheet.objects.create(
        organization=organization,
        signing_number=signing.number,
        proved_at=now(),
        **proposed.model_dump(),
    )


def keep_grants(
    organization: Organization, shares: list[Share], *, signing: SigningKey, sheet: RecoverySheet
) -> None:
    """Each share as a grant of the key it names to the holder it names."""
    opening = {key.number: key for key in OpeningKey.objects.filter(organization=organization)}
    Grant.objects.bulk_create(
        Grant(
            organization=organization,
            opening_key=opening[share.number] if share.number else None,
            signing_key=signing if share.kind == "signing" else None,
            member_key_id=share.member,
            sheet=sheet if share.to == "recovery" else None,
            wrapped=share.wrapped,
        )
        for share in shares
    )
