"""The rota of one's own organization: its week, its people, its times. Nobody else finds any of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.directory.opening import zone_text
from alongside.orgs.http import Request
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.rota import (
    EXTRA,
    ExceptionForm,
    GiveForm,
    RotaTimeForm,
    TakeOverForm,
    initial_of,
)
from alongside.partnerships.models import RotaChange, RotaException, RotaTime
from alongside.partnerships.models.members import working
from alongside.partnerships.pages.rota import A_WEEK, guests
from alongside.partnerships.pages.week import (
    clashing,
    just_ended,
    may_edit,
    ours,
    rota_today,
    rota_zone_of,
    team_of,
    week_of,
)
from alongside.partnerships.shifts import DAY

FARTHEST_WEEKS = 53


def find(request: Request, pk: UUID) -> RotaTime:
    return get_object_or_404(RotaTime.objects.visible_to(request.user).with_people(), pk=pk)


def find_editable(request: Request, pk: UUID) -> RotaTime:
    """For whoever keeps the rota or holds this time; 403 for colleagues."""
    found = find(request, pk)
    if not may_edit(found, request.user):
        request.user.require(Can.KEEP_ROTA, at=request.user.here)
    return found


def first_day(request: Request, today: date) -> date:
    """What `?from=` names, within a year of today; today where it names nothing."""
    try:
        asked = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return today
    farthest = DAY * A_WEEK * FARTHEST_WEEKS
    return min(max(asked, today - farthest), today + farthest)


def of_week(request: Request) -> dict[str, Any]:
    """What both lists of a week show."""
    today, week = rota_today(request.user.here), DAY * A_WEEK
    first = first_day(request, today)
    return {
        "days": week_of(request.user.here, first),
        "today": today,
        "earlier": (first - week).isoformat(),
        "later": (first + week).isoformat(),
    }


def rights(person: Person) -> dict[str, Any]:
    return {
        "may_keep": person.can(Can.KEEP_ROTA, at=person.here),
        "may_take_over": person.can(Can.CALL_TOGETHER, at=person.here),
        "own": person.session_membership,
    }


def rota(request: Request) -> HttpResponse:
    context = of_week(request) | rights(request.user)
    context |= {"ours": ours(request.user.here), "ended": just_ended(request.user.here)}
    return render(request, "partnerships/rota/rota.html", context)


def team(request: Request) -> HttpResponse:
    context = of_week(request)
    context |= {"team": team_of(context["days"]), "guests": guests(request.user.here)}
    return render(request, "partnerships/rota/team.html", context)


def add(request: Request) -> HttpResponse:
    request.user.require(Can.KEEP_ROTA, at=request.user.here)
    here = request.user.here
    initial = {"time_zone": rota_zone_of(here), "valid_from": rota_today(here)}
    form = RotaTimeForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        said: Any = form.cleaned_data
        return redirect("partnerships:rota_time", actions.add_rota_time(said, by=request.user).pk)
    return render(request, "partnerships/rota/add.html", {"form": form})


def rota_time(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    today = rota_today(request.user.here)
    context = rights(request.user) | {
        "time": found,
        "clashes": clashing(found),
        "changes": found.exceptions.filter(day__gte=today - DAY).select_related(
            "membership__person"
        )[:FARTHEST_WEEKS],
        "may_edit": may_edit(found, request.user),
        "holder_works": working(found.holder) is not None,
        "zone": zone_text(found.time_zone),
        "shift": ours(request.user.here).by_time.get(pk),
    }
    return render(request, "partnerships/rota/rota_time.html", context)


def change(request: Request, pk: UUID) -> HttpResponse:
    found = find_editable(request, pk)
    initial = initial_of(found, request.user.session_membership)
    form = RotaTimeForm(request.POST or None, by=request.user, one=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        said: Any = form.cleaned_data
        actions.change_rota_time(found, said=said, by=request.user)
        return redirect("partnerships:rota_time", pk)
    return render(request, "partnerships/rota/change.html", {"form": form, "time": found})


def exception(request: Request, pk: UUID) -> HttpResponse:
    found = find_editable(request, pk)
    form = ExceptionForm(
        request.POST or None, by=request.user, initial={"day": request.GET.get("day")}
    )
    if request.method == "POST" and form.is_valid():
        return redirect("partnerships:rota_time", add_day(found, form, request.user))
    return render(request, "partnerships/rota/exception.html", {"form": form, "time": found})


def add_day(found: RotaTime, form: ExceptionForm, person: Person) -> UUID:
    """Which time to look at after a day was added to it, or made one of its own."""
    said = form.cleaned_data
    named = {"day": said["day"], "membership": said["membership"], "by": person}
    if said["change"] == EXTRA and form.hours:
        return actions.add_extra_time(found, hours=form.hours, **named).pk
    different = RotaChange(said["change"])
    if different == RotaChange.NOBODY:
        named["membership"] = None
    hours = form.hours if different == RotaChange.OTHER_HOURS else None
    actions.add_exception(found, change=different, hours=hours, **named)
    return found.pk


@require_POST
def remove_exception(request: Request, pk: UUID, exception: UUID) -> HttpResponse:
    found = get_object_or_404(RotaException, time=find(request, pk), pk=exception)
    actions.remove_exception(found, by=request.user)
    return redirect("partnerships:rota_time", pk)


def give(request: Request, pk: UUID) -> HttpResponse:
    found = find_editable(request, pk)
    form = GiveForm(request.POST or None, by=request.user, one=found)
    if request.method == "POST" and form.is_valid():
        actions.give_rota_time(found, to=form.cleaned_data["to"], by=request.user)
        return redirect("partnerships:rota_time", pk)
    return render(request, "partnerships/rota/give.html", {"form": form, "time": found})


def end(request: Request, pk: UUID) -> HttpResponse:
    found = find_editable(request, pk)
    if request.method == "POST":
        actions.end_rota_time(found, by=request.user)
        return redirect("partnerships:rota_time", pk)
    return render(request, "partnerships/rota/end.html", {"time": found})


@require_POST
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    actions.bring_back_rota_time(find(request, pk), by=request.user)
    return redirect("partnerships:rota_time", pk)


@require_POST
def take_over(request: Request, pk: UUID) -> HttpResponse:
    found, form = find(request, pk), TakeOverForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.take_over(found, **form.cleaned_data, by=request.user)
    return redirect("partnerships:rota")
