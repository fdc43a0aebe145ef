"""Pages of referrals: lists of both halves, one referral, writing a letter."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.lib.errors import Blocked
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships.models import Partnership
from alongside.referrals import actions
from alongside.referrals.actions.sending import require_begun
from alongside.referrals.facts import openers, read_facts, write_facts
from alongside.referrals.forms import ReferralForm, ReleaseForm
from alongside.referrals.models import Letter, Referral, Release
from alongside.referrals.reads import STATES, standing


def referrals(request: Request) -> HttpResponse:
    """What waits here, and what we sent: by phrase, age and time left."""
    here = request.user.here
    request.user.require(Can.SEND_LETTERS, at=here)
    mine = Referral.objects.visible_to(request.user).select_related("sender", "recipient")
    is_sent = request.GET.get("side") == "sent"
    listed = mine.sent_by(here) if is_sent else mine.waiting_at(here)
    unopened = Letter.objects.to(here).unopened().filter(referral=OuterRef("pk"))
    listed = listed.annotate(has_unopened=Exists(unopened))
    context = {"page": page_of(request, listed.order_by("-sent_at", "pk")), "is_sent": is_sent}
    return render(request, "referrals/referrals.html", context)


def find(request: Request, pk: UUID) -> Referral:
    mine = Referral.objects.visible_to(request.user)
    return get_object_or_404(mine.select_related("sender", "recipient", "partnership"), pk=pk)


def referral(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    request.user.require(Can.SEND_LETTERS, at=request.user.here)
    now = standing(found, by=request.user)
    facts = read_facts(found, now.letters, answer_kept=now.answer_kept, by=request.user)
    context = {"referral": found, "standing": now, "facts": facts, "states": STATES}
    return render(request, "referrals/referral.html", context)


def write(request: Request, pk: UUID) -> HttpResponse:
    """The page of a first letter: four short steps, and nothing typed ever reaches us unsealed."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user).pairs(), pk=pk)
    return writing(request, partnership, None)


def write_back(request: Request, pk: UUID) -> HttpResponse:
    found = find(request, pk)
    require_begun(found, request.user.here)
    return writing(request, found.partnership, found)


def writing(request: Request, partnership: Partnership, within: Referral | None) -> HttpResponse:
    here = request.user.here
    request.user.require(Can.SEND_LETTERS, at=here)
    ready = partnership.letters_ready(here)
    if ready.bounds is None:
        raise Blocked(ready.sentence)
    kind = ReleaseForm if within else ReferralForm
    partner = partnership.partner_of(here)
    people = [(str(key.pk), key.membership.person.name) for key in openers(partner)]
    form = kind(bounds=ready.bounds, people=people)
    context = {
        "partner": partner,
        "form": form,
        "items": [{"id": item, "label": label} for item, label in form.allowed(ready.bounds)],
        "facts": write_facts(partnership, within, by=request.user),
    }
    return render(request, "referrals/write.html", context)


@require_POST
def give_back(request: Request, pk: UUID) -> HttpResponse:
    actions.give_back(find(request, pk), by=request.user)
    return redirect("referrals:referrals")


@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    actions.close(find(request, pk), by=request.user)
    return redirect("referrals:referrals")


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    actions.withdraw(find(request, pk), by=request.user)
    return redirect("referrals:referral", pk)


@require_POST
def withdraw_release(request: Request, pk: UUID, release: UUID) -> HttpResponse:
    found = get_object_or_404(Release.objects.filter(referral=find(request, pk)), pk=release)
    actions.withdraw_release(found, by=request.user)
    return redirect("referrals:referral", pk)
