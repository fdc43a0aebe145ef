"""Forms on pages that set no cookie: the browser itself says which page sent them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def own_form(view: View) -> View:
    """Take a form from our own pages without a token: a token is a cookie. Another page's form gets 403.

    `Sec-Fetch-Site` (W3C Fetch Metadata) is written by the browser, never by a page. Browsers older
    than 2023 do not send it: their forms are taken too, so this is for acts that need no sign-in.
    """

    @csrf_exempt
    @wraps(view)
    def take(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent_from = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method == "POST" and sent_from != "same-origin":
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return take
