"""What a text settles: a draft by its clauses, or any text, which is read and forgotten."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from alongside.lib.uploads import InMemory
from alongside.orgs.http import Request
from alongside.partnerships.forms.coverage import TextForm
from alongside.partnerships.pages.covered import assembled, counted, covered
from alongside.partnerships.views.drafting import about
from alongside.partnerships.views.finding import find_draft


@require_safe
def draft_coverage(request: Request, pk: UUID, number: int) -> HttpResponse:
    page = find_draft(request, pk, number)
    elements = covered(assembled(page.draft.title, page.written), page.written)
    context = about(page) | {"elements": elements, "counted": counted(elements)}
    return render(request, "partnerships/drafts/coverage.html", context)


@csrf_exempt  # the check reads the form, and that must wait until we have said how to take a file
def check_text(request: Request) -> HttpResponse:
    request.upload_handlers = [InMemory(request)]
    return text_form(request)


@csrf_protect
def text_form(request: Request) -> HttpResponse:
    """Nothing is kept: neither the text nor what was found in it."""
    is_sent = request.method == "POST"
    form = TextForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    elements = covered(form.given) if form.is_valid() else []
    context = {"form": form, "elements": elements, "counted": counted(elements)}
    return render(request, "partnerships/drafts/check.html", context)
