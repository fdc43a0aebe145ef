"""What is near a place, nearest first; confidential sites by the area they serve, in an order that tells nothing."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import now

from alongside.directory.content.traits import traits_in
from alongside.directory.hours import TIME_ZONES, clock, minute_of_week
from alongside.directory.models import ANY_NEED, Setting
from alongside.directory.opening import opening_sentence
from alongside.directory.searching.entries import COUNTRY, state_of
from alongside.directory.searching.near import Place
from alongside.directory.searching.wording import (
    code_of_area,
    code_of_language,
    code_of_need,
    code_of_trait,
)
from alongside.directory.searching.words import Understood, as_typed, understood
from alongside.lib.postgres.cursors import bound_cursor

PAGE_SIZE = 20
LAST_PAGE = 50
MOST = 100
FREE, KEEPS_CONFIDENCE = 101, 151  # numbers of content/traits

ANYWHERE = 13000  # miles: half around the Earth
# Groups of traits of which one is enough; of the others, all that are asked for must be there.
ONE_OF = {"cost", "reach", "especially_for", "backer", "kind"}
OPEN_WITHIN = 100  # miles: nobody looks farther for what is open now
# directory_search joins what it found itself: planned once per connection (migration 0010).
SQL = "SELECT * FROM directory_search(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


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
    as_typed: bool = False  # words are looked for in records, and mean no need
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
    more: bool  # whether the next page holds more of either
    understood: Understood = field(default_factory=Understood)  # of the words that were typed

    @property
    def count(self) -> int:
        return len(self.nearest) + len(self.by_area)


def look_near(place: Place | None, wanted: Wanted) -> Results:
    """One page of what is there, in one query; two where words must be understood."""
    meant = meant_by(wanted)
    skipped = (wanted.page - 1) * wanted.limit
    pages = [skipped, wanted.limit + 1] * 2
    with bound_cursor() as cursor:
        cursor.execute(SQL, [*asked_of_database(place, wanted, meant), *pages])
        found = [Found._make(row) for row in cursor]
    by_area = [one for one in found if place and one.latitude is None]
    nearest = found[: len(found) - len(by_area)]
    more = max(len(nearest), len(by_area)) > wanted.limit and wanted.page < LAST_PAGE
    return Results(nearest[: wanted.limit], by_area[: wanted.limit], more, meant)


def meant_by(wanted: Wanted) -> Understood:
    return as_typed(wanted.words) if wanted.as_typed else understood(wanted.words)


def asked_of_database(place: Place | None, wanted: Wanted, meant: Understood) -> list[Any]:
    """Where, how far, the need and language, and as JSON what else is asked for, if anything is."""
    at = (place.latitude, place.longitude, place.state) if place else (None, None, "")
    # The most exact need leads: its number is the longest, and fewest places meet it.
    need, *others = sorted({*wanted.needs, *meant.needs}, reverse=True) or [ANY_NEED]
    filters = {
        "needs": others,
        **traits_asked(wanted.traits),
        "areas": areas_asked(wanted.area),
        **minutes_asked(wanted),
        "words": meant.words,
    }
    given = {name: value for name, value in filters.items() if value}
    if given or place is None:
        given["codes"] = codes_asked([need, *others], wanted.language, given)
    asked = json.dumps(given) if given else None
    return [*at, farthest(wanted), need, wanted.language, asked]


def farthest(wanted: Wanted) -> int:
    """In miles. At three in the morning nothing but lines may be open: no circle is wide enough then."""
    is_by_hour = wanted.open_now or wanted.open_at is not None
    return wanted.within or (OPEN_WITHIN if is_by_hour else ANYWHERE)


def traits_asked(numbers: tuple[int, ...]) -> dict[str, Any]:
    """By group, where one is enough; and all of what keeps people out where it is missing."""
    asked: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        group = traits_in("en")[number].group
        asked[group if group in ONE_OF else "all_of"].append(number)
    return asked


def codes_asked(needs: list[int], language: str, given: dict[str, Any]) -> list[str]:
    """The same as codes among a site's words, each list as “this or that”."""
    traits = [[one] for one in given.get("all_of", ())]
    traits += [given[group] for group in ONE_OF if group in given]
    return [
        *(code_of_need(need) for need in needs if need != ANY_NEED),
        *([code_of_language(language)] if language else []),
        *(" | ".join(map(code_of_trait, group)) for group in traits),
        *([" | ".join(map(code_of_area, given["areas"]))] if "areas" in given else []),
    ]


def areas_asked(area: str) -> list[str]:
    """What serves all of a county or state serves it too; `~FL` is somewhere in Florida."""
    if not area:
        return []
    state = state_of(area)
    in_or_of = f"~{state}" if area == state else state
    return [area, COUNTRY, *([in_or_of] if state else [])]


def minutes_asked(wanted: Wanted) -> dict[str, Any]:
    if wanted.open_now:
        return minutes_now(now().replace(second=0, microsecond=0))
    if wanted.open_at is not None:
        return {"zones": [], "minutes": [wanted.open_at]}
    return {}


@lru_cache(4)
def minutes_now(at: datetime) -> dict[str, Any]:
    """The minute of the week by the clock of each time zone."""
    minutes = [minute_of_week(clock(at, zone)) for zone in TIME_ZONES]
    return {"zones": TIME_ZONES, "minutes": minutes}
