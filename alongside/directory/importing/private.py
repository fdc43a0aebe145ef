"""Places that somebody made private here, and that a list still tells: it is read without where they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from alongside.directory.importing.confidential import untold
from alongside.directory.importing.known import KnownRecords, organizations_by_key
from alongside.directory.importing.over import ADDRESS, kept_private
from alongside.directory.importing.records import Batch, Record
from alongside.directory.importing.report import LeftOut
from alongside.directory.importing.staging import Row
from alongside.directory.models import Remark, Site
from alongside.directory.private.keyed import address_keys, street_key, streets_in
from alongside.directory.private.place_told import Told
from alongside.directory.private.words_erased import without

Fields = dict[str, Any]
LONGEST_TOWN = 40  # letters


def keep_private(batch: Batch, known: KnownRecords) -> set[Row]:
    """Let nothing of a batch tell such a place; the rows of which no remark may repeat anything.

    It is one that is here, or a new one at the address of one, whatever that is called now.
    """
    at: dict[str, Fields] = {}
    around: dict[str, list[Fields]] = defaultdict(list)
    rows = set()
    for record in batch.sites:
        if not record.is_hidden and is_private(record, known):
            at[record.key] = where = words_of_place(record)
            around[record.organization].append(where)
            rows.add(record.row)
            change_said(record, partial(hidden, record))
            record.is_hidden = True
    for record in batch.services:
        if words := [word for key in record.sites for word in at.get(key, {}).values()]:
            change_said(record, partial(without_words, words))
    hidden_here = streets_of(batch, known.source)
    for record in (*batch.listings, *batch.sites, *batch.services):
        if keys := hidden_here.get(record.organization):
            change_said(record, partial(without_streets, keys))
        if told := told_of(around.get(record.organization, ())):
            change_said(record, partial(without, told))
    return rows


def streets_of(batch: Batch, source: str) -> dict[str, set[str]]:
    """Digests of the streets of private places, by the list's number of whose they are."""
    private = Site.objects.filter(is_confidential=True).exclude(address_keys=[])
    if not private.exists():
        return {}
    every = (*batch.listings, *batch.sites, *batch.services)
    known = organizations_by_key(source, (record.organization for record in every))
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = private.filter(organization__in=set(known.values()))
    for organization, keys in rows.values_list("organization", "address_keys"):
        found[organization].update(keys)
    return {key: found[pk] for key, pk in known.items() if pk in found}


def without_streets(keys: set[str], said: Fields) -> Fields:
    """What an organization says without the streets of its private places, also of those its list tells no more."""
    texts = [text for text in said.values() if isinstance(text, str)]
    streets = {street for text in texts for street in streets_in(text)}
    told = Told.of(street for street in streets if street_key(street) in keys)
    return without(told, said) if told else said


def is_private(record: Record, known: KnownRecords) -> bool:
    found = known.of(record, set())
    return found.is_confidential if found else known.is_at_private(record)


def words_of_place(record: Record) -> Fields:
    try:
        return {name: word for name in ADDRESS if (word := record.fields[name])}
    except LeftOut:
        return {}


def told_of(places: Iterable[Fields]) -> Told:
    said = {name: [place.get(name, "") for place in places] for name in ADDRESS}
    return Told.of(said["address_1"], said["postal_code"])


def change_said(record: Record, change: Callable[[Fields], Fields]) -> None:
    """Let a record be read as `change` makes it."""
    read = record.read
    record.read = lambda: change(read())
    vars(record).pop("fields", None)


def hidden(record: Record, said: Fields) -> Fields:
    return kept_private(said) | {"address_keys": sorted(record.where.kept_keys)}


def without_words(words: Iterable[str], said: Fields) -> Fields:
    return {
        name: untold(told, words) if isinstance(told, str) else told for name, told in said.items()
    }


def forget_private(remarks: Iterable[Remark]) -> None:
    """Keep no cells of a row that was left out and tells the address of a private place."""
    private = Site.objects.filter(is_confidential=True).exclude(address_keys=[])
    with_cells = [one for one in remarks if one.cells]
    if not with_cells or not private.exists():
        return
    keys = [(one, keys_in((one.cells or {}).values())) for one in with_cells]
    every = sorted(set().union(*(some for _one, some in keys)))
    found = private.filter(address_keys__overlap=every).values_list("address_keys", flat=True)
    known = {key for some in found for key in some}
    for remark, some in keys:
        if some & known:
            remark.cells = None


def keys_in(cells: Iterable[Any]) -> set[str]:
    """Every address that the cells of a row could make."""
    said = [str(cell) for cell in cells if cell]
    streets = [one for one in said if any(sign.isdigit() for sign in one)]
    return address_keys(streets, (one for one in said if len(one) <= LONGEST_TOWN))
