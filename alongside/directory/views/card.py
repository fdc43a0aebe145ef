"""The wallet card: made for whoever asks, of the numbers they chose, and kept nowhere."""

import re
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from alongside.directory.card import Shown, card_of
from alongside.lib.http import own_form

IS_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@login_not_required
@own_form
@require_POST
@cache_control(no_store=True)
def card(request: HttpRequest) -> HttpResponse:
    shown = request.POST.get("shown", "")
    made = card_of(ids_in(request.POST), Shown(shown if shown in Shown else Shown.LETTERS))
    headers = {"Content-Disposition": 'attachment; filename="card.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def ids_in(posted: MultiValueDict[str, str]) -> list[UUID]:
    """The sites that were chosen; what is no id counts as not said."""
    return [UUID(said) for said in posted.getlist("site") if IS_ID.fullmatch(said)]
