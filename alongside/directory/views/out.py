"""Taking the directory along: copies that are made for people, and how other software reads it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from alongside.directory import actions
from alongside.directory.copies.forms import AreaForm, CopyForm
from alongside.directory.copies.making import named, pieces_of
from alongside.directory.copies.naming import about
from alongside.directory.models import Copy
from alongside.orgs.http import Request


@login_not_required
@require_safe
@cache_control(no_store=True)
def copies(request: HttpRequest) -> HttpResponse:
    """What was made within the hour, for everybody; who is signed in may ask for more."""
    area = request.GET.get("area", "")
    made = Copy.objects.filter(state=Copy.State.DONE).order_by("-asked_at")[:20]
    told = [{"copy": copy, "about": about(copy)} for copy in made]
    forms = {"area": AreaForm({"area": area}), "form": CopyForm(area=area)}
    return render(request, "directory/copies.html", {"made": told, **forms})


@require_POST
def ask_for_copy(request: Request) -> HttpResponse:
    area = request.POST.get("area", "")
    form = CopyForm(request.POST, area=area)
    if not form.is_valid():
        forms = {"area": AreaForm({"area": area}), "form": form}
        return render(request, "directory/copies.html", forms, status=422)
    actions.ask_for_copy(form.save(commit=False), by=request.user)
    return redirect("directory:copy", form.instance.pk)


@login_not_required
@require_safe
@cache_control(no_store=True)
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, and where to fetch it."""
    copy = get_object_or_404(Copy, pk=pk)
    return render(request, "directory/copy.html", {"copy": copy, "about": about(copy)})


@login_not_required
@require_safe
@cache_control(no_store=True)
def copy_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    copy = get_object_or_404(Copy, pk=pk, state=Copy.State.DONE)
    name, kind = named(copy)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(copy.size),
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(pieces_of(copy), content_type=kind, headers=headers)


@login_not_required
@require_safe
def api_docs(request: HttpRequest, described: Callable[[], object]) -> HttpResponse:
    """Every operation that other software may ask, as the OpenAPI descriptions say it."""
    return render(request, "directory/api_docs.html", {"apis": described()})
