"""What is here already of the records that a batch is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Lookup, Q
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from alongside.directory.importing.records import Record, Where
from alongside.directory.models import Listing, Service, Site
from alongside.directory.private.keyed import street_lines

COLUMNS = ("id", "source_key", "source_digest", "retired_at", "listed_on", "kept", "added_during")


@dataclass(slots=True)
class Known:
    """As much of a record as says whether the list has anything new."""

    id: UUID
    source_key: str
    source_digest: bytes
    retired_at: datetime | None
    listed_on: date | None
    kept: dict[str, Any]
    added_during: UUID | None
    place_key: str = ""
    is_confidential: bool = False
    same_as: UUID | None = None
    left_at: datetime | None = None

    def needs_nothing(self, record: Record) -> bool:
        """Whether a record is older than what is here, or says the same."""
        if self.is_older(record):
            return True
        is_away = self.retired_at and not self.same_as and "retired_at" not in self.kept
        is_away = is_away or self.left_at  # its list tells of it again
        return not is_away and bytes(self.source_digest) == record.digest

    def is_older(self, record: Record) -> bool:
        if record.listed_on is None and not record.is_old_unless_dated:
            return False
        return (record.listed_on or date.min) < (self.listed_on or date.min)


Private = tuple[Known, str | None]  # with its source


@CharField.register_lookup
class OneOf(Lookup):
    """Like `in`, with one list instead of thousands of values, which take long to be put into a question."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, before = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*before, list(self.rhs))


class KnownRecords:
    """The records here that a batch may be about: by the list's numbers, by place, or confidential by telephone."""

    def __init__(
        self, source: str, records: list[Record], model: type[Listing | Site | Service]
    ) -> None:
        more = ("place_key", "is_confidential", "same_as", "left_at") if model is Site else ()
        asked = Q(source_key__one_of=[record.key for record in records])
        if places := [key for record in records for key in record.place_keys]:
            asked |= Q(place_key__one_of=places)
        rows = model.objects.filter(asked, source=source).values_list(*COLUMNS, *more)
        found = [Known(*row) for row in rows]
        self.by_key = {one.source_key: one for one in found}
        self.by_place = {one.place_key: one for one in found if one.place_key}
        self.confidential = {one.place_key: one for one in found if one.is_confidential}
        self.source = source
        self.private: dict[str, list[Private]] = {}
        if model is Site:
            self.private = private_at(self.unknown(records), more)

    def unknown(self, records: list[Record]) -> Iterator[Record]:
        """Rows that say anything new: of no record here, or other than before."""
        for record in records:
            found = self.of(record, set())
            if found is None or bytes(found.source_digest) != record.digest:
                yield record

    def private_as(self, record: Record) -> list[Private]:
        """Places here that are private, where a row says that it is."""
        return [one for key in record.place_digests for one in self.private.get(key, ())]

    def is_private(self, record: Record) -> bool:
        """Whether a row is of a place that is private here, or one that is new where such a one is."""
        found = self.of(record, set())
        if found and found.is_confidential:
            return True
        there = {known.id for known, _source in self.private_as(record)} if self.private else set()
        return bool(there) and not (found and self.was_beside(found, there))

    def was_beside(self, known: Known, private: set[UUID]) -> bool:
        """Whether a public record stood there before: whoever made the other one private left it so."""
        keys = sorted(where_is(Site.objects.get(pk=known.id)).keys)
        return Site.objects.filter(pk__in=private, address_keys__overlap=keys).exists()

    def of(self, record: Record, taken: set[UUID]) -> Known | None:
        """The record here, which no later row of the list can have too."""
        possible = [self.by_key.get(record.key)]
        if record.place_keys:
            by_place, without_place = record.place_keys
            possible.append(self.by_place.get(by_place))
            if self.private:
                there = self.private_as(record)
                possible += [known for known, source in there if source == self.source]
            possible.append(self.confidential.get(without_place))
        found = next((one for one in possible if one and one.id not in taken), None)
        if found:
            taken.add(found.id)
        return found


def where_is(site: Site) -> Where:
    points = (site.own_point,) if site.own_point else ()
    streets = street_lines(site.address_1, site.address_2)
    return Where(streets, (site.city, site.postal_code), points)


def private_at(records: Iterable[Record], more: tuple[str, ...]) -> dict[str, list[Private]]:
    """Places that are private here, by the digests of the addresses that rows tell."""
    private = Site.objects.filter(is_confidential=True).exclude(address_keys=[])
    if not private.exists():
        return {}
    keys = {key for record in records for key in record.place_digests}
    there: dict[str, list[Private]] = defaultdict(list)
    rows = private.filter(address_keys__overlap=sorted(keys))
    for source, told, *row in rows.values_list("source", "address_keys", *COLUMNS, *more):
        for key in keys.intersection(told):
            there[key].append((Known(*row), source))
    return dict(there)


def organizations_by_key(source: str, keys: Iterable[str]) -> dict[str, UUID]:
    """The organizations that a list's numbers mean; of two joined records the older."""
    listings = Listing.objects.filter(source=source, source_key__one_of=set(keys))
    found = listings.annotate(here=Coalesce("organization__same_as", "organization"))
    return dict(found.values_list("source_key", "here"))


def sites_by_key(source: str, keys: Iterable[str]) -> dict[str, UUID]:
    """The sites that a list's numbers mean; of two joined records the older."""
    sites = Site.objects.filter(source=source, source_key__one_of=set(keys))
    found = sites.annotate(here=Coalesce("same_as", "id"))
    return dict(found.values_list("source_key", "here"))
