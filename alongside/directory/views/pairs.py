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


def shown(request: Request, found: PairQuerySet, template: str) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    is_decided = "decided" in request.GET
    page = page_of(request, found.decided() if is_decided else found.waiting(), PAIRS)
    return render(request, template, {"page": page, "is_decided": is_decided})


def deciding(
    kind: type[Pair], act: Callable[..., None], back: str
) -> Callable[[Request, UUID], HttpResponse]:
    """The page of a button: it decides one pair and leads back to the others."""

    @require_POST
    def decide(request: Request, pk: UUID) -> HttpResponse:
        request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
        act(get_object_or_404(kind, pk=pk), by=request.user)
        return redirect(back)

    return decide


one_place = deciding(Duplicate, actions.one_place, "directory:duplicates")
two_places = deciding(Duplicate, actions.two_places, "directory:duplicates")
take_back = deciding(Duplicate, actions.take_back, "directory:duplicates")
one_organization = deciding(
    OrganizationPair, actions.one_organization, "directory:organization_pairs"
)
two_organizations = deciding(
    OrganizationPair, actions.two_organizations, "directory:organization_pairs"
)
take_back_organizations = deciding(
    OrganizationPair, actions.take_back_organizations, "directory:organization_pairs"
)
