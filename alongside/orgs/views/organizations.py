"""The host's pages: which organizations are here, and admitting one."""

from django.http import HttpResponse
from django.shortcuts import render

from alongside.lib.pages import page_of
from alongside.orgs import actions
from alongside.orgs.forms import AdmitForm
from alongside.orgs.http import Request
from alongside.orgs.models import Organization
from alongside.orgs.roles import Can


def organizations(request: Request) -> HttpResponse:
    request.user.require(Can.ADMIT_ORGANIZATIONS, at=request.user.here)
    admitted = Organization.objects.on_alongside().order_by("name", "pk")
    return render(request, "orgs/organizations.html", {"organizations": page_of(request, admitted)})


def admit(request: Request) -> HttpResponse:
    request.user.require(Can.ADMIT_ORGANIZATIONS, at=request.user.here)
    form = AdmitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        link = actions.admit(
            Organization(name=given["name"]),
            kind=given["kind"],
            rule=given["rule"],
            email=given["email"],
            by=request.user,
        )
        return render(request, "orgs/invited.html", {"link": link})
    return render(request, "orgs/admit.html", {"form": form})
