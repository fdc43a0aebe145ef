"""The read API of HSDS: what it answers is as the standard says, the same for everybody, and holds no secret."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.directory.hsds.asked import Asked, services_asked
from alongside.directory.models import Backing, Profile, Service, Site
from alongside.orgs.models import Organization
from tests.directory.building import listed
from tests.directory.planting import SECRETS, nothing_of, planted
from tests.directory.standard import contents, told, wrong_with

LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
SCHEMAS = {
    "services": "compiled/service",
    "organizations": "compiled/organization",
    "service_at_locations": "compiled/service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "compiled/tabular",
}


def test_it_says_which_version_it_speaks(client, db):
    assert told(client, "") == {
        "version": "3.1",
        "profile": "https://docs.openreferral.org/en/3.1-dev/",
        "openapi_url": "http://localhost:8000/hsds/openapi.json",
    }


@pytest.mark.parametrize("asked", ["", "?full=true", "?full=true&full_service=true"])
@pytest.mark.parametrize("name", ["services", "organizations", "service_at_locations"])
def test_every_list_and_every_thing_in_it_is_as_the_standard_says(client, full, name, asked):
    found = contents(client, name + asked)
    assert found != []
    for one in found:
        assert wrong_with(one, SCHEMAS[name]) == []
        alone = told(client, f"{name}/{one['id']}")
        assert wrong_with(alone, SCHEMAS[name]) == []
        assert alone["id"] == one["id"]


@pytest.mark.parametrize("name", ["taxonomies", "taxonomy_terms"])
def test_taxonomies_are_as_the_standard_says(client, db, name):
    found = contents(client, f"{name}?per_page=100")
    for one in found:
        assert wrong_with(one, "taxonomy" if name == "taxonomies" else "taxonomy_term") == []
    assert told(client, f"{name}/{found[0]['id']}") == found[0]


def names(client, asked):
    return sorted(one["name"] for one in contents(client, f"services?{asked}"))


def term(client, name, taxonomy):
    [kind] = [one for one in contents(client, "taxonomies") if one["name"] == taxonomy]
    found = contents(client, f"taxonomy_terms?search={name}&taxonomy_id={kind['id']}&per_page=100")
    return kind["id"], next(one["id"] for one in found if one["name"] == name)


def test_filters_add_to_each_other(client, full, harbor, lakeside):
    listed(lakeside, "Clinic")
    assert names(client, "") == ["Advice", "Help", "Shelter"]
    assert names(client, f"organization_id={harbor.pk}") == ["Advice", "Shelter"]
    assert names(client, "search=SHELTERS") == ["Shelter"]
    assert names(client, "search=shelter+advice") == []
    assert names(client, f"search=helping&organization_id={lakeside.pk}") == ["Help"]
    assert names(client, "search=100%25") == []
    assert names(client, "modified_after=2999-01-01") == []
    assert names(client, "modified_after=2999-01-01T00:00:00-23:55") == []
    assert names(client, "modified_after=2000-01-01T00:00:00Z") == ["Advice", "Help", "Shelter"]
    cost, free = term(client, "Free", "Cost")
    assert names(client, f"taxonomy_id={cost}") == ["Shelter"]
    assert names(client, f"taxonomy_term_id={free}") == ["Shelter"]
    assert names(client, f"taxonomy_term_id={free}&search=Advice") == []
    assert names(client, f"taxonomy_term_id={harbor.pk}") == []


def test_organizations_are_found_by_what_they_are(client, full, harbor, lakeside):
    listed(lakeside, "Clinic")
    _kinds, center = term(client, "Health center", "Kind of organization")
    found = contents(client, f"organizations?taxonomy_term_id={center}")
    assert [one["name"] for one in found] == ["Lakeside Health Center"]
    backers, _grant = term(client, "FVPSA", "Funded or vetted by")
    found = contents(client, f"organizations?taxonomy_id={backers}")
    assert [one["name"] for one in found] == ["Harbor House"]


def test_what_is_near_a_postcode_is_found_and_what_serves_it(client, full):
    office, _line, _service = full
    near = contents(client, "service_at_locations?postcode=60608&proximity=20000")
    assert {one["location_id"] for one in near} == {str(office.pk)}
    assert len(near) == 2
    assert contents(client, "service_at_locations?postcode=90012&proximity=20000") == []
    serving = contents(client, "service_at_locations?postcode=61701")
    assert {one["location_id"] for one in serving} == {str(office.pk)}


def test_minimal_gives_all_ids_at_once(client, full):
    found = contents(client, "services?minimal=true&per_page=1")
    assert [sorted(one) for one in found] == [["id", "last_modified"]] * 2


def test_who_has_it_already_is_told_so(client, full):
    first = client.get("/hsds/services")
    etag = first.headers["ETag"]
    again = client.get("/hsds/services", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    Service.objects.filter(name="Advice").update(name="Advice by phone")
    now = client.get("/hsds/services", headers={"If-None-Match": etag})
    assert now.status_code == 200


def test_whatever_changes_in_an_answer_changes_its_etag(client, full, harbor):
    """What an organization says itself, who funds it and what it is called stand in no record of the service."""

    def etag(again):
        address = f"/hsds/organizations/{harbor.pk}?full_service=true"
        response = client.get(address, headers={"If-None-Match": again})
        assert response.content or response.status_code == 304
        return response.headers["ETag"]

    seen = [etag("")]
    assert etag(seen[-1]) == seen[-1]
    for change in (
        lambda: Backing.objects.filter(how="funded").update(said="OVW, again"),
        lambda: Backing.objects.filter(how="vetted").first().delete(),
        lambda: Profile.objects.update(what_we_do="We listen."),
        lambda: Organization.objects.filter(pk=harbor.pk).update(name="Harbor"),
    ):
        change()
        seen.append(etag(seen[-1]))
    assert len(set(seen)) == 5


def plan(**asked):
    """How the database looks, where looking at each row is not allowed."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    return services_asked(Asked(**asked)).explain()


def test_words_and_terms_are_looked_up_in_an_index(client, full):
    _taxonomy, free = term(client, "Free", "Cost")
    assert "service_by_words" in plan(search="shelter")
    found = plan(taxonomy_term_id=free)
    assert ("service_by_need" in found, "service_by_trait" in found) == (True, True)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_written(client, full, method):
    response = getattr(client, method)("/hsds/services")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET")
    assert response.json() == {"error": "This address takes only GET."}
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["programs", "services/", "services/7/sites", "es/services"])
def test_an_address_that_is_not_there_is_said_in_a_sentence(db, method, address):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"/hsds/{address}")
    assert (response.status_code, response.cookies) == (404, {})
    assert response.json()["error"].startswith("There is nothing at this address.")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.options(f"/hsds/{address}").status_code == 204


@pytest.mark.parametrize("name", LISTS)
def test_asking_for_the_head_alone_gives_no_body(client, full, name):
    head = client.head(f"/hsds/{name}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == client.get(f"/hsds/{name}").headers["ETag"]


def test_a_change_by_whoever_it_is_counts_as_one(client, full):
    _office, _line, service = full
    before = Service.objects.get(pk=service.pk).changed_at
    Service.objects.filter(pk=service.pk).update(cost="Free")
    after = Service.objects.get(pk=service.pk).changed_at
    assert after > before
    Service.objects.filter(pk=service.pk).update(cost="Free")
    assert Service.objects.get(pk=service.pk).changed_at == after


def test_pages_of_every_origin_may_read_it_and_it_sets_no_cookie(client, full):
    response = client.get("/hsds/services", headers={"Origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Expose-Headers"] == "ETag"
    assert response.cookies == {}
    asked = client.options("/hsds/services")
    assert asked.status_code == 204
    allowed = asked.headers["Access-Control-Allow-Headers"]
    assert allowed == "If-None-Match"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("services?page=0", "page is a whole number from 1 to 1000000."),
        ("services?per_page=1000", "per_page is a whole number from 1 to 100."),
        ("services?format=xml", "format is json: there is no other."),
        (
            "services?modified_after=lately",
            "modified_after is a moment, such as 2026-01-31T12:00:00Z.",
        ),
        (
            "services?modified_after=0001-01-01T00:00:00%2B23:00",
            "modified_after is a moment, such as 2026-01-31T12:00:00Z.",
        ),
        ("services?search=%00", "search is at most 200 letters."),
        ("services?full=perhaps", "full is true or false."),
        ("services/7", "id is an id: 36 letters, digits and hyphens."),
        ("service_at_locations?postcode=99999", "postcode is a ZIP code of five digits."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(client, db, asked, sentence):
    assert told(client, asked, 400) == {"error": sentence}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_there_is_not_found(client, host, name):
    assert told(client, f"{name}/{host.pk}", 404) == {"error": "Nothing here has this id."}


def test_what_is_retired_is_gone(client, full):
    office, _line, service = full
    [pair] = [
        one
        for one in contents(client, "service_at_locations")
        if (one["service_id"], one["location_id"]) == (str(service.pk), str(office.pk))
    ]
    Site.objects.filter(pk=office.pk).update(retired_at="2026-01-01T00:00Z")
    assert told(client, f"service_at_locations/{pair['id']}", 404)
    Service.objects.filter(pk=service.pk).update(retired_at="2026-01-01T00:00Z")
    assert told(client, f"services/{service.pk}", 404)
    assert names(client, "") == ["Advice"]


@pytest.mark.parametrize("asked", ["", "?full=true"])
@pytest.mark.parametrize("name", ["services", "organizations", "service_at_locations"])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(
    client, full, lakeside, host, name, asked
):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked_of:
            told(client, f"{name}{asked}")
        return len(asked_of)

    few = queries()
    for organization in (lakeside, host):
        for number in range(3):
            listed(organization, f"Clinic {number}")
    assert queries() == few


@pytest.mark.parametrize("asked", ["", "?full=true", "?full=true&full_service=true"])
@pytest.mark.parametrize("name", ["services", "organizations", "service_at_locations"])
def test_a_planted_address_is_in_no_answer(client, harbor, name, asked):
    planted(harbor)
    response = client.get(f"/hsds/{name}{asked}")
    assert nothing_of(SECRETS, response.text) == []
    [one] = response.json()["contents"]
    assert nothing_of(SECRETS, client.get(f"/hsds/{name}/{one['id']}").text) == []
    near = "service_at_locations?postcode=60608&proximity=1000000"
    assert contents(client, near) == []


def test_an_organization_that_says_nothing_of_itself_yet_says_what_it_is(client, harbor):
    listed(harbor)
    Profile.objects.create(organization=harbor, what_we_do="")
    about = told(client, f"organizations/{harbor.pk}")
    assert about["description"] == "domestic or sexual violence program"
    assert wrong_with(about, SCHEMAS["organizations"]) == []
