"""Calling together ends as a count. Nothing else is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.audit.actions import tally
from alongside.orgs.models import Person
from alongside.orgs.roles import Can


class Outcome(models.TextChoices):
    SPOKE = "spoke", _("We spoke")
    CARD = "card", _("They would rather take the card")
    NOT_NOW = "not_now", _("Not now")


def note_call(outcome: Outcome, *, by: Person) -> None:
    """Count how an offer to call together ended this week: no partner, no person, no minute."""
    by.require(Can.CALL_TOGETHER, at=by.here)
    tally(f"call_{outcome}", organization=by.here)
