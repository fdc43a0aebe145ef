"""Answering a proposal, and changing the bounds that hold."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.bounds import BoundsForm
from alongside.partnerships.views.finding import find_pair, find_version


@require_POST
def agree(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.agree(find_version(request, pk, number), by=request.user)
    return redirect("partnerships:partnership", pk)


@require_POST
def decline(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.decline(find_version(request, pk, number), by=request.user)
    return redirect("partnerships:partnership", pk)


def change(request: Request, pk: UUID) -> HttpResponse:
    found = find_pair(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    form = BoundsForm(request.POST or None, initial={**found.newest_bounds})
    if request.method == "POST" and form.is_valid():
        bounds: Any = form.cleaned_data
        actions.propose_change(found, bounds=bounds, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"form": form, "partnership": found, "partner": found.partner_of(request.user.here)}
    return render(request, "partnerships/change.html", context)


@require_POST
def agree_change(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.agree_change(find_version(request, pk, number), by=request.user)
    return redirect("partnerships:partnership", pk)


@require_POST
def decline_change(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.decline_change(find_version(request, pk, number), by=request.user)
    return redirect("partnerships:partnership", pk)
