"""A package of ours that is brought in somewhere else says the same there."""

import pytest

from alongside.directory import actions
from alongside.directory.hsds.package import write_package
from alongside.directory.models import Service

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
