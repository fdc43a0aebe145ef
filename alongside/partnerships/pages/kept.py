"""What the page of a partnership says of the day to day."""

from typing import Any

from alongside.partnerships import holding
from alongside.partnerships.models import Partnership
from alongside.partnerships.models.held_times import HOLDS_TIMES


def kept_of(partnership: Partnership) -> dict[str, Any]:
    """The procedure, and this week's held times. The same for both sides."""
    has_held_times = holding.is_allowed(partnership)
    return {
        "procedure": partnership.procedures.in_force().first(),
        "procedure_waits": partnership.procedures.waiting().exists(),
        "has_held_times": has_held_times,
        "this_week": this_week(partnership) if has_held_times else [],
    }


def this_week(partnership: Partnership) -> list[tuple[Any, holding.Week]]:
    """Of each side that holds times, this week's number beside the agreed one."""
    sides = [one.organization for one in partnership.sides.values()]
    holders = [one for one in sides if one.kind in HOLDS_TIMES]
    found = [(one, holding.this_week(partnership, one)) for one in holders]
    return [(one, week) for one, week in found if week]
