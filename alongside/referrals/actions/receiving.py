"""The receiving side: open, keep an answer, return unopened, close. The sender sees only received or returned."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import Grant, OpeningKey, Person
from alongside.orgs.roles import Can
from alongside.referrals.actions.locking import closed_here, locked, permission_ended
from alongside.referrals.actions.sending import remember
from alongside.referrals.models import Answer, Letter, Referral, State


@dataclass(frozen=True)
class Opened:
    """Ciphertext, and the opening key's secret wrapped to the person who opens. The browser does the rest."""

    sealed: bytes
    grant: Grant | None


@transaction.atomic
def open_letter(referral: Referral, letter: UUID, *, by: Person) -> Opened:
    """Hand a letter's ciphertext to somebody who holds a key to it, while the survivor's permission stands."""
    here = by.here
    by.require(Can.OPEN_LETTERS, at=here)
    referral = locked(referral, by=by)
    found = Letter.objects.to(here).filter(referral=referral, pk=letter).first()
    if found is None:
        raise closed_here() if referral.is_closed_at(here) else permission_ended()
    opened = Opened(bytes(found.sealed), grant_for(found, by=by))
    if not found.backward and referral.state == State.SENT:
        referral.move_to(State.RECEIVED)
        referral.save(update_fields=["state"])
    Letter.objects.filter(pk=found.pk, referral=referral).unopened().update(opened=True)
    remember("letter_opened", referral, by=by)
    return opened


def grant_for(letter: Letter, *, by: Person) -> Grant | None:
    """The grant of the key a letter is sealed to; none is needed when it is sealed to the member themselves."""
    membership = by.session_membership
    if membership is None:
        raise PermissionDenied
    if letter.members:
        if not membership.keys.filter(pk__in=letter.members, retired_at=None).exists():
            raise PermissionDenied
        return None
    grant = Grant.objects.of(membership).filter(
        opening_key__organization=by.here, opening_key__number=letter.number
    )
    if found := grant.select_related("opening_key").first():
        return found
    raise Blocked(
        _("You hold no key to this letter yet. A colleague can give it to you on the Keys page.")
    )


def require_opened(referral: Referral) -> None:
    """A letter was opened here, and one still lies here. Blocked with what happened, or what to do, otherwise."""
    if referral.state == State.SENT:
        raise Blocked(_("Open the letter first, or return it."))
    if referral.is_closed_at(referral.recipient):
        raise closed_here()


@transaction.atomic
def give_back(referral: Referral, *, by: Person) -> None:
    """Return a letter unopened, without a reason. Blocked once it was opened."""
    by.require(Can.OPEN_LETTERS, at=referral.recipient)
    referral = locked(referral, by=by)
    if referral.state != State.SENT:
        raise Blocked(_("It was opened here, so it cannot be returned. You can close it."))
    erase_here(referral)
    referral.move_to(State.RETURNED)
    referral.save(update_fields=["state", "phrase"])
    remember("referral_returned", referral, by=by)


@transaction.atomic
def keep_answer(referral: Referral, sealed: bytes, *, number: int, by: Person) -> None:
    """Keep our own private note, sealed to our own key. The other side never sees that there is one."""
    by.require(Can.OPEN_LETTERS, at=referral.recipient)
    referral = locked(referral, by=by)
    require_opened(referral)
    if not OpeningKey.objects.current().filter(organization=by.here, number=number).exists():
        raise Blocked(
            _("Your organization's key changed. Reload the page and keep the answer again.")
        )
    Answer.objects.filter(referral=referral).delete()
    Answer.objects.create(
        referral=referral,
        sender=referral.sender,
        organization=by.here,
        number=number,
        sealed=sealed,
    )
    remember("answer_kept", referral, by=by)


@transaction.atomic
def close(referral: Referral, *, by: Person) -> None:
    """Be done with it: letter and answer are erased, and the sender sees no change."""
    by.require(Can.OPEN_LETTERS, at=referral.recipient)
    referral = locked(referral, by=by)
    require_opened(referral)
    erase_here(referral)
    remember("referral_closed", referral, by=by)


def erase_here(referral: Referral) -> None:
    """Nothing of it is left with the receiving side."""
    Letter.objects.to(referral.recipient).filter(referral=referral).delete()
    Answer.objects.filter(referral=referral).delete()
