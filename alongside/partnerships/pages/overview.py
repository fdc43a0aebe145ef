"""All of an organization's partnerships on one page: pairs, groups, and partners without an account."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.directory.models import Profile
from alongside.orgs.models import Organization
from alongside.partnerships.models import (
    Agreement,
    Kind,
    Member,
    OutsidePartner,
    Partnership,
    Question,
    State,
)
from alongside.partnerships.pages.due import Due, due_in, page_of_partnership


class Show(models.TextChoices):
    """What of it is shown, by a plain link."""

    ALL = "", gettext_lazy("all")
    PAIRS = "pairs", gettext_lazy("partners")
    GROUPS = "groups", gettext_lazy("groups")
    OUTSIDE = "outside", gettext_lazy("without an account")
    WAITING = "waiting", gettext_lazy("waits for us")
    ENDED = "ended", gettext_lazy("ended or archived")


@dataclass(frozen=True)
class Entry:
    """One line before its details are read."""

    pk: UUID
    what: Show
    name: str
    is_over: bool = False
    waits: bool = False

    def belongs_to(self, show: Show) -> bool:
        if show == Show.WAITING:
            return self.waits
        if show == Show.ENDED:
            return self.is_over
        is_put_away = self.is_over and self.what == Show.OUTSIDE
        return not is_put_away and show in {Show.ALL, self.what}


@dataclass
class Row:
    """One line as it is read."""

    entry: Entry
    url: str
    about: str  # its kind and its state
    call: str = ""  # whom to ask for
    phone: str = ""
    phone_link: str = ""
    agreed: str = ""
    due: int = 0
    waits: list[str] = field(default_factory=list)
    spoke: str = ""

    @property
    def name(self) -> str:
        return self.entry.name


def entries(here: Organization, show: Show) -> list[Entry]:
    """What there is, those that have ended last, by name."""
    found = [*pair_entries(here), *group_entries(here), *outside_entries(here)]
    shown = [entry for entry in found if entry.belongs_to(show)]
    return sorted(shown, key=lambda entry: (entry.is_over, entry.name.casefold(), entry.pk))


def pair_entries(here: Organization) -> Iterator[Entry]:
    told = ("partnership", "organization__name", "partnership__state", "waits_for_us")
    theirs = Agreement.objects.waiting().exclude(proposed_by=here)
    waits_for_us = Exists(theirs.filter(partnership=OuterRef("partnership")))
    partners = Member.objects.partners_of(here).annotate(waits_for_us=waits_for_us)
    for pk, name, state, waits in partners.values_list(*told):
        yield Entry(pk, Show.PAIRS, name, state == State.ENDED, waits)


def group_entries(here: Organization) -> Iterator[Entry]:
    mine = Member.objects.filter(organization=here, left_at=None, partnership__pair=None)
    to_vote = set(Question.objects.waiting_for(here).values_list("partnership", flat=True))
    told = ("partnership", "partnership__name", "partnership__state", "joined_at")
    for pk, name, state, joined in mine.values_list(*told):
        is_over = state == State.ENDED
        waits = not is_over and (joined is None or pk in to_vote)
        if is_over and joined is None:
            continue  # it was asked, and nobody waits for the answer any more
        yield Entry(pk, Show.GROUPS, name, is_over, waits)


def outside_entries(here: Organization) -> Iterator[Entry]:
    written = OutsidePartner.objects.filter(owner=here)
    for pk, name, archived in written.values_list("pk", "name", "archived_at"):
        yield Entry(pk, Show.OUTSIDE, name, archived is not None)


def rows(here: Organization, shown: Sequence[Entry]) -> list[Row]:
    """These lines with their details, in as many queries for one as for many."""
    ids = [entry.pk for entry in shown if entry.what != Show.OUTSIDE]
    found = {row.entry.pk: row for row in partnership_rows(here, shown, ids)}
    found |= {row.entry.pk: row for row in outside_rows(shown)}
    return [found[entry.pk] for entry in shown]


def partnership_rows(here: Organization, shown: Sequence[Entry], ids: list[UUID]) -> Iterator[Row]:
    partnerships = Partnership.objects.in_bulk(ids)
    ours = Member.objects.taking_part().filter(organization=here, partnership__in=ids)
    joined = set(ours.values_list("partnership", flat=True))  # others are only asked to
    facing = whom_to_call(here, [partnerships[pk] for pk in joined])
    profiles = Profile.objects.in_bulk([member.organization_id for member in facing.values()])
    in_force = Agreement.objects.in_force().filter(
        partnership__in=joined, partnership__state=State.ACTIVE
    )
    agreed = {one.partnership_id: one for one in in_force.with_today()}
    due = due_in(here, ids)
    for entry in shown:
        if entry.what == Show.OUTSIDE:
            continue
        partnership, member = partnerships[entry.pk], facing.get(entry.pk)
        row = Row(entry, page_of_partnership(entry.pk), about(partnership, member))
        row.due = sum(each.is_soon for each in due.get(entry.pk, []))
        row.waits = waiting_words(entry, due.get(entry.pk, []))
        if entry.pk in joined:
            row.agreed = agreed_words(agreed.get(entry.pk))
        if member and not entry.is_over:
            profile = profiles.get(member.organization_id)
            row.call = called(partnership, member)
            row.phone = profile.phone if profile else ""
            row.phone_link = profile.phone_link if profile else ""
        yield row


def whom_to_call(here: Organization, partnerships: Iterable[Partnership]) -> dict[UUID, Member]:
    """The other of two; in a group whoever proposed it, else the member that joined first."""
    proposers = {one.pk: one.proposed_by_id for one in partnerships}
    others = Member.objects.taking_part().filter(partnership__in=[*proposers])
    found: dict[UUID, Member] = {}
    for member in others.exclude(organization=here).with_people().order_by("joined_at", "pk"):
        found.setdefault(member.partnership_id, member)
        if member.organization_id == proposers[member.partnership_id]:
            found[member.partnership_id] = member
    return found


def about(partnership: Partnership, member: Member | None) -> str:
    kind = _("group") if partnership.is_group else member and member.organization.get_kind_display()
    return f"{kind}, {partnership.get_state_display()}"


def called(partnership: Partnership, member: Member) -> str:
    holder = member.contact_now or member.backup_now
    name = holder.person.name if holder else _("nobody named yet")
    return f"{name} ({member.organization.name})" if partnership.is_group else name


def agreed_words(version: Agreement | None) -> str:
    """In force, how long it still holds, or without paper."""
    if version is None:
        return _("No agreement in force")
    if version.kind == Kind.NO_PAPER:
        return _("No paper: bounds agreed here, in force")
    if version.ends_on is None:
        return _("Agreement in force, no last day")
    days = (version.ends_on - version.today).days
    words = ngettext(
        "Agreement in force, %(days)s day left", "Agreement in force, %(days)s days left", days
    )
    return words % {"days": days}


def waiting_words(entry: Entry, due: Iterable[Due]) -> list[str]:
    """What waits for us there: proposals, invitations and votes."""
    return [each.words for each in due if each.waits] if entry.waits else []


def outside_rows(shown: Sequence[Entry]) -> Iterator[Row]:
    ids = [entry.pk for entry in shown if entry.what == Show.OUTSIDE]
    written = OutsidePartner.objects.in_bulk(ids)
    for entry in shown:
        if partner := written.get(entry.pk):
            state = _("archived") if entry.is_over else _("without an account")
            row = Row(entry, reverse("partnerships:outside", args=[entry.pk]), state)
            row.about = f"{partner.kind}, {state}" if partner.kind else state
            row.call, row.phone, row.phone_link = partner.contact, partner.phone, partner.phone_link
            row.spoke = partner.spoke_words
            yield row
