"""What the others say of a draft."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.orgs.http import Request
from alongside.partnerships import actions
from alongside.partnerships.forms.drafting import RemarkForm, SuggestForm
from alongside.partnerships.models import Remark
from alongside.partnerships.views.drafting import about, to_page
from alongside.partnerships.views.finding import (
    find_draft,
    find_passage,
    find_remark,
    require_writing,
)
from alongside.partnerships.views.passages import to_passage


def remark(request: Request, pk: UUID, number: int, passage: UUID | None = None) -> HttpResponse:
    """Of one passage, or of the whole draft."""
    page = find_draft(request, pk, number)
    require_writing(request)
    found = get_object_or_404(page.draft.passages, pk=passage) if passage else None
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        actions.remark(page.draft, passage=found, text=text, by=request.user)
        return to_passage(found, pk, number) if found else to_page(page.draft)
    context = about(page) | {"form": form, "passage": found}
    return render(request, "partnerships/drafts/remark.html", context)


def suggest(request: Request, pk: UUID, number: int, passage: UUID) -> HttpResponse:
    page, found = find_draft(request, pk, number), find_passage(request, pk, number, passage)
    require_writing(request)
    form = SuggestForm(request.POST or None, initial={"suggestion": found.text})
    if request.method == "POST" and form.is_valid():
        actions.suggest(found, **form.cleaned_data, by=request.user)
        return to_passage(found, pk, number)
    context = about(page) | {"form": form, "passage": found}
    return render(request, "partnerships/drafts/suggest.html", context)


@require_POST
def accept_suggestion(
    request: Request, pk: UUID, number: int, remark: UUID, revision: int
) -> HttpResponse:
    found = find_remark(request, pk, number, remark)
    actions.accept_suggestion(found, revision=revision, by=request.user)
    return back(found, pk, number)


@require_POST
def decline_suggestion(request: Request, pk: UUID, number: int, remark: UUID) -> HttpResponse:
    found = find_remark(request, pk, number, remark)
    actions.decline_suggestion(found, by=request.user)
    return back(found, pk, number)


@require_POST
def answer_remark(request: Request, pk: UUID, number: int, remark: UUID) -> HttpResponse:
    found = find_remark(request, pk, number, remark)
    actions.answer_remark(found, by=request.user)
    return back(found, pk, number)


def back(found: Remark, pk: UUID, number: int) -> HttpResponse:
    if found.passage:
        return to_passage(found.passage, pk, number)
    return redirect("partnerships:draft", pk, number)
