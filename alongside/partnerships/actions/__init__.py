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
from alongside.partnerships.actions.rota import (
    add_rota_time,
    bring_back_rota_time,
    change_rota_time,
    end_rota_time,
    give_rota_time,
)
from alongside.partnerships.actions.rota_days import (
    add_exception,
    add_extra_time,
    remove_exception,
    take_over,
)
from alongside.partnerships.actions.talk import say_how_we_talk

__all__ = [
    "add_exception",
    "add_extra_time",
    "add_rota_time",
    "agree",
    "agree_change",
    "ask_about_people",
    "bring_back_rota_time",
    "change_rota_time",
    "confirm_fingerprint",
    "confirm_people",
    "decline",
    "decline_change",
    "end",
    "end_rota_time",
    "give_rota_time",
    "propose",
    "propose_change",
    "remove_exception",
    "say_capacity",
    "say_how_we_talk",
    "set_people",
    "take_over",
]
