"""A confidential place that every output is searched for."""

from alongside.directory import actions
from alongside.directory.models import Site
from alongside.lib.walls import within
from tests.directory.building import listed

STREET, CITY, POINT = "4711 Hidden Oak Lane", "Secretville", ("41.912345", "-87.654321")
PLACE = {"address_1": STREET, "city": CITY, "latitude": 41.912345, "longitude": -87.654321}
SECRETS = (STREET, "Hidden Oak", CITY, *POINT, "41.91", "-87.65", "60699")


def nothing_of(place, text):
    return [word for word in place if word.casefold() in text.casefold()]


def planted(organization, **fields):
    """A confidential site whose own words say where it is, beside one that says so openly."""
    about = {
        "description": f"Our house at {STREET}, {CITY}",
        "hours_text": f"Ring at {STREET}",
        "source_key": f"{STREET}, {CITY}",
        "is_confidential": True,
        "areas": ["IL"],
    }
    site = listed(organization, "Planted", **PLACE | about | fields)
    with within(organization):
        actions.list_site(site, by=None)
    assert Site.objects.get(pk=site.pk).city == ""
    return site
