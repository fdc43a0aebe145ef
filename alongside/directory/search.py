"""What is near a place, nearest first; confidential sites by the state they serve, in an order that tells nothing."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from alongside.directory.models import ANY_NEED, Setting
from alongside.directory.near import Place

PAGE_SIZE = 20
LAST_PAGE = 50
MOST = 100

# directory_search widens its radius until it has enough (migration 0002).
SQL = """
SELECT found.miles, found.needs, site.id, site.name, site.address_1, site.city, site.state,
       site.latitude, site.longitude, site.phone, site.phone_link, site.setting, site.languages,
       organization.id, organization.name
FROM directory_search(%s, %s, %s, %s, %s, %s, %s, %s, %s) AS found
JOIN directory_site AS site ON site.id = found.site_id
JOIN orgs_organization AS organization ON organization.id = site.organization_id
ORDER BY found.miles, site.id
"""


class Found(NamedTuple):
    """A site as a search shows it. A confidential one has no miles, city or point."""

    miles: float | None
    needs: list[int]
    id: UUID
    name: str
    address_1: str
    city: str
    state: str
    latitude: float | None
    longitude: float | None
    phone: str
    phone_link: str
    setting: str
    languages: list[str]
    organization_id: UUID
    organization: str

    @property
    def distance(self) -> str:
        """Miles with a point: Spanish in the United States writes it so too."""
        return "" if self.miles is None else f"{self.miles:.1f}"

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.address_1, self.city, self.state) if part)

    @property
    def setting_sentence(self) -> str:
        return "" if self.setting == Setting.CLINIC else str(Setting(self.setting).label)


@dataclass(frozen=True)
class Wanted:
    need: int = ANY_NEED
    language: str = ""  # ISO 639 code; blank for any
    page: int = 1
    limit: int = PAGE_SIZE

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


@dataclass(frozen=True)
class Results:
    nearest: list[Found]
    confidential: list[Found]
    more: bool  # whether there are more farther away

    def at_most(self, limit: int) -> list[Found]:
        """Both in one list: the confidential ones last, a quarter of it at most unless there is room."""
        share = self.confidential[: max(limit // 4, limit - len(self.nearest))]
        return self.nearest[: limit - len(share)] + share


def look_near(place: Place, wanted: Wanted) -> Results:
    """One page of what is near, in one query."""
    skipped = (wanted.page - 1) * wanted.limit
    with connection.cursor() as cursor:
        cursor.execute(
            SQL,
            [
                place.latitude,
                place.longitude,
                place.state,
                wanted.need,
                wanted.language,
                skipped,
                wanted.limit + 1,
                skipped,
                wanted.limit,
            ],
        )
        found = [Found._make(row) for row in cursor]
    nearest = [one for one in found if one.miles is not None]
    confidential = [one for one in found if one.miles is None]
    more = len(nearest) > wanted.limit and wanted.page < LAST_PAGE
    return Results(nearest[: wanted.limit], confidential, more)
