"""A referral is a sealed letter, carried under a survivor's release and no longer."""

from alongside.referrals.models.letters import Answer, Letter
from alongside.referrals.models.referrals import MOVES, OPEN, Referral, State, Urgency
from alongside.referrals.models.releases import Release

__all__ = ["MOVES", "OPEN", "Answer", "Letter", "Referral", "Release", "State", "Urgency"]
