"""What partners read of a rota: who answers now and next, in the ways that were agreed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.directory.hours import clock
from alongside.directory.opening import time_text, zone_text
from alongside.orgs.models import Organization
from alongside.partnerships.models import Agreement, RotaMode, RotaRole, RotaTime, State
from alongside.partnerships.models.rota import AGREED_AS
from alongside.partnerships.shifts import DAY, Shift, days_around, now_and_later

A_WEEK = 7


@dataclass(frozen=True)
class Answer:
    """What a partner reads of a shift, and all that it reads."""

    role: str
    name: str  # as the person chose; may be empty
    mode: str
    line: str
    link: str
    when: str
    place: str  # only for those whose place it is


@dataclass
class Answering:
    """Who answers at a partner: now, next, and which roles today."""

    now: list[Answer] = field(default_factory=list)
    next: Answer | None = None
    roles: list[str] = field(default_factory=list)


def answering(partners: Iterable[Organization], here: Organization) -> dict[UUID, Answering]:
    """What `here` may read of these organizations' rotas, by their ids, in three queries for any number."""
    moment, agreed = now(), modes_agreed(here)
    told = {partner.pk: Answering() for partner in partners}
    by_partner = defaultdict(list)
    for shift in now_and_later(times_of(told, moment), moment):
        at = shift.time.organization_id
        if shift.answers and is_offered(shift, here, agreed.get(at, set()), moment):
            by_partner[at].append(shift)
    return told | {pk: told_of(found, moment) for pk, found in by_partner.items()}


def answering_at(partner: Organization, here: Organization) -> Answering:
    return answering([partner], here)[partner.pk]


def times_of(organizations: Iterable[UUID], moment: datetime) -> Iterable[RotaTime]:
    first, last = days_around(moment)
    lasting = RotaTime.objects.lasting(first, last).with_changes(first, last)
    return lasting.filter(organization__in=organizations)


def modes_agreed(here: Organization) -> dict[UUID, set[str]]:
    """By partner: how the two agreed to connect people, where that is in force today."""
    in_force = Agreement.objects.in_force().filter(
        partnership__state=State.ACTIVE, partnership__pair__contains=[here.pk]
    )
    agreed = in_force.values_list("partnership__pair", "modes")
    return {
        partner: set(modes)
        for pair, modes in agreed
        for partner in pair or ()
        if partner != here.pk
    }


def is_offered(shift: Shift, here: Organization, agreed: set[str], moment: datetime) -> bool:
    """In a way that was agreed; and where somebody sits, only to whose place it is, and only that day."""
    time = shift.time
    if AGREED_AS[RotaMode(time.mode)] not in agreed:
        return False
    return time.clinic is None or (is_at_place_of(here, time) and is_today(shift, moment))


def is_at_place_of(here: Organization, time: RotaTime) -> bool:
    """Whether it is at a place of theirs, also where the directory has two records of them."""
    owner = time.clinic and time.clinic.organization
    return owner is not None and here.pk in {owner.pk, owner.same_as_id}


def is_today(shift: Shift, moment: datetime) -> bool:
    """There: it is running, or it begins before midnight."""
    return shift.is_at(moment) or shift.day == clock(moment, shift.time.time_zone).date()


def told_of(found: list[Shift], moment: datetime) -> Answering:
    """What one partner reads of shifts that are in order."""
    at_work = [shift for shift in found if shift.is_at(moment)]
    always = {shift.time.pk for shift in at_work if shift.is_endless}
    later = [shift for shift in found if not shift.is_at(moment) and shift.time.pk not in always]
    today = {shift.time.role for shift in found if is_today(shift, moment)}
    return Answering(
        now=[answer(shift, until_text(shift)) for shift in at_work],
        next=answer(later[0], from_text(later[0], moment)) if later else None,
        roles=[str(role.label) for role in RotaRole if role in today],
    )


def answer(shift: Shift, when: str) -> Answer:
    time = shift.time
    return Answer(
        role=time.get_role_display(),
        name=shift.shown_as,
        mode=time.get_mode_display(),
        line=time.line,
        link=time.line_link,
        when=when,
        place=time.clinic.name if time.clinic else "",
    )


def guests(here: Organization) -> list[tuple[Organization, Answer]]:
    """Who of one's partners is at a place of ours today."""
    moment, agreed = now(), modes_agreed(here)
    first, last = days_around(moment)
    at_ours = Q(clinic__organization=here) | Q(clinic__organization__same_as=here)
    times = RotaTime.objects.lasting(first, last).with_changes(first, last).filter(at_ours)
    return [
        (shift.time.organization, answer(shift, shift.hours_told))
        for shift in now_and_later(times, moment)
        if shift.answers
        and is_offered(shift, here, agreed.get(shift.time.organization_id, set()), moment)
    ]


# ---- in words


def until_text(shift: Shift) -> str:
    if shift.is_endless:
        return _("day and night")
    words = {"time": time_text(shift.ends), "zone": zone_text(shift.time.time_zone)}
    return _("until %(time)s (%(zone)s time)") % words


def from_text(shift: Shift, moment: datetime) -> str:
    there, starts = clock(moment, shift.time.time_zone), shift.starts
    words = {
        "time": time_text(starts),
        "day": day_text(starts.date(), there.date()),
        "zone": zone_text(shift.time.time_zone),
    }
    return _("from %(day)s, %(time)s (%(zone)s time)") % words


def day_text(day: date, today: date) -> str:
    """today, tomorrow, Monday; with the day of the month where that could be misread."""
    if day in {today, today + DAY}:
        return _("today") if day == today else _("tomorrow")
    name = str(WEEKDAYS[day.weekday()])
    soon = today < day < today + DAY * A_WEEK
    return name if soon else _("%(day)s %(number)s") % {"day": name, "number": day.day}
