"""The small objects of HSDS that services, locations and organizations share."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from alongside.directory.content.languages import language_name
from alongside.directory.geography.areas import area_name
from alongside.directory.models import Record

Thing = dict[str, Any]  # an object of HSDS

NAMESPACE = uuid5(NAMESPACE_URL, "urn:alongside:hsds")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MIDNIGHT = "24:00"


def made_id(*parts: object) -> str:
    """The same id for the same thing in every export."""
    return str(uuid5(NAMESPACE, "/".join(map(str, parts))))


def pair_id(service: UUID, site: UUID) -> str:
    """Of a service at a site: it begins as the service's id does, so that the pair is found by it (UUIDv8)."""
    made = bytearray(uuid5(service, str(site)).bytes)
    made[:6] = service.bytes[:6]
    made[6] = made[6] & 0x0F | 0x80
    return str(UUID(bytes=bytes(made)))


def whole(**fields: Any) -> Thing:
    """An object without what is empty. Zero and false say something."""
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def web(address: str) -> str:
    """A web address that may be called one; blank for anything else."""
    parts = urlsplit(address)
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""


def phones(owner: str, pk: str, record: Any) -> list[Thing]:
    """The number of a record, and where it has more, each with what it is for."""
    first = {"text": record.phone, "link": record.phone_link, "note": ""}
    more = getattr(record, "other_phones", [])
    return [
        phone(owner, pk, number, one) for number, one in enumerate((first, *more)) if one["text"]
    ]


def phone(owner: str, pk: str, number: int, one: Mapping[str, str]) -> Thing:
    link, note = one.get("link", ""), one.get("note", "")
    extension = link.partition(";ext=")[2]
    return whole(
        id=made_id(pk, "phone", number),
        **{f"{owner}_id": pk},
        number=one["text"],
        extension=int(extension) if extension.isdecimal() else None,
        type=kind_of(link, note),
        description=note,
    )


def kind_of(link: str, note: str) -> str:
    """As RFC 6350 calls kinds of telephone."""
    if link.startswith("sms:"):
        return "text"
    said = note.casefold()
    return "textphone" if "tty" in said else "fax" if "fax" in said else "voice"


def schedules(owner: str, pk: str, record: Any) -> list[Thing]:
    """When it is open, by the week; where hours fit no pattern, in words. Times are local ones."""
    found = weekly(owner, pk, record)
    if record.hours_text:
        words = whole(id=made_id(pk, "hours"), description=record.hours_text)
        found.append(words | {f"{owner}_id": pk})
    return found


def weekly(owner: str, pk: str, record: Any) -> list[Thing]:
    zone = getattr(record, "time_zone", "")
    return [schedule(owner, pk, number, line, zone) for number, line in enumerate(record.hours)]


def schedule(owner: str, pk: str, number: int, line: Mapping[str, str], zone: str) -> Thing:
    closes = "00:00" if line["closes"] == MIDNIGHT else line["closes"]
    return whole(
        id=made_id(pk, "schedule", number),
        **{f"{owner}_id": pk},
        freq="WEEKLY",
        interval=1,
        wkst="MO",
        byday=",".join(DAYS[int(day) - 1] for day in line["days"]),
        opens_at=line["opens"],
        closes_at=closes,
        valid_from=line.get("from", ""),
        valid_to=line.get("until", ""),
        description=f"Local time, {zone}" if zone else "Local time",
        notes=line.get("note", ""),
    )


def languages(owner: str, pk: str, codes: Iterable[str]) -> list[Thing]:
    return [
        whole(
            id=made_id(pk, "language", code),
            **{f"{owner}_id": pk},
            code=code,
            name=language_name(code),
        )
        for code in codes
    ]


def service_areas(owner: str, pk: str, codes: Iterable[str]) -> list[Thing]:
    """States, counties (FIPS) and tribal lands that are served."""
    return [
        whole(
            id=made_id(pk, "area", code),
            **{f"{owner}_id": pk},
            name=area_name(code),
            extent=code,
            extent_type="text",
        )
        for code in codes
    ]


def metadata(kind: str, pk: str, record: Record, by: str) -> list[Thing]:
    """Who last said that a record is right, on which day: its list, or the organization itself."""
    days = {"listed": record.listed_on, "confirmed": record.confirmed_on}
    return [
        {
            "id": made_id(record.pk, "metadata", act),
            "resource_id": pk,
            "resource_type": kind,
            "last_action_date": day.isoformat(),
            "last_action_type": act,
            "field_name": "all",
            "previous_value": "",
            "replacement_value": "",
            "updated_by": source_name(record) if act == "listed" else by,
        }
        for act, day in days.items()
        if day
    ]


def source_name(record: Record) -> str:
    return record.source.name if record.source else "Alongside"
