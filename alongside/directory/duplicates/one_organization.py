"""Records of two lists that may be one organization: by name with telephone or website, or by places joined."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Min

from alongside.directory.duplicates.called import Called, nearness
from alongside.directory.models import Import, OrganizationPair, Site
from alongside.orgs.models import Organization

ALIKE = 0.65  # of the words of their own
# What two records of different lists both say, one of them brought or changed by this import. What more
# than twenty say tells nothing: a switchboard, a page that hosts everybody's.
PAIRS = """
WITH listed AS MATERIALIZED (
    SELECT organization_id AS id, source_id, phone_link AS phone,
        substring(lower(website) from '^https?://(?:www\\.)?([^/:?#]+)') AS host
    FROM directory_listing AS listing WHERE retired_at IS NULL
    UNION
    SELECT organization_id, source_id, phone_link,
        substring(lower(website) from '^https?://(?:www\\.)?([^/:?#]+)')
    FROM directory_site WHERE retired_at IS NULL
), fresh AS MATERIALIZED (
    SELECT organization_id AS id FROM directory_listing WHERE added_during_id = %(during)s
        OR id IN (SELECT record FROM directory_before WHERE during_id = %(during)s AND kind = 'listing')
    UNION
    SELECT organization_id FROM directory_site WHERE added_during_id = %(during)s
        OR id IN (SELECT record FROM directory_before WHERE during_id = %(during)s AND kind = 'site')
), said AS MATERIALIZED (
    SELECT id, source_id, 'phone' AS what, phone AS said FROM listed WHERE phone <> ''
    UNION SELECT id, source_id, 'website', host FROM listed WHERE host <> ''
), telling AS MATERIALIZED (
    SELECT what, said FROM said GROUP BY what, said HAVING count(DISTINCT id) BETWEEN 2 AND 20
), shared AS (
    SELECT one.id AS one, other.id AS other, one.what FROM said AS one
    JOIN telling USING (what, said) JOIN said AS other USING (what, said)
    WHERE one.id <> other.id AND one.source_id IS DISTINCT FROM other.source_id
    AND one.id IN (SELECT id FROM fresh)
    UNION ALL
    SELECT older.organization_id, younger.organization_id, 'places'
    FROM directory_duplicate AS pair JOIN directory_site AS older ON older.id = older_id
    JOIN directory_site AS younger ON younger.id = younger_id
    WHERE verdict = 'merged' AND older.organization_id <> younger.organization_id
)
SELECT least(one, other), greatest(one, other), what, count(*) FROM shared
JOIN orgs_organization AS first ON first.id = one JOIN orgs_organization AS second ON second.id = other
WHERE first.same_as_id IS NULL AND second.same_as_id IS NULL
AND (first.admitted_at IS NULL OR second.admitted_at IS NULL)
AND NOT EXISTS (SELECT 1 FROM directory_organizationpair AS known
    WHERE known.older_id IN (one, other) AND known.younger_id IN (one, other))
GROUP BY 1, 2, 3
"""


class Both(NamedTuple):
    one: UUID
    other: UUID


def pairs_of(during: Import) -> Iterator[OrganizationPair]:
    """Likely pairs that nobody has seen yet, each with the evidence; the older record first."""
    shared: dict[Both, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(PAIRS, {"during": during.pk})
        for one, other, what, many in cursor.fetchall():
            shared[Both(one, other)][what] = many
    ids = {pk for both in shared for pk in both}
    sites = Site.objects.filter(organization__in=ids).values_list("organization")
    since = dict(sites.annotate(since=Min("added_during__begun_at")))
    known = Organization.objects.in_bulk(ids)
    for both, evidence in shared.items():
        older, younger = sorted(
            (known[pk] for pk in both), key=lambda one: age(one, str(since.get(one.pk) or ""))
        )
        is_alike = alike(older.name, younger.name)
        if "places" in evidence or is_alike:
            yield OrganizationPair(
                older=older, younger=younger, evidence=evidence | {"name": is_alike}
            )


def age(organization: Organization, since: str) -> tuple[bool, str, UUID]:
    """The one that people work in comes first, then the one that was there first."""
    return organization.admitted_at is None, since, organization.pk


def alike(one: str, other: str) -> bool:
    """Whether two names may be of one organization."""
    first, second = Called(one), Called(other)
    if first.kinds != second.kinds or first.numbers != second.numbers:
        return False
    return nearness(first.own, second.own) >= ALIKE
