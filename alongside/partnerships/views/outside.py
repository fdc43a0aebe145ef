"""Partners without an account: what one's own organization wrote down."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.orgs.http import Request
from alongside.orgs.models import Organization
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.outside import OutsideForm
from alongside.partnerships.views.finding import find_outside


def outside(request: Request, pk: UUID) -> HttpResponse:
    here = request.user.here
    context = {
        "partner": find_outside(request, pk),
        "may_edit": request.user.can(Can.EDIT_PARTNERSHIPS, at=here),
        "may_call": request.user.can(Can.CALL_TOGETHER, at=here),
    }
    return render(request, "partnerships/outside/outside.html", context)


def add_outside(request: Request) -> HttpResponse:
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    form = OutsideForm(request.POST or None, initial=as_listed(request.GET.get("record")))
    if request.method == "POST" and form.is_valid():
        details: Any = form.cleaned_data
        added = actions.add_outside(details, by=request.user)
        return redirect("partnerships:outside", added.pk)
    return render(request, "partnerships/outside/add.html", {"form": form})


def as_listed(record: str | None) -> dict[str, Any]:
    """Where the form begins: from a record of the directory, if one came from there."""
    form = OutsideForm({"listed_as": record or ""})
    form.is_valid()
    listed: Organization | None = form.cleaned_data.get("listed_as")
    if listed is None:
        return {}
    return {"listed_as": listed, "name": listed.name, "kind": listed.get_kind_display()}


def change_outside(request: Request, pk: UUID) -> HttpResponse:
    partner = find_outside(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    form = OutsideForm(request.POST or None, instance=partner)
    if request.method == "POST" and form.is_valid():
        details: Any = form.cleaned_data
        actions.change_outside(partner, details, by=request.user)
        return redirect("partnerships:outside", pk)
    context = {"form": form, "partner": partner}
    return render(request, "partnerships/outside/change.html", context)


@require_POST
def note_spoke_outside(request: Request, pk: UUID) -> HttpResponse:
    actions.note_spoke_outside(find_outside(request, pk), by=request.user)
    return redirect("partnerships:outside", pk)


@require_POST
def archive_outside(request: Request, pk: UUID) -> HttpResponse:
    actions.archive_outside(find_outside(request, pk), by=request.user)
    return redirect("partnerships:outside", pk)


@require_POST
def bring_back_outside(request: Request, pk: UUID) -> HttpResponse:
    actions.bring_back_outside(find_outside(request, pk), by=request.user)
    return redirect("partnerships:outside", pk)
