"""Granting, done together: a newcomer reads six words from their screen and a member types them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs import vouching
from alongside.orgs.actions.keys.checks import locked, own_key, require_signed, require_today
from alongside.orgs.models import Grant, MemberKey, Organization, Person, SigningKey
from alongside.orgs.proposals import Granting
from alongside.orgs.roles import Can, powers

NEEDS = {"opening": Can.OPEN_LETTERS, "signing": Can.HOLD_SIGNING_KEY}
Held = dict[tuple[str, int | None], Grant]


@transaction.atomic
def grant(member_key: MemberKey, *, proposal: Granting, by: Person) -> None:
    """Give a member what the granter holds, wrapped to the very key whose words were read."""
    organization = locked(member_key.membership.organization)
    if not any(by.can(power, at=organization) for power in NEEDS.values()):
        raise PermissionDenied
    newcomer = require_same_key(member_key, proposal)
    held = held_by(own_key(by, organization))
    for share in proposal.grants:
        require_grantable(share.kind, share.number, newcomer, held)
    is_new = keep(newcomer, proposal, held, organization)
    if vouch(newcomer, proposal, held, organization) or is_new:
        record("key_granted", by=by, organization=organization, subject=newcomer.membership.person)


def require_same_key(member_key: MemberKey, proposal: Granting) -> MemberKey:
    """The key is still in use and still the one whose words were read. Blocked otherwise."""
    newcomer = MemberKey.objects.current().filter(pk=member_key.pk).select_related("membership")
    same = newcomer.filter(recipient=proposal.recipient).first()
    if same is None:
        raise Blocked(
            _(
                "Their key is not the one you saw. Reload the page and read the six words together again."
            )
        )
    return same


def held_by(mine: MemberKey) -> Held:
    """The grants of one member by the key they open."""
    grants = Grant.objects.needed().filter(member_key=mine)
    held: Held = {}
    for one in grants.select_related("opening_key", "signing_key"):
        held["opening" if one.opening_key else "signing", number_of(one)] = one
    return held


def number_of(one: Grant) -> int | None:
    return one.opening_key.number if one.opening_key else None


def require_grantable(kind: str, number: int | None, newcomer: MemberKey, held: Held) -> None:
    """Nobody grants what they do not hold, nor to somebody whose roles do not need it."""
    if (kind, number) not in held:
        raise PermissionDenied
    if NEEDS[kind] not in powers(newcomer.membership.roles):
        raise Blocked(
            _("Their roles do not need this key. An administrator can change their roles first.")
        )


def keep(newcomer: MemberKey, proposal: Granting, held: Held, organization: Organization) -> bool:
    """Add what the newcomer lacks; what they hold already stays as it is. Whether anything was new."""
    has = held_by(newcomer)
    missing = [share for share in proposal.grants if (share.kind, share.number) not in has]
    Grant.objects.bulk_create(
        Grant(
            organization=organization,
            opening_key=held[share.kind, share.number].opening_key,
            signing_key=held[share.kind, share.number].signing_key,
            member_key=newcomer,
            wrapped=share.wrapped,
        )
        for share in missing
    )
    return bool(missing)


def vouch(newcomer: MemberKey, proposal: Granting, held: Held, organization: Organization) -> bool:
    """Keep the signing key's word for the newcomer's key, when the granter gave it and holds that key."""
    if proposal.signature is None or proposal.day is None:
        return False
    if ("signing", None) not in held:
        raise PermissionDenied
    signing = SigningKey.objects.current().get(organization=organization)
    require_today(proposal.day)
    person = newcomer.membership.person_id
    message = vouching.member_key(organization.pk, person, newcomer.recipient, proposal.day)
    require_signed(message, proposal.signature, by=bytes(signing.public))
    if newcomer.is_signed_by(signing) and bytes(newcomer.signature or b"") == proposal.signature:
        return False
    newcomer.day, newcomer.signature = proposal.day, proposal.signature
    newcomer.signing_number = signing.number
    newcomer.save()
    return True
