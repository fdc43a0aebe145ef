"""Writing the passages of a draft."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.partnerships import actions
from alongside.partnerships.clauses import clauses
from alongside.partnerships.forms.drafting import AddForm, EditForm, SuggestForm
from alongside.partnerships.models import Passage
from alongside.partnerships.pages.comparing import words
from alongside.partnerships.pages.drafts import DraftPage, Shown
from alongside.partnerships.views.drafting import about
from alongside.partnerships.views.finding import find_draft, find_passage, require_writing


@require_safe
def passage(request: Request, pk: UUID, number: int, passage: UUID) -> HttpResponse:
    """One passage with everything that was ever said of it."""
    page, found = find_draft(request, pk, number), find_passage(request, pk, number, passage)
    said = found.remarks.with_people().select_related("organization", "answered_by")
    context = about(page) | {
        "passage": found,
        "shown": shown(found),
        "said": page_of(request, said),
    }
    return render(request, "partnerships/drafts/passage.html", context)


def shown(found: Passage) -> Shown:
    return Shown(found, clauses().get(found.clause), [])


def edit_passage(request: Request, pk: UUID, number: int, passage: UUID) -> HttpResponse:
    page, found = find_draft(request, pk, number), find_passage(request, pk, number, passage)
    require_writing(request)
    started = {"title": found.title, "text": found.text, "revision": found.revision}
    form = EditForm(request.POST or None, initial=started)
    if request.method == "POST" and not page.may_write:
        return too_late(request, page, found)
    if not page.may_write:
        return redirect("partnerships:suggest", pk, number, passage)
    if request.method == "POST" and form.is_valid():
        if actions.edit_passage(found, **form.cleaned_data, by=request.user):
            return to_passage(found, pk, number)
        return both_texts(request, page, find_passage(request, pk, number, passage))
    context = about(page) | {"form": form, "passage": found, "shown": shown(found)}
    return render(request, "partnerships/drafts/edit.html", context)


def both_texts(request: Request, page: DraftPage, found: Passage) -> HttpResponse:
    """Somebody else saved first: theirs as it stands, and what was typed, to be put together."""
    typed = {name: request.POST.get(name, "") for name in ("title", "text")}
    form = EditForm(initial=typed | {"revision": found.revision})
    context = about(page) | {
        "form": form,
        "passage": found,
        "shown": shown(found),
        "pieces": words(found.text, "\n".join(typed["text"].splitlines())),
    }
    return render(request, "partnerships/drafts/edit.html", context, status=409)


def too_late(request: Request, page: DraftPage, found: Passage) -> HttpResponse:
    """The turn has passed while they typed: what they wrote can be suggested."""
    form = SuggestForm(initial={"suggestion": request.POST.get("text", "")})
    context = about(page) | {"form": form, "passage": found, "is_late": True}
    return render(request, "partnerships/drafts/suggest.html", context, status=409)


def to_passage(found: Passage, pk: UUID, number: int) -> HttpResponse:
    """Back to its place on the page of the draft."""
    page: Any = redirect("partnerships:draft", pk, number)
    page["Location"] += f"#passage-{found.pk}"
    return page  # type: ignore[no-any-return]


def add_passage(request: Request, pk: UUID, number: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    require_writing(request)
    form = AddForm(request.POST or None, draft=page.draft)
    if request.method == "POST" and form.is_valid():
        added = actions.add_passage(page.draft, **form.cleaned_data, by=request.user)
        return to_passage(added, pk, number)
    return render(request, "partnerships/drafts/add.html", about(page) | {"form": form})


@require_POST
def add_clause(request: Request, pk: UUID, number: int, clause: int, option: str) -> HttpResponse:
    page = find_draft(request, pk, number)
    added = actions.add_clause(page.draft, clause=clause, option=option, by=request.user)
    return to_passage(added, pk, number)


@require_POST
def move_passage(
    request: Request, pk: UUID, number: int, passage: UUID, where: str
) -> HttpResponse:
    found = find_passage(request, pk, number, passage)
    actions.move_passage(found, up=where == "up", by=request.user)
    return to_passage(found, pk, number)


@require_POST
def take_out_passage(request: Request, pk: UUID, number: int, passage: UUID) -> HttpResponse:
    actions.take_out_passage(find_passage(request, pk, number, passage), by=request.user)
    return redirect("partnerships:draft", pk, number)


@require_POST
def bring_back_passage(request: Request, pk: UUID, number: int, passage: UUID) -> HttpResponse:
    found = find_passage(request, pk, number, passage)
    actions.bring_back_passage(found, by=request.user)
    return to_passage(found, pk, number)
