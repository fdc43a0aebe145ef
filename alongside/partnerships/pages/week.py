"""One's own rota: the whole week, what nobody covers, and who is here on which day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import now

from alongside.directory.clocks import EARLIEST, time_zone_of, today_in
from alongside.directory.hours import TIME_ZONES
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import RotaRole, RotaTime
from alongside.partnerships.models.rota import KEPT, RotaTimeQuerySet
from alongside.partnerships.pages.rota import A_WEEK, times_of
from alongside.partnerships.shifts import AHEAD, DAY, Shift, clashes, now_and_later, shifts

MOST_ENDED = 10


@dataclass(frozen=True)
class Day:
    """A day of the week list."""

    date: date
    shifts: list[Shift]


def week_of(here: Organization, first: date) -> list[Day]:
    """Seven days of one's own rota, each with the shifts that begin on it, uncovered and off ones too."""
    last = first + DAY * (A_WEEK - 1)
    times = RotaTime.objects.lasting(first, last).with_changes(first, last)
    by_day = defaultdict(list)
    for shift in shifts(times.filter(organization=here), first, last):
        by_day[shift.day].append(shift)
    days = [first + DAY * number for number in range(A_WEEK)]
    return [Day(day, by_day[day]) for day in days]


@dataclass
class Ours:
    """One's own rota as it is at this moment."""

    now: list[Shift]
    next: list[Shift]  # of each other time the first one, within two weeks
    uncovered: list[Shift]  # the first one of each time whose holder has left

    @property
    def by_time(self) -> dict[UUID, Shift]:
        """The shift of each time that is now or comes next."""
        return {shift.time.pk: shift for shift in (*self.next, *self.now)}


def ours(here: Organization) -> Ours:
    moment = now()
    found = now_and_later(times_of([here.pk], moment), moment)
    first: dict[UUID, Shift] = {}
    for shift in found:
        if not shift.is_off:
            first.setdefault(shift.time.pk, shift)
    lost: dict[UUID, Shift] = {}
    for shift in found:
        if shift.is_uncovered:
            lost.setdefault(shift.time.pk, shift)
    at_work = [shift for shift in first.values() if shift.is_at(moment)]
    later = [shift for shift in first.values() if not shift.is_at(moment)]
    return Ours(now=at_work, next=later, uncovered=list(lost.values()))


def just_ended(here: Organization) -> RotaTimeQuerySet:
    """Times that can be brought back with a tap, the last ones first."""
    lately = RotaTime.objects.filter(organization=here, ended_at__gte=now() - KEPT)
    return lately.with_people().order_by("-ended_at")[:MOST_ENDED]


def team_of(days: list[Day]) -> list[tuple[str, list[tuple[date, list[Shift]]]]]:
    """Role by role: on which of these days who answers."""
    found: dict[str, dict[date, list[Shift]]] = defaultdict(lambda: defaultdict(list))
    for day in days:
        for shift in day.shifts:
            if not shift.is_off:
                found[shift.time.role][day.date].append(shift)
    return [(str(role.label), list(found[role].items())) for role in RotaRole if role in found]


def rota_zone_of(organization: Organization) -> str:
    """Where an organization lives by the clock: as its rota last said, else that of its places."""
    said = RotaTime.objects.filter(organization=organization).standing()
    zones = said.order_by("-valid_from", "pk").values_list("time_zone", flat=True)
    if zone := zones.first():
        return zone
    zone = time_zone_of(organization)
    return zone if zone in TIME_ZONES else EARLIEST


def rota_today(organization: Organization) -> date:
    return today_in(rota_zone_of(organization))


def may_edit(one: RotaTime, person: Person) -> bool:
    """Whoever keeps the rota, and whoever holds this time while they work here."""
    is_own = one.holder is not None and one.holder == person.session_membership
    return is_own or person.can(Can.KEEP_ROTA, at=person.here)


def clashing(one: RotaTime) -> list[RotaTime]:
    """Other times of its holder that meet it: allowed, but told."""
    if one.holder is None or one.ended_at is not None:
        return []
    today = now().date()
    first = max(one.valid_from, today) - 2 * DAY
    lasting = RotaTime.objects.standing().with_changes(first, first + AHEAD + 2 * DAY)
    [mine] = lasting.filter(pk=one.pk)
    others = lasting.filter(organization=one.organization).exclude(pk=one.pk)
    return clashes(mine, others, first, first + AHEAD)
