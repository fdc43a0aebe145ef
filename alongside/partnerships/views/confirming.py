"""Two champions compare six words by voice."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from pydantic import Field, StringConstraints

from alongside.lib.bodies import Answer, Body, Signature, takes
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions, facts
from alongside.partnerships.views.finding import find_pair


class Heard(Body):
    """What the champion's browser signed."""

    partner: UUID
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    day: Annotated[date, Field(strict=True)]
    signature: Signature


def confirm(request: Request, pk: UUID) -> HttpResponse:
    found, here = find_pair(request, pk), request.user.here
    request.user.require(Can.HOLD_SIGNING_KEY, at=here)
    context = {
        "partnership": found,
        "partner": found.partner_of(here),
        "letters": found.letters_ready(here),
        "is_champion": found.is_champion(request.user),
        "facts": facts.confirming(found, request.user),
    }
    return render(request, "partnerships/confirm.html", context)


@takes(Heard)
def confirmation(request: Request, heard: Heard, pk: UUID) -> Answer:
    found = find_pair(request, pk)
    get_object_or_404(
        found.members.exclude(organization=request.user.here), organization=heard.partner
    )
    actions.confirm_fingerprint(
        found,
        fingerprint=heard.fingerprint,
        day=heard.day,
        signature=heard.signature,
        by=request.user,
    )
    return {}
