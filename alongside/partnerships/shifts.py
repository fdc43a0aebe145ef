"""The rota as shifts: from which moment until which, by the clock on the wall of the place.

A shift begins, and ends, at the first moment at which that clock shows its hour or has jumped over it. So in spring
an hour that does not exist begins when the clock jumps, and in fall the first of two equal hours counts: of two who
hand over at such an hour one always answers, and never both.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from alongside.directory.hours import clock, zone
from alongside.orgs.models import Membership
from alongside.partnerships.models import RotaChange, RotaException, RotaTime
from alongside.partnerships.models.members import working
from alongside.partnerships.models.rota import hours_told

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
AHEAD = timedelta(days=14)  # what begins later is not "next" to anybody


@dataclass(frozen=True)
class Shift:
    """One time of the rota on one day."""

    time: RotaTime
    day: date  # on which it begins, there
    starts_at: datetime
    ends_at: datetime
    change: RotaException | None = None

    @property
    def is_off(self) -> bool:
        """Whether somebody said that nobody answers then."""
        return self.change is not None and self.change.change == RotaChange.NOBODY

    @property
    def named(self) -> Membership | None:
        """Whose it is on paper, whether or not they still work here; none where a team answers."""
        stands_in = self.change.membership if self.change else None
        return stands_in or self.time.holder

    @property
    def shown_as(self) -> str:
        stands_in = self.change is not None and self.change.membership is not None
        return self.change.shown_as if self.change and stands_in else self.time.shown_as

    @property
    def is_uncovered(self) -> bool:
        """Whether the one whose it is has left, or will have left by then."""
        if self.is_off or self.named is None:
            return False
        until = self.named.open_until
        return working(self.named) is None or (until is not None and until <= self.starts_at)

    @property
    def answers(self) -> bool:
        return not (self.is_off or self.is_uncovered)

    @property
    def starts(self) -> datetime:
        """By the clock there."""
        return clock(self.starts_at, self.time.time_zone)

    @property
    def ends(self) -> datetime:
        """By the clock there."""
        return clock(self.ends_at, self.time.time_zone)

    @property
    def is_endless(self) -> bool:
        """Whether the same person goes on when it ends."""
        return self.time.is_always and self.change is None

    @property
    def hours_told(self) -> str:
        return hours_told(
            *((self.change and self.change.hours) or (self.time.starts, self.time.ends))
        )

    def is_at(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


def first_moment(wall: datetime, time_zone: str) -> datetime:
    """When the clock there first shows a time, or has jumped over it; in UTC."""
    there = zone(time_zone)
    moment = wall.replace(tzinfo=there).astimezone(UTC)
    if moment.astimezone(there).replace(tzinfo=None) == wall:
        return moment
    # No clock shows it: the jump lies between what it would be by the offset after and by the one before.
    before = wall.replace(tzinfo=there, fold=1).astimezone(UTC)
    minutes = [before + MINUTE * passed for passed in range((moment - before) // MINUTE + 1)]
    return minutes[bisect_left(minutes, wall, key=lambda at: clock(at, time_zone))]


def shift_on(one: RotaTime, day: date, change: RotaException | None = None) -> Shift | None:
    """The shift of a time that begins on a day; none where the clock jumps over all of it."""
    starts, ends = (change and change.hours) or (one.starts, one.ends)
    last = day if ends > starts else day + DAY
    from_, until = (
        first_moment(datetime.combine(*at), one.time_zone) for at in ((day, starts), (last, ends))
    )
    return Shift(one, day, from_, until, change) if from_ < until else None


def shifts_of(one: RotaTime, first: date, last: date) -> Iterator[Shift]:
    """Its shifts that begin between two days, those off too. Its `changes` of these days are at hand."""
    changes = {change.day: change for change in one.changes}
    for ahead in range((last - first).days + 1):
        day = first + DAY * ahead
        shift = shift_on(one, day, changes.get(day)) if one.is_on(day) else None
        if shift:
            yield shift


def shifts(times: Iterable[RotaTime], first: date, last: date) -> list[Shift]:
    """All of them in the order in which they begin."""
    found = [shift for one in times for shift in shifts_of(one, first, last)]
    return sorted(found, key=lambda shift: (shift.starts_at, shift.ends_at, str(shift.time.pk)))


def days_around(moment: datetime) -> tuple[date, date]:
    """Between which days a shift begins that is now or comes next, anywhere on earth."""
    return moment.date() - 2 * DAY, moment.date() + AHEAD


def now_and_later(times: Iterable[RotaTime], moment: datetime) -> list[Shift]:
    """What is not over, up to two weeks ahead: in order, those off too."""
    found = shifts(times, *days_around(moment))
    return [shift for shift in found if shift.ends_at > moment]


def clashes(one: RotaTime, others: Iterable[RotaTime], first: date, last: date) -> list[RotaTime]:
    """Which other times have a shift with the same person at the same moment, between two days."""
    mine = list(shifts_of(one, first, last))
    return [
        other
        for other in others
        if any(meet(shift, each) for each in shifts_of(other, first, last) for shift in mine)
    ]


def meet(one: Shift, other: Shift) -> bool:
    overlap = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    same = one.named is not None and one.named == other.named
    return overlap and same and one.answers and other.answers
