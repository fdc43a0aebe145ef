"""Keys made in Python exactly as a browser makes them: for the demo and for tests, and for nothing else.

A real organization's secrets are made in its own browsers and never pass through here.
"""

import base64
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.timezone import localdate
from pyrage.x25519 import Identity, Recipient

from alongside.orgs import vouching
from alongside.orgs.models import MemberKey, Organization, Person

Wrap = Callable[[str, str], bytes]  # (secret, passphrase) -> age file
Told = dict[str, Any]
LETTER_SIZE = 16_384
ANSWER_SIZE = 4_096


def new_passphrase() -> str:
    """Six of the 2,048 words: 66 bits."""
    return " ".join(secrets.choice(vouching.words()) for _ in range(vouching.HOW_MANY_WORDS))


def encoded(value: bytes) -> str:
    return base64.b64encode(value).decode()


def wrapped_to(recipient: str, secret: str) -> str:
    return encoded(pyrage.encrypt(secret.encode(), [Recipient.from_str(recipient)]))


@dataclass(frozen=True)
class Holder:
    """A member with the private half of their key."""

    person: Person
    identity: Identity
    passphrase: str

    @classmethod
    def of(cls, person: Person) -> "Holder":
        return cls(person, Identity.generate(), new_passphrase())

    @property
    def recipient(self) -> str:
        return str(self.identity.to_public())

    @property
    def key(self) -> MemberKey:
        return MemberKey.objects.current().get(recipient=self.recipient)

    def proposal(self, wrap: Wrap, *, replaces: UUID | None = None) -> Told:
        """What /keys/member/ takes."""
        wrapped = encoded(wrap(str(self.identity), self.passphrase))
        return {
            "recipient": self.recipient,
            "wrapped": wrapped,
            "replaces": str(replaces) if replaces else None,
        }


@dataclass
class Secrets:
    """All the private halves of one organization: what its members together could unwrap."""

    organization: Organization
    signing: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    opening: dict[int, Identity] = field(default_factory=dict)
    sheets: list[Identity] = field(default_factory=list)

    @property
    def public(self) -> bytes:
        return self.signing.public_key().public_bytes_raw()

    @property
    def seed(self) -> str:
        return encoded(self.signing.private_bytes_raw())

    @property
    def number(self) -> int:
        return max(self.opening, default=0)

    @property
    def sheet(self) -> Identity:
        return self.sheets[-1]

    def secret(self, kind: str, number: int | None) -> str:
        return self.seed if number is None else str(self.opening[number])

    def signed(self, message: bytes) -> str:
        return encoded(self.signing.sign(message))

    def numbered(self, kind: str, number: int, identity: Identity) -> Told:
        """An opening key or a sheet, signed today."""
        recipient, day = str(identity.to_public()), localdate()
        message = vouching.numbered(kind, self.organization.pk, number, recipient, day)
        told = {"number": number, "recipient": recipient, "day": day.isoformat()}
        return told | {"signature": self.signed(message)}

    def member_signature(self, person: Person, recipient: str) -> str:
        day = localdate()
        return self.signed(vouching.member_key(self.organization.pk, person.pk, recipient, day))

    def to_member(self, holder: Holder, kind: str, number: int | None) -> Told:
        wrapped = wrapped_to(holder.recipient, self.secret(kind, number))
        place = {"kind": kind, "number": number, "to": "member", "member": str(holder.key.pk)}
        return place | {"wrapped": wrapped}

    def to_sheet(self, kind: str, number: int | None) -> Told:
        wrapped = wrapped_to(str(self.sheet.to_public()), self.secret(kind, number))
        place = {"kind": kind, "number": number, "to": "recovery", "member": None}
        return place | {"wrapped": wrapped}

    def set_up(self, holder: Holder, *, older: Iterable[int] = ()) -> Told:
        """What /keys/setup/ takes: the first keys, or with older ones new keys."""
        older, replaces = list(older), self.public.hex() if self.opening else None
        if replaces:
            self.signing = Ed25519PrivateKey.generate()
        self.opening[self.number + 1] = Identity.generate()
        self.sheets.append(Identity.generate())
        both = [("signing", None), ("opening", self.number)]
        return {
            "replaces": replaces,
            "signing": {"public": self.public.hex()},
            "member": {
                "id": str(holder.key.pk),
                "day": localdate().isoformat(),
                "signature": self.member_signature(holder.person, holder.recipient),
            },
            "opening": self.numbered("opening", self.number, self.opening[self.number]),
            "recovery": self.numbered("recovery", len(self.sheets), self.sheet),
            "grants": [self.to_member(holder, *each) for each in both]
            + [self.to_sheet(*each) for each in both]
            + [self.to_sheet("opening", number) for number in older],
        }

    def granting(self, holder: Holder, *kinds: str, vouch: bool = True) -> Told:
        """What /keys/grant/ takes, every opening key included."""
        keys = [("opening", number) for number in self.opening] if "opening" in kinds else []
        every: list[tuple[str, int | None]] = [*keys]
        every += [("signing", None)] if "signing" in kinds else []
        signature = self.member_signature(holder.person, holder.recipient) if vouch else None
        return {
            "member": str(holder.key.pk),
            "recipient": holder.recipient,
            "day": localdate().isoformat() if vouch else None,
            "signature": signature,
            "grants": [
                {
                    "kind": kind,
                    "number": number,
                    "wrapped": wrapped_to(holder.recipient, self.secret(kind, number)),
                }
                for kind, number in every
            ],
        }

    def rotation(
        self, holders: Iterable[Holder], *, new_sheet: bool = False, older: Iterable[int] = ()
    ) -> Told:
        """What /keys/rotation/ takes; `older` numbers go to a new sheet too."""
        self.opening[self.number + 1] = Identity.generate()
        number, recovery = self.number, None
        if new_sheet:
            self.sheets.append(Identity.generate())
            recovery = self.numbered("recovery", len(self.sheets), self.sheet)
        grants = [self.to_sheet("opening", number)]
        grants += [self.to_member(holder, "opening", number) for holder in holders]
        if new_sheet:
            grants.append(self.to_sheet("signing", None))
            grants += [self.to_sheet("opening", each) for each in older]
        opening = self.numbered("opening", number, self.opening[number])
        return {"opening": opening, "recovery": recovery, "grants": grants}


def seal(words: Told, recipients: Iterable[str], size: int = LETTER_SIZE) -> bytes:
    """A letter or an answer: JSON filled up with spaces, so that every one has the same size."""
    whom = [Recipient.from_str(recipient) for recipient in recipients]
    plain = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    # This library adds a stanza of random length to each header: seal until the whole fits.
    covers = sorted(len(pyrage.encrypt(b"", whom)) for _ in range(15))
    room = size - covers[len(covers) // 2]
    if len(plain) > room:
        raise ValueError("too long for one letter")
    while len(sealed := pyrage.encrypt(plain.ljust(room), whom)) != size:
        pass
    return bytes(sealed)
