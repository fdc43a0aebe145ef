"""What the pages of letters tell the sealing module: ids, public keys, addresses. Never a letter."""

import uuid
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.lib.choices import listed
from alongside.lib.errors import Blocked
from alongside.orgs.facts import Facts, keys_of, member_facts, named, opening_of, signing_of, text
from alongside.orgs.models import MemberKey, Organization, Person
from alongside.partnerships.models import Confirmation, Item, Partnership
from alongside.referrals.actions.telling import keys_of_openers
from alongside.referrals.models import Letter, Referral

SALT = "a letter not sent yet"
LIFETIME = 12 * 60 * 60  # seconds: longer than anybody's shift keeps one page


def ticket(partnership: Partnership, referral: Referral | None, *, by: Person) -> Facts:
    """The ids of a letter to be, made by the server and bound to who writes to whom."""
    return {
        "referral": str(referral.pk if referral else uuid.uuid4()),
        "release": str(uuid.uuid4()),
        "partnership": str(partnership.pk),
        "back": referral is not None,
        "day": localdate().isoformat(),
        "person": str(by.pk),
        "organization": str(by.here.pk),
    }


def signed(told: Facts) -> str:
    return signing.dumps(told, salt=SALT)


def read_ticket(token: str, *, by: Person) -> Facts:
    """The ids inside a token. Blocked when it is old, changed, or somebody else's."""
    try:
        told: Facts = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        told = {}
    if told.get("person") != str(by.pk) or told.get("organization") != str(by.here.pk):
        raise Blocked(_("This page is too old. Reload it and write again."))
    return told


def openers(organization: Organization) -> list[MemberKey]:
    """Members who may open letters and whose key the organization has signed."""
    return list(keys_of_openers(organization).select_related("membership__person"))


def write_facts(partnership: Partnership, referral: Referral | None, *, by: Person) -> Facts:
    """For the page where a letter is written."""
    here, partner = by.here, partnership.partner_of(by.here)
    told = ticket(partnership, referral, by=by)
    confirmation = Confirmation.objects.standing(here, partner)
    return {
        "token": signed(told),
        "referral": told["referral"],
        "release": told["release"],
        "day": told["day"],
        "last_day": localdate(referral.ends_at).isoformat() if referral else None,
        "from": named(here) | {"signing": signing_of(here)},
        "to": named(partner)
        | {
            "signing": signing_of(partner),
            "opening": opening_of(partner),
            "members": [member_facts(key) for key in openers(partner)],
        },
        "confirmation": confirmation
        and {
            "fingerprint": confirmation.fingerprint,
            "day": confirmation.day.isoformat(),
            "signature": text(confirmation.signature),
        },
        "items": item_labels(),
        "keys": keys_of(by),
        "urls": {"send": reverse("referrals:send")},
    }


def item_labels() -> list[dict[str, Any]]:
    return [{"id": item, "label": str(label)} for item, label in listed(Item.choices)]


def read_facts(
    referral: Referral, letters: list[Letter], *, answer_kept: bool, by: Person
) -> Facts:
    """For the page where letters are opened and an answer is kept."""
    return {
        "referral": str(referral.pk),
        "organization": named(by.here),
        "signing": signing_of(by.here),
        "opening": opening_of(by.here),
        "keys": keys_of(by),
        "letters": [letter_facts(referral, letter) for letter in letters],
        "items": item_labels(),
        "answer_kept": answer_kept,
        "urls": {
            "answer": reverse("referrals:answer", args=[referral.pk]),
            "answer_read": reverse("referrals:answer_read", args=[referral.pk]),
        },
    }


def letter_facts(referral: Referral, letter: Letter) -> Facts:
    sides = [named(referral.sender), named(referral.recipient)]
    author, reader = reversed(sides) if letter.backward else sides
    return {
        "letter": str(letter.pk),
        "release": str(letter.pk),
        "from": author,
        "to": reader,
        "number": letter.number,
        "day": letter.day.isoformat(),
        "members": bool(letter.members),
        "url": reverse("referrals:open", args=[referral.pk, letter.pk]),
    }
