"""Whether a partner has room, and whom else one can call."""

from typing import Any

from django.db.models import QuerySet

from alongside.orgs.models import Organization
from alongside.partnerships.models import Capacity, Member, Openness, State

OTHERS = 3  # shown where one is full


def room_of(partner: Organization, here: Organization) -> dict[str, Any]:
    """What a partner says of itself; where it is full, other partners of its kind that are not."""
    said = Capacity.objects.in_force().filter(organization=partner).first()
    is_full = said is not None and said.openness == Openness.FULL
    others = list(instead_of(partner, here)[:OTHERS]) if is_full else []
    return {"said": said, "is_full": is_full, "others": others}


def instead_of(full: Organization, here: Organization) -> QuerySet[Member]:
    """Other partners of the same kind that have not said they are full."""
    full_now = Capacity.objects.in_force().filter(openness=Openness.FULL)
    others = Member.objects.partners_of(here).filter(
        partnership__state=State.ACTIVE, organization__kind=full.kind
    )
    return others.exclude(organization__in=full_now.values("organization"))
