"""Who may do what. This table is the whole of it."""

from enum import StrEnum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class Can(StrEnum):
    ADMIT_ORGANIZATIONS = auto()
    IMPORT_DIRECTORY = auto()
    INVITE = auto()
    EDIT_PROFILE = auto()
    EDIT_PARTNERSHIPS = auto()
    SIGN_AGREEMENTS = auto()
    HOLD_SIGNING_KEY = auto()
    KEEP_KEYS = auto()
    SAY_CAPACITY = auto()
    KEEP_ROTA = auto()
    CALL_TOGETHER = auto()
    SEND_LETTERS = auto()
    OPEN_LETTERS = auto()
    READ_AUDIT = auto()


SENTENCES = {
    Can.ADMIT_ORGANIZATIONS: _("Admit organizations, after a call, and invite their first person"),
    Can.IMPORT_DIRECTORY: _("Bring lists of places into the directory"),
    Can.INVITE: _("Invite people, choose their roles, and end their access"),
    Can.EDIT_PROFILE: _("Edit what partners read about this organization"),
    Can.EDIT_PARTNERSHIPS: _("Propose and settle partnerships"),
    Can.SIGN_AGREEMENTS: _("Sign agreements"),
    Can.HOLD_SIGNING_KEY: _("Hold the key that vouches for this organization's other keys"),
    Can.KEEP_KEYS: _("Set up this organization's keys, and replace them"),
    Can.SAY_CAPACITY: _("Say whether this organization can take people now"),
    Can.KEEP_ROTA: _("Say who answers when, for everybody here"),
    Can.CALL_TOGETHER: _("Call a partner together with a person"),
    Can.SEND_LETTERS: _("Write and send sealed letters"),
    Can.OPEN_LETTERS: _("Open sealed letters"),
    Can.READ_AUDIT: _("Read what this organization's people did here"),
}


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("administrator")
    SIGNATORY = "signatory", _("signatory")
    CARE_STAFF = "care_staff", _("care staff")
    ADVOCATE = "advocate", _("advocate")
    SCHEDULER = "scheduler", _("scheduler")
    FACILITATOR = "facilitator", _("facilitator")
    EVALUATOR = "evaluator", _("evaluator")


CARE = {Can.SAY_CAPACITY, Can.CALL_TOGETHER, Can.SEND_LETTERS, Can.OPEN_LETTERS}

POWERS: dict[Role, set[Can]] = {
    Role.ADMINISTRATOR: {
        Can.INVITE,
        Can.EDIT_PROFILE,
        Can.EDIT_PARTNERSHIPS,
        Can.HOLD_SIGNING_KEY,
        Can.KEEP_KEYS,
        Can.READ_AUDIT,
        Can.SAY_CAPACITY,
        Can.KEEP_ROTA,
    },
    Role.SIGNATORY: {Can.SIGN_AGREEMENTS, Can.EDIT_PARTNERSHIPS, Can.HOLD_SIGNING_KEY},
    Role.CARE_STAFF: CARE,
    Role.ADVOCATE: CARE,
    Role.SCHEDULER: {Can.SAY_CAPACITY, Can.KEEP_ROTA, Can.CALL_TOGETHER},
    Role.FACILITATOR: set(),
    Role.EVALUATOR: set(),
}

# Only at the organization that runs the server.
HOST_POWERS = {Can.ADMIT_ORGANIZATIONS, Can.IMPORT_DIRECTORY}


def powers(roles: list[str], *, at_host: bool = False) -> set[Can]:
    """What these roles may do together."""
    granted = set[Can]().union(*(POWERS[Role(role)] for role in roles))
    return granted | HOST_POWERS if at_host and Role.ADMINISTRATOR in roles else granted
