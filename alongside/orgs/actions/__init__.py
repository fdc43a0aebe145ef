"""What people do with organizations, their people and their keys."""

from alongside.orgs.actions.ending import end_overdue
from alongside.orgs.actions.keys import grant, make_member_key, rotate, set_up
from alongside.orgs.actions.leaving import (
    call_off_leaving,
    count_given,
    require_own_or_administrator,
    say_leaving,
)
from alongside.orgs.actions.notices import notify, send_notices
from alongside.orgs.actions.organizations import admit, make_host
from alongside.orgs.actions.people import (
    accept,
    change_roles,
    end_membership,
    invite,
    invited_by_link,
)

__all__ = [
    "accept",
    "admit",
    "call_off_leaving",
    "change_roles",
    "count_given",
    "end_membership",
    "end_overdue",
    "grant",
    "invite",
    "invited_by_link",
    "make_host",
    "make_member_key",
    "notify",
    "require_own_or_administrator",
    "rotate",
    "say_leaving",
    "send_notices",
    "set_up",
]
