"""What two organizations do to work together: propose, agree, change, end, name people, confirm a key."""

from alongside.partnerships.actions.agreements import (
    agree,
    agree_change,
    decline,
    decline_change,
    propose_change,
)
from alongside.partnerships.actions.capacity import say_capacity
from alongside.partnerships.actions.commitments import (
    accept_commitment,
    add_commitment,
    decline_commitment,
    end_commitment,
    give_commitment,
    keep_commitment,
    remind_of_commitments,
    require_holder,
)
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
from alongside.partnerships.actions.groups import (
    accept_invitation,
    decline_invitation,
    invite,
    leave_group,
    propose_group,
)
from alongside.partnerships.actions.handovers import hand_over
from alongside.partnerships.actions.held_times import (
    change_held_time,
    end_held_time,
    hold_again,
    publish_held_time,
    skip_held_time,
)
from alongside.partnerships.actions.outside import (
    add_outside,
    archive_outside,
    bring_back_outside,
    change_outside,
    note_spoke_outside,
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
    give_place,
    set_people,
)
from alongside.partnerships.actions.procedure import (
    agree_procedure,
    decline_procedure,
    propose_procedure,
    require_champion,
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
    forget_rota,
    give_day,
    remove_exception,
    take_over,
)
from alongside.partnerships.actions.scans import (
    confirm_scan,
    decline_scan,
    record_scan,
)
from alongside.partnerships.actions.signatories import (
    move_signatory,
    name_signatory,
    remove_signatory,
)
from alongside.partnerships.actions.signing import (
    document_to_sign,
    make_document,
    ready_to_sign,
    sign,
)
from alongside.partnerships.actions.speaking import note_spoke
from alongside.partnerships.actions.talk import say_how_we_talk
from alongside.partnerships.actions.terms import (
    amend,
    earliest_end,
    give_notice,
    next_day,
    remind_of_terms,
    renew,
    set_aside_signing,
)
from alongside.partnerships.actions.votes import (
    Asking,
    cast_vote,
    close_questions,
    open_question,
    withdraw_question,
)

__all__ = [
    "Asking",
    "accept_commitment",
    "accept_invitation",
    "accept_suggestion",
    "add_clause",
    "add_commitment",
    "add_exception",
    "add_extra_time",
    "add_outside",
    "add_passage",
    "add_rota_time",
    "agree",
    "agree_change",
    "agree_procedure",
    "amend",
    "answer_remark",
    "approve_text",
    "archive_outside",
    "ask_about_people",
    "bring_back_outside",
    "bring_back_passage",
    "bring_back_rota_time",
    "cast_vote",
    "change_held_time",
    "change_outside",
    "change_rota_time",
    "close_questions",
    "confirm_fingerprint",
    "confirm_people",
    "confirm_scan",
    "decline",
    "decline_change",
    "decline_commitment",
    "decline_invitation",
    "decline_procedure",
    "decline_scan",
    "decline_suggestion",
    "document_to_sign",
    "earliest_end",
    "edit_passage",
    "end",
    "end_commitment",
    "end_held_time",
    "end_rota_time",
    "forget_rota",
    "give_commitment",
    "give_day",
    "give_notice",
    "give_place",
    "give_rota_time",
    "hand_over",
    "hold_again",
    "invite",
    "keep_commitment",
    "leave_group",
    "make_document",
    "move_passage",
    "move_signatory",
    "name_signatory",
    "next_day",
    "note_spoke",
    "note_spoke_outside",
    "open_question",
    "pass_turn",
    "propose",
    "propose_change",
    "propose_group",
    "propose_procedure",
    "publish_held_time",
    "ready_to_sign",
    "record_scan",
    "remark",
    "remind_of_commitments",
    "remind_of_terms",
    "remove_exception",
    "remove_signatory",
    "renew",
    "reopen",
    "require_champion",
    "require_holder",
    "say_capacity",
    "say_how_we_talk",
    "set_aside_draft",
    "set_aside_signing",
    "set_people",
    "set_terms",
    "sign",
    "skip_held_time",
    "start_draft",
    "suggest",
    "take_out_passage",
    "take_over",
    "upload_draft",
    "withdraw_question",
]
