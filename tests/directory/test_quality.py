"""What is old, missing or unreachable, by organization: so that somebody mends it."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now, timedelta

from alongside.directory.keeping.quality import PROBLEMS, rows_of, troubled
from alongside.directory.models import Asking, Duplicate, Service, Site
from alongside.directory.searching.entries import rebuild_entries
from tests.directory.building import listed
from tests.directory.keeping import proposed, unclaimed

WHOLE = {
    "needs": (101,),
    "hours": [{"days": "1", "opens": "09:00", "closes": "17:00"}],
    "languages": ["en"],
    "confirmed_on": localdate(),
}
QUERIES = 15  # with the session, the walls and the page


@pytest.fixture
def site(lakeside):
    made = listed(lakeside, "Pilsen Clinic", **WHOLE)
    Service.objects.update(confirmed_on=localdate())
    return made


def problems(**only):
    return {row.name: row.problems for row in rows_of(troubled(**only))}


def test_what_is_whole_and_fresh_is_not_on_the_page(site):
    assert problems() == {}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"confirmed_on": localdate() - timedelta(days=181)}, "stale"),
        ({"confirmed_on": localdate() - timedelta(days=366)}, "old"),
        ({"confirmed_on": None}, "old"),
        ({"phone": "", "phone_link": ""}, "no_phone"),
        ({"phone": "555", "phone_link": ""}, "bad_phone"),
        ({"hours": []}, "no_hours"),
        ({"languages": []}, "no_language"),
        ({"disputed": {"phone": "1"}}, "conflict"),
    ],
)
def test_each_thing_that_is_wrong_with_a_place_is_named(site, change, problem):
    Site.objects.update(**change)
    assert problems() == {"Pilsen Clinic": [problem]}
    assert problems(problem=problem) == {"Pilsen Clinic": [problem]}
    assert problems(problem="duplicate") == {}


def test_hours_in_words_are_hours(site):
    Site.objects.update(hours=[], hours_text="Call and ask")
    assert problems() == {}


def test_a_service_of_an_area_only_says_too_little(site):
    Service.objects.update(needs=[1])
    rebuild_entries([site])
    assert problems() == {"Pilsen Clinic": ["no_needs"], "Help": ["no_needs"]}
    Service.objects.update(retired_at=now())
    assert problems() == {"Pilsen Clinic": ["no_needs"]}


def test_what_people_and_lists_say_is_named_too(site, lakeside, host):
    proposed(site, "name", "New")
    proposed(site, "closed", "")
    other = listed(lakeside, "Pilsen Clinic", **WHOLE)
    Service.objects.update(confirmed_on=localdate())
    Duplicate.objects.create(older=site, younger=other, likelihood=0.9)
    Asking.objects.create(organization=lakeside, asked_at=now(), times=3)
    Site.objects.filter(pk=site.pk).update(confirmed_on=localdate() - timedelta(days=200))
    found = {row.pk: row.problems for row in rows_of(troubled())}
    assert found == {
        site.pk: ["stale", "unanswered", "closed", "corrections", "duplicate"],
        other.pk: ["duplicate"],
    }


def test_an_organization_sees_its_own_and_the_host_sees_all(client, site, harbor, nils, host, hope):
    listed(harbor, "Harbor Office")
    listed(nils.here, "Second Clinic")
    unclaimed("Pilsen Center")
    client.force_login(nils)
    page = client.get("/quality/").text
    assert [name in page for name in ("Second Clinic", "Harbor Office", "Pilsen Center")] == [
        True,
        False,
        False,
    ]
    second = Site.objects.get(name="Second Clinic")
    assert f'href="/records/sites/{second.pk}/"' in page
    client.force_login(hope)
    page = client.get("/quality/").text
    assert [name in page for name in ("Second Clinic", "Harbor Office", "Pilsen Center")] == [
        True
    ] * 3
    nobodys = Site.objects.get(name__startswith="Pilsen Center")
    assert f'href="/records/sites/{nobodys.pk}/"' in page
    assert f'href="/organizations/{harbor.pk}/">Call them' in page


def test_care_staff_have_no_such_page(client, nora):
    client.force_login(nora)
    assert [client.get(f"/quality{end}").status_code for end in ("/", ".csv")] == [403, 403]


def test_the_spreadsheet_holds_all_and_calculates_nothing(client, lakeside, nils):
    listed(lakeside, "=HYPERLINK(1)")
    client.force_login(nils)
    answer = client.get("/quality.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.streaming
    rows = list(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows[0] == ["Organization", "Kind", "Name", "Last said", "What is wrong"]
    assert [row[2] for row in rows[1:]] == ["Help", "'=HYPERLINK(1)"]


def test_the_spreadsheet_is_in_the_readers_language(client, site, nils):
    client.force_login(nils)
    answer = client.get("/es/quality.csv").getvalue().decode("utf-8-sig")
    assert answer.splitlines() == ["Organización,Tipo,Nombre,Dicho por última vez,Qué está mal"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three_as_for_one(client, lakeside, hope, count):
    for number in range(count):
        listed(lakeside, f"Office {number}")
    client.force_login(hope)
    with CaptureQueriesContext(connection) as queries:
        client.get("/quality/")
    assert len(queries) == QUERIES


def test_every_problem_has_a_sentence_and_a_column(site):
    for name in PROBLEMS:
        assert list(troubled(problem=name)) == []
