"""The APIs' addresses. They have no language and need no sign-in, and pages of every origin may read them."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from ninja import NinjaAPI

from alongside.directory.api import api as search_api
from alongside.directory.hsds.api import api as hsds_api
from alongside.directory.hsds.http import readable_anywhere


def opened(api: NinjaAPI) -> Any:
    urls = api.urls
    for pattern in urls[0]:
        if pattern.callback:
            pattern.callback = login_not_required(readable_anywhere(pattern.callback))
    return urls


machine_urls = opened(search_api)
hsds_urls = opened(hsds_api)
