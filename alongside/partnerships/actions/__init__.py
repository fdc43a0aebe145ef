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
from alongside.partnerships.actions.drafting import (
    approve_text,
    pass_turn,
    reopen,
    set_aside_draft,
    set_terms,
    start_draft,
    upload_draft,
)
from alongside.partnerships.actions.handovers import hand_over
from alongside.partnerships.actions.partnerships import end, propose
from alongside.partnerships.actions.passages import (
    add_clause,
    add_passage,
    bring_back_passage,
    edit_passage,
    move_passage,
    take_out_passage,
)
from alongside.partnerships.actions.people import (
    ask_about_people,
    confirm_people,
    give_place,
    set_people,
)
from alongside.partnerships.actions.remarks import (
    accept_suggestion,
    answer_remark,
    decline_suggestion,
    remark,
    suggest,
)
from alongside.partnerships.actions.talk import say_how_we_talk

__all__ = [
    "accept_suggestion",
    "add_clause",
    "add_passage",
    "agree",
    "agree_change",
    "answer_remark",
    "approve_text",
    "ask_about_people",
    "bring_back_passage",
    "confirm_fingerprint",
    "confirm_people",
    "decline",
    "decline_change",
    "decline_suggestion",
    "edit_passage",
    "end",
    "give_place",
    "hand_over",
    "move_passage",
    "pass_turn",
    "propose",
    "propose_change",
    "remark",
    "reopen",
    "say_capacity",
    "say_how_we_talk",
    "set_aside_draft",
    "set_people",
    "set_terms",
    "start_draft",
    "suggest",
    "take_out_passage",
    "upload_draft",
]
