"""The sending side: one sealed letter under one release, once; and taking it back."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from alongside.audit.actions import keep_no_longer, record
from alongside.lib.errors import Blocked
from alongside.orgs.actions import notify
from alongside.orgs.models import Organization, Person, Rule
from alongside.orgs.roles import Can
from alongside.partnerships.models import Agreement, Partnership
from alongside.referrals.actions.locking import locked
from alongside.referrals.actions.telling import contacts, keys_of_openers
from alongside.referrals.models import Letter, Referral, Release, State
from alongside.referrals.models.referrals import REMEMBERED_AFTER_END
from alongside.referrals.phrases import some_phrases


@dataclass(frozen=True)
class Parcel:
    """What one send carries: ids the server made, the signed form's elements, and the sealed bytes."""

    referral: UUID
    release: UUID
    elements: dict[str, Any]
    sealed: bytes
    number: int
    day: date
    members: list[UUID] = field(default_factory=list)
    mode: str = ""
    urgency: str = ""
    days: int = 14

    @property
    def hash(self) -> bytes:
        """SHA-256 over everything sent, so that a retry is told from a change."""
        told = [self.elements, self.number, self.members, self.mode, self.urgency, self.days]
        written = json.dumps(told, sort_keys=True, default=str)
        return hashlib.sha256(self.sealed + written.encode()).digest()


@transaction.atomic
def send(partnership: Partnership, parcel: Parcel, *, by: Person) -> Referral:
    """Carry a sealed letter to the partner under a survivor's release. The same parcel again changes nothing."""
    here = by.here
    by.require(Can.SEND_LETTERS, at=here)
    # Held to the end: the bounds stand, the phrase stays the only one, a double tap waits its turn.
    partnership = Partnership.objects.held(partnership)
    partner, phrases = partnership.partner_of(here), some_phrases()
    known = Referral.objects.known_within(partnership, parcel.referral, phrases)
    if parcel.referral in known and (sent := already_sent(parcel, by=by)):
        return sent
    require_ready(partnership, parcel, here)
    referral = Referral.objects.create(
        pk=parcel.referral,
        sender=here,
        recipient=partner,
        partnership=partnership,
        phrase=next(phrase for phrase in phrases if phrase not in known.values()),
        mode=parcel.mode,
        urgency=parcel.urgency,
        ends_at=now() + timedelta(days=parcel.days),
    )
    put(parcel, referral, here, until=referral.ends_at)
    facts = {"mode": parcel.mode, "urgency": parcel.urgency}
    remember("referral_sent", referral, by=by, facts=facts)
    notify(contacts(partnership, partner))
    return referral


@transaction.atomic
def send_back(referral: Referral, parcel: Parcel, *, by: Person) -> Referral:
    """Write within an open referral, under a release of one's own. Blocked before the first letter is opened."""
    here = by.here
    by.require(Can.SEND_LETTERS, at=here)
    referral = locked(referral, by=by)
    if sent := already_sent(parcel, by=by):
        return sent
    require_begun(referral, here)
    require_ready(referral.partnership, parcel, here)
    until = min(referral.ends_at, now() + timedelta(days=parcel.days))
    put(parcel, referral, here, until=until)
    remember("letter_sent_back", referral, by=by)
    notify(contacts(referral.partnership, referral.other(here)))
    return referral


def require_begun(referral: Referral, here: Organization) -> None:
    """A letter back follows a first one that was opened, while neither the day nor the receiving side ended it."""
    if referral.is_over:
        words = {"state": referral.shown_state.label}
        raise Blocked(_("This referral is already over: %(state)s.") % words)
    if referral.state == State.SENT:
        raise Blocked(_("A letter back is possible after the first one was opened."))
    if referral.is_closed_at(here):
        raise Blocked(_("No letter lies here any more. Start a new letter if one is needed."))


def already_sent(parcel: Parcel, *, by: Person) -> Referral | None:
    """The referral this very parcel made before. Blocked when the same form now carries something else."""
    release = Release.objects.filter(pk=parcel.release, referral=parcel.referral).first()
    if release is None:
        return None
    if release.releasing == by.here and bytes(release.sent_hash) == parcel.hash:
        return release.referral
    raise Blocked(
        _("This was already sent, then changed. Open a new letter to send something else.")
    )


def require_ready(partnership: Partnership, parcel: Parcel, here: Organization) -> None:
    """Keys, partnership and agreement let this very parcel go. Blocked with what to do otherwise."""
    ready = partnership.letters_ready(here)
    if ready.bounds is None:
        raise Blocked(ready.sentence)
    require_bounds(ready.bounds, parcel)
    if ready.number != parcel.number or not all_open(parcel.members, partnership.partner_of(here)):
        raise Blocked(_("The partner's keys changed while you wrote. Reload the page to go on."))


def require_bounds(bounds: Agreement, parcel: Parcel) -> None:
    """What the two organizations agreed is what may pass."""
    if not set(parcel.elements["items"]) <= set(bounds.items):
        raise Blocked(_("Your agreement does not let one of these items pass."))
    if parcel.mode and parcel.mode not in bounds.modes:
        raise Blocked(_("Your agreement does not include this way of connecting."))
    if parcel.days > bounds.longest_release_days:
        words = {"days": bounds.longest_release_days}
        raise Blocked(_("Your agreement lets a permission last %(days)s days at most.") % words)


def all_open(members: list[UUID], partner: Organization) -> bool:
    """Whether people there can still open what is sealed to these members' keys."""
    if not members:
        return True
    return keys_of_openers(partner).filter(pk__in=members).count() == len(set(members))


def put(parcel: Parcel, referral: Referral, here: Organization, *, until: Any) -> None:
    """The release, and the letter under it."""
    whose = {
        "sender_id": referral.sender_id,
        "recipient_id": referral.recipient_id,
        "referral": referral,
        "backward": here.pk == referral.recipient_id,
    }
    Release.objects.create(
        pk=parcel.release,
        **whose,
        **parcel.elements,
        is_authorization=here.rule in {Rule.HIPAA, Rule.BOTH},
        until=until,
        sent_hash=parcel.hash,
    )
    Letter.objects.create(
        pk=parcel.release,
        **whose,
        number=parcel.number,
        day=parcel.day,
        members=parcel.members,
        sealed=parcel.sealed,
    )


def remember(act: str, referral: Referral, *, by: Person, facts: Any = None) -> None:
    record(
        act,
        by=by,
        organization=by.here,
        subject=referral,
        facts=facts,
        keep_until=(referral.ends_at + REMEMBERED_AFTER_END).date(),
    )


@transaction.atomic
def withdraw(referral: Referral, *, by: Person) -> None:
    """End permission on the survivor's word, at once and for every letter of this referral."""
    by.require(Can.SEND_LETTERS, at=referral.sender)
    referral = locked(referral, by=by)
    referral.move_to(State.WITHDRAWN)
    referral.save(update_fields=["state", "phrase"])
    referral.releases.filter(backward=False, withdrawn_at=None).update(withdrawn_at=now())
    remember("referral_withdrawn", referral, by=by)
    keep_no_longer([referral.pk], organization=by.here, until=localdate() + REMEMBERED_AFTER_END)


@transaction.atomic
def withdraw_release(release: Release, *, by: Person) -> None:
    """End permission for one letter back; the referral itself goes on."""
    by.require(Can.SEND_LETTERS, at=release.releasing)
    referral = locked(release.referral, by=by)
    ended = Release.objects.filter(
        pk=release.pk, referral=referral, backward=release.backward, withdrawn_at=None
    ).update(withdrawn_at=now())
    if not ended:
        raise Blocked(_("This permission was already withdrawn."))
    remember("release_withdrawn", referral, by=by)
