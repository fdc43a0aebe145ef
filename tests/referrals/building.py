"""Two organizations that are ready to write to each other, and letters as a browser seals them."""

import base64
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pyrage
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from alongside.lib.walls import within
from alongside.orgs.making import ANSWER_SIZE, LETTER_SIZE, seal
from alongside.orgs.models import Grant, MemberKey, OpeningKey
from alongside.referrals import actions
from alongside.referrals.actions import Parcel
from alongside.referrals.facts import signed, ticket
from tests.partnerships import building

WORDS = {"name": "Maria Quetzal", "safe_contact": {"reach": False}, "needs": "a place to sleep"}
ELEMENTS = {
    "items": ["name", "safe_contact", "needs"],
    "purpose": "advocacy",
    "explained": "in_person",
    "language": "es",
    "interpreter": "none_needed",
    "capacity": "self",
    "signed": "paper",
    "form": "on_paper",
    "independent": True,
}
# What the permission step sends beside: choices that are not kept with the release.
CHOICES = ELEMENTS | {"hidden": "nobody", "days": "14", "mode": "call_back", "urgency": "today"}


@dataclass
class Side:
    """An organization's secrets, which only its members' browsers hold."""

    organization: object
    signing: object
    opening: pyrage.x25519.Identity
    members: dict


def side_of(organization, *people):
    """Keys of an organization, granted to each of these people."""
    signing, opening = building.signing_key_of(organization), pyrage.x25519.Identity.generate()
    key = building.opening_key_of(organization, signing, str(opening.to_public()))
    members = {}
    for person in people:
        members[person] = identity = pyrage.x25519.Identity.generate()
        own = MemberKey.objects.create(
            membership=person.session_membership,
            recipient=str(identity.to_public()),
            wrapped=b"wrapped by a passphrase",
            signature=bytes(64),
            signing_number=1,
        )
        wrapped = pyrage.encrypt(str(opening).encode(), [identity.to_public()])
        Grant.objects.create(
            organization=organization, opening_key=key, member_key=own, wrapped=wrapped
        )
    return Side(organization, signing, opening, members)


def partners(one, other, **bounds):
    """An active partnership of two sides, each having confirmed the other by voice."""
    partnership = building.partnership_of(one.organization, other.organization, **bounds)
    building.confirmation_of(partnership, one.organization, one.signing)
    building.confirmation_of(partnership, other.organization, other.signing)
    return partnership


def sealed(told, recipient, items=WORDS):
    """A letter as the browser seals it."""
    header = {key: told[key] for key in ("referral", "release", "day")}
    return seal({"alongside": "letter 1", **header, "items": items}, [recipient])


def parcel(partnership, by, *, within_referral=None, **changes):
    """What one send carries, to the partner's key of today."""
    told = ticket(partnership, within_referral, by=by)
    key = OpeningKey.objects.current().get(organization=partnership.partner_of(by.here))
    given = {
        "referral": UUID(told["referral"]),
        "release": UUID(told["release"]),
        "elements": ELEMENTS,
        "sealed": sealed(told, key.recipient),
        "number": key.number,
        "day": localdate(),
        "mode": "" if within_referral else "call_back",
        "urgency": "" if within_referral else "today",
    }
    return Parcel(**(given | changes))


def send_body(partnership, by, *, within_referral=None, **changes):
    """The JSON a browser posts."""
    told = ticket(partnership, within_referral, by=by)
    key = OpeningKey.objects.current().get(organization=partnership.partner_of(by.here))
    letter = sealed(told, key.recipient)
    choices = dict(CHOICES)
    if within_referral:
        del choices["mode"], choices["urgency"]
    body = {
        "token": signed(told),
        "release": choices,
        "letter": base64.b64encode(letter).decode(),
        "number": key.number,
        "members": [],
    }
    return body | changes


def sent(partnership, by, **changes):
    """A referral that `by` sent."""
    with within(by.here):
        return actions.send(partnership, parcel(partnership, by, **changes), by=by)


def answer_of(side, text="we spoke"):
    told = {"alongside": "answer 1", "state": "reached", "text": text}
    return seal(told, [str(side.opening.to_public())], size=ANSWER_SIZE)


def days(number):
    return timedelta(days=number)


def bytes_of(text):
    return base64.b64decode(text)


def counted():
    """The queries made inside."""
    return CaptureQueriesContext(connection)


def text_of(value):
    return base64.b64encode(value).decode()


def unknown():
    """An id that nothing has."""
    return uuid4()


def a_letter():
    """Sixteen kibibytes that begin like every letter."""
    return b"age-encryption.org/v1\n".ljust(LETTER_SIZE, b"x")


def let_end(referral):
    """Move the fixed day into the past, by dates in rows: the database asks its own clock."""
    with connections["owner"].cursor() as cursor:
        ago = ["2020-01-01", referral.pk]
        cursor.execute("UPDATE referrals_release SET until = %s WHERE referral_id = %s", ago)
        cursor.execute("UPDATE referrals_referral SET ends_at = %s WHERE id = %s", ago)
