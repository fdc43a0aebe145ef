"""What the sealing module sends and fetches. Ciphertext in, ciphertext out, and nothing else."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field

from alongside.lib.bodies import Body, Sealed, exactly, takes
from alongside.lib.errors import Blocked
from alongside.orgs.facts import Facts, text
from alongside.orgs.http import Request
from alongside.orgs.models import Grant
from alongside.partnerships.models import Partnership
from alongside.referrals import actions
from alongside.referrals.actions import Parcel
from alongside.referrals.facts import read_ticket
from alongside.referrals.forms import ReferralForm, ReleaseForm
from alongside.referrals.models import Referral
from alongside.referrals.models.letters import ANSWER_SIZE, LETTER_SIZE
from alongside.referrals.reads import answer_of
from alongside.referrals.views.pages import find


class Nothing(Body):
    """A request that says it all by where it goes."""


class SendBody(Body):
    token: str = Field(max_length=2000)
    release: dict[str, str | bool | list[str]]
    letter: Annotated[Sealed, AfterValidator(lambda value: exactly(value, LETTER_SIZE))]
    number: int = Field(ge=1, le=32000)
    members: list[UUID] = Field(max_length=100)


class AnswerBody(Body):
    answer: Annotated[Sealed, AfterValidator(lambda value: exactly(value, ANSWER_SIZE))]
    number: int = Field(ge=1, le=32000)


@takes(SendBody)
def send(request: Request, body: SendBody) -> Facts:
    told = read_ticket(body.token, by=request.user)
    parcel = parcel_of(body, told)
    if told["back"]:
        referral = actions.send_back(find(request, parcel.referral), parcel, by=request.user)
    else:
        mine = Partnership.objects.visible_to(request.user).pairs()
        partnership = get_object_or_404(mine, pk=told["partnership"])
        referral = actions.send(partnership, parcel, by=request.user)
    return {"url": reverse("referrals:referral", args=[referral.pk])}


def parcel_of(body: SendBody, told: Facts) -> Parcel:
    """The release's elements, made clean. Blocked when one is missing or not among the choices."""
    kind = ReleaseForm if told["back"] else ReferralForm
    members = [str(member) for member in body.members]
    # Whether the agreement and the partner's keys allow it, the action asks, once and under its lock.
    form = kind({**body.release, "members": members}, people=[(member, "") for member in members])
    if set(body.release) - set(form.fields) or not form.is_valid():
        raise Blocked(
            _("Something in the permission step is missing. Go back to it and look again.")
        )
    clean = form.cleaned_data
    return Parcel(
        referral=UUID(told["referral"]),
        release=UUID(told["release"]),
        elements=form.elements,
        sealed=body.letter,
        number=body.number,
        day=date.fromisoformat(told["day"]),
        members=sorted(set(body.members)),
        mode=clean.get("mode", ""),
        urgency=clean.get("urgency", ""),
        days=clean["days"],
    )


@takes(Nothing)
def open_letter(request: Request, body: Nothing, pk: UUID, letter: UUID) -> Facts:
    opened = actions.open_letter(find(request, pk), letter, by=request.user)
    return {"letter": text(opened.sealed), "grant": grant_facts(opened.grant)}


def grant_facts(grant: Grant | None) -> Facts | None:
    if grant is None or grant.opening_key is None:
        return None
    return {"number": grant.opening_key.number, "wrapped": text(grant.wrapped)}


@takes(AnswerBody)
def answer(request: Request, body: AnswerBody, pk: UUID) -> Facts:
    referral: Referral = find(request, pk)
    actions.keep_answer(referral, body.answer, number=body.number, by=request.user)
    return {}


@takes(Nothing)
def answer_read(request: Request, body: Nothing, pk: UUID) -> Facts:
    kept, grant = answer_of(find(request, pk), by=request.user)
    return {"answer": text(kept), "grant": grant_facts(grant)}
