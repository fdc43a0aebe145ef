"""What two organizations do to work together: propose, agree, change, end, name people, confirm a key."""

from alongside.partnerships.actions.agreements import (
    agree,
    agree_change,
    decline,
    decline_change,
    propose_change,
)
from alongside.partnerships.actions.confirmations import confirm_fingerprint
from alongside.partnerships.actions.partnerships import end, propose, set_people

__all__ = [
    "agree",
    "agree_change",
    "confirm_fingerprint",
    "decline",
    "decline_change",
    "end",
    "propose",
    "propose_change",
    "set_people",
]
