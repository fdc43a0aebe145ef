"""What a result says in one glance: made of plain words before the page, so that the page is quick."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.directory.age import age_sentence
from alongside.directory.languages import language_name
from alongside.directory.search import Found, Results
from alongside.directory.traits import traits_in
from alongside.lib import content

COST, PRIVACY, REACH = range(101, 106), range(151, 160), range(201, 210)


@dataclass(frozen=True, slots=True)
class Card:
    """One result. Only what has a point has a number: the one it carries on the map."""

    site: Found
    number: int | None
    distance: str  # “1.2 miles”, “about 3 miles”
    opening: str
    facts: str  # “Free · Confidential · English, Spanish · Walk in”
    age: str


class Dates(NamedTuple):
    listed_on: date | None
    confirmed_on: date | None


def cards_near(results: Results, before: int) -> list[Card]:
    """The nearest, numbered on from those of the pages before."""
    return [card(site, number) for number, site in enumerate(results.nearest, before + 1)]


def cards_by_area(results: Results) -> list[Card]:
    return [card(site) for site in results.by_area]


def card(site: Found, number: int | None = None) -> Card:
    language = get_language() or "en"
    dates = Dates(site.listed_on, site.confirmed_on)
    return Card(
        site=site,
        number=number,
        distance=distance(site),
        opening=site.opening,
        facts=facts(tuple(site.traits), tuple(site.languages), language),
        age=age(dates, localdate(), language),
    )


def distance(site: Found) -> str:
    if site.miles is None:
        return ""
    if site.is_rough:
        return _("about %s miles") % max(1, round(site.miles))
    return _("%s miles") % site.distance


@lru_cache(maxsize=2048)
def facts(traits: tuple[int, ...], languages: tuple[str, ...], language: str) -> str:
    """Free and confidential where so, which languages, how to begin."""
    names = traits_in(content.language())
    said = [names[one].name for group in (COST, PRIVACY) for one in traits if one in group]
    said += [", ".join(language_name(code) for code in languages)] if languages else []
    said += [names[one].name for one in traits if one in REACH]
    return " · ".join(said)


@lru_cache(maxsize=4096)
def age(dates: Dates, today: date, language: str) -> str:
    """The sentence about a record's age changes with the day and the reader's language only."""
    return age_sentence(dates)
