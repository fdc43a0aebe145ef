"""Times of a rota as tests need them, and what its forms send."""

from datetime import date, time

from alongside.audit.models import Event
from alongside.directory.models import Site
from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.partnerships.models import RotaChange, RotaException, RotaTime
from tests.database import connected_as

CHICAGO = "America/Chicago"
PHONE = {
    "mode": "phone",
    "line": "(312) 555-0142",
    "line_link": "tel:+1-312-555-0142",
}
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
WORKDAYS = [1, 2, 3, 4, 5]
TYPED = {
    "role": "hotline",
    "mode": "phone",
    "line": "312 555 0142",
    "weekdays": WORKDAYS,
    "starts": "22:00",
    "ends": "06:00",
    "time_zone": "America/Chicago",
    "valid_from": "2026-11-23",
}


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
    there = {"state": "IL", "time_zone": CHICAGO} | fields
    return Site.objects.create(organization=organization, name=name, **there)


def on_site(organization, holder, clinic, **fields):
    at = {"mode": "on_site", "line": "", "line_link": "", "clinic": clinic}
    return time_of(organization, holder, **(at | fields))


def acts_of(organization):
    with within(organization):
        return sorted(event.act for event in Event.objects.all())


def told():
    with connected_as("worker"):
        return sorted(Notice.objects.values_list("person__name", flat=True))


def add(client, **typed):
    return client.post("/rota/add/", TYPED | typed)


def typed_of(one, **typed):
    """The form of a time as its page sends it."""
    said = TYPED | {
        "role": one.role,
        "starts": "09:00",
        "ends": "17:00",
        "valid_from": "2020-01-01",
    }
    return said | typed


def change(client, one, **typed):
    return client.post(f"/rota/{one.pk}/change/", typed_of(one, **typed))


def errors(answer):
    return answer.context["form"].errors
