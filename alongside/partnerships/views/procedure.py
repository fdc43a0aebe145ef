"""How two organizations do it day to day: read, changed by the champions, printed by place and role."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.directory.clocks import time_zone_of
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.partnerships import actions, printing, procedures
from alongside.partnerships.forms.procedure import WayForm
from alongside.partnerships.models import Partnership, Procedure, Way
from alongside.partnerships.views.finding import find_pair


def find_procedure(request: Request, pk: UUID, number: int) -> Procedure:
    versions = find_pair(request, pk).procedures.select_related("partnership", "proposed_by")
    return get_object_or_404(versions.select_related("agreed_by"), number=number)


def procedure(request: Request, pk: UUID) -> HttpResponse:
    found, here = find_pair(request, pk), request.user.here
    partner = found.partner_of(here)
    context = {
        "partnership": found,
        "partner": partner,
        "bounds": procedures.bounds_in_force(found),
        "waiting": version_of(found, found.procedures.waiting()),
        "in_force": version_of(found, found.procedures.in_force()),
        "is_champion": found.is_champion(request.user),
        "we_have_a_champion": found.member(here).champion_now is not None,
        "they_have_a_champion": found.member(partner).champion_now is not None,
    }
    return render(request, "partnerships/procedure/procedure.html", context)


def version_of(partnership: Partnership, among: Any) -> dict[str, Any] | None:
    """One version as a page shows it."""
    version = among.select_related("proposed_by", "agreed_by").first()
    return told(version, partnership) if version else None


def told(version: Procedure, partnership: Partnership) -> dict[str, Any]:
    ways = list(version.ways.select_related("site", "caller"))
    bounds = procedures.bounds_in_force(partnership)
    within = procedures.within_bounds(ways, bounds)
    return {
        "version": version,
        "directions": procedures.by_direction(ways, partnership),
        "outside": [way.key for way in ways if way not in within],
        "pages": procedures.pages_of(within),
    }


def add_way(request: Request, pk: UUID) -> HttpResponse:
    return write_way(request, find_pair(request, pk), key=None)


def change_way(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    return write_way(request, find_pair(request, pk), key=key)


def write_way(request: Request, found: Partnership, *, key: UUID | None) -> HttpResponse:
    actions.require_champion(found, by=request.user)
    form = WayForm(request.POST or None, partnership=found, key=key)
    if key and form.way_now is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        actions.propose_procedure(found, ways=form.ways, on=on, by=request.user)
        return redirect("partnerships:procedure", found.pk)
    context = {"form": form, "partnership": found, "is_new": key is None}
    return render(request, "partnerships/procedure/way.html", context)


@require_POST
def remove_way(request: Request, pk: UUID, number: int, key: UUID) -> HttpResponse:
    """`number` is the version that was read."""
    found = find_pair(request, pk)
    ways = [way for way in procedures.newest_ways(found) if way["key"] != key]
    actions.propose_procedure(found, ways=ways, on=number, by=request.user)
    return redirect("partnerships:procedure", pk)


@require_POST
def agree_procedure(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.agree_procedure(find_procedure(request, pk, number), by=request.user)
    return redirect("partnerships:procedure", pk)


@require_POST
def decline_procedure(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.decline_procedure(find_procedure(request, pk, number), by=request.user)
    return redirect("partnerships:procedure", pk)


def procedure_versions(request: Request, pk: UUID) -> HttpResponse:
    found = find_pair(request, pk)
    versions = found.procedures.select_related("proposed_by", "agreed_by").order_by("-number")
    context = {"partnership": found, "page": page_of(request, versions)}
    return render(request, "partnerships/procedure/versions.html", context)


def procedure_version(request: Request, pk: UUID, number: int) -> HttpResponse:
    version = find_procedure(request, pk, number)
    context = {"partnership": version.partnership} | told(version, version.partnership)
    return render(request, "partnerships/procedure/version.html", context)


# ---- one page per place and role


def procedure_page(request: Request, pk: UUID) -> HttpResponse:
    found = find_pair(request, pk)
    sheet = find_sheet(request, found)
    context = {"partnership": found, "sheet": sheet, "address": request.GET.urlencode()}
    return render(request, "partnerships/procedure/page.html", context)


def procedure_pdf(request: Request, pk: UUID) -> HttpResponse:
    made = printing.typeset_sheet(find_sheet(request, find_pair(request, pk)))
    headers = {"Content-Disposition": 'attachment; filename="procedure.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def find_sheet(request: Request, found: Partnership) -> printing.Sheet:
    """The page of the place and role in the address; 404 where the procedure in force has none."""
    version = get_object_or_404(found.procedures.in_force())
    bounds = procedures.bounds_in_force(found)
    ways: list[Way] = list(version.ways.select_related("site", "caller"))
    within = procedures.within_bounds(ways, bounds)
    zone = ZoneInfo(time_zone_of(request.user.here))
    asked = (request.GET.get("site", ""), request.GET.get("who", ""))
    for page in procedures.pages_of(within):
        if bounds and asked == (str(page.site.pk) if page.site else "", page.who):
            return printing.sheet_of(page, within, version, bounds, zone)
    raise Http404
