"""The API's addresses. They have no language and need no sign-in, all of them."""

from django.contrib.auth.decorators import login_not_required

from alongside.directory.api import api

machine_urls = api.urls
for pattern in machine_urls[0]:
    if pattern.callback:
        pattern.callback = login_not_required(pattern.callback)
