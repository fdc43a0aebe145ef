"""The same search for other software: public, readable from anywhere, without a cookie."""

import json
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from alongside.directory.hotlines import hotlines
from alongside.directory.models import ANY_NEED
from alongside.directory.near import Unknown, place_called
from alongside.directory.needs import needs
from alongside.directory.search import MOST, PAGE_SIZE, Found, Wanted, look_near

api = NinjaAPI(title="Alongside", version="1", docs_url=None, urls_namespace="api")


class SiteOut(Schema):
    id: str
    name: str
    organization: str
    distance_miles: float | None
    latitude: float | None
    longitude: float | None
    city: str | None
    state: str
    phone: str | None
    needs: list[int]


class HotlineOut(Schema):
    name: str
    whom: str
    phone: str
    tty: str
    text: str
    web: str
    hours: str


class SearchOut(Schema):
    """Sites by distance, then confidential ones that serve the state. `note` says how the place was found."""

    results: list[SiteOut]
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


@api.get("/search", response={200: SearchOut, 400: NotFoundOut}, summary="Sites near a place")
def search(
    request: HttpRequest,
    near: str = "",
    need: Annotated[int, Query(ge=0, le=9999)] = ANY_NEED,
    language: Annotated[str, Query(pattern="^([a-z]{2,3})?$")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE_SIZE,
) -> HttpResponse:
    """`near` is a ZIP code, `latitude,longitude` or `City, ST`. `need` is a number of /needs."""
    place = place_called(near)
    if isinstance(place, Unknown):
        return no(place.sentence, suggestions=place.suggestions)
    if need not in needs() and need != ANY_NEED:
        return no(sentences()["need"])
    results = look_near(
        place, Wanted(needs=(need,) if need else (), language=language, limit=limit)
    )
    sites = [as_told(found) for found in results.at_most(limit)]
    return answer({"results": sites, "hotlines": hotlines_told(), "note": place.note})


@api.get("/needs", response=list[NeedOut], summary="What people may need, by number")
def all_needs(request: HttpRequest) -> HttpResponse:
    return answer([vars(need) for need in needs().values()])


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: Any) -> HttpResponse:
    """One plain sentence about the first parameter that is wrong."""
    name = str(error.errors[0]["loc"][-1]) if error.errors else ""
    return no(sentences().get(name, _("We could not read that.")))


def sentences() -> dict[str, str]:
    return {
        "near": _("near is a ZIP code, latitude,longitude or City, ST."),
        "need": _("need is one of the numbers that /api/v1/needs lists."),
        "language": _("language is a code of two or three letters, such as es."),
        "limit": _("limit is a whole number from 1 to %s.") % MOST,
    }


def as_told(found: Found) -> dict[str, Any]:
    """What a site's own row says; for a confidential one there is no place to tell."""
    return {
        "id": str(found.id),
        "name": found.name,
        "organization": found.organization,
        "distance_miles": None if found.miles is None else round(found.miles, 2),
        "latitude": found.latitude,
        "longitude": found.longitude,
        "city": found.city or None,
        "state": found.state,
        "phone": found.phone or None,
        "needs": found.needs,
    }


def hotlines_told() -> list[dict[str, str]]:
    return [
        {name: getattr(hotline, name) for name in HotlineOut.model_fields} for hotline in hotlines()
    ]


def no(sentence: str, *, suggestions: tuple[str, ...] = ()) -> HttpResponse:
    told = {"error": sentence, "suggestions": suggestions, "results": []}
    return answer(told | {"hotlines": hotlines_told()}, status=400)


def answer(told: Any, status: int = 200) -> HttpResponse:
    """JSON that any page may read. Written here: checking twenty rows again takes longer than finding them."""
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/json", status=status, headers=headers)
