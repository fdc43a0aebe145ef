"""Services at locations: at the sites that a service names, or at each of its organization's sites."""

from bisect import bisect
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from alongside.directory.geography.places import state_at
from alongside.directory.hsds.parts import pair_id
from alongside.directory.models import Service

Pair = tuple[UUID, UUID]  # a service, a site
METERS_A_MILE = 1609.344
STEP = 200  # pairs from one mark to the next

# The services that were asked for come as a query of their own.
PAIRS = """
FROM directory_service AS service, LATERAL (
    SELECT site.* FROM directory_service_sites AS named
    JOIN directory_site AS site ON site.id = named.site_id WHERE named.service_id = service.id
    UNION ALL
    SELECT site.* FROM directory_site AS site
    WHERE site.organization_id = service.organization_id AND NOT EXISTS (
        SELECT FROM directory_service_sites AS named WHERE named.service_id = service.id
    )
) AS site
WHERE site.retired_at IS NULL AND service.id IN ({services})
"""
# The same pairs, counted by hash: those that are named, and those of services that name none. Some
# are marks: the service of a pair, and how many pairs stand before that.
MARKS = """
WITH service AS ({services}), pair AS (
    SELECT service.id FROM service
    JOIN directory_service_sites AS named ON named.service_id = service.id
    JOIN directory_site AS site ON site.id = named.site_id
    WHERE site.retired_at IS NULL {around}
    UNION ALL
    SELECT service.id FROM service
    JOIN directory_site AS site ON site.organization_id = service.organization_id
    WHERE site.retired_at IS NULL {around} AND NOT EXISTS (
        SELECT FROM directory_service_sites AS named WHERE named.service_id = service.id
    )
), numbered AS (
    SELECT id, rank() OVER by_id - 1 AS before, row_number() OVER by_id - 1 AS number,
        count(*) OVER () AS total
    FROM pair WINDOW by_id AS (ORDER BY id)
)
SELECT before, id, total FROM numbered WHERE mod(number, %s) = 0 ORDER BY number
"""
NEAR = """
AND NOT site.is_confidential AND site.setting <> 'remote'
AND directory_miles(%s, %s, site.latitude, site.longitude) <= %s
"""
SERVING = """
AND (CASE WHEN service.areas = '{}' THEN site.areas ELSE service.areas END) && %s::varchar[]
"""


@dataclass(frozen=True)
class Around:
    """What a postcode asks for: within some meters of its middle, or else where it is served."""

    latitude: float
    longitude: float
    meters: float | None

    def condition(self) -> tuple[str, list[Any]]:
        if self.meters is not None:
            return NEAR, [self.latitude, self.longitude, self.meters / METERS_A_MILE]
        return SERVING, [["US", state_at(self.latitude, self.longitude)]]


class Marks(NamedTuple):
    """How many pairs there are, and from where to look for a page far back without going through all before it."""

    total: int
    at: list[tuple[int, UUID]]

    def nearest(self, skipped: int) -> tuple[int, UUID]:
        """The last service before which no more pairs stand than are skipped, and how many these are."""
        return self.at[bisect(self.at, skipped, key=itemgetter(0)) - 1]


@dataclass(frozen=True)
class Pairs:
    services: QuerySet[Service]
    around: Around | None = None

    def condition(self) -> tuple[str, list[Any]]:
        return self.around.condition() if self.around else ("", [])

    def statement(self, end: str = "") -> tuple[str, list[Any]]:
        inner, values = self.services.order_by().values("pk").query.sql_with_params()
        condition, more = self.condition()
        begin = "SELECT service.id, site.id" + PAIRS.replace("{services}", inner)
        return begin + condition + end, [*values, *more]

    def marks(self) -> Marks:
        told = self.services.order_by().values("id", "organization_id", "areas")
        inner, values = told.query.sql_with_params()
        condition, more = self.condition()
        statement = MARKS.replace("{services}", inner).replace("{around}", condition)
        found = asked(statement, [*values, *more, *more, STEP])
        at = [(before, service) for before, service, _total in found]
        return Marks(found[0][2] if found else 0, at)

    def page(self, skipped: int, size: int, marks: Marks) -> list[Pair]:
        if skipped >= marks.total:
            return []
        before, service = marks.nearest(skipped)
        later = replace(self, services=self.services.filter(pk__gte=service))
        statement, values = later.statement(" ORDER BY service.id, site.id OFFSET %s LIMIT %s")
        return [(one, site) for one, site in asked(statement, [*values, skipped - before, size])]


def asked(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def pair_called(pk: UUID, services: QuerySet[Service]) -> Pair | None:
    """The pair of an id, which begins as the service's id does; none if nothing is given there now."""
    first = UUID(bytes=pk.bytes[:6] + bytes(10))
    last = UUID(bytes=pk.bytes[:6] + b"\xff" * 10)
    found = Pairs(services.filter(pk__range=(first, last)))
    pairs = asked(*found.statement())
    return next((pair for pair in pairs if pair_id(*pair) == str(pk)), None)
