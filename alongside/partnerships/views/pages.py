"""Partners, and one partnership: its page, how it begins and ends."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.directory.models import Profile
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.bounds import ProposeForm
from alongside.partnerships.kinds import may_and_may_not
from alongside.partnerships.models import Capacity, Partnership, State
from alongside.partnerships.pages.changes import changes_of
from alongside.partnerships.pages.drafts import written_of
from alongside.partnerships.pages.glance import at_a_glance
from alongside.partnerships.pages.kept import kept_of
from alongside.partnerships.pages.overview import Show, entries, rows
from alongside.partnerships.pages.room import room_of
from alongside.partnerships.pages.rota import answering_at
from alongside.partnerships.pages.terms import term_of
from alongside.partnerships.views.finding import find_pair, find_seen
from alongside.partnerships.views.groups import group_page


def partnerships(request: Request) -> HttpResponse:
    here, asked = request.user.here, request.GET.get("show", "")
    show = Show(asked) if asked in Show else Show.ALL
    page = page_of(request, entries(here, show))
    context = {
        "page": page,
        "rows": rows(here, [*page]),
        "show": show,
        "shows": Show,
        "may_edit": request.user.can(Can.EDIT_PARTNERSHIPS, at=here),
        "may_write_profile": request.user.can(Can.EDIT_PROFILE, at=here),
        "may_say_capacity": request.user.can(Can.SAY_CAPACITY, at=here),
        "ours": Capacity.objects.in_force().filter(organization=here).first(),
    }
    return render(request, "partnerships/partnerships.html", context)


def partnership(request: Request, pk: UUID) -> HttpResponse:
    found = find_seen(request, pk)
    return group_page(request, found) if found.is_group else pair_page(request, found)


def pair_page(request: Request, found: Partnership) -> HttpResponse:
    here = request.user.here
    partner = found.partner_of(here)
    ours, theirs = found.member(here), found.member(partner)
    may_edit = request.user.can(Can.EDIT_PARTNERSHIPS, at=here)
    bounds = found.agreements.select_related("proposed_by", "agreed_by").of_now()
    context = {
        "partnership": found,
        "partner": partner,
        "profile": Profile.objects.filter(organization=partner).first(),
        "bounds": bounds,
        "waiting": found.agreements.waiting().select_related("proposed_by").first(),
        "ours": ours,
        "theirs": theirs,
        "both": [theirs, ours],
        "letters": found.letters_ready(here),
        "limits": [words for one in (partner, here) if (words := may_and_may_not(one))],
        "may_edit": may_edit,
        "room": room_of(partner, here) if found.state == State.ACTIVE else None,
        "written": written_of(found, request.user),
        "answering": answering_at(partner, here),
        "term": term_of(found),
        "changes": changes_of(found),
        "may_call": request.user.can(Can.CALL_TOGETHER, at=here),
        "may_confirm": may_edit or ours.holds_place(request.user),
        "kept": kept_of(found),
    }
    context |= at_a_glance(found, ours, [theirs])
    return render(request, "partnerships/partnership.html", context)


def propose(request: Request) -> HttpResponse:
    here = request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    chosen = {"partner": request.GET.get("partner")}
    form = ProposeForm(request.POST or None, here=here, initial=chosen)
    if request.method == "POST" and form.is_valid():
        bounds: Any = form.cleaned_data
        proposed = actions.propose(bounds.pop("partner"), bounds=bounds, by=request.user)
        return redirect("partnerships:partnership", proposed.pk)
    return render(request, "partnerships/propose.html", {"form": form})


def end(request: Request, pk: UUID) -> HttpResponse:
    found = find_pair(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    if request.method == "POST":
        actions.end(found, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"partnership": found, "partner": found.partner_of(request.user.here)}
    return render(request, "partnerships/end.html", context)
