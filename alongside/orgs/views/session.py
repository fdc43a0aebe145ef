"""The session: for whom it acts, staying, locking."""

from typing import Any

from django import forms
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.orgs import actions
from alongside.orgs.forms import AcceptForm
from alongside.orgs.http import Request
from alongside.orgs.models import Membership, Person


def choose(request: Request) -> HttpResponse:
    mine = Membership.objects.standing().filter(person=request.user).select_related("organization")
    if request.method == "POST":
        chosen = next((one for one in mine if str(one.pk) == request.POST.get("membership")), None)
        request.session["membership"] = str(chosen.pk) if chosen else None
        return redirect("home:today")
    return render(request, "orgs/choose.html", {"memberships": mine})


@require_POST
def stay(request: Request) -> HttpResponse:
    """The person is still there: the middleware has noted it."""
    return HttpResponse(status=204)


@login_not_required
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("account_login")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation's page: one button or one short form; a used or expired link says so."""
    invitation = actions.invited_by_link(token)
    if invitation is None:
        return render(request, "orgs/invitation_over.html", status=410)
    person: Any = request.user if request.user.is_authenticated else None
    joining = person is not None and person.email == invitation.email
    typed = request.POST if request.method == "POST" else None
    form = forms.Form(typed) if joining else AcceptForm(typed)
    if form.is_valid():
        actions.accept(token, **form.cleaned_data, language=get_language(), by=person)
        return redirect("orgs:choose" if joining else "account_login")
    context: dict[str, Any] = {
        "form": form,
        "invitation": invitation,
        "title": _("Your invitation"),
    }
    context["known"] = not joining and Person.objects.filter(email=invitation.email).exists()
    return render(request, "orgs/accept.html", context)
