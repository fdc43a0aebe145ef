"""What was agreed over time: versions, their papers, and how they go on or end."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.directory.clocks import today_at
from alongside.lib.content import LANGUAGES
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.signing import NoticeForm, RenewForm
from alongside.partnerships.models import Agreement, Document, Kind, Stage, Wording
from alongside.partnerships.pages.history import versions_of
from alongside.partnerships.pages.terms import term_of
from alongside.partnerships.papers import copies
from alongside.partnerships.papers.notice import notice_days
from alongside.partnerships.views.finding import find

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", DOCX: "docx"}


def attached(content: bytes, media: str, name: str) -> HttpResponse:
    """To be saved, never shown within our pages."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{SUFFIXES[media]}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=media, headers=headers)


@require_safe
def agreements(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    versions = versions_of(page_of(request, found.agreements.order_by("-number")))
    context = {
        "partnership": found,
        "page": versions.page,
        "versions": versions.shown,
        "term": term_of(found),
        "may_edit": request.user.can(Can.EDIT_PARTNERSHIPS, at=request.user.here),
    }
    return render(request, "partnerships/signing/agreements.html", context)


@require_safe
def document(request: Request, pk: UUID, document: UUID) -> HttpResponse:
    kept = Document.objects.filter(wording__agreement__partnership=find(request, pk))
    one = get_object_or_404(kept.select_related("wording__agreement"), pk=document)
    name = f"agreement-{one.wording.agreement.number}-{one.purpose}"
    return attached(bytes(one.content), one.media, name)


@require_safe
def agreement_copy(
    request: Request, pk: UUID, number: int, language: str, form: str
) -> HttpResponse:
    agreement = get_object_or_404(find(request, pk).agreements, number=number)
    if language not in LANGUAGES or form not in {"pdf", "docx"}:
        raise Http404
    read = Wording.objects.filter(stage__in=[Stage.SIGNING, Stage.SIGNED])
    wording = get_object_or_404(read.select_related("agreement__partnership"), agreement=agreement)
    name = f"agreement-{number}-{language}"
    if form == "pdf":
        return attached(copies.copy_as_pdf(wording, language), "application/pdf", name)
    return attached(copies.copy_as_docx(wording, language), DOCX, name)


@require_POST
def amend(request: Request, pk: UUID, number: int) -> HttpResponse:
    draft = actions.amend(find_written(request, pk, number), by=request.user)
    return redirect("partnerships:draft", pk, draft.agreement.number)


def renew(request: Request, pk: UUID, number: int) -> HttpResponse:
    agreement = find_written(request, pk, number)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    first = {"starts_on": actions.next_day(agreement, today_at(request.user.here))}
    form = RenewForm(request.POST or None, agreement=agreement, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.renew(agreement, **form.cleaned_data, by=request.user)
        return redirect("partnerships:signing", pk)
    context = {"form": form, "agreement": agreement, "partnership": agreement.partnership}
    return render(request, "partnerships/signing/renew.html", context)


def give_notice(request: Request, pk: UUID, number: int) -> HttpResponse:
    agreement = find_written(request, pk, number)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    today = today_at(request.user.here)
    earliest = actions.earliest_end(agreement, today)
    form = NoticeForm(request.POST or None, earliest=earliest, initial={"last_day": earliest})
    if request.method == "POST" and form.is_valid():
        actions.give_notice(agreement, **form.cleaned_data, by=request.user)
        return redirect("partnerships:agreements", pk)
    context = {
        "form": form,
        "agreement": agreement,
        "partnership": agreement.partnership,
        "earliest": earliest,
        "days": notice_days(agreement),
    }
    return render(request, "partnerships/signing/give_notice.html", context)


def find_written(request: Request, pk: UUID, number: int) -> Agreement:
    written = find(request, pk).agreements.exclude(kind=Kind.NO_PAPER)
    return get_object_or_404(written.select_related("partnership", "wording"), number=number)
