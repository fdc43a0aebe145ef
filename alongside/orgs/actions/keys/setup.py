"""An organization's keys, made together: the signing key, an opening key, a recovery sheet."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs import vouching
from alongside.orgs.actions.keys.checks import (
    Place,
    locked,
    own_key,
    require_new_recipients,
    require_opening_key,
    require_places,
    require_sheet,
    require_signed,
    require_today,
    somebody_was_faster,
)
from alongside.orgs.actions.keys.storing import keep_grants, next_opening_key, next_sheet
from alongside.orgs.models import Grant, MemberKey, Organization, Person, SigningKey
from alongside.orgs.proposals import SetUp
from alongside.orgs.roles import Can


@transaction.atomic
def set_up(organization: Organization, *, proposal: SetUp, by: Person) -> None:
    """Give an organization its keys, or with `replaces` new ones: partners then confirm by voice again."""
    organization = locked(organization)
    by.require(Can.KEEP_KEYS, at=organization)
    by.require(Can.OPEN_LETTERS, at=organization)
    before = SigningKey.objects.current().filter(organization=organization).first()
    public = bytes.fromhex(proposal.signing.public)
    if before and bytes(before.public) == public:
        return  # the answer was lost on the way, and the browser asks again
    require_expected(before, proposal)
    mine = own_key(by, organization)
    require_vouched_for(organization, mine, proposal)
    places = places_for(mine, proposal) | older_places(mine)
    require_places(proposal.grants, needed=places, allowed=set())
    store(organization, before, mine, proposal)
    act = "signing_key_replaced" if before else "keys_set_up"
    record(act, by=by, organization=organization)
    record("sheet_proved", by=by, organization=organization)


def require_expected(before: SigningKey | None, proposal: SetUp) -> None:
    """Of two who set up at once the second is told."""
    if before and proposal.replaces is None:
        raise Blocked(
            _("Your organization's keys are set up already. Somebody else was a moment faster.")
        )
    if proposal.replaces != (bytes(before.public).hex() if before else None):
        raise somebody_was_faster()


def require_vouched_for(organization: Organization, mine: MemberKey, proposal: SetUp) -> None:
    """The new signing key signed the opening key, the sheet and the proposer's own key."""
    public, own = bytes.fromhex(proposal.signing.public), proposal.member
    if own.id != mine.pk:
        raise somebody_was_faster()
    require_today(own.day)
    person = mine.membership.person_id
    message = vouching.member_key(organization.pk, person, mine.recipient, own.day)
    require_signed(message, own.signature, by=public)
    require_opening_key(organization, proposal.opening, by=public)
    require_sheet(organization, proposal.recovery, by=public)
    recipients = [proposal.opening.recipient, proposal.recovery.recipient]
    require_new_recipients(recipients, organization=organization)


def places_for(mine: MemberKey, proposal: SetUp) -> set[Place]:
    """Both new keys, for the proposer and for the sheet."""
    holders: tuple[UUID | None, ...] = (mine.pk, None)
    keys = (("signing", None), ("opening", proposal.opening.number))
    return {(kind, number, holder) for kind, number in keys for holder in holders}


def older_places(mine: MemberKey) -> set[Place]:
    """Older opening keys that the proposer holds while letters wait for them: a new sheet opens them too."""
    held = Grant.objects.needed().filter(member_key=mine, opening_key__isnull=False)
    return {
        ("opening", number, None) for number in held.values_list("opening_key__number", flat=True)
    }


def store(
    organization: Organization, before: SigningKey | None, mine: MemberKey, proposal: SetUp
) -> None:
    """Retire what was, keep what is new."""
    if before:
        Grant.objects.filter(signing_key=before).delete()
        before.retired_at = now()
        before.save()
    public = bytes.fromhex(proposal.signing.public)
    signing = SigningKey.objects.create(
        organization=organization,
        number=before.number + 1 if before else 1,
        public=public,
        fingerprint=vouching.fingerprint(public),
    )
    mine.signature, mine.signing_number = proposal.member.signature, signing.number
    mine.day = proposal.member.day
    mine.save()
    next_opening_key(organization, proposal.opening, signing)
    sheet = next_sheet(organization, proposal.recovery, signing)
    keep_grants(organization, proposal.grants, signing=signing, sheet=sheet)
