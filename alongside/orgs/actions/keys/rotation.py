"""The next opening key."""

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.actions.keys.checks import (
    Place,
    locked,
    own_key,
    require_new_recipients,
    require_opening_key,
    require_places,
    require_sheet,
)
from alongside.orgs.actions.keys.setup import older_places
from alongside.orgs.actions.keys.storing import keep_grants, next_opening_key, next_sheet
from alongside.orgs.models import (
    Grant,
    MemberKey,
    OpeningKey,
    Organization,
    Person,
    RecoverySheet,
    SigningKey,
)
from alongside.orgs.proposals import Rotation
from alongside.orgs.roles import Can


@transaction.atomic
def rotate(organization: Organization, *, proposal: Rotation, by: Person) -> None:
    """Partners seal to a new opening key from now on, and who left holds none; with a new sheet the old one ends."""
    organization = locked(organization)
    by.require(Can.KEEP_KEYS, at=organization)
    if is_there(organization, proposal):
        return  # the answer was lost on the way, and the browser asks again
    mine = own_key(by, organization)
    signing = held_signing_key(mine)
    require_vouched_for(organization, proposal, signing)
    require_places(
        proposal.grants,
        needed=places_on_paper(mine, proposal),
        allowed=places_of_members(organization, proposal, signing),
    )
    next_opening_key(organization, proposal.opening, signing)
    sheet = RecoverySheet.objects.current().get(organization=organization)
    if proposal.recovery:
        sheet = next_sheet(organization, proposal.recovery, signing)
        record("sheet_proved", by=by, organization=organization)
    keep_grants(organization, proposal.grants, signing=signing, sheet=sheet)
    record("opening_key_rotated", by=by, organization=organization)


def is_there(organization: Organization, proposal: Rotation) -> bool:
    current = OpeningKey.objects.current().filter(organization=organization)
    named = {"number": proposal.opening.number, "recipient": proposal.opening.recipient}
    return current.filter(**named, signature=proposal.opening.signature).exists()


def held_signing_key(mine: MemberKey) -> SigningKey:
    """The signing key in use, if it was granted to this member. Blocked otherwise."""
    held = Grant.objects.needed().filter(member_key=mine, signing_key__isnull=False)
    grant = held.select_related("signing_key").first()
    if grant is None or grant.signing_key is None:
        raise Blocked(
            _("You do not hold the signing key. Ask somebody who does to give it to you.")
        )
    return grant.signing_key


def require_vouched_for(
    organization: Organization, proposal: Rotation, signing: SigningKey
) -> None:
    public, recipients = bytes(signing.public), [proposal.opening.recipient]
    require_opening_key(organization, proposal.opening, by=public)
    if proposal.recovery:
        require_sheet(organization, proposal.recovery, by=public)
        recipients.append(proposal.recovery.recipient)
    require_new_recipients(recipients, organization=organization)


def places_on_paper(mine: MemberKey, proposal: Rotation) -> set[Place]:
    """What the sheet must open: the new key; a new sheet also the signing key and the older ones held."""
    new: Place = ("opening", proposal.opening.number, None)
    return {new, ("signing", None, None)} | older_places(mine) if proposal.recovery else {new}


def places_of_members(
    organization: Organization, proposal: Rotation, signing: SigningKey
) -> set[Place]:
    """Who may be given the new key: those who may open and whose own key is vouched for."""
    may = MemberKey.objects.current().at(organization).with_power(Can.OPEN_LETTERS)
    return {("opening", proposal.opening.number, key.pk) for key in may.signed_by(signing)}
