"""Records that may be one organization: side by side, decided by a person of the host."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.directory import actions
from alongside.directory.models import Listing, OrganizationPair, Site
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.models import Person
from alongside.orgs.roles import Can

PAIRS = 10  # on a page
BOTH = ("older", "younger")
SHOWN = [
    *(Prefetch(f"{which}__sites", Site.objects.listed().order_by("name", "id")) for which in BOTH),
    *(Prefetch(f"{which}__listings", Listing.objects.select_related("source")) for which in BOTH),
]


@require_safe
def pairs(request: Request) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    is_decided = "decided" in request.GET
    found = OrganizationPair.objects
    pairs = found.decided() if is_decided else found.waiting()
    page = page_of(request, pairs.select_related(*BOTH).prefetch_related(*SHOWN), PAIRS)
    about = {"page": page, "is_decided": is_decided}
    return render(request, "directory/organization_pairs.html", about)


@require_POST
def one(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, actions.one_organization)


@require_POST
def two(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, actions.two_organizations)


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    return decided(request, pk, actions.take_back_organizations)


def decided(request: Request, pk: UUID, act: Callable[..., None]) -> HttpResponse:
    by: Person = request.user
    by.require(Can.IMPORT_DIRECTORY, at=by.here)
    act(get_object_or_404(OrganizationPair, pk=pk), by=by)
    return redirect("directory:organization_pairs")
