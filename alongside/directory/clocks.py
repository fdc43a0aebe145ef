"""By which clock an organization's days end."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from alongside.directory.geography.places import usual_time_zone
from alongside.directory.models import Site
from alongside.orgs.models import Organization

# Where no place is known: the earliest midnight of the mainland. Ending access too early is the safe mistake.
EARLIEST = "America/New_York"


def time_zone_of(organization: Organization) -> str:
    """The time zone of most of its places, of the state of those whose point nobody may know."""
    places = Site.objects.filter(organization=organization, retired_at=None)
    known = places.values_list("time_zone", "state")
    zones = Counter(zone or usual_time_zone(state) for zone, state in known)
    del zones[""]
    return min(zones, key=lambda zone: (-zones[zone], zone), default=EARLIEST)


def today_in(time_zone: str) -> date:
    return localdate(timezone=ZoneInfo(time_zone))


def today_at(organization: Organization) -> date:
    return today_in(time_zone_of(organization))
