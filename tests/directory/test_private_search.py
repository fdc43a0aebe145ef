"""What is erased around a private place is gone from the search too, wherever it was said."""

import pytest

from alongside.directory import actions
from alongside.directory.models import Duplicate, Service, Site, Words
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.walls import within
from tests.directory import packages
from tests.directory.building import listed
from tests.directory.consistent import found_by
from tests.directory.keeping import edited, from_list, unclaimed
from tests.directory.packages import ADDRESS, LOCATION
from tests.directory.planting import CITY, STREET

TOLD = f"We help at {STREET}."
PLACE = {"address_1": STREET, "city": CITY, "postal_code": "60699"}


def found_by_its_street():
    return set(Words.objects.filter(text__icontains="hidden").values_list("site__name", flat=True))


def assert_as_made_anew():
    before = found_by()
    rebuild_entries(Site.objects.all())
    assert found_by() == before


@pytest.fixture
def site(lakeside):
    return from_list(listed(lakeside, "Oak Help", **PLACE))


@pytest.fixture
def twin(site, host):
    """Another list's record of the place; its organization tells the street elsewhere, too."""
    center = unclaimed("Oak Center")
    twin, _branch = (
        from_list(listed(center, name, description=TOLD)) for name in ("Oak", "Branch")
    )
    Site.objects.filter(pk=twin.pk).update(**PLACE)
    guest = listed(unclaimed("Elm House"), "Elm")
    help_there = Service.objects.create(
        organization=center, name="Help", needs=[1], description=TOLD
    )
    help_there.sites.set([guest, twin])
    rebuild_entries(Site.objects.all())
    Duplicate.objects.create(older=site, younger=twin, likelihood=0.9)
    return twin


def test_of_a_place_and_its_twin_the_search_says_no_more(site, twin, nils):
    assert found_by_its_street() == {"Oak", "Branch", "Elm"}
    edited(site, nils, is_confidential=True)
    assert found_by_its_street() == set()
    assert_as_made_anew()


def test_joined_with_a_private_record_the_search_says_no_more(site, twin, hope, host):
    nowhere = dict.fromkeys(PLACE, "") | {"latitude": None, "longitude": None}
    Site.objects.filter(pk=site.pk).update(is_confidential=True, **nowhere)
    with within(host):
        actions.one_place(Duplicate.objects.get(), by=hope)
    assert found_by_its_street() == set()


def test_what_a_list_makes_private_the_search_says_no_more(tmp_path, site, twin):
    def bring(**flag):
        where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
        package = {"locations": [LOCATION | flag], "addresses": [where]}
        actions.import_list(packages.folder(tmp_path / "list", **package), by=None)

    bring()
    Duplicate.objects.update(older=Site.objects.get(name="Main office"))
    bring(address_is_public="no")
    assert found_by_its_street() == set()
    assert_as_made_anew()
