"""Pages that gather from several apps, and the pages for when something is wrong."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alongside.directory.clocks import time_zone_of, today_at
from alongside.directory.content.hotlines import hotlines
from alongside.directory.opening import zone_text
from alongside.home import handover as handing
from alongside.home.export import export_of
from alongside.home.forms import LeavingForm
from alongside.home.health import state
from alongside.home.today import Today
from alongside.lib.pages import page_of
from alongside.orgs import actions
from alongside.orgs.http import Request
from alongside.orgs.models import Membership, Organization


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "home/front.html", {"hotlines": hotlines()})


def today(request: Request) -> HttpResponse:
    page = Today(request.user, request.user.here)
    return render(request, "home/today.html", {"today": page})


@login_not_required
@require_GET
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """For whoever watches the server; 503 only when nothing can be served."""
    found = state()
    return JsonResponse(found.as_words(), status=503 if found.status == "down" else 200)


@login_not_required
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """Who runs this server, and whether it works."""
    host = Organization.objects.filter(is_host=True).first()
    return render(request, "home/status.html", {"host": host, "state": state()})


@require_POST
def export(request: Request) -> HttpResponse:
    """The organization's own export, as a file."""
    made = export_of(request.user.here, by=request.user)
    name = f"alongside-export-{localdate().isoformat()}.json"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/json", headers=attached)


def leaver(request: Request, pk: UUID) -> Membership:
    """Whose hand-over it is: for themself, and for administrators. Nobody else learns of it."""
    people = Membership.objects.may_see_leaving(request.user)
    return get_object_or_404(people.select_related("person", "organization"), pk=pk)


def handover(request: Request, pk: UUID) -> HttpResponse:
    found = leaver(request, pk)
    page = handing.Handing(found)
    said = {"last_day": page.leaving.last_day} if page.leaving else {}
    here, zone = found.organization, time_zone_of(found.organization)
    form = LeavingForm(request.POST or None, today=today_at(here), initial=said)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["last_day"]
        actions.say_leaving(found, last_day=day, time_zone=zone, by=request.user)
        return redirect("home:handover", pk)
    context = {"page": page, "form": form, "things": page_of(request, page.rows)}
    context["own"] = found == request.user.session_membership
    context["zone"] = zone_text(zone)
    context["may_say"] = page.may_be_said_by(request.user)
    return render(request, "home/handover.html", context)


@require_POST
def call_off_leaving(request: Request, pk: UUID) -> HttpResponse:
    actions.call_off_leaving(leaver(request, pk), by=request.user)
    return redirect("home:handover", pk)


@require_POST
def give(request: Request, pk: UUID) -> HttpResponse:
    """One thing where the form names it, else all of them."""
    to, only = request.POST.get("to", ""), request.POST.get("thing", "")
    handing.give(leaver(request, pk), to=to, only=only, by=request.user)
    return redirect("home:handover", pk)


def wrong(status: int, title: Promise, sentence: Promise) -> Callable[..., HttpResponse]:
    """A calm page for when something is wrong, or the same as JSON where a script asked."""

    def view(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if request.content_type == "application/json":
            return JsonResponse({"sentence": sentence}, status=status)
        return render(request, "wrong.html", {"title": title, "sentence": sentence}, status=status)

    return view


bad_request = wrong(
    400,
    _("We could not read that"),
    _("What was sent is too large or damaged. Go back and try again with less."),
)
not_allowed = wrong(
    403,
    _("Your roles do not include this"),
    _("Ask an administrator of your organization if you need it."),
)
not_found = wrong(
    404,
    _("There is nothing here"),
    _("The address may be mistyped, or what was here is gone."),
)
our_mistake = wrong(
    500,
    _("Something went wrong on our side"),
    _("Nothing you did caused this. Try again in a moment. If somebody needs help now, call."),
)
# A form older than the session: the CSRF check's answer.
stale_form = wrong(
    403,
    _("This page was open too long"),
    _("Go back, reload the page and send it again."),
)
