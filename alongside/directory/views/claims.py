"""Claiming a record, by anybody; and deciding about claims, by the host after a call."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from alongside.directory import actions
from alongside.directory.models import Claim, Decision, organizations_listed
from alongside.directory.typed.claims import ApproveForm, CalledForm, ClaimForm
from alongside.lib.http import own_form
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.models import Organization
from alongside.orgs.roles import Can


def claimable(pk: UUID) -> Organization:
    """An organization that anybody may read about, in which nobody works here yet."""
    unclaimed = organizations_listed().filter(admitted_at=None, same_as=None)
    return get_object_or_404(unclaimed, pk=pk)


@login_not_required
@own_form
@cache_control(no_store=True)
def claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whoever asks and whoever asked before: the answer is the same."""
    organization = claimable(pk)
    form = ClaimForm(request.POST or None)
    told = {"organization": organization, "form": form}
    if request.method == "POST" and form.is_valid():
        actions.claim(organization, **form.cleaned_data)
        return render(request, "directory/keeping/claimed.html", told)
    return render(request, "directory/keeping/claim.html", told)


def claim_also(request: Request, pk: UUID) -> HttpResponse:
    """For somebody who works here: this record is also ours."""
    organization = claimable(pk)
    request.user.require(Can.EDIT_PROFILE, at=request.user.here)
    told = {"organization": organization}
    if request.method == "POST":
        actions.claim_also(organization, by=request.user)
        return render(request, "directory/keeping/claimed.html", told)
    return render(request, "directory/keeping/claim_also.html", told)


def claims(request: Request) -> HttpResponse:
    """Those that wait, the oldest first; then those that were decided."""
    request.user.require(Can.ADMIT_ORGANIZATIONS, at=request.user.here)
    found = Claim.objects.select_related("organization", "claimant", "decided_by")
    ordered = found.order_by(F("decided_at").desc(nulls_first=True), "made_at", "pk")
    return render(request, "directory/keeping/claims.html", {"page": page_of(request, ordered)})


def find(request: Request, pk: UUID, **wanted: Any) -> Claim:
    request.user.require(Can.ADMIT_ORGANIZATIONS, at=request.user.here)
    found = Claim.objects.select_related("organization", "claimant")
    return get_object_or_404(found, pk=pk, **wanted)


def decide_claim(request: Request, pk: UUID) -> HttpResponse:
    """The numbers to call, and what to say when somebody answered."""
    claim = find(request, pk, state=Decision.OPEN)
    form = (CalledForm if claim.claimant else ApproveForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if claim.claimant:
            actions.approve_join(claim, by=request.user)
            return redirect("directory:claims")
        given = {name: form.cleaned_data[name] for name in ("kind", "rule")}
        link = actions.approve_claim(claim, **given, by=request.user)
        return render(request, "directory/keeping/approved.html", {"link": link, "claim": claim})
    return render(request, "directory/keeping/decide_claim.html", {"claim": claim, "form": form})


def decline_claim(request: Request, pk: UUID) -> HttpResponse:
    """Asks first."""
    claim = find(request, pk, state=Decision.OPEN)
    if request.method == "POST":
        actions.decline_claim(claim, by=request.user)
        return redirect("directory:claims")
    return render(request, "directory/keeping/decline_claim.html", {"claim": claim})


@require_POST
def undo_join(request: Request, pk: UUID) -> HttpResponse:
    actions.undo_join(find(request, pk), by=request.user)
    return redirect("directory:claims")
