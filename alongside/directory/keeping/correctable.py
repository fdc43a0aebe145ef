"""What anybody may say is wrong: a closed list of fields, and nothing of a place that is private."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import Service, Site
from alongside.directory.private.place_erased import SAYS_NO_PLACE
from alongside.orgs.models import Organization

Thing = Organization | Site | Service

NAMES: dict[str, str | Promise] = {
    "phone": _("the phone number"),
    "hours": _("the hours"),
    "address": _("the address"),
    "name": _("the name"),
    "languages": _("the languages"),
    "website": _("the website"),
    "closed": _("it has closed for good"),
    "other": _("something else"),
}
OF_ORGANIZATION = {"phone", "name", "website", "closed", "other"}
OF_SERVICE = {"phone", "hours", "name", "languages", "website", "closed", "other"}
# A ZIP code, or a number and a kind of street: where a place is private, neither is taken.
PLACE = re.compile(
    r"\b\d{5}(-\d{4})?\b|\b\d+\s+\S+.*\b(street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard"
    r"|blvd|court|ct|way|place|pl|highway|hwy|parkway|pkwy|calle|avenida)\b",
    re.IGNORECASE,
)


def owner_of(thing: Thing) -> Organization:
    return thing if isinstance(thing, Organization) else thing.organization


def fields_of(thing: Thing) -> dict[str, str | Promise]:
    """The fields that may be said to be wrong, with what people call them."""
    if isinstance(thing, Site):
        offered = SAYS_NO_PLACE if thing.is_confidential else set(NAMES)
    else:
        offered = OF_SERVICE if isinstance(thing, Service) else OF_ORGANIZATION
        if hides_a_place(thing):
            offered = offered - {"other"}
    return {field: name for field, name in NAMES.items() if field in offered}


def hides_a_place(thing: Thing) -> bool:
    """Whether the place of a site must not be told here, not even in passing."""
    if isinstance(thing, Site):
        return thing.is_confidential
    sites = Site.objects.listed().filter(organization=owner_of(thing))
    return sites.filter(is_confidential=True).exists()


def names_a_place(words: str) -> bool:
    """Whether words look like an address."""
    return PLACE.search(words) is not None
