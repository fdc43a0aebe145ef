"""Records that may be one place, or one organization: side by side, decided by a person of the host."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.directory import actions
from alongside.directory.models import Duplicate, Listing, OrganizationPair, Pair, Service, Site
from alongside.directory.models.pairs import PairQuerySet
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can

PAIRS = 10  # on a page
BOTH = ("older", "younger")


@require_safe
def duplicates(request: Request) -> HttpResponse:
    listed = Service.objects.listed().order_by("name", "id")
    found = Duplicate.objects.select_related(
        *(f"{which}__{what}" for which in BOTH for what in ("organization", "source"))
    ).prefetch_related(*(Prefetch(f"{which}__services", listed) for which in BOTH))
    return shown(request, found, "directory/duplicates.html")


@require_safe
def organization_pairs(request: Request) -> HttpResponse:
    sites = Site.objects.listed().order_by("name", "id")
    listings = Listing.objects.select_related("source")
    found = OrganizationPair.objects.select_related(*BOTH).prefetch_related(
        *(Prefetch(f"{which}__sites", sites) for which in BOTH),
        *(Prefetch(f"{which}__listings", listings) for which in BOTH),
    )
    return shown(request, found, "directory/organization_pairs.html")


@require_POST
def one_place(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, Duplicate, actions.one_place)


@require_POST
def two_places(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, Duplicate, actions.two_places)


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, Duplicate, actions.take_back)


@require_POST
def one_organization(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, OrganizationPair, actions.one_organization)


@require_POST
def two_organizations(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, OrganizationPair, actions.two_organizations)


@require_POST
def take_back_organizations(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, OrganizationPair, actions.take_back_organizations)


def shown(request: Request, found: PairQuerySet, template: str) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    is_decided = "decided" in request.GET
    page = page_of(request, found.decided() if is_decided else found.waiting(), PAIRS)
    return render(request, template, {"page": page, "is_decided": is_decided})


def decided(request: Request, pk: UUID, kind: type[Pair], act: Callable[..., None]) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    act(get_object_or_404(kind, pk=pk), by=request.user)
    is_place = kind is Duplicate
    return redirect("directory:duplicates" if is_place else "directory:organization_pairs")
