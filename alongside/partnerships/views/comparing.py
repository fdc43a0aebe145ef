"""The editions of a draft: one read again, two beside each other."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.partnerships.forms.comparing import NOW, CompareForm
from alongside.partnerships.models import Terms, Written
from alongside.partnerships.pages.comparing import Change, compare, settled
from alongside.partnerships.pages.drafts import DraftPage, parts_of
from alongside.partnerships.views.drafting import about
from alongside.partnerships.views.finding import find_draft


@require_safe
def editions(request: Request, pk: UUID, number: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    made = page.draft.editions.select_related("made_by").order_by("-number")
    context = about(page) | {"made": page_of(request, made.defer("passages", "terms"))}
    return render(request, "partnerships/drafts/editions.html", context)


@require_safe
def edition(request: Request, pk: UUID, number: int, edition: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    found = get_object_or_404(page.draft.editions.select_related("made_by"), number=edition)
    context = about(page) | {
        "edition": found,
        "settled": settled(found.terms),
        "passages": [(one, parts_of(one["text"])) for one in found.passages],
    }
    return render(request, "partnerships/drafts/edition.html", context)


@require_safe
def compare_editions(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Any two editions, or one and the draft as it is now."""
    page = find_draft(request, pk, number)
    form = CompareForm(request.GET or None, draft=page.draft)
    context = about(page) | {"form": form}
    if form.is_valid():
        before, after = (text_of(page, form.cleaned_data[name]) for name in ("before", "after"))
        beside = compare(settled(before[0]), settled(after[0]))
        context["beside"] = [one for one in beside if one.change != Change.SAME]
        context["passages"] = compare(before[1], after[1])
    return render(request, "partnerships/drafts/compare.html", context)


def text_of(page: DraftPage, which: str) -> tuple[Terms, list[Written]]:
    if which == NOW:
        return page.draft.terms, page.written
    found = get_object_or_404(page.draft.editions, number=int(which))
    return found.terms, found.passages
