"""Partners, what was agreed with each, and who stands for it. Outsiders get 404 everywhere."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from pydantic import Field, StringConstraints

from alongside.directory.models import Profile
from alongside.lib.bodies import Answer, Body, Signature, takes
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions, facts
from alongside.partnerships.forms import BoundsForm, CapacityForm, PeopleForm, ProposeForm, TalkForm
from alongside.partnerships.models import (
    Agreement,
    Capacity,
    Member,
    Openness,
    Partnership,
    Talk,
)
from alongside.partnerships.room import room_of


def find(request: Request, pk: UUID) -> Partnership:
    return get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)


def find_version(request: Request, pk: UUID, number: int) -> Agreement:
    return get_object_or_404(find(request, pk).agreements, number=number)


def partnerships(request: Request) -> HttpResponse:
    partners = Member.objects.partners_of(request.user.here)
    context = {
        "partners": page_of(request, partners),
        "may_edit": request.user.can(Can.EDIT_PARTNERSHIPS, at=request.user.here),
        "may_write_profile": request.user.can(Can.EDIT_PROFILE, at=request.user.here),
        "may_say_capacity": request.user.can(Can.SAY_CAPACITY, at=request.user.here),
        "ours": Capacity.objects.in_force().filter(organization=request.user.here).first(),
    }
    return render(request, "partnerships/partnerships.html", context)


def partnership(request: Request, pk: UUID) -> HttpResponse:
    found, here = find(request, pk), request.user.here
    partner = found.partner_of(here)
    ours = found.members.with_people().get(organization=here)
    theirs = found.members.with_people().get(organization=partner)
    may_edit = request.user.can(Can.EDIT_PARTNERSHIPS, at=here)
    context = {
        "partnership": found,
        "partner": partner,
        "profile": Profile.objects.filter(organization=partner).first(),
        "bounds": found.agreements.in_force().first(),
        "waiting": found.agreements.waiting().select_related("proposed_by").first(),
        "ours": ours,
        "theirs": theirs,
        "both": [theirs, ours],
        "letters": found.letters_ready(here),
        "may_edit": may_edit,
        "room": room_of(partner, here),
        "may_confirm": may_edit or ours.holds_place(request.user),
    }
    return render(request, "partnerships/partnership.html", context)


def capacity(request: Request) -> HttpResponse:
    here = request.user.here
    request.user.require(Can.SAY_CAPACITY, at=here)
    said = Capacity.objects.in_force().filter(organization=here).first()
    initial = {"openness": said.openness, "until": said.until} if said else {}
    form = CapacityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        openness = Openness(form.cleaned_data["openness"])
        actions.say_capacity(openness, until=form.cleaned_data["until"], by=request.user)
        return redirect("partnerships:partnerships")
    return render(request, "partnerships/capacity.html", {"form": form})


def propose(request: Request) -> HttpResponse:
    here = request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    chosen = {"partner": request.GET.get("partner")}
    form = ProposeForm(request.POST or None, here=here, initial=chosen)
    if request.method == "POST" and form.is_valid():
        bounds: Any = form.cleaned_data
        proposed = actions.propose(bounds.pop("partner"), bounds=bounds, by=request.user)
        return redirect("partnerships:partnership", proposed.pk)
    return render(request, "partnerships/propose.html", {"form": form})


@require_POST
def agree(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.agree(find_version(request, pk, number), by=request.user)
    return redirect("partnerships:partnership", pk)


@require_POST
def decline(request: Request, pk: UUID, number: int) -> HttpResponse:
    actions.decline(find_version(request, pk, number), by=request.user)
    return redirect("partnerships:partnership", pk)


def change(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
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


def people(request: Request, pk: UUID) -> HttpResponse:
    found, here = find(request, pk), request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    form = PeopleForm(request.POST or None, here=here, initial=found.member(here).places)
    if request.method == "POST" and form.is_valid():
        actions.set_people(found, **form.cleaned_data, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"form": form, "partnership": found, "partner": found.partner_of(here)}
    return render(request, "partnerships/people.html", context)


def talk(request: Request, pk: UUID) -> HttpResponse:
    found, here = find(request, pk), request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    card = Talk.objects.filter(member=found.member(here)).first()
    form = TalkForm(request.POST or None, instance=card)
    if request.method == "POST" and form.is_valid():
        actions.say_how_we_talk(found, said=form.cleaned_data, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"form": form, "partnership": found, "partner": found.partner_of(here)}
    return render(request, "partnerships/talk.html", context)


@require_POST
def confirm_people(request: Request, pk: UUID) -> HttpResponse:
    actions.confirm_people(find(request, pk), by=request.user)
    return redirect("partnerships:partnership", pk)


def end(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    if request.method == "POST":
        actions.end(found, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"partnership": found, "partner": found.partner_of(request.user.here)}
    return render(request, "partnerships/end.html", context)


class Heard(Body):
    """What the champion's browser signed."""

    partner: UUID
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    day: Annotated[date, Field(strict=True)]
    signature: Signature


def confirm(request: Request, pk: UUID) -> HttpResponse:
    found, here = find(request, pk), request.user.here
    request.user.require(Can.HOLD_SIGNING_KEY, at=here)
    context = {
        "partnership": found,
        "partner": found.partner_of(here),
        "letters": found.letters_ready(here),
        "is_champion": found.is_champion(request.user),
        "facts": facts.confirming(found, request.user),
    }
    return render(request, "partnerships/confirm.html", context)


@takes(Heard)
def confirmation(request: Request, heard: Heard, pk: UUID) -> Answer:
    found = find(request, pk)
    get_object_or_404(
        found.members.exclude(organization=request.user.here), organization=heard.partner
    )
    actions.confirm_fingerprint(
        found,
        fingerprint=heard.fingerprint,
        day=heard.day,
        signature=heard.signature,
        by=request.user,
    )
    return {}
