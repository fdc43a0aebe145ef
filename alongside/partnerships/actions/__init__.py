"""What two organizations do to work together: propose, agree, change, end, name people, confirm a key."""

from alongside.partnerships.actions.agreements import (
    agree,
    agree_change,
    decline,
    decline_change,
    propose_change,
)
from alongside.partnerships.actions.capacity import say_capacity
from alongside.partnerships.actions.confirmations import confirm_fingerprint
from alongside.partnerships.actions.partnerships import end, propose
from alongside.partnerships.actions.people import ask_about_people, confirm_people, set_people
from alongside.partnerships.actions.talk import say_how_we_talk

__all__ = [
    "agree",
    "agree_change",
    "ask_about_people",
    "confirm_fingerprint",
    "confirm_people",
    "decline",
    "decline_change",
    "end",
    "propose",
    "propose_change",
    "say_capacity",
    "say_how_we_talk",
    "set_people",
]
