"""What a browser proposes about keys: public halves it signed, private halves it wrapped. Nothing else is read."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from alongside.lib.bodies import Body, Sealed, Signature
from alongside.orgs.models.keys import AGE_RECIPIENT, WRAPPED_BYTES


def small(wrapped: bytes) -> bytes:
    if len(wrapped) > WRAPPED_BYTES:
        raise ValueError(f"more than {WRAPPED_BYTES} bytes")
    return wrapped


Recipient = Annotated[str, StringConstraints(pattern=AGE_RECIPIENT)]
Public = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]  # 32 bytes in hex
Wrapped = Annotated[Sealed, AfterValidator(small)]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
Day = Annotated[date, Field(strict=True)]
Kind = Literal["opening", "signing"]


class Nothing(Body):
    """A POST that says only that it is one."""


class Unlocking(Body):
    """Which member key this browser wants to keep unlocked."""

    member: UUID


class NewMemberKey(Body):
    recipient: Recipient
    wrapped: Wrapped
    replaces: UUID | None


class NumberedKey(Body):
    """An opening key's or a recovery sheet's public half, signed."""

    number: Number
    recipient: Recipient
    day: Day
    signature: Signature


class SigningHalf(Body):
    public: Public


class OwnKey(Body):
    """The proposer's own member key, signed by the new signing key."""

    id: UUID
    day: Day
    signature: Signature


class Share(Body):
    """One secret wrapped to one holder: a member, or the recovery sheet."""

    kind: Kind
    number: Number | None
    to: Literal["member", "recovery"]
    member: UUID | None
    wrapped: Wrapped

    @model_validator(mode="after")
    def names_one_key_and_one_holder(self) -> Self:
        if (self.kind == "opening") != (self.number is not None):
            raise ValueError("an opening key has a number, a signing key has none")
        if (self.to == "member") != (self.member is not None):
            raise ValueError("a member is named, a sheet is not")
        return self

    @property
    def place(self) -> tuple[str, int | None, UUID | None]:
        """Which key, for whom; no member means the recovery sheet."""
        return (self.kind, self.number, self.member)


class SetUp(Body):
    """An organization's keys, all at once; with `replaces`, new ones."""

    replaces: Public | None
    signing: SigningHalf
    member: OwnKey
    opening: NumberedKey
    recovery: NumberedKey
    grants: list[Share]


class Rotation(Body):
    """The next opening key; with `recovery`, a new sheet too."""

    opening: NumberedKey
    recovery: NumberedKey | None
    grants: list[Share]


class MemberShare(Body):
    """One secret wrapped to the member who read six words."""

    kind: Kind
    number: Number | None
    wrapped: Wrapped


class Granting(Body):
    """What a newcomer is given, and their key as the granter saw it."""

    member: UUID
    recipient: Recipient
    day: Day | None
    signature: Signature | None
    grants: list[MemberShare]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        if (self.day is None) != (self.signature is None):
            raise ValueError("a signature has a day")
        if self.signature is None and not self.grants:
            raise ValueError("nothing is given")
        if len({(share.kind, share.number) for share in self.grants}) != len(self.grants):
            raise ValueError("each key once")
        return self
