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
from alongside.partnerships.actions.partnerships import (
    end,
    propose,
)
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
    set_people,
)
from alongside.partnerships.actions.remarks import (
    accept_suggestion,
    answer_remark,
    decline_suggestion,
    remark,
    suggest,
)
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
    "accept_suggestion",
    "add_clause",
    "add_exception",
    "add_extra_time",
    "add_passage",
    "add_rota_time",
    "agree",
    "agree_change",
    "answer_remark",
    "approve_text",
    "ask_about_people",
    "bring_back_passage",
    "bring_back_rota_time",
    "change_rota_time",
    "confirm_fingerprint",
    "confirm_people",
    "decline",
    "decline_change",
    "decline_suggestion",
    "edit_passage",
    "end",
    "end_rota_time",
    "give_rota_time",
    "move_passage",
    "pass_turn",
    "propose",
    "propose_change",
    "remark",
    "remove_exception",
    "reopen",
    "say_capacity",
    "say_how_we_talk",
    "set_aside_draft",
    "set_people",
    "set_terms",
    "start_draft",
    "suggest",
    "take_out_passage",
    "take_over",
    "upload_draft",
]
