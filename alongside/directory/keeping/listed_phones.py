"""The telephones that lists give an organization: the ones to call about a claim."""

from alongside.directory.models import Listing, Site
from alongside.orgs.models import Organization

MOST = 6


def listed_phones(organization: Organization) -> list[dict[str, str]]:
    """Each number once, as its list said it: one that a person put in since then is not among them."""
    listings = Listing.objects.listed().filter(organization=organization)
    sites = Site.objects.listed().filter(organization=organization).order_by("name", "pk")
    found: dict[str, dict[str, str]] = {}
    for one in (*listings, *sites):
        text, link = (one.kept.get(name, getattr(one, name)) for name in ("phone", "phone_link"))
        if text:
            found.setdefault(text, {"text": text, "link": link, "of": one.name})
    return list(found.values())[:MOST]
