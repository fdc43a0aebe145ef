"""Pages about one organization: public ones set no cookie and keep nothing."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.directory import actions
from alongside.directory.forms import ProfileForm
from alongside.directory.models import Profile, Site, organizations_listed
from alongside.directory.views.search import last_card
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can


@login_not_required
@require_safe
@cache_control(no_store=True)
def organization(request: Request, pk: UUID) -> HttpResponse:
    organization = get_object_or_404(organizations_listed(), pk=pk)
    sites = Site.objects.listed().filter(organization=organization).order_by("state", "name", "id")
    about = {
        "organization": organization,
        "profile": Profile.objects.filter(organization=organization).first(),
        "page": page_of(request, sites),
        "hotlines": last_card(get_language()),
    }
    return render(request, "directory/organization.html", about)


def profile(request: Request) -> HttpResponse:
    """What partners read about the session's own organization."""
    request.user.require(Can.EDIT_PROFILE, at=request.user.here)
    profile = Profile.objects.filter(organization=request.user.here).first()
    form = ProfileForm(
        request.POST or None, instance=profile or Profile(organization=request.user.here)
    )
    if form.is_valid():
        actions.write_profile(form.save(commit=False), by=request.user)
        return redirect("directory:organization", request.user.here.pk)
    return render(request, "directory/profile.html", {"form": form})
