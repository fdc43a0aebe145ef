"""A referral is a sealed letter, carried under a survivor's release and no longer."""

from alongside.referrals.models.letters import Letter, Receipt
from alongside.referrals.models.referrals import MOVES, OPEN, Referral, State, Urgency
from alongside.referrals.models.releases import Release

__all__ = ["MOVES", "OPEN", "Letter", "Receipt", "Referral", "Release", "State", "Urgency"]
