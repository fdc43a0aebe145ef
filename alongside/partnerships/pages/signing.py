"""The page on which an agreement waits to be signed: who has, whose turn it is, what somebody here can do."""

from dataclasses import dataclass
from functools import cached_property

from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Document, Partnership, Signatory, Stage, Wording
from alongside.partnerships.papers.told import how_signed


@dataclass(frozen=True)
class Line:
    """One signer on the page."""

    signatory: Signatory
    signed: str  # in a sentence; empty while they have not
    waits_for_word: bool  # on a scan that the others have not confirmed
    is_next: bool


@dataclass
class SigningPage:
    """What somebody of a member sees."""

    person: Person
    partnership: Partnership
    wording: Wording

    @cached_property
    def may_edit(self) -> bool:
        return self.person.can(Can.EDIT_PARTNERSHIPS, at=self.person.here)

    @cached_property
    def signatories(self) -> list[Signatory]:
        return list(self.wording.signatories.in_order())

    @property
    def lines(self) -> list[Line]:
        return [
            Line(
                signatory=one,
                signed=how_signed(one),
                waits_for_word=one.signed is not None and not one.has_signed,
                is_next=one == self.next,
            )
            for one in self.signatories
        ]

    @cached_property
    def next(self) -> Signatory | None:
        """Whose turn it is, once every side has named somebody."""
        if self.lacking:
            return None
        return next((one for one in self.signatories if not one.has_signed), None)

    @cached_property
    def lacking(self) -> list[str]:
        """Sides that have named nobody yet."""
        named = {one.organization_id for one in self.signatories}
        members = self.partnership.members.taking_part().select_related("organization")
        return sorted(one.organization.name for one in members if one.organization_id not in named)

    @property
    def is_begun(self) -> bool:
        return any(one.signed for one in self.signatories)

    @property
    def is_my_turn(self) -> bool:
        own = self.person.session_membership
        turn = self.next
        return turn is not None and own is not None and turn.membership_id == own.pk

    @cached_property
    def scans(self) -> list[Document]:
        """Scans that wait for somebody's word."""
        waiting = self.wording.documents.light().waiting_scans()
        return list(waiting.select_related("recorded_by__organization").order_by("made_at"))


def being_signed(partnership: Partnership) -> Wording | None:
    """The wording that waits to be signed, if there is one."""
    waiting = Wording.objects.filter(agreement__partnership=partnership, stage=Stage.SIGNING)
    return waiting.select_related("agreement__partnership").first()
