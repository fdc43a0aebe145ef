"""Places that somebody made private here, and that a list still tells: it is read without where they are."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import chain, permutations
from typing import Any
from urllib.parse import unquote_plus
from uuid import UUID

from django.db.models import QuerySet

from alongside.directory.importing.known import KnownRecords, organizations_by_key
from alongside.directory.importing.mapped import LOCATED
from alongside.directory.importing.over import ADDRESS, kept_private
from alongside.directory.importing.records import NOWHERE, Batch, Record, Where
from alongside.directory.importing.report import LeftOut
from alongside.directory.importing.staging import Row
from alongside.directory.models import Remark, Site
from alongside.directory.private.confidential import POINT, SENTENCES, STREET, untold
from alongside.directory.private.keyed import Point, address_keys, street_key, streets_in
from alongside.directory.private.place_told import Told
from alongside.directory.private.words_erased import FIELDS, without

Fields = dict[str, Any]
LONGEST_TOWN = 40  # letters
FEW = 6  # numbers of a row that may be a point


def keep_private(batch: Batch, known: KnownRecords) -> set[Row]:
    """Let nothing of a batch tell such a place; the rows of which no remark may repeat anything.

    It is one that is here, or a new one at the address of one, whatever that is called now.
    """
    at: dict[str, Fields] = {}
    around: dict[str, list[Where]] = defaultdict(list)
    rows = set()
    for record in batch.sites:
        if not record.is_hidden and known.is_private(record):
            at[record.key] = words_of_place(record)
            around[record.organization].append(record.where)
            rows.add(record.row)
            change_said(record, partial(hidden, record))
            record.is_hidden = True
    for record in batch.services:
        if words := [word for key in record.sites for word in at.get(key, {}).values()]:
            change_said(record, partial(without_words, words))
    is_any = private_places().exists()
    hidden_here = streets_of(batch, known.source) if is_any else {}
    for record in (*batch.listings, *batch.sites, *batch.services):
        keys = hidden_here.get(record.organization, set())
        told = told_of(around.get(record.organization, [NOWHERE]))
        if keys or told:
            change_said(record, partial(without_streets, FIELDS[record.model], keys, told))
    if is_any:
        keep_untold(batch)
    return rows


def keep_untold(batch: Batch) -> None:
    """Let no text of a batch, whoever it is of, tell the address or the point of a private place."""
    towns: dict[str, set[str]] = defaultdict(set)
    for record in batch.sites:
        towns[record.organization].update(record.where.towns)
    for record in (*batch.listings, *batch.sites, *batch.services):
        near = towns[record.organization]
        change_said(record, partial(without_private, FIELDS[record.model], near))


def without_private(names: Iterable[str], towns: Iterable[str], said: Fields) -> Fields:
    """A record's texts without the sentences that tell a private address, in these towns or with its own."""
    texts = {name: said[name] for name in names if said.get(name)}
    keys = {told: found for told in places_in(texts) if (found := keys_of(told, towns))}
    if not keys:
        return said
    private = private_keys(set().union(*keys.values()))
    told = [place for place, some in keys.items() if some & private]
    streets = [bare[0] for one in told if isinstance(one, str) and (bare := STREET.search(one))]
    points = [degrees for place in told if not isinstance(place, str) for degrees in place]
    return said | without(Told.of(streets, points=points), texts) if told else said


def places_in(texts: Fields) -> set[str | Point]:
    """Streets and points that texts tell, each street with what follows it in its sentence."""
    written = "\n".join(map(str, texts.values()))
    if "://" in written:
        written += "\n" + unquote_plus(written)
    sentences = SENTENCES.split(written)
    found = ((sentence, STREET.search(sentence)) for sentence in sentences)
    streets = {sentence[street.start() :].rstrip(".!") for sentence, street in found if street}
    return streets | {(float(one[1]), float(one[2])) for one in LOCATED.finditer(written)}


def keys_of(told: str | Point, towns: Iterable[str]) -> set[str]:
    return address_keys([told], towns) if isinstance(told, str) else address_keys([], [], [told])


def private_places() -> QuerySet[Site]:
    """Those of which it is known where they are, though nobody can tell."""
    return Site.objects.filter(is_confidential=True).exclude(address_keys=[])


def private_keys(keys: set[str]) -> set[str]:
    """Which of these digests are of private places."""
    found = private_places().filter(address_keys__overlap=sorted(keys))
    return keys.intersection(chain.from_iterable(found.values_list("address_keys", flat=True)))


def streets_of(batch: Batch, source: str) -> dict[str, set[str]]:
    """Digests of the streets of private places, by the list's number of whose they are."""
    every = (*batch.listings, *batch.sites, *batch.services)
    known = organizations_by_key(source, (record.organization for record in every))
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = private_places().filter(organization__in=set(known.values()))
    for organization, keys in rows.values_list("organization", "address_keys"):
        found[organization].update(keys)
    return {key: found[pk] for key, pk in known.items() if pk in found}


def without_streets(names: Iterable[str], keys: set[str], told: Told, said: Fields) -> Fields:
    """The texts of an organization without the streets of its private places, also of those its list tells no more.

    Where another of its places is, is no text: a street may be called the same in another town.
    """
    texts = {name: said[name] for name in names if said.get(name)}
    streets = {street for text in texts.values() for street in streets_in(str(text))}
    known = Told.of(street for street in streets if street_key(street) in keys)
    return said | without(known, without(told, texts))


def words_of_place(record: Record) -> Fields:
    try:
        return {name: word for name in ADDRESS if (word := record.fields[name])}
    except LeftOut:
        return {}


def told_of(places: Collection[Where]) -> Told:
    streets, towns, points = (chain.from_iterable(parts) for parts in zip(*places, strict=True))
    codes = (town for town in towns if town[:1].isdigit())
    return Told.of(streets, codes, chain.from_iterable(points))


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
    with_cells = [one for one in remarks if one.cells]
    if not with_cells or not private_places().exists():
        return
    keys = [(one, keys_in((one.cells or {}).values())) for one in with_cells]
    known = private_keys(set().union(*(some for _one, some in keys)))
    for remark, some in keys:
        if some & known:
            remark.cells = None


def keys_in(cells: Iterable[Any]) -> set[str]:
    """Every address, and every point, that the cells of a row could make."""
    said = [str(cell) for cell in cells if cell]
    streets = [one for one in said if any(sign.isdigit() for sign in one)]
    towns = [one for one in said if len(one) <= LONGEST_TOWN]
    degrees = [float(one) for one in said if POINT.fullmatch(one.strip())][:FEW]
    points = [*permutations(degrees, 2)]
    return address_keys(streets, towns, points) | address_keys([], [], points)
