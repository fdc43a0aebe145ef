"""Every list is paged."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from alongside.lib.http import Request


def page_of(request: Request, items: QuerySet[Any] | list[Any], size: int = 25) -> Page[Any]:
    """The page of `items` that `?page=` names; the nearest one when it names none."""
    return Paginator(items, size).get_page(request.GET.get("page"))
