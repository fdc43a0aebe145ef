"""Procedures, promises and held times as their tests need them."""

from datetime import date, time, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from alongside.audit.models import Event
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import HeldTime, Who
from alongside.partnerships.procedures import newest_number


def way_from(caller, **fields):
    """What is said of one way."""
    said = {
        "key": uuid4(),
        "caller_id": caller.pk,
        "site_id": None,
        "who_calls": Who.FRONT_DESK.value,
        "who_answers": Who.ADVOCATE.value,
        "hours": "Day and night",
        "line": "(312) 555-0142",
        "mode": "call_together",
        "say": "A person is with me who would like to talk with an advocate.",
        "held_kinds": [],
        "when_nobody": "Call the backup line after ten minutes.",
    }
    return said | fields


def proposed(partnership, by, *ways):
    with within(by.here):
        on = newest_number(partnership)
        return actions.propose_procedure(partnership, ways=list(ways), on=on, by=by)


def settled(partnership, by, other, *ways):
    """A procedure in force, proposed by one champion and agreed by the other."""
    version = proposed(partnership, by, *ways)
    with within(other.here):
        actions.agree_procedure(version, by=other)
    version.refresh_from_db()
    return version


PROMISED = {"kind": "other", "words": "Share a card", "due_on": None, "every_weeks": None}


def promise_of(partnership, by, *binds, responsible=None, **promised):
    """A promise that one side put forward."""
    with within(by.here):
        return actions.add_commitment(
            partnership,
            promised=PROMISED | promised,
            binds=binds or [by.here],
            responsible=responsible or by.session_membership,
            by=by,
        )


def counted(partnership, by, other, *binds, **promised):
    """A promise that both sides said yes to."""
    made = promise_of(partnership, by, *binds, **promised)
    with within(other.here):
        actions.accept_commitment(made, responsible=other.session_membership, by=other)
    made.refresh_from_db()
    return made


def said_of(site, **fields):
    """What is said of a held time: each Tuesday at two, half an hour."""
    return {
        "site": site,
        "weekday": 2,
        "from_day": date(2026, 1, 1),
        "until_day": None,
        "starts_at": time(14),
        "minutes": 30,
        "kind": "visit",
        "languages": [],
    } | fields


def held_at(site, partnership, **fields):
    """A held time as a row, published long ago."""
    published = fields.pop("published_at", "2025-12-01T00:00:00Z")
    return HeldTime.objects.create(
        partnership=partnership,
        organization=site.organization,
        published_at=published,
        **said_of(site, **fields),
    )


def procedure_page(client, partnership, rest=""):
    return client.get(f"/partnerships/{partnership.pk}/procedure/{rest}")


def press_procedure(client, partnership, rest, typed=None):
    return client.post(f"/partnerships/{partnership.pk}/procedure/{rest}", typed)


def typed_way(way, on=0):
    return {name: said for name, said in way.items() if said not in (None, "key")} | {"on": on}


def lines(version):
    return sorted(version.ways.values_list("line", flat=True))


def acts_of(organization):
    """What is remembered that it did, besides listing a place."""
    with within(organization):
        return sorted(event.act for event in Event.objects.exclude(act="site_listed"))


def in_days(number):
    return localdate() + timedelta(days=number)


def promise_page(client, partnership, rest=""):
    return client.get(f"/partnerships/{partnership.pk}/commitments/{rest}")


def press_promise(client, commitment, act, **typed):
    address = f"/partnerships/{commitment.partnership_id}/commitments/{commitment.pk}/{act}/"
    return client.post(address, typed)


def add_promise(client, partnership, **typed):
    return client.post(f"/partnerships/{partnership.pk}/commitments/add/", typed)


def keep_promise(commitment, by, day=None, evidence="Nine people came."):
    with within(by.here):
        actions.keep_commitment(commitment, day=day or localdate(), evidence=evidence, by=by)
    commitment.refresh_from_db()


def typed_held(partnership, site, **fields):
    return {
        "partnership": partnership.pk,
        "site": site.pk,
        "kind": "visit",
        "weekday": "2",
        "from_day": "2027-03-01",
        "starts_at": "14:00",
        "minutes": "30",
        "languages": ["es"],
    } | fields


def publish_held(client, partnership, site, **fields):
    return client.post("/held-times/publish/", typed_held(partnership, site, **fields))


def seen_coming(client, partnership):
    answer = client.get(f"/partnerships/{partnership.pk}/held-times/")
    return [one.wall.strftime("%m-%d %H:%M") for one in answer.context["page"]]


def press_held(client, held, act, **fields):
    return client.post(f"/held-times/{held.pk}/{act}/", fields)
