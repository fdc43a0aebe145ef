"""“Something wrong?” for everyone, and for whoever keeps the record: accept or decline, field by field."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from alongside.directory import actions
from alongside.directory.keeping.correctable import Thing, hides_a_place
from alongside.directory.keeping.corrections import Proposal
from alongside.directory.keeping.keepers import waiting_for
from alongside.directory.models import Correction, Service, Site, organizations_listed
from alongside.directory.typed.corrections import CorrectionForm
from alongside.lib.http import own_form
from alongside.lib.pages import page_of
from alongside.orgs.http import Request


def thing_called(kind: str, pk: UUID) -> Thing:
    """What everybody may read about: an organization, a site or a service."""
    found: dict[str, Any] = {
        "organization": organizations_listed(),
        "site": Site.objects.listed().select_related("organization"),
        "service": Service.objects.listed().select_related("organization"),
    }
    if kind not in found:
        raise Http404
    thing: Thing = get_object_or_404(found[kind], pk=pk)
    return thing


@login_not_required
@own_form
@cache_control(no_store=True)
def wrong(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Who says so is not asked and not kept, whether or not they signed in."""
    thing = thing_called(kind, pk)
    form = CorrectionForm(request.POST or None, thing=thing)
    told = {"thing": thing, "kind": kind, "form": form, "private": hides_a_place(thing)}
    if request.method == "POST" and form.is_valid():
        actions.propose_correction(thing, **form.cleaned_data)
        return render(request, "directory/keeping/wrong_thanks.html", told)
    return render(request, "directory/keeping/wrong.html", told)


def corrections(request: Request) -> HttpResponse:
    page = page_of(request, waiting_for(request.user))
    proposals = [Proposal(correction) for correction in page]
    told = {"page": page, "proposals": proposals}
    return render(request, "directory/keeping/corrections.html", told)


def find(request: Request, pk: UUID) -> Correction:
    return get_object_or_404(waiting_for(request.user), pk=pk)


def decide_correction(request: Request, pk: UUID) -> HttpResponse:
    """Now and as proposed, side by side, with the field to put right."""
    proposal = Proposal(find(request, pk))
    form = proposal.form(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        changes = form.changes() if form else {}
        actions.accept_correction(proposal.correction, changes=changes, by=request.user)
        return redirect("directory:corrections")
    told = {"proposal": proposal, "form": form}
    return render(request, "directory/keeping/decide_correction.html", told)


@require_POST
def decline_correction(request: Request, pk: UUID) -> HttpResponse:
    actions.decline_correction(find(request, pk), by=request.user)
    return redirect("directory:corrections")
