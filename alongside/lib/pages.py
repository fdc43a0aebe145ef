"""Every list is paged."""

from typing import Any, Protocol

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class Asked(Protocol):
    """A request with a query."""

    @property
    def GET(self) -> Any: ...  # noqa: N802 - Django's name


def page_of(request: Asked, items: QuerySet[Any] | list[Any], size: int = 25) -> Page[Any]:
    """The page of `items` that `?page=` names; the nearest one when it names none."""
    return Paginator(items, size).get_page(request.GET.get("page"))
