"""Signing a written agreement: who, in which order, with the second factor, or on paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from alongside.directory.clocks import today_at
from alongside.lib.uploads import InMemory
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.signing import ScanForm, SignatoryForm, SignForm
from alongside.partnerships.models import Document, Partnership, Signatory, Wording
from alongside.partnerships.pages.signing import SigningPage, being_signed
from alongside.partnerships.papers.told import told
from alongside.partnerships.views.finding import find


def find_signing(request: Request, pk: UUID) -> Wording:
    """What waits to be signed in one's own partnership."""
    waiting = Wording.objects.filter(agreement__partnership=find(request, pk))
    whole = waiting.select_related("agreement__partnership")
    return get_object_or_404(whole, stage="signing")


def find_signatory(request: Request, pk: UUID, signatory: UUID) -> Signatory:
    listed = Signatory.objects.filter(wording__agreement__partnership=find(request, pk))
    whole = listed.select_related("wording__agreement__partnership", "organization")
    return get_object_or_404(whole, pk=signatory)


def find_scan(request: Request, pk: UUID, scan: UUID) -> Document:
    kept = Document.objects.light().filter(wording__agreement__partnership=find(request, pk))
    whole = kept.select_related("wording__agreement__partnership", "recorded_by")
    return get_object_or_404(whole, pk=scan, purpose="scan")


def signing(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    wording = being_signed(found)
    context: dict[str, object] = {"partnership": found}
    if wording:
        context["final"] = actions.document_to_sign(wording)
        context["page"] = SigningPage(request.user, found, wording)
        context["wording"] = wording
    return render(request, "partnerships/signing/signing.html", context)


def name_signatory(request: Request, pk: UUID) -> HttpResponse:
    wording = find_signing(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    form = SignatoryForm(request.POST or None, here=request.user.here)
    if request.method == "POST" and form.is_valid():
        actions.name_signatory(wording, **form.cleaned_data, by=request.user)
        return redirect("partnerships:signing", pk)
    context = {"form": form, "partnership": wording.agreement.partnership}
    return render(request, "partnerships/signing/name_signatory.html", context)


@require_POST
def remove_signatory(request: Request, pk: UUID, signatory: UUID) -> HttpResponse:
    actions.remove_signatory(find_signatory(request, pk, signatory), by=request.user)
    return redirect("partnerships:signing", pk)


@require_POST
def move_signatory(request: Request, pk: UUID, signatory: UUID) -> HttpResponse:
    actions.move_signatory(find_signatory(request, pk, signatory), by=request.user)
    return redirect("partnerships:signing", pk)


@require_POST
def make_document(request: Request, pk: UUID) -> HttpResponse:
    actions.make_document(find_signing(request, pk), by=request.user)
    return redirect("partnerships:signing", pk)


def sign(request: Request, pk: UUID, signatory: UUID) -> HttpResponse:
    own = find_signatory(request, pk, signatory)
    final = actions.ready_to_sign(own, by=request.user)
    form = SignForm(
        request.POST or None,
        person=request.user,
        signatory=own,
        initial={"sha256": final.sha256},
    )
    if request.method == "POST" and form.is_valid():
        actions.sign(own, **form.statements, by=request.user)
        return redirect("partnerships:signing", pk)
    context = {
        "form": form,
        "own": own,
        "final": final,
        "partnership": own.wording.agreement.partnership,
        "text": told(own.wording, own.wording.language),
    }
    return render(request, "partnerships/signing/sign.html", context)


@csrf_exempt  # the check reads the form, and that must wait until we have said how to take a file
def record_scan(request: Request, pk: UUID) -> HttpResponse:
    wording = find_signing(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    request.upload_handlers = [InMemory(request)]
    return scan_form(request, wording, wording.agreement.partnership)


@csrf_protect
def scan_form(request: Request, wording: Wording, partnership: Partnership) -> HttpResponse:
    today = today_at(request.user.here)
    form = ScanForm(request.POST or None, request.FILES or None, wording=wording, today=today)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        actions.record_scan(
            wording, content=content, media=form.kind, days=form.days, by=request.user
        )
        return redirect("partnerships:signing", partnership.pk)
    context = {"form": form, "partnership": partnership}
    return render(request, "partnerships/signing/record_scan.html", context)


@require_POST
def confirm_scan(request: Request, pk: UUID, scan: UUID) -> HttpResponse:
    actions.confirm_scan(find_scan(request, pk, scan), by=request.user)
    return redirect("partnerships:signing", pk)


@require_POST
def decline_scan(request: Request, pk: UUID, scan: UUID) -> HttpResponse:
    actions.decline_scan(find_scan(request, pk, scan), by=request.user)
    return redirect("partnerships:signing", pk)


def set_aside_signing(request: Request, pk: UUID) -> HttpResponse:
    wording = find_signing(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    if request.method == "POST":
        actions.set_aside_signing(wording, by=request.user)
        return redirect("partnerships:agreements", pk)
    context = {"wording": wording, "partnership": wording.agreement.partnership}
    return render(request, "partnerships/signing/set_aside.html", context)
