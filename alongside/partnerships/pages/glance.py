"""What the page of a partnership answers at a glance: what is due, and whether it is healthy."""

from collections.abc import Sequence
from typing import Any

from alongside.partnerships.models import Member, Partnership, State
from alongside.partnerships.pages.due import NEXT, due_in
from alongside.partnerships.pages.health import signals


def at_a_glance(partnership: Partnership, ours: Member, others: Sequence[Member]) -> dict[str, Any]:
    """For our own side. Signals are for a partnership that is active."""
    due = due_in(ours.organization, [partnership.pk]).get(partnership.pk, [])
    is_active = partnership.state == State.ACTIVE
    return {
        "due": due[:NEXT],
        "signals": signals(ours, others, due) if is_active else [],
        "spoke_here": is_active,
    }
