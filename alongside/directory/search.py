"""What is near a place, nearest first; confidential sites by the area they serve, in an order that tells nothing."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from alongside.directory.models import ANY_NEED, Setting
from alongside.directory.near import Place
from alongside.directory.opening import opening_sentence
from alongside.directory.words import Understood

PAGE_SIZE = 20
LAST_PAGE = 50
MOST = 100
FREE, KEEPS_CONFIDENCE = 101, 151  # numbers of content/traits

# directory_search widens its radius until it has enough (migration 0002).
SQL = """
SELECT found.miles, site.id, organization.id, site.name, organization.name,
       site.address_1, site.city, site.state, site.latitude, site.longitude, site.is_rough,
       site.is_confidential, site.setting, site.phone, site.phone_link, site.languages,
       site.traits, found.needs, '', site.time_zone, site.hours_text, site.listed_on,
       site.confirmed_on
FROM directory_search(%s, %s, %s, %s, %s, %s, %s, %s, %s) AS found
JOIN directory_site AS site ON site.id = found.site_id
JOIN orgs_organization AS organization ON organization.id = site.organization_id
ORDER BY found.miles, site.id
"""


class Found(NamedTuple):
    """A site as a search shows it. A confidential one has no miles, street, city or point."""

    miles: float | None
    id: UUID
    organization_id: UUID
    name: str
    organization: str
    address_1: str
    city: str
    state: str
    latitude: float | None
    longitude: float | None
    is_rough: bool  # the point is only the middle of its ZIP code
    is_confidential: bool
    setting: str
    phone: str
    phone_link: str
    languages: list[str]  # for the need that was asked for
    traits: list[int]  # cost, privacy, reach, access, especially for, backers and kind
    needs: list[int]
    open: str  # minutes of the week when it is open for this need; blank where nobody knows
    time_zone: str
    hours_text: str
    listed_on: date | None
    confirmed_on: date | None

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

    @property
    def opening(self) -> str:
        """“Open until 5 pm”, “Opens Monday 9 am”, or that the hours are unknown."""
        return opening_sentence(self.open, self.time_zone)

    @property
    def is_free(self) -> bool:
        return FREE in self.traits

    @property
    def keeps_confidence(self) -> bool:
        return KEEPS_CONFIDENCE in self.traits

    @property
    def fresh_on(self) -> date | None:
        return max(filter(None, (self.listed_on, self.confirmed_on)), default=None)


@dataclass(frozen=True)
class Wanted:
    """All that can be asked for at once: each filter narrows what the others leave."""

    needs: tuple[int, ...] = ()  # every one of them
    words: str = ""  # as typed
    language: str = ""  # ISO 639 code; blank for any
    open_now: bool = False
    open_at: int | None = None  # minute of the week, Monday 00:00 being 0
    traits: tuple[
        int, ...
    ] = ()  # of cost, reach, especially for, backer, kind one; of the others all
    area: str = ""  # a state's two letters, a county's FIPS or a tribal land: whom it serves
    within: int = 0  # miles; 0 for any distance
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
    """Without a place `nearest` holds the freshest instead, and no miles."""

    nearest: list[Found]
    by_area: list[Found]  # confidential, or without a place to go to: they serve the state
    more: bool  # whether there are more farther away
    understood: Understood = field(default_factory=Understood)  # of the words that were typed

    def at_most(self, limit: int) -> list[Found]:
        """Both in one list: those by area last, a quarter of it at most unless there is room."""
        share = self.by_area[: max(limit // 4, limit - len(self.nearest))]
        return self.nearest[: limit - len(share)] + share


@dataclass(frozen=True)
class Wider:
    """A search that asks for less and finds more: what changed, and how many it finds at least."""

    sentence: str
    wanted: Wanted
    found: int


def look_near(place: Place | None, wanted: Wanted) -> Results:
    """One page of what is there, in one query; two where words must be understood."""
    if place is None:
        return Results([], [], False)
    skipped = (wanted.page - 1) * wanted.limit
    asked = [place.latitude, place.longitude, place.state]
    asked += [max(wanted.needs, default=ANY_NEED), wanted.language]
    with connection.cursor() as cursor:
        cursor.execute(SQL, [*asked, skipped, wanted.limit + 1, skipped, wanted.limit])
        found = [Found._make(row) for row in cursor]
    nearest = [one for one in found if one.miles is not None]
    by_area = [one for one in found if one.miles is None]
    more = len(nearest) > wanted.limit and wanted.page < LAST_PAGE
    return Results(nearest[: wanted.limit], by_area, more)


def wider(place: Place | None, wanted: Wanted) -> list[Wider]:
    """What to try where little was found: one filter less, a wider circle, a need close to it."""
    return []
