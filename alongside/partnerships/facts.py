"""What the page of the six words tells the sealing module."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from alongside.orgs.facts import keys_of, named, signing_of
from alongside.orgs.models import Person
from alongside.partnerships.models import Partnership


def confirming(partnership: Partnership, person: Person) -> dict[str, Any] | None:
    """Both signing keys, and where the champion's signed word goes; nothing when there is none to give."""
    here = person.here
    partner = partnership.partner_of(here)
    ours, theirs = signing_of(here), signing_of(partner)
    if not (ours and theirs and partnership.letters_ready(here).needs_confirming):
        return None
    return {
        "day": localdate().isoformat(),
        "organization": named(here),
        "signing": ours,
        "keys": keys_of(person),
        "partner": named(partner) | theirs,
        "urls": {
            "confirm": reverse("partnerships:confirmation", args=[partnership.pk]),
            "done": reverse("partnerships:partnership", args=[partnership.pk]),
        },
    }
