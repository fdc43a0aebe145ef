"""Times of a rota as tests need them."""

from datetime import date, time

from alongside.directory.models import Site
from alongside.partnerships.models import RotaChange, RotaException, RotaTime

CHICAGO = "America/Chicago"
PHONE = {
    "mode": "phone",
    "line": "(312) 555-0142",
    "line_link": "tel:+1-312-555-0142",
}
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
WORKDAYS = [1, 2, 3, 4, 5]


def hour(told):
    return time.fromisoformat(told)


def time_of(organization, holder=None, starts="09:00", ends="17:00", **fields):
    """A time on the phone, by the clock of Chicago, every day and since long ago."""
    usual = PHONE | {
        "role": "advocate",
        "weekdays": EVERY_DAY,
        "time_zone": CHICAGO,
        "valid_from": date(2020, 1, 1),
    }
    return RotaTime.objects.create(
        organization=organization,
        holder=holder.session_membership if holder else None,
        starts=hour(starts),
        ends=hour(ends),
        **(usual | fields),
    )


def day_off(one, day, **fields):
    return RotaException.objects.create(
        time=one, day=day, **({"change": RotaChange.NOBODY} | fields)
    )


def place_of(organization, name="Main Street", **fields):
    return Site.objects.create(
        organization=organization, name=name, state="IL", time_zone=CHICAGO, **fields
    )


def on_site(organization, holder, clinic, **fields):
    at = {"mode": "on_site", "line": "", "line_link": "", "clinic": clinic}
    return time_of(organization, holder, **(at | fields))
