"""Of a place that two organizations told of, what each does there leaves with it: in copies and for other software."""

import csv
import io
from zipfile import ZipFile

import pytest

from alongside.directory import actions, tasks
from alongside.directory.models import Copy, Entry, Service
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.walls import within
from tests.directory.planting import text_of


@pytest.fixture
def joined(pair, hope, host):
    """One clinic: the older record, with a service of the organization of the younger one."""
    with within(host):
        actions.one_place(pair, by=hope)
    return Service.objects.get(name="Legal help")


def fetched(client, by, **wanted):
    copy = Copy(**wanted)
    with within(by.here):
        actions.ask_for_copy(copy, by=by)
    tasks.make_copy(str(copy.pk))
    return b"".join(client.get(f"/copies/{copy.pk}/file/").streaming_content)


def test_a_search_finds_it(joined, pair):
    Service.objects.filter(pk=joined.pk).update(needs=[3])
    rebuild_entries([pair.older])
    assert set(Entry.objects.filter(need=3).values_list("site", flat=True)) == {pair.older_id}


def test_a_table_has_it(client, joined, hope):
    text = fetched(client, hope, form="csv").decode("utf-8-sig")
    rows = [(row["Site"], row["Service"]) for row in csv.DictReader(io.StringIO(text))]
    assert sorted(rows) == [("Pilsen Clinic", "Help"), ("Pilsen Clinic", "Legal help")]


def test_a_booklet_has_it(client, joined, hope):
    assert "Legal help" in text_of(fetched(client, hope, form="booklet"), "booklet")


def test_a_package_says_where_it_is_given(client, joined, pair, hope):
    package = ZipFile(io.BytesIO(fetched(client, hope, form="hsds_csv")))
    tables = {
        name: list(csv.DictReader(io.StringIO(package.read(f"{name}.csv").decode())))
        for name in ("organizations", "services", "service_at_location")
    }
    assert {row["name"] for row in tables["services"]} == {"Help", "Legal help"}
    assert {row["location_id"] for row in tables["service_at_location"]} == {str(pair.older_id)}
    owners = {row["organization_id"] for row in tables["services"]}
    assert owners == {row["id"] for row in tables["organizations"]}


def test_other_software_reads_where_it_is_given(client, joined, pair):
    about = client.get(f"/hsds/services/{joined.pk}").json()
    [at] = about["service_at_locations"]
    assert (at["location"]["id"], at["location"]["name"]) == (str(pair.older_id), "Pilsen Clinic")
    pairs = client.get("/hsds/service_at_locations").json()
    assert (pairs["total_items"], at["id"] in {one["id"] for one in pairs["contents"]}) == (2, True)
    alone = client.get(f"/hsds/service_at_locations/{at['id']}").json()
    assert alone["service"]["id"] == str(joined.pk)


def test_the_page_of_who_gives_it_is_there(client, joined):
    assert "Legal help" in client.get(f"/organizations/{joined.organization_id}/").text
