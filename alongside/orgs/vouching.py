"""What an organization's signing key vouches for, letter by letter, and keys as words people can read aloud."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WORDS = Path(__file__).with_name("words.txt")  # 2,048, browsers read the same: eleven bits each
HOW_MANY_WORDS = 6


def lines(*parts: str) -> bytes:
    """UTF-8, one part a line, nothing after the last; no part may hide a line of its own."""
    if any("\n" in part or "\r" in part for part in parts):
        raise ValueError("a line within a line")
    return "\n".join(parts).encode()


def opening_key(organization: UUID, number: int, recipient: str, day: date) -> bytes:
    """Partners seal to this one."""
    return numbered("opening", organization, number, recipient, day)


def recovery_sheet(organization: UUID, number: int, recipient: str, day: date) -> bytes:
    """Every key may be wrapped to this sheet; unsigned, the server could slip in its own."""
    return numbered("recovery", organization, number, recipient, day)


def numbered(kind: str, organization: UUID, number: int, recipient: str, day: date) -> bytes:
    return key(organization, kind, f"number {number}", recipient, day)


def member_key(organization: UUID, person: UUID, recipient: str, day: date) -> bytes:
    """This person's key is their own, said by somebody who heard their six words."""
    return key(organization, "member", f"person {person}", recipient, day)


def key(organization: UUID, kind: str, which: str, recipient: str, day: date) -> bytes:
    return lines(
        "alongside key 1",
        f"organization {organization}",
        f"kind {kind}",
        which,
        f"recipient {recipient}",
        f"day {day.isoformat()}",
    )


def confirmation(organization: UUID, partner: UUID, fingerprint: str, day: date) -> bytes:
    """A champion of `organization` heard this fingerprint from the partner by voice."""
    return lines(
        "alongside confirmation 1",
        f"organization {organization}",
        f"partner {partner}",
        f"fingerprint {fingerprint}",
        f"day {day.isoformat()}",
    )


def is_signed(message: bytes, signature: bytes, *, by: bytes) -> bool:
    """Whether the signing key with these 32 public bytes signed the message (Ed25519, RFC 8032)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes(by)).verify(bytes(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """SHA-256 of a signing key's 32 public bytes, in hex."""
    return hashlib.sha256(bytes(public)).hexdigest()


@cache
def words() -> tuple[str, ...]:
    return tuple(WORDS.read_text().split())


def words_of(digest: bytes) -> list[str]:
    """The first 66 bits of a hash as six words."""
    bits = "".join(f"{byte:08b}" for byte in digest[:9])
    return [words()[int(bits[at : at + 11], 2)] for at in range(0, 11 * HOW_MANY_WORDS, 11)]


def words_for_granting(recipient: str, public: bytes) -> list[str]:
    """What a newcomer reads aloud: their own key and their organization's, in one."""
    return words_of(hashlib.sha256(f"{recipient}\n{bytes(public).hex()}".encode()).digest())


def words_for_fingerprint(hexadecimal: str) -> list[str]:
    """What two champions read to each other."""
    return words_of(bytes.fromhex(hexadecimal))
