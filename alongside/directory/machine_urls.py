"""The APIs' addresses. They have no language and need no sign-in, and pages of every origin may read them."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from ninja import NinjaAPI

from alongside.directory.api import api as search_api
from alongside.directory.hsds.api import api as hsds_api
from alongside.directory.hsds.http import nothing_here, readable_anywhere


def opened(api: NinjaAPI, *more: URLPattern) -> Any:
    patterns, app, namespace = api.urls
    every = [*patterns, *more]
    for pattern in every:
        if pattern.callback:
            pattern.callback = login_not_required(readable_anywhere(pattern.callback))
    return every, app, namespace


machine_urls = opened(search_api)
hsds_urls = opened(hsds_api, path("<path:_path>", nothing_here, name="nothing_here"))
