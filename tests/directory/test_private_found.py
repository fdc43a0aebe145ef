"""A place that becomes private: no search finds another place by words that told where it is."""

import pytest

from alongside.directory import actions
from alongside.directory.models import Duplicate, Service, Words
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.keeping import edited
from tests.directory.planting import CITY, STREET

TOLD = f"Ask for the house at {STREET}."
PLACE = {"address_1": STREET, "city": CITY, "postal_code": "60699"}

pytestmark = pytest.mark.usefixtures("host")


@pytest.fixture
def branch(mallory, elsewhere):
    """A place of another program that helps at the house of Harbor House, and says where that is."""
    return listed(elsewhere, "Branch", description=TOLD)


def telling():
    return [one.site.name for one in Words.objects.filter(text__contains="hidden")]


def test_who_helps_there_is_not_found_by_its_street(harbor, branch, abel):
    house = listed(harbor, "House", **PLACE)
    guest = Service.objects.create(organization=branch.organization, name="Legal help", needs=[3])
    guest.sites.add(house)
    assert telling() == ["Branch"]
    edited(house, abel, is_confidential=True)
    assert telling() == []


def test_neither_are_places_of_who_is_joined_with_a_private_one(harbor, branch, hope, host):
    house = listed(branch.organization, "House", **PLACE)
    hidden = listed(harbor, "House", is_confidential=True)
    pair = Duplicate.objects.create(older=house, younger=hidden, likelihood=1)
    with within(host):
        actions.one_place(pair, by=hope)
    assert telling() == []


def test_neither_are_those_of_who_adds_a_private_place(harbor):
    listed(harbor, "Branch", description=TOLD)
    listed(harbor, "House", is_confidential=True, **PLACE)
    assert telling() == []
