"""What is due in partnerships: the next things, each with its day, who sees to it, and where."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.directory.clocks import today_at
from alongside.orgs.models import Organization
from alongside.partnerships.models import Agreement, Commitment, Member, Question, State
from alongside.partnerships.models.commitments import CommitmentSide
from alongside.partnerships.models.states import STILL_RIGHT

ANSWER_WITHIN = timedelta(days=14)  # nobody should wait longer for a yes or a no
SOON = timedelta(days=30)
NEXT = 7  # shown on the page of a partnership


@dataclass(frozen=True)
class Due:
    """One thing that our side sees to by a day, or that the other side promised."""

    partnership: UUID
    day: date
    words: str
    person: str  # blank where nobody is named
    url: str
    today: date  # at whoever sees to it
    waits: bool = False  # somebody else cannot go on before we answer
    is_ours: bool = True

    @property
    def is_late(self) -> bool:
        return self.day < self.today

    @property
    def is_soon(self) -> bool:
        return self.day <= self.today + SOON


Ours = Mapping[UUID, Member]  # our side of each partnership, by its id
Source = Callable[[Organization, Ours, date], Iterator[Due]]  # with our own day


def due_in(here: Organization, partnerships: Iterable[UUID]) -> dict[UUID, list[Due]]:
    """What is due in each of these partnerships, the next first. As many queries for one as for many."""
    places = ("partnership", "champion__person", "contact__person")
    mine = Member.objects.filter(organization=here, partnership__in=[*partnerships], left_at=None)
    ours = {one.partnership_id: one for one in mine.select_related(*places)}
    found: dict[UUID, list[Due]] = {pk: [] for pk in ours}
    # Whoever is only asked to join reads nothing of what the members have to do.
    going_on = {pk: one for pk, one in ours.items() if one.partnership.state != State.ENDED}
    within = {pk: one for pk, one in going_on.items() if one.takes_part}
    today = today_at(here)
    every = [due for source in SOURCES for due in source(here, within, today)]
    for due in [*every, *invitations_to_answer(here, going_on, today)]:
        found[due.partnership].append(due)
    return {pk: sorted(dues, key=lambda due: (due.day, due.words)) for pk, dues in found.items()}


def who(member: Member) -> str:
    """Who sees to it on our side: the champion, else the contact."""
    holder = member.champion_now or member.contact_now
    return holder.person.name if holder else ""


def page_of_partnership(pk: UUID) -> str:
    return reverse("partnerships:partnership", args=[pk])


def people_to_confirm(here: Organization, ours: Ours, today: date) -> Iterator[Due]:
    for pk, member in ours.items():
        if member.partnership.state == State.ACTIVE:
            said = member.people_said_on
            day = said + STILL_RIGHT if said else today
            words = _("Say whether our people are still right")
            yield Due(pk, day, words, who(member), page_of_partnership(pk), today)


def agreements_ending(here: Organization, ours: Ours, today: date) -> Iterator[Due]:
    ending = Agreement.objects.in_force().filter(
        partnership__in=[*ours], ends_on__isnull=False, replaced_at=None
    )
    for version in ending.with_today():
        if version.ends_on:
            pk, words = version.partnership_id, _("The agreement ends. Renew it or let it end")
            yield Due(
                pk, version.ends_on, words, who(ours[pk]), page_of_partnership(pk), version.today
            )


def votes_to_cast(here: Organization, ours: Ours, today: date) -> Iterator[Due]:
    waiting = Question.objects.waiting_for(here).filter(partnership__in=[*ours])
    for question in waiting.select_related("candidate").with_today():
        pk = question.partnership_id
        words = _("Vote: %(question)s") % {"question": question.title}
        person, url, at = who(ours[pk]), page_of_partnership(pk), question.today
        yield Due(pk, question.closes_on, words, person, url, at, waits=True)


def proposals_to_answer(here: Organization, ours: Ours, today: date) -> Iterator[Due]:
    waiting = Agreement.objects.waiting().filter(partnership__in=[*ours]).exclude(proposed_by=here)
    for version in waiting.select_related("proposed_by"):
        pk = version.partnership_id
        words = _("Answer the proposal of %(name)s") % {"name": version.proposed_by.name}
        day = localdate(version.proposed_at) + ANSWER_WITHIN
        yield Due(pk, day, words, who(ours[pk]), page_of_partnership(pk), today, waits=True)


def invitations_to_answer(here: Organization, ours: Ours, today: date) -> Iterator[Due]:
    for pk, member in ours.items():
        if member.joined_at is None:
            words = _("Accept or decline the invitation to %(name)s") % {
                "name": member.partnership.name
            }
            yield Due(pk, today, words, who(member), page_of_partnership(pk), today, waits=True)


def promises(here: Organization, ours: Ours, today: date) -> Iterator[Due]:
    due = Commitment.objects.next_due().filter(partnership__in=[*ours]).with_people()
    for one in due:
        if one.due_on:
            names = [responsible(side) for side in one.bound]
            url = reverse("partnerships:commitment", args=[one.partnership_id, one.pk])
            yield Due(
                one.partnership_id,
                one.due_on,
                one.sentence,
                ", ".join(filter(None, names)),
                url,
                one.today or today,
                is_ours=any(side.member.organization_id == here.pk for side in one.bound),
            )


def responsible(side: CommitmentSide) -> str:
    """Who answers for a promise on one side, and which side that is."""
    if side.responsible_now is None:
        return ""
    return f"{side.responsible_now.person.name} ({side.member.organization.name})"


SOURCES: list[Source] = [
    promises,
    people_to_confirm,
    agreements_ending,
    votes_to_cast,
    proposals_to_answer,
]
