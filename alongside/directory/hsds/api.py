"""The read API of HSDS 3.1 under /hsds/: the standard's paths and paging. Public, without a cookie."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from alongside.directory.hsds import VERSION, contents
from alongside.directory.hsds.asked import Asked, organizations_asked, services_asked
from alongside.directory.hsds.http import answer, counted, no, page
from alongside.directory.hsds.pairs import Pairs, pair_called
from alongside.directory.hsds.parts import Thing
from alongside.directory.hsds.queries import (
    MOST_MINIMAL,
    MOST_NESTED,
    OrganizationsQuery,
    Paging,
    PairsQuery,
    ServicesQuery,
    TaxonomiesQuery,
    TermsQuery,
    sentences,
)
from alongside.directory.hsds.terms import taxonomies, terms

PROFILE = "https://docs.openreferral.org/en/3.1-dev/"
Tell = Callable[[Any], list[Thing]]

api = NinjaAPI(
    title="Alongside: the directory as HSDS 3.1",
    description="HSDS 3.1 of Open Referral is a draft: its fields may still change.",
    version=VERSION,
    docs_url=None,
    urls_namespace="hsds",
)


class About(Schema):
    version: str
    profile: str
    openapi_url: str


class PageOut(Schema):
    """The standard's paging; `contents` are objects of HSDS."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]


class No(Schema):
    error: str


LIST = {200: PageOut, 304: None, 400: No}
ITEM = {200: dict[str, Any], 304: None, 400: No, 404: No}


@api.get("/", response={200: About, 304: None}, summary="Which version of HSDS this is")
def about(request: HttpRequest) -> HttpResponseBase:
    openapi = f"{settings.PUBLIC_URL}/hsds/openapi.json"
    return answer(request, {"version": VERSION, "profile": PROFILE, "openapi_url": openapi})


@api.get("/services", response=LIST, summary="What organizations do for people")
def services(
    request: HttpRequest, query: Query[ServicesQuery], paging: Query[Paging], minimal: bool = False
) -> HttpResponseBase:
    """`full` nests organization and locations, 20 a page at most. `minimal`: ids and when each changed, all at once."""
    found = services_asked(query.asked())
    if minimal:
        paging = paging.model_copy(update={"per_page": MOST_MINIMAL})
        changes = found.select_related(None).values_list("pk", "changed_at")
        return listed(request, changes, paging, contents.services_minimal)
    if query.full:
        return listed(request, found, nested(paging), contents.services_full)
    return listed(request, found, paging, contents.services_flat)


@api.get("/services/{id}", response=ITEM, summary="One service with all that belongs to it")
def service(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 - the standard's name
    return one_of(request, services_asked(Asked()).filter(pk=id), contents.services_full)


@api.get("/organizations", response=LIST, summary="Who helps")
def organizations(
    request: HttpRequest, query: Query[OrganizationsQuery], paging: Query[Paging]
) -> HttpResponseBase:
    """`full` nests locations and services, 20 a page at most; `full_service` gives the services in full."""
    found = organizations_asked(query.asked())
    if not query.full:
        return listed(request, found, paging, contents.organizations_flat)
    tell = contents.organizations_in_full(full_service=query.full_service)
    return listed(request, found, nested(paging), tell)


@api.get(
    "/organizations/{id}", response=ITEM, summary="One organization with all that belongs to it"
)
def organization(
    request: HttpRequest,
    id: UUID,  # noqa: A002 - the standard's name
    full_service: bool = False,
) -> HttpResponseBase:
    tell = contents.organizations_in_full(full_service=full_service)
    return one_of(request, organizations_asked(Asked()).filter(pk=id), tell)


@api.get("/service_at_locations", response=LIST, summary="Which service is given where")
def service_at_locations(
    request: HttpRequest, query: Query[PairsQuery], paging: Query[Paging]
) -> HttpResponseBase:
    """`postcode` with `proximity` (meters) asks what is near; alone, what serves its state."""
    if query.postcode and not query.around():
        return no(sentences()["postcode"], 400)
    found = Pairs(services_asked(query.asked()), query.around())
    paging = nested(paging) if query.full else paging
    marks = counted(request, found.marks)
    pairs = found.page((paging.page - 1) * paging.per_page, paging.per_page, marks)
    with override("en"):
        told = contents.pairs_full(pairs) if query.full else contents.pairs_flat(pairs)
    return answer(request, page(paging.page, paging.per_page, marks.total, told))


@api.get("/service_at_locations/{id}", response=ITEM, summary="One service at one location")
def service_at_location(
    request: HttpRequest,
    id: UUID,  # noqa: A002 - the standard's name
) -> HttpResponseBase:
    pair = pair_called(id, services_asked(Asked()))
    return one_of(request, [pair] if pair else [], contents.pairs_full)


@api.get("/taxonomies", response=LIST, summary="Our needs and traits, and whose codes they match")
def all_taxonomies(
    request: HttpRequest, query: Query[TaxonomiesQuery], paging: Query[Paging]
) -> HttpResponseBase:
    return listed(request, named(taxonomies(), query.search), paging, list)


@api.get("/taxonomies/{id}", response=ITEM, summary="One taxonomy")
def taxonomy(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 - the standard's name
    return one_of(request, [one for one in [taxonomies().get(str(id))] if one], list)


@api.get("/taxonomy_terms", response=LIST, summary="Needs, traits, and the codes of others")
def taxonomy_terms(
    request: HttpRequest, query: Query[TermsQuery], paging: Query[Paging]
) -> HttpResponseBase:
    found = named(terms(), query.search)
    for field, wanted in (("taxonomy_id", query.taxonomy_id), ("parent_id", query.parent_id)):
        if wanted:
            found = [one for one in found if one.get(field) == str(wanted)]
    if query.top_only:
        found = [one for one in found if "parent_id" not in one]
    return listed(request, found, paging, list)


@api.get("/taxonomy_terms/{id}", response=ITEM, summary="One term")
def taxonomy_term(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 - the standard's name
    return one_of(request, [one for one in [terms().get(str(id))] if one], list)


def named(things: Mapping[str, Thing], search: str) -> list[Thing]:
    return [one for one in things.values() if search.casefold() in one["name"].casefold()]


def nested(paging: Paging) -> Paging:
    return paging.model_copy(update={"per_page": min(paging.per_page, MOST_NESTED)})


def listed(
    request: HttpRequest, found: QuerySet[Any] | list[Thing], paging: Paging, tell: Tell
) -> HttpResponseBase:
    """One page of what was found."""
    begin = (paging.page - 1) * paging.per_page
    total = len(found) if isinstance(found, list) else counted(request, found.count)
    with override("en"):  # the data are the same whoever reads them
        told = tell(found[begin : begin + paging.per_page])
    return answer(request, page(paging.page, paging.per_page, total, told))


def one_of(request: HttpRequest, found: QuerySet[Any] | list[Any], tell: Tell) -> HttpResponseBase:
    with override("en"):
        told = tell(found)
    return answer(request, told[0]) if told else no(_("Nothing here has this id."), 404)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: Any) -> HttpResponseBase:
    """One plain sentence about the first parameter that is wrong."""
    name = str(error.errors[0]["loc"][-1]) if error.errors else ""
    return no(sentences().get(name, _("We could not read that.")), 400)
