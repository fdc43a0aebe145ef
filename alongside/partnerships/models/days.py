"""Days on which members agree. Such a day is over when it is over at the member whose day ends last."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils.timezone import localdate

from alongside.directory import clocks
from alongside.directory.clocks import day_at, zone_at
from alongside.partnerships.models.members import Member

if TYPE_CHECKING:
    from alongside.partnerships.models.partnerships import Partnership


def today_between() -> Coalesce:
    """As a query of what belongs to a partnership asks it: the day at the member whose day ends last."""
    sides = Member.objects.taking_part().filter(partnership=OuterRef("partnership"))
    return Coalesce(
        day_at_last(sides, "organization"), Value(localdate(timezone=ZoneInfo(clocks.EARLIEST)))
    )


def day_at_last(sides: QuerySet[Any], organization: str) -> Subquery:
    """The day at the one of these whose day ends last."""
    return Subquery(sides.annotate(day=day_at(organization)).order_by("day").values("day")[:1])


def is_not_over(day: str) -> Q:
    """As a query asks it, by the name of the field with the day."""
    return Q(LessThanOrEqual(today_between(), F(day)))


def today_of(partnership: "Partnership") -> date:
    """Which day it is at the member whose day ends last."""
    return min(localdate(timezone=zone) for zone in zones_of(partnership))


def is_over(day: date, partnership: "Partnership") -> bool:
    """Whether a day that members agree on is over at each of them."""
    return day <= localdate(timezone=UTC) and day < today_of(partnership)


def beginning_of(day: date, partnership: "Partnership") -> datetime:
    """Midnight at the member whose day begins first."""
    return min(datetime.combine(day, time.min, zone) for zone in zones_of(partnership))


def zones_of(partnership: "Partnership") -> list[ZoneInfo]:
    members = partnership.members.taking_part()
    zones = members.values_list(zone_at("organization"), flat=True).distinct()
    return [ZoneInfo(zone) for zone in zones] or [ZoneInfo(clocks.EARLIEST)]
