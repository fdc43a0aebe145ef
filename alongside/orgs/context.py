"""What every page knows about its surroundings."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Whether this is a demo, which version runs, where we are, and whom this session acts for."""
    membership = getattr(request, "membership", None)
    return {
        "demo": settings.DEMO,
        "version": settings.VERSION,
        "here": membership and membership.organization,
        "address": address_of(request),
    }


def address_of(request: HttpRequest) -> str:
    """Where this page is found again. What answers a form may be no page by itself: there, where the form was."""
    if request.method != "POST":
        return request.get_full_path()
    form = urlsplit(request.headers.get("Referer", ""))
    if form.netloc != request.get_host():
        return reverse("home:front")
    return f"/{form.path.lstrip('/')}" + (f"?{form.query}" if form.query else "")
