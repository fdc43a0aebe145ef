"""Answers of the API: JSON with an ETag, so that who has it already is told so; and no in a sentence."""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from alongside.directory.hsds.parts import Thing

NEWEST = """
SELECT greatest(
    (SELECT max(changed_at) FROM directory_site),
    (SELECT max(changed_at) FROM directory_service),
    (SELECT max(changed_at) FROM directory_listing),
    (SELECT max(written_at) FROM directory_profile)
)
"""


KNOWN: dict[tuple[object, ...], Any] = {}
MOST_KNOWN = 200
MINUTE = 60  # seconds
PAGING = {"page", "per_page", "format", "full"}
Counted = TypeVar("Counted")


def counted(request: HttpRequest, count: Callable[[], Counted]) -> Counted:
    """How many were asked for. Counting takes longer than a page: anew after a change, and every minute."""
    asked = tuple(sorted(one for one in request.GET.items() if one[0] not in PAGING))
    key = (request.path, asked, newest(), int(monotonic() / MINUTE))
    found: Counted | None = KNOWN.get(key)
    if found is None:
        found = count()
        if len(KNOWN) >= MOST_KNOWN:
            KNOWN.clear()  # another thread may do so at any moment
        KNOWN[key] = found
    return found


def answer(request: HttpRequest, told: Any) -> HttpResponseBase:
    """The same content has the same ETag. No Last-Modified: what is taken away is nowhere said to have changed."""
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"Cache-Control": "no-cache", "ETag": etag}
    response = HttpResponse(body, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag, None, response) or response


def newest() -> object:
    """When a record last changed; none while the directory is empty."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        (at,) = cursor.fetchone()
    return at


def no(sentence: str, status: int) -> HttpResponse:
    body = json.dumps({"error": sentence}, ensure_ascii=False)
    return HttpResponse(body, content_type="application/json", status=status)


def not_taken(methods: str) -> HttpResponse:
    response = no(_("This address takes only %s.") % methods, 405)
    response.headers["Allow"] = methods
    return response


@csrf_exempt
def nothing_here(request: HttpRequest, _path: str) -> HttpResponse:
    """An address that the API does not have."""
    sentence = _("There is nothing at this address. What there is stands in %s.")
    return no(sentence % f"{settings.PUBLIC_URL}/hsds/openapi.json", 404)


def page(number: int, size: int, total: int, contents: list[Thing]) -> Thing:
    """The standard's header of a list, and the list."""
    pages = -(-total // size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


READING = "GET, HEAD, OPTIONS"
ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
}
BEFOREHAND = {
    "Access-Control-Allow-Methods": READING,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": READING,
}


def readable_anywhere(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Pages of every origin may read the answer; before they ask with a condition, browsers ask whether they may."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method
        if asked == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204, headers=BEFOREHAND)
        else:
            request.method = "GET" if asked == "HEAD" else asked
            response = view(request, *args, **kwargs)
            request.method = asked  # the server sends no body after a HEAD
            if response.status_code == 405:
                response = not_taken(response.headers["Allow"])
        for name, value in ANYWHERE.items():
            response.headers[name] = value
        return response

    return wrapped
