"""The page of a draft: its passages with what the library says of them, what was remarked, whose turn it is."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.blanks import BLANK, blanks_in, labels_of
from alongside.partnerships.clauses import Binds, Clause, clauses
from alongside.partnerships.models import (
    Approval,
    Member,
    Partnership,
    Passage,
    Remark,
    State,
    Wording,
    Written,
)
from alongside.partnerships.models.wordings import fingerprint
from alongside.partnerships.pages.comparing import Piece, settled, words


@dataclass(frozen=True)
class Said:
    """A remark that waits; of a suggestion, what it would change."""

    remark: Remark
    pieces: list[Piece]


@dataclass(frozen=True)
class Shown:
    """A passage on its page."""

    passage: Passage
    clause: Clause | None
    said: list[Said]

    @property
    def parts(self) -> list[tuple[str, str]]:
        return parts_of(self.passage.text)

    @property
    def blanks(self) -> list[str]:
        return labels_of(blanks_in([self.passage.written], self.passage.wording.language))

    @property
    def binds(self) -> str:
        return binding(self.clause) if self.clause else ""


def parts_of(text: str) -> list[tuple[str, str]]:
    """The text in turns: words, then what is to be filled in there, as people call it."""
    found = BLANK.split(text)
    return list(zip(found[::2], [*labels_of(found[1::2]), ""], strict=True))


def binding(clause: Clause) -> str:
    return {
        Binds.BOTH: _("It binds every member."),
        Binds.HEALTH_CENTER: _("It binds the health center."),
        Binds.PROGRAM: _("It binds the program."),
    }[clause.binds]


@dataclass
class DraftPage:
    """One draft as somebody of a member sees it."""

    draft: Wording
    person: Person
    partnership: Partnership

    @property
    def here(self) -> Organization:
        return self.person.here

    @cached_property
    def members(self) -> list[Member]:
        return list(self.partnership.sides.values())

    @property
    def others(self) -> list[Organization]:
        return [one.organization for one in self.members if one.organization != self.here]

    @cached_property
    def may_edit(self) -> bool:
        return self.person.can(Can.EDIT_PARTNERSHIPS, at=self.here)

    @property
    def is_open(self) -> bool:
        return self.draft.is_open and self.partnership.state != State.ENDED

    @property
    def may_say(self) -> bool:
        """Remark and suggest, agree, set aside."""
        return self.may_edit and self.is_open

    @property
    def is_our_turn(self) -> bool:
        return self.draft.turn_id == self.here.pk

    @property
    def may_write(self) -> bool:
        return self.may_say and self.is_our_turn

    @cached_property
    def every(self) -> list[Passage]:
        """Also those taken out."""
        return list(self.draft.passages.select_related("changed_by__person"))

    @cached_property
    def written(self) -> list[Written]:
        return [passage.written for passage in self.every if passage.taken_out_at is None]

    @property
    def taken_out(self) -> list[Passage]:
        return [passage for passage in self.every if passage.taken_out_at]

    @cached_property
    def remarks(self) -> dict[UUID | None, list[Said]]:
        texts: dict[UUID | None, str] = {one.pk: one.text for one in self.every}
        found = defaultdict(list)
        for remark in self.draft.remarks.open().with_people():
            pieces = words(texts[remark.passage_id], remark.suggestion) if remark.suggestion else []
            found[remark.passage_id].append(Said(remark, pieces))
        return found

    @property
    def of_the_whole(self) -> list[Said]:
        return self.remarks.get(None, [])

    @cached_property
    def passages(self) -> list[Shown]:
        library = clauses()
        return [
            Shown(passage, library.get(passage.clause), self.remarks.get(passage.pk, []))
            for passage in self.every
            if passage.taken_out_at is None
        ]

    @cached_property
    def blanks(self) -> list[Shown]:
        """Passages in which something is still to fill in."""
        return [shown for shown in self.passages if shown.blanks]

    @property
    def settled(self) -> list[Written]:
        return settled(self.draft.terms)

    @cached_property
    def sha256(self) -> str:
        """Of the text on this page: whoever agrees, agrees to this one."""
        return fingerprint(self.draft.terms, self.written)

    @cached_property
    def approved(self) -> list[Approval]:
        said = Approval.objects.filter(edition__wording=self.draft)
        return list(said.select_related("organization", "said_by__person").order_by("said_at"))

    @property
    def may_approve(self) -> bool:
        ours = {one.organization_id for one in self.approved}
        is_whole = bool(self.written) or bool(self.draft.terms["document"])
        return self.may_say and is_whole and not self.blanks and self.here.pk not in ours

    @property
    def waits_for(self) -> list[str]:
        """Who has not agreed to this text."""
        said = {one.organization_id for one in self.approved}
        return [one.organization.name for one in self.members if one.organization_id not in said]


def written_of(partnership: Partnership, person: Person) -> dict[str, Any]:
    """For the page of a partnership: the draft that is open, and whether there were others."""
    every = Wording.objects.filter(agreement__partnership=partnership)
    open_ones = every.filter(agreement__in=partnership.agreements.drafts())
    draft = open_ones.select_related("agreement", "turn").first()
    return {
        "draft": draft,
        "is_our_turn": draft is not None and draft.turn_id == person.here.pk,
        "has_others": every.exclude(pk=draft.pk if draft else None).exists(),
    }
