"""The page of an organization's keys: what it tells its browser, and which panels it shows to whom."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from alongside.orgs.facts import Facts, keys_of, member_facts, named, numbered, signing_of
from alongside.orgs.models import (
    Grant,
    MemberKey,
    OpeningKey,
    Organization,
    Person,
    RecoverySheet,
    SigningKey,
)
from alongside.orgs.roles import Can, powers


@dataclass
class KeysPage:
    """Keys as they stand for the person who looks."""

    person: Person
    here: Organization

    @cached_property
    def powers(self) -> set[Can]:
        membership = self.person.session_membership
        return powers(membership.roles, at_host=self.here.is_host) if membership else set()

    @cached_property
    def signing(self) -> SigningKey | None:
        return SigningKey.objects.current().filter(organization=self.here).first()

    @cached_property
    def opening(self) -> OpeningKey | None:
        return OpeningKey.objects.current().filter(organization=self.here).first()

    @cached_property
    def sheet(self) -> RecoverySheet | None:
        return RecoverySheet.objects.current().filter(organization=self.here).first()

    @cached_property
    def everybody(self) -> list[MemberKey]:
        """The keys of those whose roles need one."""
        keys = MemberKey.objects.current().at(self.here).select_related("membership__person")
        ordered = keys.order_by("membership__person__name", "pk")
        return [key for key in ordered if self.may_open(key) or self.may_sign(key)]

    @cached_property
    def mine(self) -> MemberKey | None:
        me = self.person.pk
        return next((key for key in self.everybody if key.membership.person_id == me), None)

    @cached_property
    def holders(self) -> dict[str, set[UUID | None]]:
        """Which member keys hold the opening key and the signing key in use."""
        grants = Grant.objects.filter(organization=self.here, member_key__isnull=False)
        in_use = Q(opening_key=self.opening) if self.opening else Q(pk=None)
        if self.signing:
            in_use |= Q(signing_key=self.signing)
        rows = list(grants.filter(in_use).values_list("member_key", "signing_key"))
        return {
            "opening": {holder for holder, signing in rows if signing is None},
            "signing": {holder for holder, signing in rows if signing is not None},
        }

    def may_open(self, key: MemberKey) -> bool:
        return Can.OPEN_LETTERS in powers(key.membership.roles)

    def may_sign(self, key: MemberKey) -> bool:
        return Can.HOLD_SIGNING_KEY in powers(key.membership.roles)

    def lacks(self, key: MemberKey) -> set[str]:
        """What somebody's roles need and their key does not hold."""
        missing = {"opening"} if self.may_open(key) else set()
        missing |= {"signing"} if self.may_sign(key) else set()
        return {kind for kind in missing if key.pk not in self.holders[kind]}

    def waits(self, key: MemberKey) -> bool:
        """Whether a colleague has still to give this key something, or to vouch for it."""
        return bool(self.lacks(key)) or not key.is_signed_by(self.signing)

    def holds(self, kind: str) -> bool:
        return self.mine is not None and self.mine.pk in self.holders[kind]

    def may_help(self, key: MemberKey) -> bool:
        """Whether the person who looks can give this colleague something they lack."""
        vouches = self.holds("signing") and not key.is_signed_by(self.signing)
        return key != self.mine and (vouches or any(map(self.holds, self.lacks(key))))

    @property
    def waiting(self) -> list[Facts]:
        """Colleagues whom the person who looks can give access, together."""
        return [
            self.newcomer(key) | {"may_open": self.may_open(key), "may_sign": self.may_sign(key)}
            for key in self.everybody
            if self.may_help(key)
        ]

    def newcomer(self, key: MemberKey) -> Facts:
        told = self.told(key)
        return {name: told[name] for name in ("person", "name", "member", "recipient")}

    def told(self, key: MemberKey) -> Facts:
        """A colleague's key; an earlier signing key's word for it is void."""
        void = {} if key.is_signed_by(self.signing) else {"signature": None}
        return member_facts(key) | void

    @property
    def own(self) -> Facts | None:
        if self.mine is None:
            return None
        told = self.told(self.mine)
        return {
            "id": told["member"],
            "recipient": told["recipient"],
            "day": told["day"],
            "signature": told["signature"],
            "granted": self.signing is not None and not self.lacks(self.mine),
        }

    @property
    def needed(self) -> list[int]:
        keys = OpeningKey.objects.needed().filter(organization=self.here)
        return list(keys.order_by("number").values_list("number", flat=True))

    @property
    def facts(self) -> Facts:
        """For the sealing module."""
        acts = {"member": "make_key", "setup": "set_up", "grant": "grant", "rotation": "rotate"}
        return {
            "day": localdate().isoformat(),
            "organization": named(self.here),
            "keys": keys_of(self.person),
            "signing": signing_of(self.here),
            "opening": numbered(self.opening),
            "recovery": numbered(self.sheet),
            "member": self.own,
            "waiting": self.waiting,
            "members": [self.told(key) for key in self.everybody if self.may_open(key)],
            "needed": self.needed,
            "rotation_due": bool(self.opening and self.opening.rotation_due),
            "urls": {name: reverse(f"orgs:{act}") for name, act in acts.items()},
        }

    @property
    def panels(self) -> Facts:
        """Which panels are shown."""
        keeps = Can.KEEP_KEYS in self.powers and self.mine is not None
        sets_up = keeps and Can.OPEN_LETTERS in self.powers
        rotates = keeps and self.holds("signing")
        may_hold = bool(self.powers & {Can.OPEN_LETTERS, Can.HOLD_SIGNING_KEY})
        return {
            "make": self.mine is None and may_hold,
            "nothing": not may_hold,
            "set_up": sets_up and self.signing is None,
            "replace": sets_up and self.signing is not None,
            "replacement_due": bool(self.signing and self.signing.replacement_due),
            "words": self.mine is not None and self.signing is not None and self.waits(self.mine),
            "rotation_due": bool(self.opening and self.opening.rotation_due),
            "rotate": rotates and bool(self.opening and self.opening.rotation_due),
            "sheet": rotates,
            "export": bool(self.powers & {Can.OPEN_LETTERS, Can.KEEP_KEYS}),
        }
