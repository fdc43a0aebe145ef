"""Who stands for one's own side, how it wants to be talked to, and whether it has room."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.directory.clocks import today_at
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.people import CapacityForm, PeopleForm, TalkForm
from alongside.partnerships.models import Capacity, Openness, Talk
from alongside.partnerships.views.finding import find, find_pair


def people(request: Request, pk: UUID) -> HttpResponse:
    found, here = find(request, pk), request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    form = PeopleForm(request.POST or None, here=here, initial=found.member(here).places)
    if request.method == "POST" and form.is_valid():
        actions.set_people(found, **form.cleaned_data, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"form": form, "partnership": found, "name": found.name_for(here)}
    return render(request, "partnerships/people.html", context)


@require_POST
def confirm_people(request: Request, pk: UUID) -> HttpResponse:
    actions.confirm_people(find(request, pk), by=request.user)
    return redirect("partnerships:partnership", pk)


@require_POST
def note_spoke(request: Request, pk: UUID) -> HttpResponse:
    actions.note_spoke(find(request, pk), by=request.user)
    return redirect("partnerships:partnership", pk)


def talk(request: Request, pk: UUID) -> HttpResponse:
    found, here = find_pair(request, pk), request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    card = Talk.objects.filter(member=found.member(here)).first()
    form = TalkForm(request.POST or None, instance=card)
    if request.method == "POST" and form.is_valid():
        actions.say_how_we_talk(found, said=form.cleaned_data, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"form": form, "partnership": found, "partner": found.partner_of(here)}
    return render(request, "partnerships/talk.html", context)


def capacity(request: Request) -> HttpResponse:
    here = request.user.here
    request.user.require(Can.SAY_CAPACITY, at=here)
    said = Capacity.objects.in_force().filter(organization=here).first()
    initial = {"openness": said.openness, "until": said.until} if said else {}
    form = CapacityForm(request.POST or None, initial=initial, today=today_at(here))
    if request.method == "POST" and form.is_valid():
        openness = Openness(form.cleaned_data["openness"])
        actions.say_capacity(openness, until=form.cleaned_data["until"], by=request.user)
        return redirect("partnerships:partnerships")
    return render(request, "partnerships/capacity.html", {"form": form})
