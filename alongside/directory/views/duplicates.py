"""Records that may be one place: side by side, decided by a person of the host."""

from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.directory import actions
from alongside.directory.models import Duplicate, Service
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can

PAIRS = 10  # on a page
SIDES = [
    f"{which}__{what}" for which in ("older", "younger") for what in ("organization", "source")
]
SERVICES = [
    Prefetch(f"{which}__services", Service.objects.listed().order_by("name", "id"))
    for which in ("older", "younger")
]


@require_safe
def duplicates(request: Request) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    is_decided = "decided" in request.GET
    pairs = Duplicate.objects.decided() if is_decided else Duplicate.objects.waiting()
    page = page_of(request, pairs.select_related(*SIDES).prefetch_related(*SERVICES), PAIRS)
    about = {"page": page, "is_decided": is_decided}
    return render(request, "directory/duplicates.html", about)


@require_POST
def one_place(request: Request, pk: UUID) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    actions.one_place(get_object_or_404(Duplicate, pk=pk), by=request.user)
    return redirect("directory:duplicates")


@require_POST
def two_places(request: Request, pk: UUID) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    actions.two_places(get_object_or_404(Duplicate, pk=pk), by=request.user)
    return redirect("directory:duplicates")


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)
    actions.take_back(get_object_or_404(Duplicate, pk=pk), by=request.user)
    return redirect("directory:duplicates")
