"""Our records: written, seen as people will, saved; taken down and shown again; beside what lists say."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from alongside.directory import actions
from alongside.directory.clocks import today_at
from alongside.directory.keeping.putting_right import follow_list, put_right
from alongside.directory.models import (
    ANY_NEED,
    Correction,
    Decision,
    Entry,
    Listing,
    Service,
    Site,
)
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.keeping import (
    PLACE,
    edited,
    form_of,
    from_list,
    hidden,
    proposed,
    source,
    unclaimed,
)
from tests.keys import acts
from tests.pressing import at_once

QUERIES = 13  # with the session, the walls and the page


@pytest.fixture
def site(lakeside):
    return from_list(listed(lakeside, "Pilsen Clinic", needs=(5,), postal_code="60608"))


def test_nothing_is_saved_before_it_was_seen_and_nothing_typed_is_lost(client, site, nils):
    client.force_login(nils)
    typed = form_of(site, name="Pilsen Health", hours_1_0_opens="22:00", hours_1_0_closes="06:00")
    look = client.post(f"/records/sites/{site.pk}/", typed | {"step": "look"}).text
    assert "This is how people will read it" in look
    assert "Monday: 10 pm to 6 am" in look
    assert Site.objects.get().name == "Pilsen Clinic"

    back = client.post(f"/records/sites/{site.pk}/", hidden(look) | {"step": "change"}).text
    assert 'value="Pilsen Health"' in back
    assert 'value="22:00"' in back
    saved = client.post(f"/records/sites/{site.pk}/", hidden(look) | {"step": "save"})
    assert saved.url == "/records/"
    site.refresh_from_db()
    assert site.name == "Pilsen Health"
    assert site.hours == [{"days": "1", "opens": "22:00", "closes": "06:00"}]
    assert site.confirmed_on == today_at(site.organization)
    assert acts(site.organization)[-2:] == ["site_edited", "site_listed"]


def test_what_a_person_changed_is_kept_with_what_the_list_said(site, nils):
    edited(site, nils, phone="312-555-0142", languages=["es"])
    assert site.phone_link == "tel:+1-312-555-0142"
    assert site.kept == {
        "phone": "(312) 555-2368",
        "phone_link": "tel:+1-312-555-2368",
        "languages": [],
    }
    edited(site, nils, languages=[])
    assert sorted(site.kept) == ["phone", "phone_link"]


def test_the_search_knows_at_once(site, nils):
    edited(site, nils, languages=["so"], traits=[301])
    entry = Entry.objects.get(site=site, need=ANY_NEED)
    assert (entry.languages, entry.fresh_on) == (["so"], localdate())


def test_a_new_address_is_known_as_well_as_its_zip_code(site, nils):
    edited(site, nils, address_1="2 Oak St", postal_code="60611")
    assert site.is_rough
    assert (round(site.latitude, 1), round(site.longitude, 1), site.county) == (
        41.9,
        -87.6,
        "17031",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone": "555"}, "No telephone has this number"),
        ({"hours_2_1_opens": "9:00"}, "Tuesday: write both times"),
        ({"name": ""}, "This field is required"),
        ({"website": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"languages": ["xx"]}, "Select a valid choice"),
        ({"traits": ["1; DROP TABLE"]}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_said_and_stays_typed(client, site, nils, typed, sentence):
    client.force_login(nils)
    page = client.post(f"/records/sites/{site.pk}/", form_of(site, step="save", **typed))
    assert page.status_code == 200
    assert sentence in page.text
    assert Site.objects.get().confirmed_on is None


# Who may.


@pytest.mark.parametrize("who", ["nora", "abel", "mallory", "hope"])
def test_others_have_no_page_of_it_and_cannot_act(client, site, who, request):
    someone = request.getfixturevalue(who)
    client.force_login(someone)
    for address in (f"/records/sites/{site.pk}/", f"/records/services/{Service.objects.get().pk}/"):
        assert client.get(address).status_code == 404
    for act in ("retire", "bring-back", "settle"):
        assert client.post(f"/records/site/{site.pk}/{act}/").status_code == 404
    with within(someone.here), pytest.raises(PermissionDenied):
        actions.edit_site(site, changes={"name": "Mine"}, by=someone)
    with within(someone.here), pytest.raises(PermissionDenied):
        actions.retire(site, by=someone)


def test_the_host_keeps_what_nobody_claimed_without_confirming_it(client, host, hope):
    site = Site.objects.get(organization=unclaimed())
    client.force_login(hope)
    assert client.get(f"/records/sites/{site.pk}/").status_code == 200
    client.post(f"/records/sites/{site.pk}/", form_of(site, name="Right name", step="save"))
    site.refresh_from_db()
    assert (site.name, site.confirmed_on) == ("Right name", None)
    assert acts(host) == ["site_edited"]


# Taken down, shown again.


def test_what_is_taken_down_is_shown_again_and_an_import_leaves_it_alone(client, site, nils):
    client.force_login(nils)
    client.post(f"/records/site/{site.pk}/retire/")
    site.refresh_from_db()
    assert site.retired_at is not None
    assert Entry.objects.filter(site=site).count() == 0
    follow_list(site, {"retired_at": None})
    assert site.retired_at is not None
    assert "Not shown any more" in client.get("/records/").text

    client.post(f"/records/site/{site.pk}/bring-back/")
    site.refresh_from_db()
    assert (site.retired_at, site.kept) == (None, {})
    assert Entry.objects.filter(site=site).count() > 0
    assert client.post(f"/records/site/{site.pk}/bring-back/").status_code == 409


# What a list says since.


def test_a_list_that_says_something_else_is_shown_and_one_of_the_two_is_taken(client, site, nils):
    edited(site, nils, phone="312-555-0142")
    said = {"phone": "(312) 555-0199", "phone_link": "tel:+1-312-555-0199", "name": "Pilsen"}
    assert follow_list(site, said) == ["phone", "phone_link"]
    site.save()
    client.force_login(nils)
    assert "A list says something else" in client.get("/records/").text
    page = client.get(f"/records/sites/{site.pk}/").text
    assert [number in page for number in ("(312) 555-0142", "(312) 555-0199")] == [True, True]

    client.post(f"/records/site/{site.pk}/settle/", {"field": "phone", "whose": "ours"})
    site.refresh_from_db()
    assert (site.phone, site.disputed, site.kept["phone"]) == (
        "(312) 555-0142",
        {},
        "(312) 555-0199",
    )
    assert follow_list(site, said) == []
    follow_list(site, {"phone": "(312) 555-0111", "phone_link": "tel:+1-312-555-0111"})
    site.save()
    client.post(f"/records/site/{site.pk}/settle/", {"field": "phone", "whose": "theirs"})
    site.refresh_from_db()
    assert (site.phone, site.phone_link) == ("(312) 555-0111", "tel:+1-312-555-0111")
    assert (site.kept, site.disputed) == ({}, {})


def test_a_list_that_has_come_to_say_the_same_is_followed_again(site, nils):
    edited(site, nils, phone="312-555-0142")
    follow_list(site, {"phone": "(312) 555-0142", "phone_link": "tel:+1-312-555-0142"})
    assert (site.kept, site.disputed) == ({}, {})


def test_a_list_may_say_something_else_of_the_organization_itself(client, lakeside, nils):
    listing = Listing(organization=lakeside, source=source(), source_key="1", name="Lakeside")
    put_right(listing, {"name": "Lakeside Health Center"})
    follow_list(listing, {"name": "Lake Side"})
    listing.save()
    client.force_login(nils)
    page = client.get("/records/").text
    assert ["“The coalition” says something else by now" in page, "Lake Side" in page] == [True] * 2
    client.post(f"/records/listing/{listing.pk}/settle/", {"field": "name", "whose": "theirs"})
    listing.refresh_from_db()
    assert (listing.name, listing.kept, listing.disputed) == ("Lake Side", {}, {})


# Services.


def test_a_service_is_added_changed_and_found(client, site, nils):
    client.force_login(nils)
    assert client.get("/records/services/new/").status_code == 200
    new = {"name": "Counseling", "needs": ["10"], "sites": [site.pk], "step": "save"}
    assert client.post("/records/services/new/", new).url == "/records/"
    service = Service.objects.get(name="Counseling")
    assert [one.pk for one in service.sites.all()] == [site.pk]
    assert Entry.objects.filter(site=site, need=10).count() == 1

    typed = form_of(service, needs=["1"], step="save") | {"sites": [site.pk]}
    client.post(f"/records/services/{service.pk}/", typed)
    assert Entry.objects.filter(site=site, need=10).count() == 0
    assert Entry.objects.filter(site=site, need=1).count() == 1


def test_a_place_is_added(client, lakeside, nils):
    client.force_login(nils)
    assert client.get("/records/sites/new/").status_code == 200
    new = PLACE | {"name": "New place", "state": "IL", "setting": "clinic", "step": "save"}
    client.post("/records/sites/new/", new)
    site = Site.objects.get()
    assert (site.organization, site.source, site.time_zone) == (lakeside, None, "America/Chicago")


def test_a_service_stays_out_of_other_organizations_places(site, nils, harbor):
    theirs = listed(harbor)
    with within(nils.here):
        new = Service(organization=nils.here)
        changes = {"name": "Help", "needs": [1]}
        actions.edit_service(new, changes=changes, sites=[theirs], by=nils)
    assert new.sites.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(client, lakeside, nils, count):
    for number in range(count):
        listed(lakeside, f"Office {number}")
    client.force_login(nils)
    with CaptureQueriesContext(connection) as queries:
        client.get("/records/")
    assert len(queries) == QUERIES


def test_the_form_keeps_hours_that_fit_no_plain_week(client, site, nils):
    season = {"days": "6", "opens": "09:00", "closes": "12:00", "note": "in May"}
    Site.objects.update(hours=[season])
    site.refresh_from_db()
    client.force_login(nils)
    typed = form_of(site, step="save", hours_1_0_opens="09:00", hours_1_0_closes="00:00")
    client.post(f"/records/sites/{site.pk}/", typed)
    site.refresh_from_db()
    assert site.hours == [{"days": "1", "opens": "09:00", "closes": "24:00"}, season]


@pytest.mark.django_db(transaction=True)
def test_of_an_edit_and_an_accepted_correction_at_once_neither_is_lost(lakeside, nils, host):
    for number in range(4):
        site = from_list(listed(lakeside, f"Office {number}"))
        correction = proposed(site, "phone", "(312) 555-0142")
        told = at_once(
            (nils, lambda s=site: actions.edit_site(s, changes={"name": "New"}, by=nils)),
            (
                nils,
                lambda c=correction: actions.accept_correction(
                    c, changes={"phone": "312-555-0142"}, by=nils
                ),
            ),
        )
        site.refresh_from_db()
        assert (told, site.name, site.phone) == (["done", "done"], "New", "(312) 555-0142")
        assert Entry.objects.filter(site=site, need=ANY_NEED).count() == 1
    assert Correction.objects.filter(state=Decision.ACCEPTED).count() == 4
