"""What a group asks itself, and each member's vote."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships import actions
from alongside.partnerships.forms.votes import QuestionForm
from alongside.partnerships.models import Choice
from alongside.partnerships.pages.ballots import ballots
from alongside.partnerships.views.finding import find_joined, find_question


def questions(request: Request, pk: UUID) -> HttpResponse:
    group, here = find_joined(request, pk), request.user.here
    asked = group.questions.select_related("candidate", "opened_by")
    page = page_of(request, asked.prefetch_related("votes__member__organization"))
    context = {
        "partnership": group,
        "page": page,
        "ballots": ballots(page.object_list, here),
        "may_edit": request.user.can(Can.EDIT_PARTNERSHIPS, at=here),
    }
    return render(request, "partnerships/votes/questions.html", context)


def open_question(request: Request, pk: UUID) -> HttpResponse:
    group, here = find_joined(request, pk), request.user.here
    request.user.require(Can.EDIT_PARTNERSHIPS, at=here)
    form = QuestionForm(request.POST or None, here=here, group=group)
    if request.method == "POST" and form.is_valid():
        asking = actions.Asking(**form.cleaned_data)
        actions.open_question(group, asking=asking, by=request.user)
        return redirect("partnerships:partnership", pk)
    context = {"form": form, "partnership": group}
    return render(request, "partnerships/votes/open.html", context)


@require_POST
def cast_vote(request: Request, pk: UUID, question: UUID) -> HttpResponse:
    found = find_question(request, pk, question)
    if request.POST.get("choice") not in Choice:
        raise Http404
    actions.cast_vote(found, choice=Choice(request.POST["choice"]), by=request.user)
    return redirect("partnerships:questions", pk)


@require_POST
def withdraw_question(request: Request, pk: UUID, question: UUID) -> HttpResponse:
    actions.withdraw_question(find_question(request, pk, question), by=request.user)
    return redirect("partnerships:questions", pk)
