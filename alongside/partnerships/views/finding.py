"""What a page is about, among what its reader may see. Outsiders get 404 everywhere."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.orgs.http import Request
from alongside.orgs.roles import Can
from alongside.partnerships.drafts import DraftPage
from alongside.partnerships.models import Agreement, Partnership, Passage, Remark, Wording


def find(request: Request, pk: UUID) -> Partnership:
    return get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)


def find_version(request: Request, pk: UUID, number: int) -> Agreement:
    return get_object_or_404(find(request, pk).agreements, number=number)


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
