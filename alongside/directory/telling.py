"""What the API tells: sites, needs, traits and hotlines as plain values."""

from typing import Any

from ninja import Schema

from alongside.directory.content.hotlines import hotlines
from alongside.directory.content.needs import Need, needs
from alongside.directory.opening import opening_sentence
from alongside.directory.searching.search import Found


class SiteOut(Schema):
    """A site. A confidential one has no address, city, point or distance."""

    id: str
    name: str
    organization_id: str
    organization: str
    distance_miles: float | None
    latitude: float | None
    longitude: float | None
    is_rough: bool
    is_confidential: bool
    address: str | None
    city: str | None
    state: str
    phone: str | None
    phone_link: str | None
    setting: str
    opening: str
    languages: list[str]
    traits: list[int]
    needs: list[int]
    listed_on: str | None
    confirmed_on: str | None


class HotlineOut(Schema):
    name: str
    whom: str
    phone: str
    tty: str
    text: str
    web: str
    hours: str


class UnderstoodOut(Schema):
    """What the words in `q` were taken for."""

    needs: list[int]
    words: str
    sentence: str


class WiderOut(Schema):
    """A search that finds more, as the query to ask it with."""

    sentence: str
    query: str
    found: int


class SearchOut(Schema):
    """Sites by distance, then those that serve the state and have no place to tell. `note` is about the place."""

    results: list[SiteOut]
    more: bool
    understood: UnderstoodOut
    wider: list[WiderOut]
    hotlines: list[HotlineOut]
    note: str


class NotFoundOut(Schema):
    error: str
    suggestions: list[str]
    results: list[SiteOut]
    hotlines: list[HotlineOut]


class NeedOut(Schema):
    number: int
    name: str
    includes: str
    words: list[str]
    below: list["NeedOut"]


class TraitOut(Schema):
    number: int
    group: str
    name: str


def as_told(found: Found, language: str | None) -> dict[str, Any]:
    """What a site's own row says; for a confidential one there is no place to tell."""
    return {
        "id": found.id,
        "name": found.name,
        "organization_id": found.organization_id,
        "organization": found.organization,
        "distance_miles": None if found.miles is None else round(found.miles, 2),
        "latitude": found.latitude,
        "longitude": found.longitude,
        "is_rough": found.is_rough,
        "is_confidential": found.is_confidential,
        "address": found.address_1 or None,
        "city": found.city or None,
        "state": found.state,
        "phone": found.phone or None,
        "phone_link": found.phone_link or None,
        "setting": found.setting_sentence,
        "opening": opening_sentence(found.open, found.time_zone, language),
        "languages": found.languages,
        "traits": found.traits,
        "needs": found.needs,
        "listed_on": found.listed_on,
        "confirmed_on": found.confirmed_on,
    }


def need_told(need: Need) -> dict[str, Any]:
    """A need with all that belongs to it."""
    return {
        "number": need.number,
        "name": need.name,
        "includes": need.includes,
        "words": need.words,
        "below": [need_told(one) for one in needs().values() if one.parent == need.number],
    }


def hotlines_told() -> list[dict[str, str]]:
    return [
        {name: getattr(hotline, name) for name in HotlineOut.model_fields} for hotline in hotlines()
    ]
