"""What the log may know of a request, and what a page with a form may tell this server of itself."""

import logging
from collections.abc import Callable
from time import perf_counter

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

log = logging.getLogger("alongside.web")


class Calm:
    """One line a request. A mistake of ours has another: config/log.py."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else "-"
        took = (perf_counter() - begun) * 1000
        if route != "health":  # whoever watches asks every few seconds
            log.info("%s %s %.0f ms", route or "-", response.status_code, took)
        return response


class OwnForms:
    """A page with a form of ours tells this server, and nobody else, where a form was sent from.

    Under `no-referrer` browsers send `Origin: null` with every form, which Django rightly turns away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.CSRF_COOKIE_NAME in response.cookies:
            response.headers["Referrer-Policy"] = "same-origin"
        return response


class Policy:
    """The content security policy, the same on every answer but a file somebody gave: the library writes it once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response
