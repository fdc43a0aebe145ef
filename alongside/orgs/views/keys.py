"""The page of an organization's keys, and what its browser module posts to it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from alongside.lib.bodies import Answer, takes
from alongside.orgs import actions
from alongside.orgs.facts import wrapped_to
from alongside.orgs.http import Request
from alongside.orgs.keys_page import KeysPage
from alongside.orgs.models import MemberKey
from alongside.orgs.proposals import Granting, NewMemberKey, Nothing, Rotation, SetUp, Unlocking


def keys(request: Request) -> HttpResponse:
    page = KeysPage(request.user, request.user.here)
    facts = page.facts
    context = {"page": page, "facts": facts, "panels": page.panels, "day": facts["day"]}
    return render(request, "keys/keys.html", context)


def find(request: Request, pk: UUID) -> MemberKey:
    """A member key in use at the organization this session acts for."""
    keys = MemberKey.objects.current().at(request.user.here)
    return get_object_or_404(keys.select_related("membership__organization"), pk=pk)


@takes(Unlocking)
def session_key(request: Request, body: Unlocking) -> Answer:
    """What this session's browser encrypts its unlocked key with; gone when the session is."""
    if find(request, body.member).membership != request.user.session_membership:
        raise Http404
    return {"session_key": request.session["key"]}


@takes(Nothing)
def mine(request: Request, body: Nothing) -> Answer:
    return wrapped_to(request.user)


@takes(NewMemberKey)
def make_key(request: Request, body: NewMemberKey) -> Answer:
    made = actions.make_member_key(request.user.here, **body.model_dump(), by=request.user)
    return {"id": str(made.pk)}


@takes(SetUp)
def set_up(request: Request, body: SetUp) -> Answer:
    actions.set_up(request.user.here, proposal=body, by=request.user)
    return {}


@takes(Granting)
def grant(request: Request, body: Granting) -> Answer:
    actions.grant(find(request, body.member), proposal=body, by=request.user)
    return {}


@takes(Rotation)
def rotate(request: Request, body: Rotation) -> Answer:
    actions.rotate(request.user.here, proposal=body, by=request.user)
    return {}
