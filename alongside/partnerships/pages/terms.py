"""The term of what was agreed, in words: for the page of a partnership, the history and today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import (
    Agreement,
    Document,
    Kind,
    Member,
    Partnership,
    Signatory,
    Stage,
    Wording,
)
from alongside.partnerships.models.days import today_of
from alongside.partnerships.models.terms import DAYS_BEFORE
from alongside.partnerships.pages.signing import being_signed
from alongside.partnerships.papers.told import day_of

Due = tuple[str, str, str]  # why, what, where
FEW = 5  # that today names


@dataclass(frozen=True)
class Term:
    """What holds now between the members, or held last."""

    agreement: Agreement
    signing: Wording | None  # the version that waits to be signed
    coming: Agreement | None  # signed, and takes its place on a later day
    today: date  # at the member whose day ends last

    @property
    def is_paper(self) -> bool:
        return self.agreement.kind != Kind.NO_PAPER

    @property
    def days_left(self) -> int | None:
        """Until the last day, which counts; nothing without an end."""
        ends_on = self.agreement.ends_on
        return (ends_on - self.today).days if ends_on else None

    @property
    def is_over(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def begins_later(self) -> bool:
        begins = self.agreement.in_force_from
        return begins is not None and now() < begins


def term_of(partnership: Partnership) -> Term | None:
    """Nothing while they have not agreed on anything."""
    settled = partnership.agreements.select_related("proposed_by", "agreed_by")
    held = settled.of_now() or settled.last_agreed().first()
    if held is None:
        return None
    later = settled.last_agreed().exclude(pk=held.pk).select_related("wording")
    return Term(held, being_signed(partnership), later.first(), today_of(partnership))


def terms_due(person: Person, here: Organization) -> Iterator[Due]:
    """What somebody has to do about agreements: sign, say a word on a scan, think of the end."""
    own = person.session_membership
    yield from to_sign(own.pk if own else None)
    if person.can(Can.EDIT_PARTNERSHIPS, at=here):
        yield from scans_due(here)
    yield from ends_due(person, here)


def to_sign(own: UUID | None) -> Iterator[Due]:
    """Agreements on which this person is next."""
    listed = Signatory.objects.filter(wording=OuterRef("wording"))
    members = Member.objects.taking_part().filter(
        partnership=OuterRef("wording__agreement__partnership")
    )
    named = Signatory.objects.filter(
        wording__agreement__partnership=OuterRef("partnership"),
        wording__stage=Stage.SIGNING,
        organization=OuterRef("organization"),
    )
    mine = Signatory.objects.filter(membership=own, wording__stage=Stage.SIGNING).to_sign()
    turns = mine.filter(
        Exists(members.filter(organization=OuterRef("organization"))),
        ~Exists(members.exclude(Exists(named))),
        ~Exists(listed.to_sign().filter(place__lt=OuterRef("place"))),
    )
    for one in turns.select_related("wording__agreement").order_by("wording")[:FEW]:
        yield (
            _("“%(title)s” waits for your signature.") % {"title": one.wording.title},
            _("Read and sign"),
            reverse("partnerships:signing", args=[one.wording.agreement.partnership_id]),
        )


def scans_due(here: Organization) -> Iterator[Due]:
    sides = Member.objects.taking_part().filter(organization=here)
    ours = (
        Document.objects.light()
        .waiting_scans()
        .filter(
            wording__agreement__partnership__in=sides.values("partnership"),
            wording__stage=Stage.SIGNING,
        )
    )
    others = ours.exclude(recorded_by__organization=here).exclude(confirmations__organization=here)
    for scan in others.select_related("wording__agreement")[:FEW]:
        yield (
            _("A scan of a signed agreement waits for your word."),
            _("Look and confirm"),
            reverse("partnerships:signing", args=[scan.wording.agreement.partnership_id]),
        )


def ends_due(person: Person, here: Organization) -> Iterator[Due]:
    """Agreements that end within 60 days, for those who settle partnerships or answer for them."""
    sides = Member.objects.taking_part().filter(organization=here, partnership__state="active")
    if not person.can(Can.EDIT_PARTNERSHIPS, at=here):
        own = person.session_membership
        sides = sides.filter(contact=own) | sides.filter(backup=own)
    ending = Agreement.objects.last_agreed().exclude(kind=Kind.NO_PAPER)
    ours = ending.filter(partnership__in=sides.values("partnership"), ends_on__isnull=False)
    ours = ours.with_today()
    for one in ours.order_by(F("ends_on")).select_related("wording")[:FEW]:
        left = (one.ends_on - one.today).days if one.ends_on else 0
        if left <= max(DAYS_BEFORE):
            yield (
                ends_in(one, left),
                _("Renew it or let it end"),
                reverse("partnerships:agreements", args=[one.partnership_id]),
            )


def ends_in(agreement: Agreement, left: int) -> str:
    words = {"title": agreement.wording.title, "days": left}
    if left < 0 and agreement.ends_on:
        day = day_of(agreement.ends_on)
        return _("“%(title)s” ended on %(day)s. Letters are paused.") % {**words, "day": day}
    return (
        ngettext("“%(title)s” ends in %(days)s day.", "“%(title)s” ends in %(days)s days.", left)
        % words
    )
