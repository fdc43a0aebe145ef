"""What people can do with a referral. Each act: may they, change it, remember it."""

from alongside.referrals.actions.calls import note_call
from alongside.referrals.actions.receiving import close, give_back, keep_answer, open_letter
from alongside.referrals.actions.rewriting import rewrite_letters
from alongside.referrals.actions.sending import Parcel, send, send_back, withdraw, withdraw_release
from alongside.referrals.actions.time import (
    end_what_is_over,
    end_what_was_lost,
    remind_of_unopened,
)

__all__ = [
    "Parcel",
    "close",
    "end_what_is_over",
    "end_what_was_lost",
    "give_back",
    "keep_answer",
    "note_call",
    "open_letter",
    "remind_of_unopened",
    "rewrite_letters",
    "send",
    "send_back",
    "withdraw",
    "withdraw_release",
]
