"""An import is undone after people wrote: links as they were, a person's words as they are."""

import pytest

from alongside.directory import actions
from alongside.directory.models import Entry, Import, Service, Site
from alongside.lib.walls import within
from tests.directory import packages
from tests.directory.packages import ADDRESS, LOCATION, PAIR, PHONE, SERVICE


def undo(during, by, host):
    with within(host):
        actions.ask_to_undo(during, by=by)
    actions.work_on_imports()
    during.refresh_from_db()
    assert during.state == Import.State.UNDONE


@pytest.fixture
def package(host, tmp_path):
    """The small package, read again with these tables."""

    def read(**changed):
        file = packages.folder(tmp_path / "list", **changed)
        return actions.import_list(file, by=None).during

    return read


def given_at():
    return sorted(Service.objects.values_list("name", "sites__source_key"))


def test_where_a_service_was_given_is_as_it_was(package, hope, host):
    two = [LOCATION, LOCATION | {"id": "l2", "name": "Branch"}]
    package(locations=two)
    found = set(Entry.objects.values_list("site__name", "need"))
    during = package(
        locations=two, service_at_location=[PAIR | {"location_id": "l2"}], services=[SERVICE]
    )
    assert given_at() == [("Food pantry", "l2")]
    undo(during, hope, host)
    assert given_at() == [("Food pantry", "l1")]
    assert set(Entry.objects.values_list("site__name", "need")) == found


def test_where_a_person_says_that_it_is_given_stays(package, hope, host):
    two = [LOCATION, LOCATION | {"id": "l2", "name": "Branch"}]
    package(locations=two)
    during = package(locations=two, service_at_location=[PAIR | {"location_id": "l2"}])
    Service.objects.get().sites.set(Site.objects.all())
    undo(during, hope, host)
    assert given_at() == [("Food pantry", "l1"), ("Food pantry", "l2")]


def test_an_address_that_a_person_put_right_since_stays_whole(package, hope, host):
    package()
    moved = ADDRESS | {"address_1": "5 Elm St", "city": "Cicero", "postal_code": "60804"}
    during = package(addresses=[moved], phones=[PHONE | {"number": "773-254-1400"}])
    site = Site.objects.get()
    with within(host):
        actions.edit_site(site, changes={"address_1": "9 Elm St"}, by=hope)
    undo(during, hope, host)
    site.refresh_from_db()
    assert (site.address_1, site.city, site.postal_code) == ("9 Elm St", "Cicero", "60804")
    assert (site.kept["address_1"], site.phone) == ("1 Main St", "(312) 555-2368")


def test_a_place_that_was_made_private_stays_private(package, hope, host):
    package()
    during = package(locations=[LOCATION | {"name": "Safe house"}])
    assert Site.objects.get().is_confidential
    undo(during, hope, host)
    assert (Site.objects.get().is_confidential, Site.objects.get().address_1) == (True, "")
