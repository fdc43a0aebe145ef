"""The nouns of the directory."""

from alongside.directory.models.copies import Copy, Piece
from alongside.directory.models.entries import ANY_NEED, Entry, Words
from alongside.directory.models.help import (
    Backing,
    Listing,
    Profile,
    Service,
    ServiceQuerySet,
    organizations_listed,
)
from alongside.directory.models.keeping import Asking, Claim, Correction, Decision
from alongside.directory.models.pairs import Duplicate, OrganizationPair, Pair, Verdict
from alongside.directory.models.records import Record
from alongside.directory.models.sites import Setting, Site
from alongside.directory.models.sources import Before, Import, Remark, Source, Upload

__all__ = [
    "ANY_NEED",
    "Asking",
    "Backing",
    "Before",
    "Claim",
    "Copy",
    "Correction",
    "Decision",
    "Duplicate",
    "Entry",
    "Import",
    "Listing",
    "OrganizationPair",
    "Pair",
    "Piece",
    "Profile",
    "Record",
    "Remark",
    "Service",
    "ServiceQuerySet",
    "Setting",
    "Site",
    "Source",
    "Upload",
    "Verdict",
    "Words",
    "organizations_listed",
]
