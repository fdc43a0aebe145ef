"""What every page knows about its surroundings."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Whether this is a demo, which version runs, and the organization this session acts for."""
    membership = getattr(request, "membership", None)
    return {
        "demo": settings.DEMO,
        "version": settings.VERSION,
        "here": membership and membership.organization,
    }
