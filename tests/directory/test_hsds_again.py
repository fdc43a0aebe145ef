"""A package of ours that is brought in somewhere else says the same there."""

import json

import pytest

from alongside.directory import actions
from alongside.directory.gathering import gathered_of
from alongside.directory.hsds.package import write_package
from alongside.directory.hsds.shapes import whole_organization
from alongside.directory.models import Listing, Service, Setting, Site
from alongside.lib.walls import within
from tests.directory.building import listed

SAID = ("needs", "areas", "hours", "hours_text", "languages", "eligibility", "cost", "how_to_begin")


def told(source):
    found = Service.objects.listed().filter(source=source, name="Shelter")
    return [{name: getattr(one, name) for name in SAID} for one in found]


@pytest.fixture
def again(full, host, tmp_path):
    """The same package, read as a list of its own."""
    Service.objects.filter(pk=full[2].pk).update(areas=["17031", "IL"])
    write_package(tmp_path / "out")
    actions.import_list(tmp_path / "out", by=None)
    return Service.objects.exclude(source="list").exclude(source=None).first().source


def test_needs_areas_and_hours_of_a_service_are_the_same(full, again):
    [before], [after] = told("list"), told(again)
    assert after["needs"] == before["needs"] == [1, 5]
    assert (after["hours"], after["hours_text"]) == (before["hours"], "")
    assert sorted(after["areas"]) == before["areas"]
    assert sorted(after["languages"]) == before["languages"]
    assert (after["eligibility"], after["how_to_begin"]) == ("Everyone", "Call")


def test_each_has_an_id_of_its_own_and_says_which_it_had_there(full, again, harbor):
    office, line, _service = full
    [about] = gathered_of([Listing.objects.get(source=again).organization])
    said = whole_organization(about)
    numbers = {(one["name"], one["external_identifier"]) for one in said["locations"]}
    assert numbers == {("Office", str(office.pk)), ("Line", str(line.pk))}
    assert [one["identifier"] for one in said["organization_identifiers"]] == [str(harbor.pk)]
    ids = {said["id"], *(one["id"] for one in said["locations"])}
    assert ids & {str(harbor.pk), str(office.pk), str(line.pk)} == set()


def test_a_place_that_became_private_does_not_lead_to_its_number_elsewhere(full, again, host, hope):
    site = Site.objects.get(source=again, name="Office")
    with within(host):
        actions.edit_site(site, changes={"is_confidential": True}, by=hope)
    [about] = gathered_of([site.organization])
    assert str(full[0].pk) not in json.dumps(whole_organization(about))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "physical"),
        ({"setting": Setting.MOBILE}, "physical"),
        ({"setting": Setting.REMOTE}, "virtual"),
        ({"is_confidential": True}, "virtual"),
    ],
)
def test_only_where_people_may_go_is_a_location_physical(client, harbor, fields, kind):
    listed(harbor, **fields)
    [location] = client.get(f"/hsds/organizations/{harbor.pk}").json()["locations"]
    assert location["location_type"] == kind


def test_what_was_just_added_is_counted_at_once(client, harbor):
    def total():
        return client.get("/hsds/services").json()["total_items"]

    for number in (1, 2):
        listed(harbor, f"Office {number}")
        assert total() == number
