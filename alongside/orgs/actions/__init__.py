"""What people do with organizations, their people and their keys."""

from alongside.orgs.actions.keys import grant, make_member_key, rotate, set_up
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
    "change_roles",
    "end_membership",
    "grant",
    "invite",
    "invited_by_link",
    "make_host",
    "make_member_key",
    "notify",
    "rotate",
    "send_notices",
    "set_up",
]
