"""An organization's page, and what it wants its partners' staff to be able to say."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from alongside.audit.models import Event
from alongside.directory import actions
from alongside.directory.models import Profile, Site
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.keeping import hidden

SAID = {
    "what_we_do": "We listen. We plan for safety. We find a place to stay.",
    "who_answers": "An advocate, day and night.",
    "phone": "312-555-2368",
}


def test_an_administrator_writes_the_profile_and_anyone_reads_it(client, harbor, abel):
    client.force_login(abel)
    assert client.get("/profile/").status_code == 200
    response = client.post("/profile/", SAID)
    assert response.url == f"/organizations/{harbor.pk}/"

    client.logout()
    page = client.get(f"/organizations/{harbor.pk}/").text
    assert "We listen. We plan for safety. We find a place to stay." in page
    assert 'href="tel:+1-312-555-2368">(312) 555-2368</a>' in page
    with within(harbor):
        assert [event.act for event in Event.objects.all()] == ["profile_written"]


def test_it_is_seen_before_it_is_saved_and_says_for_whom_above_all(client, harbor, abel):
    client.force_login(abel)
    look = client.post("/profile/", SAID | {"traits": ["406", "407"], "step": "look"}).text
    assert "This is how people will read it" in look
    assert Profile.objects.count() == 0
    sent = hidden(look)
    assert "We listen." in client.post("/profile/", sent | {"step": "change"}).text
    client.post("/profile/", sent | {"step": "save"})
    assert Profile.objects.get().traits == [406, 407]


def test_care_staff_do_not_write_it(client, nora, ada):
    client.force_login(nora)
    assert client.get("/profile/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.write_profile(Profile(organization=ada.here, **SAID), by=ada)


def test_nobody_writes_another_organizations(harbor, mallory):
    with within(mallory.here), pytest.raises(PermissionDenied):
        actions.write_profile(Profile(organization=harbor, **SAID), by=mallory)
    with within(mallory.here), pytest.raises(PermissionDenied):
        actions.list_site(Site(organization=harbor, name="X", state="IL"), by=mallory)


def test_what_is_missing_is_said_beside_the_field(client, abel):
    client.force_login(abel)
    page = client.post("/profile/", {"what_we_do": "x" * 601})
    assert page.status_code == 200
    assert "at most 600 characters" in page.text
    assert Profile.objects.count() == 0


def test_a_number_that_cannot_be_dialed_is_shown_as_written(client, harbor, abel):
    client.force_login(abel)
    client.post("/profile/", SAID | {"phone": "ask for Ada"})
    profile = Profile.objects.get()
    assert (profile.phone, profile.phone_link) == ("ask for Ada", "")


def test_the_page_shows_the_sites_and_hides_the_confidential_place(client, harbor):
    listed(harbor, "Office", website="https://example.org")
    listed(harbor, "Shelter", is_confidential=True)
    page = client.get(f"/organizations/{harbor.pk}/").text
    assert page.count("1 Main St, Chicago, IL") == 1
    assert "The address is kept private." in page
    assert '<a href="https://example.org" rel="noreferrer nofollow">' in page
    assert "<title>About this organization · Alongside</title>" in page


def test_who_has_neither_site_nor_profile_has_no_page(client, harbor):
    assert client.get(f"/organizations/{harbor.pk}/").status_code == 404
    site = listed(harbor)
    assert client.get(f"/organizations/{harbor.pk}/").status_code == 200
    Site.objects.filter(pk=site.pk).update(retired_at="2026-01-01T00:00:00Z")
    assert client.get(f"/organizations/{harbor.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three_sites_as_for_one(client, harbor, count):
    for number in range(count):
        listed(harbor, f"Office {number}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/organizations/{harbor.pk}/")
    assert len(queries) == 8


def test_who_works_here_may_call_together_from_it(client, harbor, nora):
    listed(harbor)
    assert "Call together" not in client.get(f"/organizations/{harbor.pk}/").text
    client.force_login(nora)
    assert f"/call/{harbor.pk}/" in client.get(f"/organizations/{harbor.pk}/").text


def test_a_site_needs_a_need_that_exists(harbor):
    with pytest.raises(ValueError, match="no need has the number 77"):
        listed(harbor, needs=(77,))


def test_what_an_organization_lists_it_has_said_today(client, harbor, abel):
    with within(harbor):
        site = Site(organization=harbor, name="Harbor House", state="IL", phone="312-555-2368")
        actions.list_site(site, services=[("Shelter", 102)], by=abel)

    assert site.confirmed_on == localdate()
    assert [service.confirmed_on for service in site.services.all()] == [localdate()]
    assert "Nobody has said lately" not in client.get(f"/sites/{site.pk}/").text
