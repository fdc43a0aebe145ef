"""Remembering: an act when it happens, a seal over it within the minute, a tally without a row."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.timezone import localdate, now
from psycopg.types.json import Jsonb

from alongside.audit.models import Detail, Event, Pending, Seal
from alongside.lib.walls import HasId

FACTS: dict[str, set[str]] = {
    "directory_imported": {"source", "added", "changed", "retired", "left_out"},
    "referral_sent": {"mode", "urgency"},
}


# Together or not at all, and one trip to the database.
REMEMBER = """
WITH event AS (
    INSERT INTO audit_event (id, organization, act, week, detail_hash)
    VALUES (%(event)s, %(organization)s, %(act)s, %(week)s, %(hash)s)
), detail AS (
    INSERT INTO audit_detail (event, organization, person, subject, minute, facts, salt, keep_until)
    VALUES (%(event)s, %(organization)s, %(person)s, %(subject)s, %(minute)s, %(facts)s, %(salt)s, %(keep_until)s)
)
INSERT INTO audit_pending (event, organization) VALUES (%(event)s, %(organization)s)
"""


def week_of(day: date) -> date:
    """The Monday of the week that `day` lies in."""
    return day - timedelta(days=day.weekday())


def detail_hash(detail: Detail) -> bytes:
    """SHA-256 over the salt and the detail, so that an erased detail leaves nothing to guess from."""
    told = json.dumps(
        [
            str(detail.person),
            str(detail.subject),
            int(detail.minute.timestamp()),
            detail.facts,
        ],
        sort_keys=True,
    )
    return hashlib.sha256(bytes(detail.salt) + told.encode()).digest()


def record(
    act: str,
    *,
    by: HasId | None,
    organization: HasId,
    subject: HasId | None = None,
    facts: Mapping[str, str | int] | None = None,
    keep_until: date | None = None,
) -> None:
    """Remember an act of an organization. Called inside its walls; `facts` are the act's closed few words."""
    unknown = set(facts or {}) - FACTS.get(act, set())
    if unknown:
        raise ValueError(f"{act} may not remember {', '.join(sorted(unknown))}")
    detail = Detail(
        event=uuid4(),
        organization=organization.pk,
        person=by.pk if by else None,
        subject=subject.pk if subject else None,
        minute=now().replace(second=0, microsecond=0),
        facts=dict(facts or {}),
        salt=secrets.token_bytes(16),
        keep_until=keep_until,
    )
    told = {field.name: getattr(detail, field.name) for field in Detail._meta.fields}
    told |= {"act": act, "week": week_of(localdate()), "hash": detail_hash(detail)}
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, told | {"facts": Jsonb(detail.facts)})


def tally(key: str, *, organization: HasId, site: HasId | None = None) -> None:
    """Count one more of `key` this week. Nothing else is kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO audit_tally (id, organization, site, week, key, number)
            VALUES (gen_random_uuid(), %s, %s, %s, %s, 1)
            ON CONFLICT ON CONSTRAINT tally_once_a_week
            DO UPDATE SET number = audit_tally.number + 1""",
            [organization.pk, site.pk if site else None, week_of(localdate()), key],
        )


def link(previous: bytes, number: int, events: list[Event]) -> bytes:
    """The digest of one seal: SHA-256 over the digest before, its number and its events in order."""
    told = [
        [
            str(event.pk),
            str(event.organization),
            event.act,
            str(event.week),
            bytes(event.detail_hash).hex(),
        ]
        for event in events
    ]
    return hashlib.sha256(previous + json.dumps([number, told]).encode()).digest()


@transaction.atomic
def seal(organization: UUID) -> None:
    """Add the link that covers what happened since the last one; one a day even when nothing did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(organization)])
    waiting = sorted(
        Pending.objects.filter(organization=organization).values_list("event", flat=True)
    )
    last = Seal.objects.filter(organization=organization).order_by("-number").first()
    if not waiting and last and last.day == localdate():
        return
    events = list(Event.objects.filter(pk__in=waiting).order_by("pk"))
    number = last.number + 1 if last else 1
    Seal.objects.create(
        organization=organization,
        number=number,
        day=localdate(),
        events=[str(event.pk) for event in events],
        digest=link(bytes(last.digest) if last else b"", number, events),
    )
    Pending.objects.filter(organization=organization, event__in=waiting).delete()


@transaction.atomic
def keep_no_longer(subjects: Iterable[UUID], *, organization: HasId, until: date) -> None:
    """Bring forward the day on which who, what and when of these referrals are forgotten."""
    Detail.objects.filter(
        organization=organization.pk, subject__in=subjects, keep_until__gt=until
    ).update(keep_until=until)


@transaction.atomic
def forget_details(organization: HasId) -> None:
    """Erase the details whose day has come; organization, act and week remain and the chain still verifies."""
    Detail.objects.filter(organization=organization.pk, keep_until__lte=localdate()).delete()
