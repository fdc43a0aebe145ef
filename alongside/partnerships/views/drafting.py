"""A written agreement: begun, read, passed on, agreed to, set aside."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from alongside.lib.pages import page_of
from alongside.lib.uploads import InMemory
from alongside.orgs.http import Request
from alongside.partnerships import actions
from alongside.partnerships.blanks import known_of
from alongside.partnerships.forms.drafting import FrameForm, StartForm, TermsForm, UploadForm
from alongside.partnerships.models import Member, Partnership, Upload, Wording
from alongside.partnerships.pages.drafts import DraftPage
from alongside.partnerships.views.finding import find, find_draft, require_writing

PDF_OR_DOCX = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def start_draft(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    require_writing(request)
    language = get_language() or "en"
    members = found.members.taking_part().with_people()
    form = StartForm(
        request.POST or None,
        partnership=found,
        known=known_of(members, None, language),
        initial=beginning(found, language),
    )
    if request.method == "POST" and form.is_valid():
        draft = actions.start_draft(found, frame=form.frame, options=form.options, by=request.user)
        return to_page(draft)
    return render(request, "partnerships/drafts/start.html", frame_page(request, found, form))


@csrf_exempt  # the check reads the form, and that must wait until we have said how to take a file
def upload_draft(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    require_writing(request)
    request.upload_handlers = [InMemory(request)]
    return upload_form(request, found)


@csrf_protect
def upload_form(request: Request, found: Partnership) -> HttpResponse:
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        partnership=found,
        initial=beginning(found, get_language() or "en"),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        draft = actions.upload_draft(found, frame=form.frame, document=given, by=request.user)
        return to_page(draft)
    return render(request, "partnerships/drafts/upload.html", frame_page(request, found, form))


def beginning(found: Partnership, language: str) -> dict[str, Any]:
    """What a form starts from: the bounds there are, and a title that names everybody."""
    names = sorted(one.organization.name for one in found.sides.values())
    title = _("Agreement between %(names)s") % {"names": get_text_list(names, _("and"))}
    # More than two settle nothing of referrals.
    bounds: dict[str, Any] = {**found.newest_bounds} if len(names) == 2 else {}
    return {**bounds, "title": title[:200], "language": language.split("-", maxsplit=1)[0]}


def frame_page(request: Request, found: Partnership, form: FrameForm) -> dict[str, Any]:
    there = found.agreements.drafts().exists()
    return {"form": form, "partnership": found, "names": others(request, found), "there": there}


def others(request: Request, found: Partnership) -> str:
    away = [one.organization.name for one in found.sides.values()]
    return ", ".join(sorted(name for name in away if name != request.user.here.name))


def to_page(draft: Wording) -> HttpResponse:
    version = draft.agreement
    return redirect("partnerships:draft", version.partnership_id, version.number)


@require_safe
def drafts(request: Request, pk: UUID) -> HttpResponse:
    """Every written agreement there was, the newest first."""
    found = find(request, pk)
    every = Wording.objects.filter(agreement__partnership=found).select_related("agreement")
    context = {
        "partnership": found,
        "names": others(request, found),
        "page": page_of(request, every.order_by("-agreement__number")),
    }
    return render(request, "partnerships/drafts/drafts.html", context)


@require_safe
def draft(request: Request, pk: UUID, number: int) -> HttpResponse:
    return render(request, "partnerships/drafts/draft.html", about(find_draft(request, pk, number)))


def about(page: DraftPage) -> dict[str, Any]:
    """What every page of a draft shows."""
    return {
        "page": page,
        "draft": page.draft,
        "partnership": page.partnership,
        "number": page.draft.agreement.number,
    }


def set_terms(request: Request, pk: UUID, number: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    require_writing(request)
    version, found = page.draft.agreement, page.partnership
    started = {**version.bounds, "title": page.draft.title, "language": page.draft.language}
    started |= {"kind": version.kind, "starts_on": version.starts_on, "ends_on": version.ends_on}
    form = TermsForm(request.POST or None, partnership=found, initial=started)
    if request.method == "POST" and form.is_valid():
        actions.set_terms(page.draft, frame=form.frame, by=request.user)
        return to_page(page.draft)
    return render(request, "partnerships/drafts/terms.html", about(page) | {"form": form})


@require_safe
def draft_document(request: Request, pk: UUID, number: int) -> FileResponse:
    """The document as it came, to save and never to show."""
    wording = find_draft(request, pk, number).draft
    upload = get_object_or_404(Upload, wording=wording)
    return FileResponse(
        BytesIO(bytes(upload.content)),
        as_attachment=True,
        filename=upload.name,
        content_type=PDF_OR_DOCX[upload.format],
        headers={"Content-Security-Policy": "sandbox"},
    )


@require_POST
def pass_turn(request: Request, pk: UUID, number: int, to: UUID) -> HttpResponse:
    page = find_draft(request, pk, number)
    member = get_object_or_404(Member, partnership=page.partnership, organization=to)
    actions.pass_turn(page.draft, to=member.organization, by=request.user)
    return to_page(page.draft)


@require_POST
def approve_text(request: Request, pk: UUID, number: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    actions.approve_text(page.draft, sha256=request.POST.get("sha256", ""), by=request.user)
    return to_page(page.draft)


@require_POST
def reopen(request: Request, pk: UUID, number: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    actions.reopen(page.draft, by=request.user)
    return to_page(page.draft)


def set_aside_draft(request: Request, pk: UUID, number: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    require_writing(request)
    if request.method == "POST":
        actions.set_aside_draft(page.draft, by=request.user)
        return to_page(page.draft)
    return render(request, "partnerships/drafts/set_aside.html", about(page))
