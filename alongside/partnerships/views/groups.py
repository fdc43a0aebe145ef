"""Groups of three or more: how they begin, their page, and how a member leaves."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.groups import GroupForm, InviteForm
from alongside.partnerships.kinds import may_and_may_not
from alongside.partnerships.models import Partnership
from alongside.partnerships.pages.ballots import ballots
from alongside.partnerships.pages.changes import changes_of
from alongside.partnerships.pages.glance import at_a_glance
from alongside.partnerships.pages.terms import term_of
from alongside.partnerships.views.finding import find_group, find_joined

AT_ONCE = 5  # open questions on the page of a group; the others are a tap away


def group_page(request: Request, group: Partnership) -> HttpResponse:
    """Its members' people and questions for those who joined; for those who are asked, the question whether to."""
    here, members = request.user.here, group.members.with_people()
    may_edit = request.user.can(Can.EDIT_PARTNERSHIPS, at=here)
    ours = members.get(organization=here)
    joined = members.taking_part().select_related("organization__profile")
    context: dict[str, Any] = {
        "partnership": group,
        "may_edit": may_edit,
        "invited": members.invited().order_by("organization__name", "pk"),
        "members": page_of(request, joined.order_by("organization__name", "pk")),
    }
    if not ours.takes_part:
        return render(request, "partnerships/groups/invitation.html", context)
    cards = [(member, may_and_may_not(member.organization)) for member in context["members"]]
    questions = group.questions.open().select_related("candidate", "opened_by")
    asked = questions.prefetch_related("votes__member__organization")[:AT_ONCE]
    context |= {
        "ours": ours,
        "cards": cards,
        "may_call": request.user.can(Can.CALL_TOGETHER, at=here),
        "term": term_of(group),
        "changes": changes_of(group),
        "may_confirm": may_edit or ours.holds_place(request.user),
        "may_invite": group.state == "proposed" and group.proposed_by == here and may_edit,
        "ballots": ballots(asked, here),
    }
    context |= at_a_glance(group, ours, list(joined.exclude(organization=here)))
    return render(request, "partnerships/groups/group.html", context)


def propose_group(request: Request) -> HttpResponse:
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    form = GroupForm(request.POST or None, here=request.user.here)
    if request.method == "POST" and form.is_valid():
        proposed = actions.propose_group(**form.cleaned_data, by=request.user)
        return redirect("partnerships:partnership", proposed.pk)
    return render(request, "partnerships/groups/propose.html", {"form": form})


def invite(request: Request, pk: UUID) -> HttpResponse:
    group, here = find_joined(request, pk), request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    form = InviteForm(request.POST or None, here=here, group=group)
    if request.method == "POST" and form.is_valid():
        actions.invite(group, **form.cleaned_data, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"form": form, "partnership": group}
    return render(request, "partnerships/groups/invite.html", context)


@require_POST
def accept_invitation(request: Request, pk: UUID) -> HttpResponse:
    actions.accept_invitation(find_group(request, pk), by=request.user)
    return redirect("partnerships:partnership", pk)


@require_POST
def decline_invitation(request: Request, pk: UUID) -> HttpResponse:
    actions.decline_invitation(find_group(request, pk), by=request.user)
    return redirect("partnerships:partnerships")


def leave_group(request: Request, pk: UUID) -> HttpResponse:
    group = find_joined(request, pk)
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)
    if request.method == "POST":
        actions.leave_group(group, by=request.user)
        return redirect("partnerships:partnerships")
    return render(request, "partnerships/groups/leave.html", {"partnership": group})
