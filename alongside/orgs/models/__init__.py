"""Organizations, the people who work in them, and the keys they hold."""

from alongside.orgs.models.keys import Grant, MemberKey, OpeningKey, RecoverySheet, SigningKey
from alongside.orgs.models.leaving import Leaving
from alongside.orgs.models.organizations import Kind, Organization, Rule
from alongside.orgs.models.people import Invitation, Membership, Notice, Person

__all__ = [
    "Grant",
    "Invitation",
    "Kind",
    "Leaving",
    "MemberKey",
    "Membership",
    "Notice",
    "OpeningKey",
    "Organization",
    "Person",
    "RecoverySheet",
    "Rule",
    "SigningKey",
]
