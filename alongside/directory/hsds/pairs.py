"""Services at locations: at the sites that a service names, or at each of its organization's sites."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from alongside.directory.geography.places import state_at
from alongside.directory.hsds.parts import pair_id
from alongside.directory.models import Service

Pair = tuple[UUID, UUID]  # a service, a site
METERS_A_MILE = 1609.344

# The services that were asked for come as a query of their own.
PAIRS = """
FROM directory_service AS service
JOIN directory_site AS site ON site.organization_id = service.organization_id
WHERE site.retired_at IS NULL AND service.id IN ({services}) AND (
    EXISTS (
        SELECT FROM directory_service_sites AS named
        WHERE named.service_id = service.id AND named.site_id = site.id
    ) OR NOT EXISTS (
        SELECT FROM directory_service_sites AS named WHERE named.service_id = service.id
    )
)
"""
# The same pairs, counted by hash: those that are named, and those of services that name none.
COUNT = """
WITH service AS (SELECT * FROM directory_service WHERE id IN ({services}))
SELECT (
    SELECT count(*) FROM service
    JOIN directory_service_sites AS named ON named.service_id = service.id
    JOIN directory_site AS site ON site.id = named.site_id
    WHERE site.organization_id = service.organization_id AND site.retired_at IS NULL {around}
) + (
    SELECT count(*) FROM service
    JOIN directory_site AS site ON site.organization_id = service.organization_id
    WHERE site.retired_at IS NULL {around} AND NOT EXISTS (
        SELECT FROM directory_service_sites AS named WHERE named.service_id = service.id
    )
)
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


@dataclass(frozen=True)
class Pairs:
    services: QuerySet[Service]
    around: Around | None = None

    def parts(self) -> tuple[str, list[Any], str, list[Any]]:
        """The services and the place that are asked for, each as SQL with its values."""
        inner, values = self.services.order_by().values("pk").query.sql_with_params()
        condition, more = self.around.condition() if self.around else ("", [])
        return inner, [*values], condition, more

    def statement(self, end: str = "") -> tuple[str, list[Any]]:
        inner, values, condition, more = self.parts()
        begin = "SELECT service.id, site.id" + PAIRS.replace("{services}", inner)
        return begin + condition + end, [*values, *more]

    def count(self) -> int:
        inner, values, condition, more = self.parts()
        statement = COUNT.replace("{services}", inner).replace("{around}", condition)
        return int(asked(statement, [*values, *more, *more])[0][0])

    def page(self, skipped: int, size: int) -> list[Pair]:
        end = " ORDER BY service.id, site.id OFFSET %s LIMIT %s"
        statement, values = self.statement(end)
        return [(service, site) for service, site in asked(statement, [*values, skipped, size])]


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
