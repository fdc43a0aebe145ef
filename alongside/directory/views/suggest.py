"""What may be meant, while somebody types. Nothing of it is kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.directory.searching.suggesting import suggestions


@login_not_required
@require_safe
@cache_control(no_store=True)
def suggest(request: HttpRequest) -> JsonResponse:
    found = suggestions(request.GET.get("q", ""))
    return JsonResponse({"suggestions": [vars(one) for one in found]})
