"""Pairs of records of two sources that are worth comparing: by telephone, by house, by where on the map."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from alongside.directory.models import Import


class Candidates(NamedTuple):
    fresh: UUID
    other: UUID
    miles: float | None  # none where one of them has no point of its own


# Sets are joined by what both say, so that twenty thousand by twenty thousand is never tried. What more
# than fifty sites share says nothing: a switchboard, or the one point that a list gives a whole city.
# A cell is a tenth of a mile or more on each side; with its eight neighbors it holds whatever lies
# within a tenth of a mile.
PAIRS = """
WITH listed AS MATERIALIZED (
    SELECT site.id, site.source_id, site.state, organization.admitted_at,
        split_part(phone_link, ';', 1) AS phone, lower(city) AS city, left(postal_code, 5) AS zip,
        substring(address_1 from '^[0-9]+') AS house,
        CASE WHEN is_rough THEN NULL ELSE latitude END AS latitude,
        CASE WHEN is_rough THEN NULL ELSE longitude END AS longitude,
        added_during_id = %(during)s OR site.id IN (
            SELECT record FROM directory_before WHERE during_id = %(during)s AND kind = 'site'
        ) AS is_fresh
    FROM directory_site AS site JOIN orgs_organization AS organization ON organization.id = organization_id
    WHERE retired_at IS NULL
), said AS MATERIALIZED (
    SELECT id, source_id, is_fresh, concat('phone ', phone) AS key FROM listed WHERE phone <> ''
    UNION ALL
    SELECT id, source_id, is_fresh, concat_ws(' ', house, zip) FROM listed
    WHERE house IS NOT NULL AND zip <> ''
    UNION ALL
    SELECT id, source_id, is_fresh, concat_ws(' ', house, city, state) FROM listed
    WHERE house IS NOT NULL AND city <> ''
), there AS MATERIALIZED (
    SELECT id, source_id, is_fresh, floor(latitude * 500) AS up, floor(longitude * 300) AS across
    FROM listed WHERE latitude IS NOT NULL
), pairs AS MATERIALIZED (
    SELECT fresh.id AS one, other.id AS other FROM said AS fresh JOIN said AS other USING (key)
    WHERE fresh.is_fresh AND fresh.source_id IS DISTINCT FROM other.source_id
    AND key NOT IN (SELECT key FROM said GROUP BY key HAVING count(*) > 50)
    UNION
    SELECT fresh.id, other.id FROM (
        SELECT id, source_id, up + north AS up, across + east AS across
        FROM there, generate_series(-1, 1) AS north, generate_series(-1, 1) AS east WHERE is_fresh
    ) AS fresh JOIN there AS other USING (up, across)
    WHERE fresh.source_id IS DISTINCT FROM other.source_id
    AND (up, across) NOT IN (SELECT up, across FROM there GROUP BY up, across HAVING count(*) > 50)
)
SELECT fresh.id, other.id, CASE WHEN fresh.latitude IS NOT NULL AND other.latitude IS NOT NULL
    THEN directory_miles(fresh.latitude, fresh.longitude, other.latitude, other.longitude) END
FROM pairs JOIN listed AS fresh ON fresh.id = pairs.one JOIN listed AS other ON other.id = pairs.other
WHERE fresh.state = other.state AND (fresh.admitted_at IS NULL OR other.admitted_at IS NULL)
AND (fresh.latitude IS NULL OR other.latitude IS NULL
    OR abs(fresh.latitude - other.latitude) < 0.05 AND abs(fresh.longitude - other.longitude) < 0.1)
AND NOT EXISTS (SELECT 1 FROM directory_duplicate AS known WHERE verdict <> 'proposed'
    AND known.older_id IN (fresh.id, other.id) AND known.younger_id IN (fresh.id, other.id))
"""


def pairs_of(during: Import) -> Iterator[Candidates]:
    """What an import brought or changed beside what other sources say there; not what a person decided."""
    with connection.cursor() as cursor:
        # It cannot know how much the sets above hold, and would compare each with each.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(PAIRS, {"during": during.pk})
        yield from (Candidates(*row) for row in cursor.fetchall())
