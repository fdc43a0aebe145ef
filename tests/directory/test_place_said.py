"""All that was ever said of where a site is, so that nothing of it stays."""

import pytest

from alongside.directory.models import Before, Import, Site
from alongside.directory.private.place_said import PlaceSaid
from tests.directory.building import listed

EXACT, ROUGH = (41.85231, -87.66911), (41.85, -87.66)


@pytest.fixture
def site(lakeside):
    rough = {"latitude": ROUGH[0], "longitude": ROUGH[1], "is_rough": True}
    return listed(lakeside, "Oak Help", address_1="12 Oak St", city="Chicago", **rough)


def test_the_exact_point_that_a_list_gave_is_known_beside_a_rough_one(site):
    site.kept = {"latitude": EXACT[0], "longitude": EXACT[1]}
    assert EXACT in PlaceSaid.of(site).points
    assert ROUGH not in PlaceSaid.of(site).points


def test_a_street_is_known_wherever_it_was_said(site):
    site.kept, site.disputed = {"address_1": "13 Elm St"}, {"address_1": "14 Ash St"}
    fields = {"address_1": ["15 Fir St", "16 Bay St"], "city": "Gary"}
    Before.objects.create(
        during=Import.objects.create(), kind="site", record=site.pk, fields=fields
    )
    said = PlaceSaid.of(site)
    assert said.streets == ["12 Oak St", "13 Elm St", "14 Ash St", "15 Fir St", "16 Bay St"]
    assert said.words("city") == ["Chicago", "Gary"]
    assert said.told.tells("Ring at 16 Bay Street.")


def test_however_much_was_said_it_is_asked_for_once(site, django_assert_num_queries):
    for _time in range(3):
        during = Import.objects.create()
        Before.objects.create(during=during, kind="site", record=site.pk, fields={"city": "Gary"})
    site = Site.objects.get(pk=site.pk)
    with django_assert_num_queries(1):
        said = PlaceSaid.of(site)
        assert (len(said.streets), len(said.points), bool(said.told)) == (1, 0, True)
