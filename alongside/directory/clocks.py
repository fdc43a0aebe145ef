"""By which clock an organization's days end."""

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    Func,
    JSONField,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.timezone import localdate, now

from alongside.directory.geography.places import states, usual_time_zone
from alongside.directory.models import Site
from alongside.orgs.models import Organization

# Where no place is known: the earliest midnight of the mainland. Ending access too early is the safe mistake.
EARLIEST = "America/New_York"


def zone_at(organization: str) -> Coalesce:
    """As a query asks it, by the name of its field: the time zone of most of an organization's places.

    Of those whose point nobody may know, the one of their state.
    """
    places = Site.objects.filter(organization=OuterRef(organization), retired_at=None)
    known = places.annotate(zone=zone_of_place()).exclude(zone="").values("zone")
    usual = known.annotate(places=Count("pk")).order_by("-places", "zone").values("zone")[:1]
    return Coalesce(Subquery(usual), Value(EARLIEST))


def day_at(organization: str) -> Cast:
    """As a query asks it: which day it is now at an organization."""
    moment = Value(now(), DateTimeField())
    there = Func(zone_at(organization), moment, function="timezone", output_field=DateTimeField())
    return Cast(there, DateField())


def zone_of_place() -> Coalesce:
    by_state = Func(
        Value(usual_zones(), JSONField()),
        F("state"),
        arg_joiner=" ->> ",
        template="(%(expressions)s)",
        output_field=CharField(),
    )
    return Coalesce(NullIf("time_zone", Value("")), by_state, Value(""))


@cache
def usual_zones() -> dict[str, str]:
    """The time zone of most people of each state."""
    return {code: usual_time_zone(code) for code in states()}


def time_zone_of(organization: Organization) -> str:
    found = Organization.objects.filter(pk=organization.pk)
    zone: str = found.values_list(zone_at("pk"), flat=True).get()
    return zone


def today_in(time_zone: str) -> date:
    return localdate(timezone=ZoneInfo(time_zone))


def today_at(organization: Organization) -> date:
    return today_in(time_zone_of(organization))
