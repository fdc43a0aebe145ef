"""Searching: what is near, nearest first. These pages set no cookie and keep nothing."""

from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from alongside.directory.card import Shown
from alongside.directory.content.hotlines import hotlines
from alongside.directory.content.look_further import look_further
from alongside.directory.searching.asking import address_of, wanted_in
from alongside.directory.searching.chips import chips
from alongside.directory.searching.choices import more_choices
from alongside.directory.searching.finding import every_area, finding
from alongside.directory.searching.map import drawing
from alongside.directory.searching.near import POINT, Place, Unknown, place_called
from alongside.directory.searching.search import Wanted, look_near
from alongside.directory.searching.showing import Cards, beginning
from alongside.lib.http import own_form


@cache
def last_card(language: str | None) -> SafeString:
    """The hotlines end every page here. They never change while the process runs: made once per language."""
    return render_to_string("directory/parts/hotlines.html", {"hotlines": hotlines()})


@login_not_required
@own_form
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def search(request: HttpRequest) -> HttpResponse:
    """Every search is a plain link, but one from a person's own point: that comes in a body and stays there."""
    asked = asked_in(request)
    near, point, wanted = asked.get("near", ""), point_in(request), wanted_in(asked)
    if request.method == "POST" and (near or not point):  # a place was typed instead
        return redirect(f"{reverse('directory:search')}?{address_of(near, wanted)}")
    place = place_called(near or point) if near or point else None
    page: dict[str, Any] = {"near": near, "point": point, "wanted": wanted, "place": place}
    if not isinstance(place, Unknown) and (place or wanted != Wanted()):
        page |= finding(place, near, wanted, cards(request))
    if point and isinstance(place, Place):
        here = {"address": reverse("directory:search")}  # a link to this page cannot be
        page |= here | {"drawing": drawing(place, page["results"].nearest, wanted)}
    return render(request, "directory/search.html", page | asking(near, wanted, page))


def cards(request: HttpRequest) -> Cards:
    """Who signed in can call any of them together, though not their own organization."""
    if not request.user.is_authenticated:
        return Cards(call="")
    own = request.user.session_membership
    return Cards(call=beginning("referrals:call"), here=own.organization_id if own else None)


def asked_in(request: HttpRequest) -> QueryDict:
    """What is asked for. A page that came of a body has buttons for links: each says a whole query."""
    if request.method != "POST":
        return request.GET
    return QueryDict(request.POST["asked"]) if "asked" in request.POST else request.POST


def point_in(request: HttpRequest) -> str:
    """A person's own point, no nearer than half a mile. It only ever comes in a body."""
    said = POINT.fullmatch(request.POST.get("point", ""))
    return f"{float(said[1]):.2f},{float(said[2]):.2f}" if said else ""


def asking(near: str, wanted: Wanted, page: dict[str, Any]) -> dict[str, Any]:
    """What can be asked next."""
    language = get_language() or "en"
    chosen = chips(near, wanted)
    place, results = page["place"], page.get("results")
    state = place.state if isinstance(place, Place) else ""
    return {
        "chosen": chosen,
        "more": more_choices(language, replace(wanted, words="", page=1)),
        "areas": partial(every_area, near, wanted),  # asked for by few pages
        "my_list": my_list(language),
        "hotlines": last_card(language),
        "further": last_of_all(
            language, wanted.needs or (results.understood.needs if results else ()), state
        ),
    }


@lru_cache(maxsize=512)
def last_of_all(language: str, needs: tuple[int, ...], state: str) -> SafeString:
    """Where else to look."""
    about = {"further": look_further(needs, state)}
    return render_to_string("directory/parts/further.html", about)


@cache
def my_list(language: str) -> SafeString:
    return render_to_string("directory/parts/list.html", {"shown_choices": Shown.choices})


@login_not_required
@require_safe
@cache_control(no_store=True)
def map_of(request: HttpRequest) -> HttpResponse:
    """The same search as a picture: nothing on it that the list does not say."""
    place, wanted = place_called(request.GET.get("near", "")), wanted_in(request.GET)
    if not isinstance(place, Place):
        raise Http404
    found = look_near(place, wanted).nearest
    about = {"drawing": drawing(place, found, wanted)}
    return render(request, "directory/map.svg", about, content_type="image/svg+xml")
