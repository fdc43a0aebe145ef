"""Reading an organization's chain back: does it still hold?"""

from uuid import UUID

from alongside.audit.actions import detail_hash, link
from alongside.audit.models import Detail, Event, Pending, Seal


def broken_row(organization: UUID) -> str | None:
    """The first row of an organization's chain that does not hold, in words; None when all hold."""
    previous, covered = b"", set[str]()
    for number, row in enumerate(
        Seal.objects.filter(organization=organization).order_by("number").iterator(500), start=1
    ):
        events = list(Event.objects.filter(pk__in=row.events).order_by("pk"))
        covered.update(row.events)
        if row.number != number:
            return f"seal {number} is missing"
        if missing := set(row.events) - {str(event.pk) for event in events}:
            return f"event {min(missing)} of seal {number} is missing"
        if link(previous, number, events) != bytes(row.digest):
            return f"an event of seal {number}, or the seal itself, was changed"
        previous = bytes(row.digest)
    return broken_detail(organization) or uncovered(organization, covered)


def broken_detail(organization: UUID) -> str | None:
    """The first detail that no longer matches its event."""
    hashes = dict(Event.objects.filter(organization=organization).values_list("pk", "detail_hash"))
    for detail in Detail.objects.filter(organization=organization).order_by("event").iterator(500):
        if detail.event not in hashes:
            return f"event {detail.event} is missing"
        if detail_hash(detail) != bytes(hashes[detail.event]):
            return f"the detail of event {detail.event} was changed"
    return None


def uncovered(organization: UUID, covered: set[str]) -> str | None:
    """An event that neither a seal covers nor waits for one."""
    events = {
        str(pk)
        for pk in Event.objects.filter(organization=organization).values_list("pk", flat=True)
    }
    waiting = {
        str(pk)
        for pk in Pending.objects.filter(organization=organization).values_list("event", flat=True)
    }
    if stray := events - covered - waiting:
        return f"event {min(stray)} was added outside the chain"
    return None
