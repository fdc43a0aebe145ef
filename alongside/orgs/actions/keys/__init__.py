"""What people do with keys: make their own, set up their organization's, grant, rotate, take back."""

from alongside.orgs.actions.keys.granting import grant
from alongside.orgs.actions.keys.member import make_member_key
from alongside.orgs.actions.keys.rotation import rotate
from alongside.orgs.actions.keys.setup import set_up
from alongside.orgs.actions.keys.taking_back import take_back

__all__ = ["grant", "make_member_key", "rotate", "set_up", "take_back"]
