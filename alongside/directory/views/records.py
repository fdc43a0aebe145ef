"""An organization's own records: change them, see them as people will, take them down and show them again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.directory import actions
from alongside.directory.keeping.differing import differing
from alongside.directory.keeping.keepers import kept_by
from alongside.directory.keeping.our_records import OurRecord, disputed_lists, our_records
from alongside.directory.keeping.read_aloud import lines_of, would_be
from alongside.directory.models import Listing, Service, Site
from alongside.directory.typed.records import RecordForm, ServiceForm, SiteForm
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can

KINDS: dict[str, type[Any]] = {"site": Site, "service": Service}
IN_LISTS: dict[str, type[Any]] = KINDS | {"listing": Listing}


def find(request: Request, kind: type[Any], pk: UUID) -> Any:
    """A record that this person keeps; others have no page here."""
    records = kept_by(request.user, kind.objects.select_related("organization", "source"))
    return get_object_or_404(records, pk=pk)


def kind_called(name: str, kinds: dict[str, type[Any]] = KINDS) -> type[Any]:
    if name not in kinds:
        raise Http404
    return kinds[name]


def records(request: Request) -> HttpResponse:
    request.user.require(Can.EDIT_PROFILE, at=request.user.here)
    page = page_of(request, our_records(request.user.here))
    told = {"page": page, "records": [OurRecord(**row) for row in page]}
    told["lists"] = [(one, differing(one)) for one in disputed_lists(request.user.here)]
    return render(request, "directory/keeping/records.html", told)


def edit_site(request: Request, pk: UUID) -> HttpResponse:
    return edit(request, SiteForm, find(request, Site, pk), save_site)


def add_site(request: Request) -> HttpResponse:
    request.user.require(Can.EDIT_PROFILE, at=request.user.here)
    return edit(request, SiteForm, Site(organization=request.user.here), save_site)


def edit_service(request: Request, pk: UUID) -> HttpResponse:
    return edit(request, ServiceForm, find(request, Service, pk), save_service)


def add_service(request: Request) -> HttpResponse:
    request.user.require(Can.EDIT_PROFILE, at=request.user.here)
    return edit(request, ServiceForm, Service(organization=request.user.here), save_service)


def save_site(request: Request, form: RecordForm) -> None:
    actions.edit_site(form.record, changes=form.changes(), by=request.user)  # type: ignore[arg-type]


def save_service(request: Request, form: RecordForm) -> None:
    service: Any = form.record
    sites = form.cleaned_data["sites"]
    actions.edit_service(service, changes=form.changes(), sites=sites, by=request.user)


def edit(
    request: Request,
    kind: type[RecordForm],
    record: Site | Service,
    save: Callable[[Request, RecordForm], None],
) -> HttpResponse:
    """Write, look at it as people will, save; or go back to writing with all that was typed."""
    form = kind(request.POST or None, record=record)
    step = request.POST.get("step", "")
    shown: dict[str, Any] = {"form": form, "record": record, "kind": record._meta.model_name}
    if step not in {"look", "save"} or not form.is_valid():
        shown["differing"] = differing(record)
        return render(request, "directory/keeping/edit.html", shown)
    if step == "save":
        save(request, form)
        ours = record.organization_id == request.user.here.pk
        return redirect("directory:records" if ours else "directory:quality")
    lines = lines_of(would_be(record, form.changes()))
    return render(request, "directory/keeping/look.html", shown | {"lines": lines})


@require_POST
def retire(request: Request, kind: str, pk: UUID) -> HttpResponse:
    actions.retire(find(request, kind_called(kind), pk), by=request.user)
    return redirect("directory:records")


@require_POST
def bring_back(request: Request, kind: str, pk: UUID) -> HttpResponse:
    actions.bring_back(find(request, kind_called(kind), pk), by=request.user)
    return redirect("directory:records")


@require_POST
def settle(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """A list says something else by now: whose words stand."""
    record = find(request, kind_called(kind, IN_LISTS), pk)
    act = actions.take_theirs if request.POST.get("whose") == "theirs" else actions.keep_ours
    act(record, field=request.POST.get("field", ""), by=request.user)
    return (
        redirect(f"directory:edit_{kind}", pk) if kind in KINDS else redirect("directory:records")
    )


@require_POST
def confirm_records(request: Request) -> HttpResponse:
    actions.confirm_records(request.user.here, by=request.user)
    return redirect("directory:records")
