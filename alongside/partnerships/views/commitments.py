"""What was promised: proposed, answered, kept, given to somebody else, ended."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.directory.clocks import today_at
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.commitments import AnswerForm, KeepForm, PromiseForm
from alongside.partnerships.models import Commitment
from alongside.partnerships.views.finding import find


def commitments(request: Request, pk: UUID) -> HttpResponse:
    found, here = find(request, pk), request.user.here
    ours = Commitment.objects.filter(partnership=found).with_people()
    context = {
        "partnership": found,
        "name": found.name_for(here),
        "page": page_of(request, ours.in_order()),
        "may_edit": request.user.can(Can.EDIT_PARTNERSHIPS, at=here),
    }
    return render(request, "partnerships/commitments/commitments.html", context)


def add_commitment(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    chosen = {"responsible": request.user.session_membership}
    form = PromiseForm(request.POST or None, partnership=found, by=request.user, initial=chosen)
    if request.method == "POST" and form.is_valid():
        actions.add_commitment(
            found,
            promised=form.promised,
            binds=form.bound,
            responsible=form.cleaned_data["responsible"],
            by=request.user,
        )
        return redirect("partnerships:commitments", pk)
    return render(
        request, "partnerships/commitments/add.html", {"form": form, "partnership": found}
    )


def find_commitment(request: Request, pk: UUID, promise: UUID) -> Commitment:
    ours = Commitment.objects.filter(partnership=find(request, pk)).with_people()
    return get_object_or_404(ours.select_related("partnership"), pk=promise)


def commitment(request: Request, pk: UUID, promise: UUID) -> HttpResponse:
    found, here = find_commitment(request, pk, promise), request.user.here
    sides = (one for one in found.sides.all() if one.member.organization_id == here.pk)
    own = next(sides, None)  # nothing where we joined the group later
    may_edit = request.user.can(Can.EDIT_PARTNERSHIPS, at=here)
    is_bound = own is not None and own.is_bound
    responsible = own.responsible if own else None
    initial = {"responsible": responsible or request.user.session_membership}
    keepings = found.keepings.select_related("said_by__person", "said_by__organization")
    context = {
        "commitment": found,
        "partnership": found.partnership,
        "own": own,
        "may_edit": may_edit,
        "may_keep": own is not None and is_bound and (may_edit or own.is_held_by(request.user)),
        "answer": AnswerForm(here=here, initial=initial) if is_bound else None,
        "page": page_of(request, keepings),
    }
    return render(request, "partnerships/commitments/commitment.html", context)


@require_POST
def accept_commitment(request: Request, pk: UUID, promise: UUID) -> HttpResponse:
    found = find_commitment(request, pk, promise)
    form = AnswerForm(request.POST, here=request.user.here)
    responsible = form.cleaned_data["responsible"] if form.is_valid() else None
    actions.accept_commitment(found, responsible=responsible, by=request.user)
    return redirect("partnerships:commitment", pk, promise)


@require_POST
def decline_commitment(request: Request, pk: UUID, promise: UUID) -> HttpResponse:
    actions.decline_commitment(find_commitment(request, pk, promise), by=request.user)
    return redirect("partnerships:commitments", pk)


def keep_commitment(request: Request, pk: UUID, promise: UUID) -> HttpResponse:
    found = find_commitment(request, pk, promise)
    actions.require_holder(found, by=request.user)
    form = KeepForm(request.POST or None, today=today_at(request.user.here))
    if request.method == "POST" and form.is_valid():
        actions.keep_commitment(found, **form.cleaned_data, by=request.user)
        return redirect("partnerships:commitment", pk, promise)
    return render(
        request, "partnerships/commitments/keep.html", {"form": form, "commitment": found}
    )


@require_POST
def give_commitment(request: Request, pk: UUID, promise: UUID) -> HttpResponse:
    found = find_commitment(request, pk, promise)
    form = AnswerForm(request.POST, here=request.user.here)
    if form.is_valid():
        actions.give_commitment(found, to=form.cleaned_data["responsible"], by=request.user)
    return redirect("partnerships:commitment", pk, promise)


def end_commitment(request: Request, pk: UUID, promise: UUID) -> HttpResponse:
    found = find_commitment(request, pk, promise)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    if request.method == "POST":
        actions.end_commitment(found, by=request.user)
        return redirect("partnerships:commitments", pk)
    return render(request, "partnerships/commitments/end.html", {"commitment": found})
