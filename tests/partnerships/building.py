"""Partnerships and keys as other tests need them."""

import hashlib
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.timezone import localdate, now

from alongside.lib.walls import within
from alongside.orgs import vouching
from alongside.orgs.models import Membership, OpeningKey, SigningKey
from alongside.partnerships import actions
from alongside.partnerships.models import (
    Agreement,
    Confirmation,
    Frame,
    Item,
    Kind,
    Member,
    Mode,
    Partnership,
    State,
    Wording,
    pair_of,
)
from alongside.partnerships.models.wordings import fingerprint

USUAL = {
    "modes": Mode.values,
    "items": Item.values,
    "longest_release_days": 14,
    "response_hours": 24,
    "held_times_a_week": 0,
}


def partnership_of(one, other, **bounds):
    """An active partnership of two organizations, proposed by the first and agreed by the other."""
    partnership = Partnership.objects.create(
        pair=pair_of(one, other), proposed_by=one, state=State.ACTIVE, started_at=now()
    )
    for organization in (one, other):
        Member.objects.create(
            partnership=partnership, organization=organization, people_said_on=localdate()
        )
    Agreement.objects.create(
        partnership=partnership,
        number=1,
        proposed_by=one,
        agreed_by=other,
        in_force_from=now(),
        **(USUAL | bounds),
    )
    return partnership


def proposal_of(one, other, **bounds):
    """What `one` proposed to `other`, who has not answered."""
    partnership = Partnership.objects.create(pair=pair_of(one, other), proposed_by=one)
    for organization in (one, other):
        Member.objects.create(partnership=partnership, organization=organization)
    return Agreement.objects.create(
        partnership=partnership, number=1, proposed_by=one, **(USUAL | bounds)
    )


def change_of(partnership, by, **bounds):
    """Other bounds that `by` proposed within a partnership."""
    return Agreement.objects.create(
        partnership=partnership,
        number=partnership.agreements.count() + 1,
        proposed_by=by,
        **(USUAL | bounds),
    )


def champion_of(partnership, person):
    partnership.members.filter(organization=person.here).update(champion=person.session_membership)


def signing_key_of(organization, number=1):
    """A signing key in use; the private half, which the server never has."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    SigningKey.objects.filter(organization=organization).update(retired_at=now())
    SigningKey.objects.create(
        organization=organization,
        number=number,
        public=public,
        fingerprint=hashlib.sha256(public).hexdigest(),
    )
    return private


def opening_key_of(organization, private, recipient="age1" + "q" * 58, number=1):
    """An opening key in use, signed."""
    message = vouching.opening_key(organization.pk, number, recipient, localdate())
    OpeningKey.objects.filter(organization=organization).update(retired_at=now())
    return OpeningKey.objects.create(
        organization=organization,
        number=number,
        recipient=recipient,
        signature=private.sign(message),
        signing_number=1,
    )


def word_for(organization, partner, private, day=None, fingerprint=None):
    """What a champion's browser sends after hearing the partner's six words."""
    day = day or localdate()
    if fingerprint is None:
        fingerprint = SigningKey.objects.current().get(organization=partner).fingerprint
    message = vouching.confirmation(organization.pk, partner.pk, fingerprint, day)
    return {"fingerprint": fingerprint, "day": day, "signature": private.sign(message)}


def confirmation_of(partnership, organization, private):
    """That `organization` confirmed its partner's signing key, with its own."""
    partner = partnership.partner_of(organization)
    return Confirmation.objects.create(
        partnership=partnership,
        organization=organization,
        partner=partner,
        signing_key=SigningKey.objects.current().get(organization=organization),
        confirmed_by=Membership.objects.filter(organization=organization).first(),
        **word_for(organization, partner, private),
    )


def frame_of(**given):
    """What a draft settles before its words."""
    usual = {
        "kind": Kind.MOU,
        "title": "Working together",
        "language": "en",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 12, 31),
        "bounds": USUAL,
    }
    return Frame(**(usual | given))


PURPOSE, COSTS, ROLLOUT, SIGNATURES = 102, 401, 109, 407  # clauses of the library


def draft_of(partnership, by, options=None, **given):
    """A draft that somebody began; it is their side's turn."""
    options = options or {PURPOSE: "plain", COSTS: "own"}
    with within(by.here):
        return actions.start_draft(partnership, frame=frame_of(**given), options=options, by=by)


def pass_to(wording, organization, by):
    with within(by.here):
        actions.pass_turn(wording, to=organization, by=by)


def agreed_by(wording, *people):
    """Each says yes to the text as it stands now."""
    for person in people:
        wording = Wording.objects.get(pk=wording.pk)
        sha256 = fingerprint(wording.terms, wording.written)
        with within(person.here):
            actions.approve_text(wording, sha256=sha256, by=person)
    return Wording.objects.get(pk=wording.pk)
