"""Pairs of records of two sources that are worth comparing: by telephone, by house, by where on the map."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from alongside.directory.models import Import


class Pair(NamedTuple):
    fresh: UUID
    other: UUID
    miles: float | None  # none where one of them has no point of its own


# Sets are joined, so that twenty thousand by twenty thousand is never tried. A number that more than
# fifty sites answer to is a switchboard and says nothing. A cell is a tenth of a mile or more on each
# side; with its eight neighbors it holds whatever lies within a tenth of a mile.
PAIRS = """
WITH listed AS MATERIALIZED (
    SELECT site.id, site.source_id, site.state, added_during_id, organization.admitted_at,
        split_part(phone_link, ';', 1) AS phone, lower(city) AS city, left(postal_code, 5) AS zip,
        substring(address_1 from '^[0-9]+') AS house,
        CASE WHEN is_rough THEN NULL ELSE latitude END AS latitude,
        CASE WHEN is_rough THEN NULL ELSE longitude END AS longitude
    FROM directory_site AS site JOIN orgs_organization AS organization ON organization.id = organization_id
    WHERE retired_at IS NULL
), fresh AS MATERIALIZED (
    SELECT listed.* FROM listed WHERE added_during_id = %(during)s OR id IN (
        SELECT record FROM directory_before WHERE during_id = %(during)s AND kind = 'site')
), switchboards AS (
    SELECT phone FROM listed WHERE phone <> '' GROUP BY phone HAVING count(*) > 50
), around AS (
    SELECT fresh.id, floor(latitude * 500) + up AS up, floor(longitude * 300) + across AS across
    FROM fresh, generate_series(-1, 1) AS up, generate_series(-1, 1) AS across
    WHERE latitude IS NOT NULL
), pairs AS (
    SELECT fresh.id AS one, listed.id AS other FROM fresh JOIN listed USING (phone, state)
    WHERE phone <> '' AND phone NOT IN (SELECT phone FROM switchboards)
    UNION
    SELECT fresh.id, listed.id FROM fresh JOIN listed USING (house, zip) WHERE zip <> ''
    UNION
    SELECT fresh.id, listed.id FROM fresh JOIN listed USING (house, city, state) WHERE city <> ''
    UNION
    SELECT around.id, listed.id FROM around JOIN listed
    ON around.up = floor(listed.latitude * 500) AND around.across = floor(listed.longitude * 300)
)
SELECT fresh.id, listed.id, CASE WHEN fresh.latitude IS NOT NULL AND listed.latitude IS NOT NULL
    THEN directory_miles(fresh.latitude, fresh.longitude, listed.latitude, listed.longitude) END
FROM pairs JOIN fresh ON fresh.id = pairs.one JOIN listed ON listed.id = pairs.other
WHERE fresh.source_id IS DISTINCT FROM listed.source_id AND fresh.state = listed.state
AND (fresh.admitted_at IS NULL OR listed.admitted_at IS NULL)
AND (fresh.latitude IS NULL OR listed.latitude IS NULL
    OR abs(fresh.latitude - listed.latitude) < 0.05 AND abs(fresh.longitude - listed.longitude) < 0.1)
AND NOT EXISTS (SELECT 1 FROM directory_duplicate AS known WHERE verdict <> 'proposed'
    AND known.older_id IN (fresh.id, listed.id) AND known.younger_id IN (fresh.id, listed.id))
"""


def pairs_of(during: Import) -> Iterator[Pair]:
    """What an import brought or changed beside what other sources say there; not what a person decided."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"during": during.pk})
        yield from (Pair(*row) for row in cursor.fetchall())
