"""Pages of the read API of HSDS: the standard's header, and everything once, however far back."""

import pytest

from alongside.directory.hsds import pairs
from alongside.directory.hsds.asked import Asked, services_asked
from alongside.directory.hsds.pairs import Pairs
from alongside.directory.models import Service
from tests.directory.building import listed
from tests.directory.standard import contents, told


def test_a_page_says_where_it_stands(client, full):
    page = told(client, "services?per_page=1&page=2")
    assert len(page.pop("contents")) == 1
    assert page == {
        "total_items": 2,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }
    assert told(client, "services?page=9")["empty"] is True


def test_pages_hold_everything_once(client, full):
    for name in ("services", "service_at_locations"):
        total = told(client, name)["total_items"]
        pages = [contents(client, f"{name}?per_page=1&page={n}") for n in range(1, total + 1)]
        assert [page[0]["id"] for page in pages] == [one["id"] for one in contents(client, name)]


@pytest.fixture
def many(harbor, lakeside):
    """Services at some of their organization's sites, at each, and at none that is still there."""
    sites = [listed(harbor, f"Site {number}") for number in range(3)]
    listed(lakeside, "Clinic")
    for number in range(6):
        about = {"organization": harbor, "name": f"Service {number}", "needs": [1]}
        Service.objects.create(**about).sites.set(sites[: number % 3])
    return Pairs(services_asked(Asked()))


@pytest.mark.parametrize("step", [1, 2, 5, 200])
def test_a_page_far_back_is_found_from_the_mark_before_it(many, monkeypatch, step):
    monkeypatch.setattr(pairs, "STEP", step)
    marks = many.marks()
    everything = many.page(0, 100, marks)
    assert (marks.total, everything) == (len(everything), sorted(everything))
    assert len(marks.at) == -(-marks.total // step)
    for skipped in range(marks.total + 2):
        assert many.page(skipped, 3, marks) == everything[skipped : skipped + 3]


def test_where_nothing_is_there_is_no_page(db):
    none = Pairs(services_asked(Asked()))
    assert none.page(0, 10, none.marks()) == []
