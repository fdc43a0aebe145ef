"""Voice first: the number and three sentences in front of the nurse, and one tap to end."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.directory.models import Profile, Site
from alongside.orgs.http import Request
from alongside.orgs.models import Organization
from alongside.orgs.roles import Can
from alongside.partnerships.models import Partnership
from alongside.partnerships.pages.room import room_of
from alongside.partnerships.pages.rota import answering_at
from alongside.referrals import actions
from alongside.referrals.actions.calls import Outcome


def call(request: Request, pk: UUID) -> HttpResponse:
    request.user.require(Can.CALL_TOGETHER, at=request.user.here)
    organization = get_object_or_404(Organization, pk=pk)
    profile = Profile.objects.filter(organization=organization).first()
    partnership = Partnership.objects.active_between(request.user.here, organization)
    context = {
        "organization": organization,
        "profile": profile,
        "line": profile if profile and profile.phone else site_with_phone(organization),
        "partnership": partnership,
        "room": room_of(organization, request.user.here) if partnership else None,
        "answering": answering_at(organization, request.user.here) if partnership else None,
        "outcomes": Outcome.choices,
    }
    return render(request, "referrals/call.html", context)


def site_with_phone(organization: Organization) -> Site | None:
    """Where an organization wrote no number for partners: the number people call."""
    listed = Site.objects.listed().filter(organization=organization)
    return listed.exclude(phone="").order_by("pk").first()


@require_POST
def note_call(request: Request, outcome: str) -> HttpResponse:
    if outcome not in Outcome:
        raise Http404
    actions.note_call(Outcome(outcome), by=request.user)
    return redirect("referrals:noted")


def noted(request: Request) -> HttpResponse:
    return render(request, "referrals/noted.html")
