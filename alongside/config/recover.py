"""`alongside recover`: an organization's keys and open letters from its own export and its recovery sheet.

No server, no database, no network: a machine that was never connected will do.
"""

import base64
import json
import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, Field, ValidationError
from pyrage.x25519 import Identity

from alongside.config.start.problems import CannotStart
from alongside.lib.bodies import Base64
from alongside.orgs import vouching

PREFIX = "AGE-SECRET-KEY-1"
DAMAGED = "This file is not a whole export of Alongside, or it was changed. Use another copy."
NOT_A_SHEET = (
    "This is not what a recovery sheet says. It has 58 letters and digits in groups of four; "
    "look for one that was mistyped."
)
OTHER_SHEET = (
    "This sheet does not open this export. Look for the newest sheet of the same organization."
)


class Signing(BaseModel):
    number: int
    public: str


class Signed(BaseModel):
    """An opening key or a sheet."""

    number: int
    recipient: str
    day: date
    signature: Base64
    signing: int


class Wrapped(BaseModel):
    """A key's secret, wrapped to a sheet."""

    kind: str
    number: int
    sheet: int
    wrapped: Base64


class Letter(BaseModel):
    letter: UUID
    referral: UUID
    sender: UUID = Field(alias="from")
    to: UUID
    release: UUID
    day: date
    number: int
    sealed: Base64


class Owner(BaseModel):
    id: UUID
    name: str


class Export(BaseModel):
    alongside: str = Field(pattern="^export 1$")
    organization: Owner
    signing: list[Signing]
    opening: list[Signed]
    sheets: list[Signed]
    grants: list[Wrapped]
    letters: list[Letter]


@dataclass
class Keys:
    """What one sheet opened, by number."""

    opening: dict[int, Identity] = field(default_factory=dict)
    signing: dict[int, bytes] = field(default_factory=dict)


def recover(export: Path, *, sheet: str, letters: Path | None) -> int:
    """Say which keys and letters the sheet opens; write the letters only when a folder is named."""
    told, identity = read_export(export), identity_from(sheet)
    number = sheet_number(told, identity)
    keys = opened_keys(told, number, identity)
    click.echo(f"Recovery sheet {number} of {told.organization.name}")
    click.echo(f"Opening keys: {listed(keys.opening)}")
    click.echo(f"Signing keys: {listed(keys.signing)}")
    words, unread = opened_letters(told, keys)
    click.echo(f"Letters still open: {len(words) + unread}, of which {len(words)} can be read")
    if letters is not None:
        write(words, letters)
    elif words:
        click.echo("Nothing was written. Name a folder with --letters to write them.")
    if unread:
        raise CannotStart(unread_sentence(unread))
    return 0


def unread_sentence(unread: int) -> str:
    return (
        f"{unread} of the letters could not be read: changed on the way, "
        "sealed to chosen people only, or to a key that is not on this sheet."
    )


def listed(numbers: dict[int, Any]) -> str:
    return ", ".join(str(number) for number in sorted(numbers)) or "none"


def read_export(file: Path) -> Export:
    """The export, whole and with every signature in order. One sentence otherwise."""
    try:
        told = Export.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as problem:
        raise CannotStart(DAMAGED) from problem
    public = {key.number: key.public for key in told.signing}
    for make, keys in (
        (vouching.opening_key, told.opening),
        (vouching.recovery_sheet, told.sheets),
    ):
        for key in keys:
            message = make(told.organization.id, key.number, key.recipient, key.day)
            signing = bytes.fromhex(public.get(key.signing, ""))
            if not vouching.is_signed(message, key.signature, by=signing):
                raise CannotStart(DAMAGED)
    return told


def identity_from(typed: str) -> Identity:
    """The sheet's identity, whatever spaces, hyphens and capitals it was typed with."""
    letters = re.sub(r"[^A-Z0-9]", "", typed.upper()).removeprefix("AGESECRETKEY1")
    try:
        return Identity.from_str(PREFIX + letters)
    except pyrage.IdentityError as problem:
        raise CannotStart(NOT_A_SHEET) from problem


def sheet_number(told: Export, identity: Identity) -> int:
    """Which sheet this is, among those that still open something."""
    recipient, used = str(identity.to_public()), {grant.sheet for grant in told.grants}
    for sheet in told.sheets:
        if sheet.recipient == recipient and sheet.number in used:
            return sheet.number
    raise CannotStart(OTHER_SHEET)


def opened_keys(told: Export, sheet: int, identity: Identity) -> Keys:
    """Every key wrapped to the sheet. Each must fit the public half that the organization signed."""
    keys = Keys()
    recipients = {key.number: key.recipient for key in told.opening}
    public = {key.number: key.public for key in told.signing}
    try:
        for grant in (grant for grant in told.grants if grant.sheet == sheet):
            secret = pyrage.decrypt(grant.wrapped, [identity]).decode()
            if grant.kind == "opening":
                keys.opening[grant.number] = fitting(secret, recipients[grant.number])
            else:
                keys.signing[grant.number] = fitting_seed(secret, public[grant.number])
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, KeyError) as problem:
        raise CannotStart(DAMAGED) from problem
    return keys


def fitting(secret: str, recipient: str) -> Identity:
    identity = Identity.from_str(secret)
    if str(identity.to_public()) != recipient:
        raise ValueError("another key")
    return identity


def fitting_seed(secret: str, public: str) -> bytes:
    seed = base64.b64decode(secret, validate=True)
    if Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex() != public:
        raise ValueError("another key")
    return seed


def opened_letters(told: Export, keys: Keys) -> tuple[dict[UUID, dict[str, Any]], int]:
    """The words of each letter that opens, and how many do not."""
    ours = [letter for letter in told.letters if letter.to == told.organization.id]
    words = {letter.letter: opened(letter, keys) for letter in ours}
    read = {letter: told for letter, told in words.items() if told is not None}
    return read, len(ours) - len(read)


def opened(letter: Letter, keys: Keys) -> dict[str, Any] | None:
    """A letter's words, if its key is here and its header says what the export says of it."""
    identity = keys.opening.get(letter.number)
    if identity is None:
        return None
    try:
        told = json.loads(pyrage.decrypt(letter.sealed, [identity]))
    except (pyrage.DecryptError, ValueError):
        return None
    belongs = isinstance(told, dict) and header(letter).items() <= told.items()
    return told if belongs else None


def header(letter: Letter) -> dict[str, Any]:
    """What the plaintext begins with (docs/keys.md)."""
    named = letter.model_dump(mode="json", by_alias=True, exclude={"letter", "sealed"})
    return {"alongside": "letter 1"} | named


def write(words: dict[UUID, dict[str, Any]], folder: Path) -> None:
    """One file a letter, for its owner's eyes only, in a folder that was empty."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise CannotStart(f"{folder} is not empty. Name a folder that is, or a new one.")
    folder.chmod(0o700)
    for letter, told in words.items():
        file = folder / f"letter-{letter}.json"
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            json.dump(told, out, ensure_ascii=False, indent=2)
    click.echo(f"{len(words)} letters were written to {folder}. Erase them when they are used.")
