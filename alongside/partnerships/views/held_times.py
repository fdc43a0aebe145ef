"""The times that one's own organization holds open, and those that a partnership has."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions, holding
from alongside.partnerships.forms.held_times import (
    DayForm,
    HeldTimeForm,
    PublishForm,
    partners_with_held_times,
)
from alongside.partnerships.models import HeldTime
from alongside.partnerships.models.held_times import HOLDS_TIMES
from alongside.partnerships.views.finding import find_pair


def held_times(request: Request) -> HttpResponse:
    here = request.user.here
    ours = HeldTime.objects.filter(organization=here, ended_at=None).with_all().in_order()
    page = page_of(request, ours)
    allowed = partners_with_held_times(here)
    context = {
        "page": page,
        "rows": [row(held, allowed) for held in page],
        "may_hold": here.kind in HOLDS_TIMES,
        "may_publish": request.user.can(Can.SAY_CAPACITY, at=here),
        "has_partners": bool(allowed),
    }
    return render(request, "partnerships/held_times/held_times.html", context)


def row(held: HeldTime, allowed: dict[UUID, str]) -> dict[str, Any]:
    """A held time as its own organization reads it; without a partner where the agreement has none any more."""
    today = holding.today_at(held)
    left_out = {skip.day for skip in held.skips.all() if skip.day >= today}
    return {
        "held": held,
        "partner": allowed.get(held.partnership_id, ""),
        "days": [day for day in holding.days_ahead(held) if day not in left_out],
        "left_out": sorted(left_out),
    }


def publish_held_time(request: Request) -> HttpResponse:
    here = request.user.here
    request.user.require(Can.SAY_CAPACITY, at=here)
    form = PublishForm(request.POST or None, here=here)
    if request.method == "POST" and form.is_valid():
        actions.publish_held_time(form.settled, said=form.said, by=request.user)
        return redirect("partnerships:held_times")
    return render(request, "partnerships/held_times/publish.html", {"form": form})


def find_held(request: Request, pk: UUID) -> HeldTime:
    ours = HeldTime.objects.filter(organization=request.user.here)
    return get_object_or_404(ours.with_all().select_related("partnership"), pk=pk)


def change_held_time(request: Request, pk: UUID) -> HttpResponse:
    held, here = find_held(request, pk), request.user.here
    request.user.require(Can.SAY_CAPACITY, at=here)
    initial: dict[str, Any] = {**held.said, "weekday": str(held.weekday or 0)}
    form = HeldTimeForm(request.POST or None, here=here, held=held, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_held_time(held, said=form.said, by=request.user)
        return redirect("partnerships:held_times")
    return render(request, "partnerships/held_times/change.html", {"form": form, "held": held})


def end_held_time(request: Request, pk: UUID) -> HttpResponse:
    held = find_held(request, pk)
    request.user.require(Can.SAY_CAPACITY, at=request.user.here)
    if request.method == "POST":
        actions.end_held_time(held, by=request.user)
        return redirect("partnerships:held_times")
    return render(request, "partnerships/held_times/end.html", {"held": held})


@require_POST
def skip_held_time(request: Request, pk: UUID) -> HttpResponse:
    held = find_held(request, pk)
    request.user.require(Can.SAY_CAPACITY, at=request.user.here)
    form = DayForm(request.POST, held=held)
    if form.is_valid():
        actions.skip_held_time(held, day=form.cleaned_data["day"], by=request.user)
    return redirect("partnerships:held_times")


@require_POST
def hold_again(request: Request, pk: UUID) -> HttpResponse:
    held = find_held(request, pk)
    request.user.require(Can.SAY_CAPACITY, at=request.user.here)
    form = DayForm(request.POST, held=held)
    if form.is_valid():
        actions.hold_again(held, day=form.cleaned_data["day"], by=request.user)
    return redirect("partnerships:held_times")


def partnership_held_times(request: Request, pk: UUID) -> HttpResponse:
    found, here = find_pair(request, pk), request.user.here
    sides = [one for one in found.sides.values() if one.organization.kind in HOLDS_TIMES]
    held = HeldTime.objects.filter(partnership=found).standing().with_all()
    is_allowed = holding.is_allowed(found)
    context = {
        "partnership": found,
        "partner": found.partner_of(here),
        "is_allowed": is_allowed,
        "page": page_of(request, holding.coming(held) if is_allowed else []),
        "sides": [(one.organization, holding.weeks(found, one.organization)) for one in sides],
        "is_ours": here.kind in HOLDS_TIMES,
    }
    return render(request, "partnerships/held_times/coming.html", context)
