"""What a page is about, among what its reader may see. Outsiders get 404 everywhere."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.orgs.http import Request
from alongside.partnerships.models import Agreement, Partnership


def find(request: Request, pk: UUID) -> Partnership:
    return get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)


def find_version(request: Request, pk: UUID, number: int) -> Agreement:
    return get_object_or_404(find(request, pk).agreements, number=number)
