"""Searching: what is near, nearest first. These pages set no cookie and keep nothing."""

from functools import cache
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.directory.asking import wanted_in
from alongside.directory.forms import LANGUAGES
from alongside.directory.hotlines import hotlines
from alongside.directory.near import Place, place_called
from alongside.directory.needs import needs
from alongside.directory.search import look_near

ANY = UUID(int=0)


@cache
def last_card(language: str | None) -> SafeString:
    """The hotlines end every page here. They never change while the process runs: made once per language."""
    return render_to_string("directory/parts/hotlines.html", {"hotlines": hotlines()})


@login_not_required
@require_safe
@cache_control(no_store=True)
def search(request: HttpRequest) -> HttpResponse:
    near, wanted = request.GET.get("near", ""), wanted_in(request.GET)
    place = place_called(near) if near else None
    found = {
        "near": near,
        "wanted": wanted,
        "place": place,
        "results": look_near(place, wanted) if isinstance(place, Place) else None,
    }
    choices = {"needs": needs(), "languages": LANGUAGES, "hotlines": last_card(get_language())}
    # Twenty links are one address and twenty ids: finding each address anew takes longer than the search.
    choices["organizations"] = reverse("directory:organization", args=[ANY]).removesuffix(f"{ANY}/")
    return render(request, "directory/search.html", found | choices)
