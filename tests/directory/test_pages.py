"""Pages about a site, a service, an organization: all that is known, who said so and when."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.directory.content.explainers import SLUGS, explainer
from alongside.directory.models import Backing, Listing, Service, Site, Source
from alongside.orgs.models import Organization
from tests.directory.building import PILSEN, listed
from tests.directory.planting import SECRETS, nothing_of, planted

TRICK = "<img src=x onerror=alert(1)>{{ 7|add:7 }}'\"--"
WEEKDAYS = [{"days": "12345", "opens": "09:00", "closes": "17:00"}]


def known(organization, name="Office", **fields):
    """A site of which much is known, read from a list."""
    source, _made = Source.objects.get_or_create(key="list", defaults={"name": "The list"})
    site = listed(organization, name)
    about = {"source": source, "source_key": name, "listed_on": date(2026, 9, 30)} | fields
    Site.objects.filter(pk=site.pk).update(**about)
    return Site.objects.get(pk=site.pk)


@pytest.mark.parametrize("kind", ["site", "service", "organization"])
def test_a_page_sets_no_cookie_is_kept_by_nobody_and_ends_with_the_hotlines(client, harbor, kind):
    site = listed(harbor)
    keys = {"site": site.pk, "service": site.services.get().pk, "organization": harbor.pk}
    answer = client.get(f"/{kind}s/{keys[kind]}/")
    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text.index('<h2 id="hotlines">') > answer.text.index("</h1>")


def test_a_site_says_where_when_in_which_languages_and_who_said_so(client, harbor):
    site = known(
        harbor,
        hours=WEEKDAYS,
        time_zone="America/Chicago",
        languages=["en", "so"],
        traits=[101, 201, 301],
        getting_there="Bus 60, second floor",
        other_phones=[{"text": "(312) 555-0199", "link": "tel:+1-312-555-0199", "note": "TTY"}],
    )
    page = client.get(f"/sites/{site.pk}/").text
    for told in (
        "1 Main St",
        "Bus 60, second floor",
        "<dt>Monday to Friday</dt><dd>9 am to 5 pm</dd>",
        "<dt>Languages</dt><dd>English · Somali</dd>",
        "<dt>Cost</dt><dd>Free</dd>",
        "<dt>How to reach it</dt><dd>Walk in</dd>",
        'TTY: <a href="tel:+1-312-555-0199">(312) 555-0199</a>',
        "Source: The list. Listed on Sept. 30, 2026.",
    ):
        assert told in page


def test_a_site_lists_its_services_and_those_its_organization_has_everywhere(client, harbor):
    site, other = listed(harbor), listed(harbor, "Other")
    everywhere = Service.objects.create(organization=harbor, name="Everywhere", needs=[1])
    elsewhere = other.services.get()
    page = client.get(f"/sites/{site.pk}/").text
    assert f'/services/{everywhere.pk}/">Everywhere</a>' in page
    assert f"/services/{site.services.get().pk}/" in page
    assert f"/services/{elsewhere.pk}/" not in page


def test_a_service_says_who_may_come_what_it_costs_and_how_to_begin(client, harbor):
    site = listed(harbor)
    service = site.services.get()
    about = {"eligibility": "Adults", "cost": "Nothing", "how_to_begin": "Call"}
    Service.objects.filter(pk=service.pk).update(**about, needs=[101], languages=["es"])
    page = client.get(f"/services/{service.pk}/").text
    for told in (
        "<dt>Who may come</dt><dd>Adults</dd>",
        "<dt>What it costs</dt><dd>Nothing</dd>",
        "<dt>How to begin</dt><dd>Call</dd>",
        f'/sites/{site.pk}/">Office</a>',
        "?need=101",
    ):
        assert told in page


def test_an_organization_says_who_funds_or_vetted_it_with_source_and_day(client, harbor):
    listed(harbor)
    about = {"said": "Office on Violence Against Women", "source_name": "OVW awards"}
    Backing.objects.create(organization=harbor, on=date(2026, 1, 31), **about)
    page = client.get(f"/organizations/{harbor.pk}/").text
    assert "Funded by Office on Violence Against Women" in page
    assert "(OVW awards, Jan. 31, 2026)" in page


def test_what_a_list_says_of_an_organization_names_the_list(client, harbor):
    listed(harbor)
    source = Source.objects.create(key="list", name="The list")
    about = {"name": "Harbor", "other_name": "HH", "description": "We help.", "source_key": "1"}
    Listing.objects.create(organization=harbor, source=source, listed_on=date(2026, 9, 30), **about)
    page = client.get(f"/organizations/{harbor.pk}/").text
    assert "Also called HH" in page
    assert "We help." in page
    assert "Source: The list. Sept. 30, 2026" in page


def test_an_old_record_says_how_old_it_is(client, harbor):
    site = known(harbor, listed_on=date(2020, 1, 1))
    page = client.get(f"/sites/{site.pk}/").text
    assert "Listed on Jan. 1, 2020. That is more than a year ago. Call before you go." in page


def test_an_organization_known_by_two_records_has_one_page(client, harbor, elsewhere):
    listed(harbor)
    Organization.objects.filter(pk=elsewhere.pk).update(same_as=harbor)
    answer = client.get(f"/organizations/{elsewhere.pk}/")
    assert (answer.status_code, answer.url) == (302, f"/organizations/{harbor.pk}/")


def test_a_place_known_by_two_records_has_one_page(client, harbor):
    older, younger = listed(harbor, "Older"), listed(harbor, "Younger")
    gone = {"same_as": older, "retired_at": "2026-01-01T00:00:00Z"}
    Site.objects.filter(pk=younger.pk).update(**gone)
    answer = client.get(f"/sites/{younger.pk}/")
    assert (answer.status_code, answer.url) == (302, f"/sites/{older.pk}/")


@pytest.mark.parametrize("kind", ["sites", "services"])
def test_what_is_gone_has_no_page(client, harbor, kind):
    site = listed(harbor)
    model, pk = (Site, site.pk) if kind == "sites" else (Service, site.services.get().pk)
    model.objects.filter(pk=pk).update(retired_at="2026-01-01T00:00:00Z")
    assert client.get(f"/{kind}/{pk}/").status_code == 404


def test_a_planted_address_is_on_none_of_these_pages(client, harbor):
    site = planted(harbor)
    service = site.services.first()
    addresses = [f"/organizations/{harbor.pk}/", f"/sites/{site.pk}/", "/search/?near=60608"]
    addresses += [f"/services/{service.pk}/", "/search/map.svg?near=60608"]
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, nothing_of(SECRETS, answer.text)) == (200, [])


def test_words_in_a_record_are_data_on_every_page(client, harbor):
    site = known(harbor, name=TRICK, description=TRICK, getting_there=TRICK, hours_text=TRICK)
    service = site.services.get()
    told = dict.fromkeys(("name", "description", "eligibility", "cost", "how_to_begin"), TRICK)
    Service.objects.filter(pk=service.pk).update(**told)
    for address in (f"/sites/{site.pk}/", f"/services/{service.pk}/"):
        page = client.get(address).text
        assert "<img" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;{{ 7|add:7 }}" in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_takes_as_many_queries_for_three_as_for_one(client, harbor, count):
    sites = [known(harbor, f"Office {number}") for number in range(count)]
    service = sites[0].services.get()
    service.sites.set(sites)
    asked = {}
    for address in (f"/sites/{sites[0].pk}/", f"/services/{service.pk}/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked[address.split("/")[1]] = len(queries)
    assert asked == {"sites": 4, "services": 2}


@pytest.mark.parametrize("slug", SLUGS)
def test_what_an_advocate_and_a_health_center_are_is_told(client, db, slug):
    for prefix, language in (("", "en"), ("/es", "es")):
        page = client.get(f"{prefix}/about/{slug}/").text
        assert f"<h1>{explainer(slug, language).title}</h1>" in page
    assert client.get("/about/nothing/").status_code == 404


def test_where_a_health_center_is_named_it_is_told_what_that_is(client, lakeside):
    site = listed(lakeside, latitude=PILSEN[0])
    for address in (f"/sites/{site.pk}/", f"/organizations/{lakeside.pk}/"):
        assert 'href="/about/health-center/"' in client.get(address).text
