"""Partnerships: who works with whom, within which bounds, and whose key was confirmed by voice."""

from alongside.partnerships.models.agreements import (
    Agreement,
    Bounds,
    Item,
    Kind,
    Mode,
)
from alongside.partnerships.models.capacity import (
    Capacity,
    Openness,
)
from alongside.partnerships.models.commitments import (
    Commitment,
    CommitmentKind,
    CommitmentSide,
    Keeping,
)
from alongside.partnerships.models.confirmations import Confirmation
from alongside.partnerships.models.drafting import (
    Approval,
    Format,
    Given,
    Outcome,
    Remark,
    Upload,
)
from alongside.partnerships.models.handovers import (
    Handover,
    Place,
)
from alongside.partnerships.models.held_times import (
    HeldKind,
    HeldTime,
    HeldTimeSkip,
)
from alongside.partnerships.models.members import Member
from alongside.partnerships.models.outside import OutsidePartner
from alongside.partnerships.models.partnerships import Partnership
from alongside.partnerships.models.procedure import (
    Procedure,
    Way,
    Who,
)
from alongside.partnerships.models.readiness import Readiness
from alongside.partnerships.models.rota import (
    RotaChange,
    RotaException,
    RotaMode,
    RotaRole,
    RotaTime,
)
from alongside.partnerships.models.signing import (
    Authority,
    Document,
    Media,
    Method,
    Purpose,
    ScanConfirmation,
    Signatory,
    Signature,
)
from alongside.partnerships.models.states import (
    MOVES,
    OPEN,
    State,
    pair_of,
)
from alongside.partnerships.models.talk import Talk
from alongside.partnerships.models.terms import (
    Ending,
    Reminder,
)
from alongside.partnerships.models.votes import (
    About,
    Choice,
    HowDecided,
    Question,
    Verdict,
    Vote,
)
from alongside.partnerships.models.wordings import (
    Edition,
    Frame,
    Passage,
    Stage,
    Terms,
    Wording,
    Written,
)

__all__ = [
    "MOVES",
    "OPEN",
    "About",
    "Agreement",
    "Approval",
    "Authority",
    "Bounds",
    "Capacity",
    "Choice",
    "Commitment",
    "CommitmentKind",
    "CommitmentSide",
    "Confirmation",
    "Document",
    "Edition",
    "Ending",
    "Format",
    "Frame",
    "Given",
    "Handover",
    "HeldKind",
    "HeldTime",
    "HeldTimeSkip",
    "HowDecided",
    "Item",
    "Keeping",
    "Kind",
    "Media",
    "Member",
    "Method",
    "Mode",
    "Openness",
    "Outcome",
    "OutsidePartner",
    "Partnership",
    "Passage",
    "Place",
    "Procedure",
    "Purpose",
    "Question",
    "Readiness",
    "Remark",
    "Reminder",
    "RotaChange",
    "RotaException",
    "RotaMode",
    "RotaRole",
    "RotaTime",
    "ScanConfirmation",
    "Signatory",
    "Signature",
    "Stage",
    "State",
    "Talk",
    "Terms",
    "Upload",
    "Verdict",
    "Vote",
    "Way",
    "Who",
    "Wording",
    "Written",
    "pair_of",
]
