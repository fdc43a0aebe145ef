"""What a person may know of a referral, gathered for its page and for their organization's own export."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.audit.models import Detail, Event
from alongside.orgs.facts import text
from alongside.orgs.models import Grant, Organization, Person
from alongside.orgs.roles import Can
from alongside.referrals.models import OPEN, Answer, Letter, Referral, Release, State
from alongside.referrals.phrases import in_spanish

# States of an answer: sealed with it, so they are words for the browser only.
STATES = [
    ("reached", _("We are in touch")),
    ("trying", _("We are trying")),
    ("not_reached", _("We did not reach them")),
    ("helped", _("Helped")),
    ("declined", _("They declined")),
]

TOLD_BOTH = [State.RETURNED, State.LOST]  # other ends mean to the receiving side: permission ended


@dataclass(frozen=True)
class Standing:
    """How a referral stands for the person who looks, on their own side alone."""

    is_sender: bool
    is_closed: bool
    permission_ended: bool
    is_lost: bool
    can_act: bool
    phrase_in_spanish: str
    letters: list[Letter]
    releases: list[Release]
    answer_kept: bool
    opened_by: list[tuple[str, Any]]


def standing(referral: Referral, *, by: Person) -> Standing:
    """Everything the page of a referral says. The sender's never depends on the receiving side's half."""
    here = by.here
    is_sender = referral.sender_id == here.pk
    is_closed = referral.is_closed_at(here)
    own = referral.releases.filter(backward=not is_sender).select_related("sender", "recipient")
    letters = Letter.objects.to(here).filter(referral=referral).defer("sealed")
    may_open = by.can(Can.OPEN_LETTERS, at=here)
    return Standing(
        is_sender=is_sender,
        is_closed=is_closed,
        permission_ended=not is_sender and referral.is_over and referral.state not in TOLD_BOTH,
        is_lost=referral.state == State.LOST,
        can_act=not referral.is_over and not is_closed,
        phrase_in_spanish=in_spanish(referral.phrase) if referral.phrase else "",
        letters=list(letters.order_by("day", "pk")) if may_open else [],
        releases=list(own.order_by("day", "pk")),
        answer_kept=not is_sender and Answer.objects.filter(referral=referral).exists(),
        opened_by=[] if is_sender else who_opened(referral, here),
    )


def who_opened(referral: Referral, organization: Organization) -> list[tuple[str, Any]]:
    """Who of one's own side opened a letter, and when: remembered by the log, shown to that side only."""
    opened = Event.objects.filter(organization=organization.pk, act="letter_opened")
    details = Detail.objects.filter(organization=organization.pk, subject=referral.pk)
    acts = list(details.filter(event__in=opened.values("pk")).order_by("minute")[:20])
    names = dict(
        Person.objects.filter(pk__in={act.person for act in acts}).values_list("pk", "name")
    )
    return [(names.get(act.person, ""), act.minute) for act in acts if act.person]


def answer_of(referral: Referral, *, by: Person) -> tuple[bytes | None, Grant | None]:
    """The sealed answer and the key that opens it, for somebody of the receiving side who may open."""
    by.require(Can.OPEN_LETTERS, at=referral.recipient)
    answer = Answer.objects.filter(referral=referral).first()
    if answer is None or by.session_membership is None:
        return None, None
    grant = Grant.objects.of(by.session_membership).filter(
        opening_key__organization=referral.recipient, opening_key__number=answer.number
    )
    return bytes(answer.sealed), grant.select_related("opening_key").first()


def letters_of(organization: Organization, *, by: Person) -> list[dict[str, Any]]:
    """Letters to this organization that are still open, as ciphertext, for its own export."""
    by.require(Can.OPEN_LETTERS, at=organization)
    found = Letter.objects.to(organization).filter(referral__state__in=OPEN)
    return [
        {
            "letter": str(letter.pk),
            "referral": str(letter.referral_id),
            "from": str(letter.recipient_id if letter.backward else letter.sender_id),
            "to": str(organization.pk),
            "release": str(letter.pk),
            "day": letter.day.isoformat(),
            "number": letter.number,
            "sealed": text(letter.sealed),
        }
        for letter in found.order_by("day", "pk")
    ]
