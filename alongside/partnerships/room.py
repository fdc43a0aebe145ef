"""Whether a partner has room, and whom else one can call."""

from typing import Any

from alongside.orgs.models import Organization
from alongside.partnerships.models import Capacity, Member, Openness

OTHERS = 3  # shown where one is full


def room_of(partner: Organization, here: Organization) -> dict[str, Any]:
    """What a partner says of itself; where it is full, other partners of its kind that are not."""
    said = Capacity.objects.in_force().filter(organization=partner).first()
    is_full = said is not None and said.openness == Openness.FULL
    others = list(Member.objects.instead_of(partner, here)[:OTHERS]) if is_full else []
    return {"said": said, "is_full": is_full, "others": others}
