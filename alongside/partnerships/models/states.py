"""How a partnership begins and ends, who a pair is, and how long what is said counts as new."""

from datetime import timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Organization


class State(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")


MOVES: dict[State, set[State]] = {
    State.PROPOSED: {State.ACTIVE, State.ENDED},
    State.ACTIVE: {State.ENDED},
    State.ENDED: set(),
}
OPEN = [State.PROPOSED, State.ACTIVE]
LONGEST_NAME, LONGEST_PURPOSE = 120, 1000  # letters
STILL_RIGHT = timedelta(days=90)  # then each side says again who its people are


def pair_of(one: Organization, other: Organization) -> list[UUID]:
    """The ids of two organizations, the same whoever is named first."""
    return sorted([one.pk, other.pk])
