"""The same search for other software: public, readable from anywhere, without a cookie."""

from functools import cache
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Body, NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field
from pydantic_core import to_json

from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.searching.asking import (
    LONGEST_AREA,
    LONGEST_WORDS,
    TIME,
    address_of,
    area_in,
    minute_in,
    words_in,
)
from alongside.directory.searching.near import Place, Unknown, place_at, place_called
from alongside.directory.searching.search import (
    ANYWHERE,
    LAST_PAGE,
    MOST,
    PAGE_SIZE,
    Wanted,
    look_near,
)
from alongside.directory.searching.widening import FEW, wider
from alongside.directory.telling import (
    NeedOut,
    NotFoundOut,
    SearchOut,
    TraitOut,
    as_told,
    hotlines_told,
    need_told,
)

api = NinjaAPI(title="Alongside", version="1", docs_url=None, urls_namespace="api")
Number = Annotated[int, Field(ge=0, le=9999)]


class Asked(BaseModel):
    """Every filter narrows what the others leave; a number or code comes from /needs and /traits."""

    q: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""
    as_typed: bool = False
    need: list[Number] = []
    language: Annotated[str, Field(pattern="^([a-z]{2,3})?$")] = ""
    open: Literal["", "now"] = ""
    day: Annotated[str, Field(pattern="^[1-7]?$")] = ""
    time: Annotated[str, Field(pattern=f"^({TIME.pattern})?$")] = ""
    trait: list[Number] = []
    area: Annotated[str, Field(max_length=LONGEST_AREA)] = ""
    within: Annotated[int, Field(ge=0, le=ANYWHERE)] = 0
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1
    limit: Annotated[int, Field(ge=1, le=MOST)] = PAGE_SIZE

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            needs=tuple(dict.fromkeys(filter(None, self.need))),
            words=words_in(self.q),
            as_typed=self.as_typed,
            language=self.language,
            open_now=self.open == "now",
            open_at=minute_in(self.day, self.time),
            traits=tuple(dict.fromkeys(self.trait)),
            area=area_in(self.area),
            within=self.within,
            page=self.page,
            limit=self.limit,
        )


class PointIn(Schema):
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


@api.get("/search", response={200: SearchOut, 400: NotFoundOut}, summary="Sites near a place")
def search(request: HttpRequest, asked: Query[Asked], near: str = "") -> HttpResponse:
    """`near` is a ZIP code, `latitude,longitude` or `City, ST`; it may be left out beside `q` or `area`.

    A page holds at most `limit` sites with a place, and as many that only serve the state.
    """
    if not near and (asked.q or asked.area):
        return found(None, asked.wanted)
    return found(place_called(near), asked.wanted)


@api.post("/search", response={200: SearchOut, 400: NotFoundOut}, summary="Sites near a point")
def search_here(request: HttpRequest, asked: Query[Asked], point: Body[PointIn]) -> HttpResponse:
    """A person's own point comes in the body, is rounded to half a mile, and is neither kept nor logged."""
    return found(place_at(round(point.latitude, 2), round(point.longitude, 2)), asked.wanted)


@api.get("/needs", response=list[NeedOut], summary="What people may need, by number")
def all_needs(request: HttpRequest) -> HttpResponse:
    tree = [need_told(need) for need in needs().values() if need.parent is None]
    return written(to_json(tree))


@api.get("/traits", response=list[TraitOut], summary="What else can be asked for, by number")
def all_traits(request: HttpRequest) -> HttpResponse:
    every = traits().values()
    return written(
        to_json([{"number": one.number, "group": one.group, "name": one.name} for one in every])
    )


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: Any) -> HttpResponse:
    """One plain sentence about the first parameter that is wrong."""
    where = error.errors[0]["loc"] if error.errors else ()
    known = [sentences()[name] for name in where if name in sentences()]
    return no(known[0] if known else _("We could not read that."))


@api.exception_handler(HttpError)
def not_readable(request: HttpRequest, error: Any) -> HttpResponse:
    """A body that is no JSON."""
    return no(_("We could not read that."))


def sentences() -> dict[str, str]:
    number = _("%s is a whole number from %s to %s.")
    return {
        "near": _("near is a ZIP code, latitude,longitude or City, ST."),
        "q": _("q has at most %s letters.") % LONGEST_WORDS,
        "need": _("need is one of the numbers that /api/v1/needs lists."),
        "language": _("language is a code of two or three letters, such as es."),
        "as_typed": _("as_typed is true or false."),
        "open": _("open is left out, or now."),
        "day": _("day is a number from 1, Monday, to 7, Sunday."),
        "time": _("time is an hour and minute such as 18:30."),
        "trait": _("trait is one of the numbers that /api/v1/traits lists."),
        "area": _("area is a state such as FL, the FIPS code of a county, or a tribal land."),
        "within": number % ("within", 0, ANYWHERE),
        "page": number % ("page", 1, LAST_PAGE),
        "limit": number % ("limit", 1, MOST),
        "latitude": _("latitude is a number from -90 to 90."),
        "longitude": _("longitude is a number from -180 to 180."),
    }


def found(place: Place | Unknown | None, wanted: Wanted) -> HttpResponse:
    """The answer to a search, or what is wrong with it."""
    if isinstance(place, Unknown):
        return no(place.sentence, suggestions=place.suggestions)
    if not needs().keys() >= set(wanted.needs):
        return no(sentences()["need"])
    if not traits().keys() >= set(wanted.traits):
        return no(sentences()["trait"])
    results = look_near(place, wanted)
    language = get_language()
    sites = [as_told(one, language) for one in results.nearest + results.by_area]
    told = {
        "results": sites,
        "more": results.more,
        "understood": vars(results.understood) | {"sentence": results.understood.sentence},
        "wider": [],
        "note": place.note if place else "",
    }
    if results.count < min(FEW, wanted.limit) and wanted.page == 1:
        told["wider"] = [
            {"sentence": one.sentence, "query": address_of("", one.wanted), "found": one.found}
            for one in wider(place, wanted, results)
        ]
    return answer(told)


def no(sentence: str, *, suggestions: tuple[str, ...] = ()) -> HttpResponse:
    told = {"error": sentence, "suggestions": suggestions, "results": []}
    return answer(told, status=400)


def answer(told: dict[str, Any], status: int = 200) -> HttpResponse:
    """What was told, and the hotlines last. Checking twenty rows again would take longer than finding them."""
    return written(to_json(told)[:-1] + b"," + hotlines_written(get_language()), status)


def written(body: bytes, status: int = 200) -> HttpResponse:
    """JSON that any page may read."""
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/json", status=status, headers=headers)


@cache
def hotlines_written(language: str | None) -> bytes:
    """They never change while the process runs: written once per language."""
    return to_json({"hotlines": hotlines_told()})[1:]
