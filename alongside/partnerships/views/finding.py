"""What a page is about, among what its reader may see. Outsiders get 404 everywhere."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships.models import (
    Agreement,
    OutsidePartner,
    Partnership,
    Passage,
    Question,
    Remark,
    Wording,
)
from alongside.partnerships.pages.drafts import DraftPage


def find_seen(request: Request, pk: UUID) -> Partnership:
    """A partnership of one's organization, or a group that asks it to join."""
    return get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)


def find(request: Request, pk: UUID) -> Partnership:
    """A partnership in which one's organization takes part."""
    found = find_seen(request, pk)
    get_object_or_404(found.members.taking_part(), organization=request.user.here)
    return found


def find_pair(request: Request, pk: UUID) -> Partnership:
    """What only two settle: a group has no such page."""
    return get_object_or_404(Partnership.objects.visible_to(request.user).pairs(), pk=pk)


def find_version(request: Request, pk: UUID, number: int) -> Agreement:
    return get_object_or_404(find_pair(request, pk).agreements, number=number)


def find_draft(request: Request, pk: UUID, number: int) -> DraftPage:
    """A written agreement of one's own partnership, open or not."""
    partnership = find(request, pk)
    whole = Wording.objects.select_related("agreement__partnership", "turn", "upload")
    draft = get_object_or_404(
        whole.defer("upload__content"),
        agreement__partnership=partnership,
        agreement__number=number,
    )
    return DraftPage(draft, request.user, partnership)


def find_passage(request: Request, pk: UUID, number: int, passage: UUID) -> Passage:
    found = find_draft(request, pk, number).draft.passages.select_related("changed_by__person")
    return get_object_or_404(found, pk=passage)


def find_remark(request: Request, pk: UUID, number: int, remark: UUID) -> Remark:
    return get_object_or_404(find_draft(request, pk, number).draft.remarks, pk=remark)


def require_writing(request: Request) -> None:
    request.user.require(Can.EDIT_PARTNERSHIPS, at=request.user.here)


def find_group(request: Request, pk: UUID) -> Partnership:
    """A group that one's organization is in, or is asked to join."""
    return get_object_or_404(Partnership.objects.visible_to(request.user).groups(), pk=pk)


def find_joined(request: Request, pk: UUID) -> Partnership:
    """A group that one's organization takes part in."""
    return get_object_or_404(Partnership.objects.groups(), pk=find(request, pk).pk)


def find_question(request: Request, pk: UUID, question: UUID) -> Question:
    return get_object_or_404(find_joined(request, pk).questions.all(), pk=question)


def find_outside(request: Request, pk: UUID) -> OutsidePartner:
    return get_object_or_404(OutsidePartner.objects.visible_to(request.user), pk=pk)
