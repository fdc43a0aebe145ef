"""Lists brought in from a page: sent here, read by the worker, watched, mended, undone."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from alongside.directory import actions
from alongside.directory.forms import ListForm
from alongside.directory.importing.columns import ColumnsForm
from alongside.directory.importing.mapping import preview
from alongside.directory.importing.mending import rows_to_mend
from alongside.directory.models import Import, Remark
from alongside.lib.pages import page_of
from alongside.lib.uploads import InMemory
from alongside.orgs.http import Request
from alongside.orgs.roles import Can

# A page refreshes itself for five minutes: longer, it would keep a computer unlocked that nobody sits at.
SOON, LATER = 3, 10  # seconds
SOON_TIMES, TIMES = 20, 44


def require_import(request: Request) -> None:
    request.user.require(Can.IMPORT_DIRECTORY, at=request.user.here)


@csrf_exempt  # the check reads the form, and that must wait until we have said how to take a file
def imports(request: Request) -> HttpResponse:
    require_import(request)
    request.upload_handlers = [InMemory(request)]
    return list_and_form(request)


@csrf_protect
def list_and_form(request: Request) -> HttpResponse:
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        during = actions.begin_import(**form.cleaned_data, by=request.user)
        return redirect("directory:import", during.pk)
    made = Import.objects.select_related("source", "by").order_by("-begun_at")
    return render(request, "directory/imports.html", {"form": form, "page": page_of(request, made)})


@require_safe
def one_import(request: Request, pk: UUID) -> HttpResponse:
    require_import(request)
    during = get_object_or_404(Import.objects.select_related("source", "by"), pk=pk)
    shown = request.GET.get("show", "")
    kinds = [(done, during.remarks_of(done)) for done in Remark.Done]
    chosen = next((done for done, number in kinds if number and shown in {"", done}), None)
    about = {
        "during": during,
        "kinds": [(done, number) for done, number in kinds if number],
        "chosen": chosen,
        "page": page_of(request, during.remarks.filter(done=chosen).order_by("id")),
    }
    response = render(request, "directory/import.html", about)
    if during.is_at_work:
        refresh(request, response)
    return response


def refresh(request: Request, response: HttpResponse) -> None:
    """Ask the browser to look again, for a while and without scripts."""
    again = request.GET.get("again", "0")
    if again.isascii() and again.isdigit() and int(again) < TIMES:
        wait = SOON if int(again) < SOON_TIMES else LATER
        response.headers["Refresh"] = f"{wait}; url={request.path}?again={int(again) + 1}"


@require_POST
def cancel_import(request: Request, pk: UUID) -> HttpResponse:
    require_import(request)
    actions.cancel_import(get_object_or_404(Import, pk=pk), by=request.user)
    return redirect("directory:import", pk)


def undo_import(request: Request, pk: UUID) -> HttpResponse:
    require_import(request)
    during = get_object_or_404(Import, pk=pk)
    if request.method == "POST":
        actions.ask_to_undo(during, by=request.user)
        return redirect("directory:import", pk)
    return render(request, "directory/undo_import.html", {"during": during})


@require_safe
def rows_csv(request: Request, pk: UUID) -> StreamingHttpResponse:
    """The rows that were left out, as they came, each with the reason: to put right and send again."""
    require_import(request)
    during = get_object_or_404(Import, pk=pk)
    rows: Iterator[bytes] = rows_to_mend(during, request.GET.get("file", ""))
    attached = {"Content-Disposition": 'attachment; filename="rows-to-mend.csv"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=attached)


def columns(request: Request, pk: UUID) -> HttpResponse:
    """What the columns of a table mean: suggested, tried on its first rows, kept for the next time."""
    require_import(request)
    waiting = Import.objects.filter(state=Import.State.MAPPING).select_related("source")
    during = get_object_or_404(waiting, pk=pk)
    header, sample = actions.sample_of(during)
    known = during.source.mapping if during.source else {}
    form = ColumnsForm(request.POST or None, header=header, sample=sample, known=known)
    if form.is_valid() and "save" in request.POST:
        actions.choose_columns(during, form.mapping, by=request.user)
        return redirect("directory:import", pk)
    rows = preview(sample, form.mapping) if "name" in form.mapping else []
    about = {"during": during, "form": form, "rows": rows}
    return render(request, "directory/columns.html", about)


@require_POST
def forget_columns(request: Request, pk: UUID) -> HttpResponse:
    require_import(request)
    during = get_object_or_404(Import.objects.filter(source__isnull=False), pk=pk)
    if during.source:
        actions.forget_columns(during.source, by=request.user)
    return redirect("directory:import", pk)
