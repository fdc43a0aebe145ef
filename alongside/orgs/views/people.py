"""Who works here, and asking somebody in."""

from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.lib.pages import page_of
from alongside.orgs import actions
from alongside.orgs.forms import InvitationForm, RolesForm
from alongside.orgs.http import Request
from alongside.orgs.models import Leaving, Membership
from alongside.orgs.roles import Can


def people(request: Request) -> HttpResponse:
    mine = Membership.objects.current().filter(organization=request.user.here)
    leaving = Prefetch("leavings", Leaving.objects.open(), to_attr="last_days")
    members = mine.select_related("person", "organization").prefetch_related(leaving)
    context = {
        "members": page_of(request, members.order_by("person__name", "pk")),
        "me": request.user.session_membership,
        "may_invite": request.user.can(Can.INVITE, at=request.user.here),
    }
    return render(request, "orgs/people.html", context)


def invite(request: Request) -> HttpResponse:
    request.user.require(Can.INVITE, at=request.user.here)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link = actions.invite(request.user.here, **form.cleaned_data, by=request.user)
        return render(request, "orgs/invited.html", {"link": link})
    return render(request, "orgs/invite.html", {"form": form})


def find(request: Request, pk: UUID) -> Membership:
    members = Membership.objects.current().filter(organization=request.user.here)
    return get_object_or_404(members.select_related("person", "organization"), pk=pk)


def change_roles(request: Request, pk: UUID) -> HttpResponse:
    membership = find(request, pk)
    request.user.require(Can.INVITE, at=request.user.here)
    form = RolesForm(request.POST or None, initial={"roles": membership.roles})
    if request.method == "POST" and form.is_valid():
        actions.change_roles(membership, roles=form.cleaned_data["roles"], by=request.user)
        return redirect("orgs:people")
    return render(request, "orgs/change_roles.html", {"form": form, "membership": membership})


@require_POST
def end_membership(request: Request, pk: UUID) -> HttpResponse:
    actions.end_membership(find(request, pk), by=request.user)
    return redirect("orgs:people")
