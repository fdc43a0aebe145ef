"""What the log may know of a request: its route, the status and how long it took."""

import logging
import traceback
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

log = logging.getLogger("alongside.web")


class Calm:
    """One line a request; for a mistake of ours, where in the code, never with what."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else "-"
        took = (perf_counter() - begun) * 1000
        log.info("%s %s %.0f ms", route or "-", response.status_code, took)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        frames = traceback.extract_tb(exception.__traceback__)
        where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-8:]))
        log.error("%s at %s", type(exception).__name__, where)
