"""Who you are here: the lock, the second factor, the organization, and the walls."""

import base64
import secrets
from collections.abc import Callable
from time import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db.models import Exists, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.http import Request
from alongside.orgs.models import Membership

GetResponse = Callable[[HttpRequest], HttpResponse]
A_SENTENCE = 4  # words
SIGN_IN_PAGES = ("mfa_", "account_")  # the library's
# What somebody may do before the second factor is set up, and before an organization is chosen.
BEFORE_SECOND_FACTOR = {*SIGN_IN_PAGES, "orgs:lock", "orgs:stay"}
BEFORE_ORGANIZATION = BEFORE_SECOND_FACTOR | {"orgs:choose", "orgs:accept"}
# What the only administrator may still do after their last day: make another one.
AFTER_LAST_DAY = BEFORE_ORGANIZATION | {"orgs:people", "orgs:invite", "orgs:change_roles"}


def has_session(request: HttpRequest) -> bool:
    """Without a session cookie nobody is signed in: public pages then touch no session and no row."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def needs_sign_in(view: Callable[..., Any]) -> bool:
    return getattr(view, "login_required", True)


def new_session_key() -> str:
    """32 random bytes as base64. Made at once with the session: two pages at a time then share one."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


class IdleLockMiddleware:
    """After 15 idle minutes the session ends, and with it the key that its browser needs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_session(request) and request.user.is_authenticated:
            seen = request.session.get("seen")
            if seen and time() - seen > settings.SIGN_IN_IDLE_MINUTES * 60:
                logout(request)
            elif not seen or time() - seen > 20:
                request.session["seen"] = int(time())
                request.session.setdefault("key", new_session_key())
        return self.get_response(request)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every page asks who you are unless it says otherwise; a script gets 401, not the sign-in page."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        if request.content_type == "application/json":
            return JsonResponse({"sentence": _("Your session has ended.")}, status=401)
        return super().handle_no_permission(request, view_func)


class WallsMiddleware:
    """Runs each view behind the sign-in within its organization's walls, and says a rule's no as a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return no_store(response) if name_of(request).startswith(SIGN_IN_PAGES) else response

    def process_view(
        self, request: Request, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        # The page of a no is made outside the walls, so that what was begun rolls back.
        try:
            return self.respond(request, view, args, kwargs)
        except Blocked as no:
            return blocked(request, no)

    def respond(
        self, request: Request, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        request.membership = membership = membership_of(request)
        if membership is not None:
            request.user.session_membership = membership
        if needs_sign_in(view) and (elsewhere := first_step(request, membership)):
            return redirect(elsewhere)
        if name_of(request).startswith(SIGN_IN_PAGES):
            return None  # they look behind no wall, and what they raise is for the library's middleware
        if not needs_sign_in(view):
            return view(request, *args, **kwargs)
        if membership is None:
            return no_store(view(request, *args, **kwargs))
        with within(membership.organization):
            return no_store(view(request, *args, **kwargs))


def membership_of(request: HttpRequest) -> Membership | None:
    """The membership this session acts under, if it still stands; the only one is chosen by itself."""
    if not has_session(request) or not request.user.is_authenticated:
        return None
    second_factor = Exists(Authenticator.objects.filter(user=request.user))
    own = Membership.objects.filter(person=request.user).select_related("organization")
    own = own.annotate(has_second_factor=second_factor)
    # Few stand after their last day, and asking for them takes long.
    return chosen_among(own.current(), request) or chosen_among(own.standing(), request)


def chosen_among(memberships: QuerySet[Membership], request: HttpRequest) -> Membership | None:
    mine = list(memberships[:20])
    chosen = request.session.get("membership")
    if len(mine) == 1 and chosen is None:
        request.session["membership"] = chosen = str(mine[0].pk)
    return next((membership for membership in mine if str(membership.pk) == chosen), None)


def name_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def first_step(request: HttpRequest, membership: Membership | None) -> str | None:
    """Where a signed-in person must go before anything else: the second factor, then an organization."""
    name = name_of(request)
    is_safe = getattr(membership, "has_second_factor", None)
    if is_safe is None:
        is_safe = is_mfa_enabled(request.user)
    if not is_safe and not name.startswith(tuple(BEFORE_SECOND_FACTOR)):
        return reverse("mfa_activate_totp")
    if membership is None and not name.startswith(tuple(BEFORE_ORGANIZATION)):
        return reverse("orgs:choose")
    if membership and membership.is_over and not name.startswith(tuple(AFTER_LAST_DAY)):
        return reverse("orgs:people")
    return None


def blocked(request: HttpRequest, no: Blocked) -> HttpResponse:
    """A rule's no: JSON where a script asked, a page otherwise."""
    if request.content_type == "application/json":
        return JsonResponse({"sentence": str(no)}, status=409)
    context = {"sentence": str(no), "written": written_in(request)}
    return no_store(render(request, "blocked.html", context, status=409))


def written_in(request: HttpRequest) -> list[str]:
    """Sentences that were typed, so that they are not lost. A file is not read for them, and nothing secret told."""
    if request.content_type != "application/x-www-form-urlencoded":
        return []
    typed = {name: str(said) for name, said in request.POST.items() if "pass" not in name}
    return [said for said in typed.values() if len(said.split()) >= A_SENTENCE]


def no_store(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
