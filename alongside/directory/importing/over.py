"""A list's words written over a record: never over a person's, and once confidential it stays so."""

from typing import Any

from django.db.models import Field

from alongside.directory.geography.places import NO_STATE, states
from alongside.directory.importing.placing import NOWHERE, Place, without_place
from alongside.directory.importing.records import Record
from alongside.directory.importing.report import Report
from alongside.directory.keeping.putting_right import PLACE, as_json, follow_list
from alongside.directory.models import Before, Import, Listing, Remark, Service, Site
from alongside.directory.private.confidential import hidden_in
from alongside.directory.private.keyed import key_of
from alongside.directory.private.place_erased import erase_record
from alongside.directory.sentences import sentence as _

ADDRESS = ("address_1", "address_2", "city", "postal_code")
AnyRecord = Listing | Site | Service
NOT_TOLD = {"source_digest", "place_key", "address_keys", "listed_on"}  # of our own keeping
KINDS: dict[type, str] = {Site: "site", Service: "service", Listing: "listing"}


def write_over(thing: AnyRecord, record: Record, report: Report) -> dict[str, list[Any]]:
    """Write what a list says now; what it was and what it is, by field."""
    said = dict(record.fields)
    if thing.retired_at and not getattr(thing, "same_as_id", None):
        said["retired_at"] = None
    if isinstance(thing, Site):
        said = of_site(thing, said)
        if thing.left_at:
            said["left_at"] = None
    was = {name: as_json(getattr(thing, name)) for name in said}
    if isinstance(thing, Site) and becomes_private(thing, record):
        erase_record(thing)
        was = {name: old for name, old in was.items() if name not in PLACE}
    disputed = follow_list(thing, said)
    for name in disputed:
        note_conflict(thing, name, said[name], record, report)
    if thing.source_key != record.key and not (
        isinstance(thing, Listing) or is_telling(thing, record)
    ):
        was["source_key"], thing.source_key = thing.source_key, record.key
    thing.source_digest = record.digest
    thing.listed_on = record.listed_on or thing.listed_on
    if isinstance(thing, Site) and thing.is_confidential:
        was = {name: old for name, old in was.items() if old in ("", None) or hidden_in(str(old))}
    now_is = {name: as_json(getattr(thing, name)) for name in was}
    return {name: [old, now_is[name]] for name, old in was.items() if old != now_is[name]}


def of_site(site: Site, said: dict[str, Any]) -> dict[str, Any]:
    """Once confidential it stays so; nor does it leave those who work here."""
    if site.organization.admitted_at is not None:
        said.pop("organization_id", None)
    if site.is_confidential and not said["is_confidential"]:
        said = kept_private(said)  # made private while this was read
    if "address_keys" in said:
        said["address_keys"] = sorted({*site.address_keys, *said["address_keys"]})
    return said


def kept_private(said: dict[str, Any]) -> dict[str, Any]:
    """What a list says of a place that is private here, without where it is."""
    where = {name: said[name] for name in ADDRESS}
    place = Place(
        said["name"], states().get(said["state"], NO_STATE), setting=said["setting"], **where
    )
    key = key_of(said["name"], said["state"], said["phone"])
    return said | without_place(place, said) | NOWHERE | {"is_confidential": True, "place_key": key}


def becomes_private(thing: AnyRecord, record: Record) -> bool:
    """Whether the list says only now that a place is kept secret."""
    return isinstance(thing, Site) and record.is_hidden and not thing.is_confidential


def is_telling(thing: AnyRecord, record: Record) -> bool:
    """A key made of an address would lead to a place that is kept secret."""
    return getattr(thing, "is_confidential", False) and record.key.startswith("place:")


def note_conflict(thing: AnyRecord, name: str, theirs: Any, record: Record, report: Report) -> None:
    """A person put this field right and the list says something else: both are told, ours is kept."""
    if name in PLACE and getattr(thing, "is_confidential", False):
        return
    told = {"ours": as_json(getattr(thing, name)), "theirs": as_json(theirs)}
    report.note(
        record.row,
        Remark.Done.KEPT,
        name,
        _("We keep “%(ours)s”. The list says “%(theirs)s”.") % told,
    )


def before(during: Import, thing: AnyRecord, fields: dict[str, list[Any]]) -> Before:
    """What a record was, so that the import can be undone."""
    told = {name: said for name, said in fields.items() if name not in NOT_TOLD}
    return Before(during=during, kind=KINDS[type(thing)], record=thing.pk, fields=told)


def fields_of(model: type[AnyRecord]) -> list[str]:
    """The columns that an import may write."""
    left = {"id", "source", "changed_at", "added_during"}
    fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)
    return [field.name for field in fields if field.name not in left]
