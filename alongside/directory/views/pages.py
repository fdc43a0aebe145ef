"""Pages about one organization, one of its sites or services: public ones set no cookie and keep nothing."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.directory import actions
from alongside.directory.about import about_organization, about_service, about_site, sites_of
from alongside.directory.content.explainers import explainer as explainer_called
from alongside.directory.keeping.read_aloud import trait_names
from alongside.directory.models import Profile, Service, Site, organizations_listed
from alongside.directory.typed.profile import OwnWordsForm
from alongside.directory.views.search import last_card
from alongside.lib import content
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.models import Organization
from alongside.orgs.roles import Can


@login_not_required
@require_safe
@cache_control(no_store=True)
def organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where two records are of one organization, its page is that of the older."""
    older = Organization.objects.filter(pk=pk).values_list("same_as", flat=True).first()
    if older:
        return redirect("directory:organization", older)
    organization = get_object_or_404(organizations_listed(), pk=pk)
    page = page_of(request, sites_of(organization))
    about = about_organization(organization, page.object_list)
    return shown(request, "organization", about | {"organization": organization, "page": page})


@login_not_required
@require_safe
@cache_control(no_store=True)
def site(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where two records are of one place, its page is that of the older."""
    older = Site.objects.filter(pk=pk).values_list("same_as", flat=True).first()
    if older:
        return redirect("directory:site", older)
    site = get_object_or_404(Site.objects.listed().select_related("organization", "source"), pk=pk)
    return shown(request, "site", about_site(site) | {"site": site})


@login_not_required
@require_safe
@cache_control(no_store=True)
def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    services = Service.objects.listed().select_related("organization", "source")
    service = get_object_or_404(services, pk=pk)
    return shown(request, "service", about_service(service) | {"service": service})


@login_not_required
@require_safe
@cache_control(no_store=True)
def explainer(request: HttpRequest, slug: str) -> HttpResponse:
    """What an advocate is, what a health center is: the same page for everybody."""
    told = explainer_called(slug, content.language())
    if told is None:
        raise Http404
    return shown(request, "explainer", {"explainer": told})


def shown(request: HttpRequest, name: str, about: dict[str, object]) -> HttpResponse:
    return render(
        request, f"directory/{name}.html", about | {"hotlines": last_card(get_language())}
    )


def profile(request: Request) -> HttpResponse:
    """What partners read about the session's own organization: written, seen as people will, saved."""
    request.user.require(Can.EDIT_PROFILE, at=request.user.here)
    profile = Profile.objects.filter(organization=request.user.here).first()
    form = OwnWordsForm(
        request.POST or None, instance=profile or Profile(organization=request.user.here)
    )
    step = request.POST.get("step", "save")
    if step == "look" and form.is_valid():
        said = {"form": form, "especially_for": trait_names(form.cleaned_data["traits"])}
        return render(request, "directory/keeping/look_profile.html", said)
    if step == "save" and form.is_valid():
        actions.write_profile(form.save(commit=False), by=request.user)
        return redirect("directory:organization", request.user.here.pk)
    return render(request, "directory/profile.html", {"form": form})
