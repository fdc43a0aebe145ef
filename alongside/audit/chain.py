"""Reading an organization's chain back: does it still hold?"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import connection

from alongside.audit.actions import detail_hash, link
from alongside.audit.models import Detail, Event, Seal

AT_ONCE = 500  # rows held in memory, however long the chain is
UNCOVERED = """
SELECT id::text FROM audit_event WHERE organization = %(organization)s
EXCEPT SELECT jsonb_array_elements_text(events) FROM audit_seal WHERE organization = %(organization)s
EXCEPT SELECT event::text FROM audit_pending WHERE organization = %(organization)s
ORDER BY 1 LIMIT 1
"""
Row = TypeVar("Row")


def broken_row(organization: UUID) -> str | None:
    """The first row of an organization's chain that does not hold, in words; None when all hold."""
    return broken_seal(organization) or broken_detail(organization) or uncovered(organization)


def broken_seal(organization: UUID) -> str | None:
    """The first seal that is missing, or whose events are not those it was set over."""
    previous, number = b"", 0
    seals = Seal.objects.filter(organization=organization).order_by("number")
    for some in chunks(seals.iterator(AT_ONCE)):
        events = events_by_id(pk for row in some for pk in row.events)
        for row in some:
            number += 1
            if row.number != number:
                return f"seal {number} is missing"
            if missing := set(row.events) - set(events):
                return f"event {min(missing)} of seal {number} is missing"
            if link(previous, number, [events[pk] for pk in sorted(row.events)]) != bytes(
                row.digest
            ):
                return f"an event of seal {number}, or the seal itself, was changed"
            previous = bytes(row.digest)
    return None


def broken_detail(organization: UUID) -> str | None:
    """The first detail that no longer matches its event."""
    details = Detail.objects.filter(organization=organization).order_by("event")
    for some in chunks(details.iterator(AT_ONCE)):
        events = events_by_id(str(detail.event) for detail in some)
        for detail in some:
            event = events.get(str(detail.event))
            if event is None:
                return f"event {detail.event} is missing"
            if detail_hash(detail) != bytes(event.detail_hash):
                return f"the detail of event {detail.event} was changed"
    return None


def uncovered(organization: UUID) -> str | None:
    """An event that neither a seal covers nor waits for one: asked at one moment, while others are sealed."""
    with connection.cursor() as cursor:
        cursor.execute(UNCOVERED, {"organization": organization})
        stray = cursor.fetchone()
    return f"event {stray[0]} was added outside the chain" if stray else None


def events_by_id(ids: Iterable[str]) -> dict[str, Event]:
    return {str(pk): event for pk, event in Event.objects.in_bulk(list(ids)).items()}


def chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some
