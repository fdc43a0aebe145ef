"""Held times on the calendar: which come next, by the clock at the site, and how many there were in a week."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.directory.geography.places import usual_time_zone
from alongside.directory.hours import zone
from alongside.directory.models import Site
from alongside.orgs.models import Organization
from alongside.partnerships.models import Agreement, HeldTime, Mode, Partnership, State
from alongside.partnerships.models.held_times import HOLDS_TIMES

AHEAD = 28  # days that a partner sees
WEEKS_BACK = 8
WEEK = timedelta(days=7)
FARTHEST = timedelta(days=730)


class Coming(NamedTuple):
    """One held time on one day, by the clock at its site."""

    starts: datetime
    ends: datetime
    held: HeldTime

    @property
    def wall(self) -> datetime:
        """What the clock there says when it starts; a page would turn an aware one into its own zone."""
        return self.starts.replace(tzinfo=None)

    @property
    def wall_end(self) -> datetime:
        return self.ends.replace(tzinfo=None)

    @property
    def zone_name(self) -> str:
        return self.starts.tzname() or ""


class Week(NamedTuple):
    """How many times were agreed for a week, and how many were published for it."""

    monday: date
    agreed: int
    published: int

    @property
    def is_short(self) -> bool:
        return self.published < self.agreed


def zone_of(site: Site) -> ZoneInfo:
    """The time zone of a place; where its record has none, the one of most of its state."""
    return zone(site.time_zone or usual_time_zone(site.state))


def at_site(held: HeldTime, day: date) -> datetime:
    """The moment it starts on a day. A time that the clock there leaps over comes an hour later."""
    wall = datetime.combine(day, held.starts_at, zone_of(held.site))
    return wall.astimezone(UTC).astimezone(wall.tzinfo)


def on_day(held: HeldTime, day: date) -> Coming:
    starts = at_site(held, day)
    ends = starts.astimezone(UTC) + timedelta(minutes=held.minutes)
    return Coming(starts, ends.astimezone(starts.tzinfo), held)


def days_of(held: HeldTime, first: date, last: date) -> Iterator[date]:
    """The days from first to last on which it is to be, whether left out or not."""
    first = max(first, held.from_day)
    last = min(last, held.until_day or last)
    if held.weekday:
        first += timedelta(days=(held.weekday - first.isoweekday()) % 7)
    while first <= last:
        yield first
        first += WEEK


def is_held(held: HeldTime, day: date) -> bool:
    """Whether it was there on one of its days: published before it began, not ended, not left out."""
    if day in {skip.day for skip in held.skips.all()}:
        return False
    starts = at_site(held, day)
    return held.published_at <= starts and (held.ended_at is None or starts < held.ended_at)


def today_at(held: HeldTime) -> date:
    """The day by the calendar at its site."""
    return now().astimezone(zone_of(held.site)).date()


def coming(held_times: Iterable[HeldTime], days: int = AHEAD) -> list[Coming]:
    """The next ones, the nearest first: those that have not ended yet, within so many days."""
    moment = now()
    found = [
        on_day(held, day)
        for held in held_times
        for day in days_of(
            held, today_at(held) - timedelta(days=1), today_at(held) + timedelta(days=days)
        )
        if is_held(held, day)
    ]
    return sorted((one for one in found if one.ends > moment), key=lambda one: one[:2])


def days_ahead(held: HeldTime, days: int = AHEAD) -> list[date]:
    """The days on which it is to begin, within so many days."""
    today, moment = today_at(held), now()
    ahead = days_of(held, today, today + timedelta(days=days))
    return [day for day in ahead if at_site(held, day) > moment]


# ---- what may be published


def objection_to(held: HeldTime, instead_of: HeldTime | None = None) -> str:
    """Why this time cannot be published, in a sentence; nothing where it can."""
    if held.organization.kind not in HOLDS_TIMES:
        return _("Health centers hold times open. Your partner publishes them.")
    if not is_allowed(held.partnership):
        return _("The agreement in force has no held times. Propose a change to it first.")
    objection = objection_to_site(held.site, held.organization) or objection_to_days(held)
    if not objection and has_twin(held, instead_of):
        return _("You already hold this time for this partner.")
    return objection


def objection_to_site(site: Site, organization: Organization) -> str:
    if site.organization_id != organization.pk or site.retired_at or site.is_confidential:
        return _("Choose one of your own places that everybody may know.")
    if not (site.time_zone or usual_time_zone(site.state)):
        return _(
            "The directory does not know the time zone of this place. Complete its address first."
        )
    return ""


def objection_to_days(held: HeldTime) -> str:
    today = today_at(held)
    if held.from_day > today + FARTHEST:
        return _("Choose a first day within two years.")
    once = held.weekday is None
    if (once and at_site(held, held.from_day) <= now()) or (held.until_day or today) < today:
        return _("This is over already. Choose a day that is still to come.")
    if held.until_day and held.until_day < held.from_day:
        return _("The last day lies before the first.")
    if not any(days_of(held, held.from_day, held.until_day or held.from_day + WEEK)):
        return _("This weekday does not come between the two days.")
    return ""


def has_twin(held: HeldTime, instead_of: HeldTime | None) -> bool:
    """Whether the same is published already, besides the one that is changed."""
    same = HeldTime.objects.filter(partnership=held.partnership, site=held.site, ended_at=None)
    others = same.exclude(pk=instead_of.pk) if instead_of else same
    return others.filter(
        weekday=held.weekday, from_day=held.from_day, starts_at=held.starts_at, kind=held.kind
    ).exists()


# ---- what was agreed


def is_allowed(partnership: Partnership) -> bool:
    """Whether the bounds in force let times be held."""
    bounds = partnership.agreements.of_now()
    active = partnership.state == State.ACTIVE
    return active and bounds is not None and Mode.HELD_TIME in bounds.modes


def weeks(partnership: Partnership, organization: Organization) -> list[Week]:
    """This week and the eight before it, the newest first; none from before the partnership began."""
    held_times = list(
        HeldTime.objects.filter(partnership=partnership, organization=organization).with_all()
    )
    this = monday_of(max(map(today_at, held_times), default=now().date()))
    mondays = [this - WEEK * back for back in range(WEEKS_BACK + 1)]
    published = published_in(held_times, mondays[-1], this + timedelta(days=6))
    versions = list(partnership.agreements.filter(in_force_from__isnull=False).order_by("-number"))
    found = [
        Week(monday, agreed_for(versions, monday), published[monday])
        for monday in mondays
        if began(partnership) < monday + WEEK
    ]
    return [week for week in found if week.agreed or week.published]


def this_week(partnership: Partnership, organization: Organization) -> Week | None:
    """This week alone; nothing where none was agreed and none published."""
    newest = weeks(partnership, organization)[:1]
    return next((week for week in newest if now().date() < week.monday + WEEK), None)


def began(partnership: Partnership) -> date:
    return (partnership.started_at or partnership.proposed_at).date()


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def published_in(held_times: Iterable[HeldTime], first: date, last: date) -> Counter[date]:
    """How many there were, by the Monday of their week."""
    return Counter(
        monday_of(day)
        for held in held_times
        for day in days_of(held, first, last)
        if is_held(held, day)
    )


def agreed_for(versions: Sequence[Agreement], monday: date) -> int:
    """Times a week, as the version in force at the end of a week says, or now when it has not ended."""
    end = datetime.combine(monday + WEEK, datetime.min.time(), UTC)
    moment = min(end, now())
    for version in versions:
        begun = version.in_force_from is not None and version.in_force_from <= moment
        over = version.replaced_at is not None and version.replaced_at <= moment
        lasts = version.ends_on is None or version.ends_on >= monday
        if begun and not over and lasts:
            return version.held_times_a_week
    return 0
