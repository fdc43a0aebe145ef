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
from alongside.partnerships.models.held_times import HeldKind, HeldTime, HeldTimeSkip
from alongside.partnerships.models.partnerships import (
    MOVES,
    OPEN,
    Member,
    Partnership,
    State,
    pair_of,
)
from alongside.partnerships.models.procedure import Procedure, Way, Who
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
from alongside.partnerships.models.talk import Talk
from alongside.partnerships.models.terms import (
    Ending,
    Reminder,
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
    "Agreement",
    "Approval",
    "Authority",
    "Bounds",
    "Capacity",
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
    "Item",
    "Keeping",
    "Kind",
    "Media",
    "Member",
    "Method",
    "Mode",
    "Openness",
    "Outcome",
    "Partnership",
    "Passage",
    "Place",
    "Procedure",
    "Purpose",
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
    "Way",
    "Who",
    "Wording",
    "Written",
    "pair_of",
]
