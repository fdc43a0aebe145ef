"""“Something wrong?”: anybody says so, nobody is asked who they are, the record's keeper decides."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from alongside.directory import actions
from alongside.directory.models import Correction, Decision, Entry, Profile, Service, Site
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.keeping import from_list, proposed, unclaimed
from tests.keys import acts
from tests.pressing import at_once

NEW = "(312) 555-0142"
QUERIES = 13  # with the session, the walls and the page


@pytest.fixture
def site(lakeside, host):
    return from_list(listed(lakeside, "Pilsen Clinic"))


def say(client, thing, kind="site", **typed):
    return client.post(f"/wrong/{kind}/{thing.pk}/", typed)


def accepted(correction, by, **changes):
    with within(by.here):
        actions.accept_correction(correction, changes=changes, by=by)


@pytest.mark.parametrize("signed_in", [False, True])
def test_anybody_says_so_and_only_the_day_is_kept(client, site, lakeside, nora, signed_in):
    if signed_in:
        client.force_login(nora)
    assert client.get(f"/wrong/site/{site.pk}/").status_code == 200
    answer = say(client, site, field="phone", value="312-555-0142")

    assert "Whoever keeps this record looks at it" in answer.text
    correction = Correction.objects.get()
    assert (correction.organization, correction.site, correction.service) == (lakeside, site, None)
    assert (correction.field, correction.value, correction.made_on) == ("phone", NEW, localdate())
    assert (correction.decided_by, correction.state) == (None, Decision.OPEN)
    assert acts(lakeside) == ["site_listed"]  # who and when is in no log either


def test_no_cookie_is_set_and_another_sites_form_is_not_taken(client, site):
    assert client.get(f"/wrong/site/{site.pk}/").cookies == {}
    answer = client.post(
        f"/wrong/site/{site.pk}/",
        {"field": "name", "value": "x"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert (answer.status_code, Correction.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "ask kim@example.org", "leave e-mail addresses out"),
        ("name", "x" * 501, "This is 501 letters long"),
        ("phone", "555", "No telephone has this number"),
        ("name", "", "Write what is right"),
        ("password", "x", "Select a valid choice"),
    ],
)
def test_what_is_not_taken_is_declined_kindly_and_stays_typed(client, site, field, value, sentence):
    page = say(client, site, field=field, value=value).text
    assert sentence in page
    assert value in page
    assert Correction.objects.count() == 0


# A private place.


def test_of_a_private_place_nothing_about_the_place_can_be_said(client, lakeside, host):
    shelter = listed(lakeside, "Shelter", is_confidential=True)
    page = client.get(f"/wrong/site/{shelter.pk}/").text
    assert "Please write nothing about any place" in page
    assert ["address" in page.partition("<form method")[2], page.count('type="radio"')] == [
        False,
        4,
    ]
    assert "Select a valid choice" in say(client, shelter, field="address", value="1 Elm St").text
    for value in ("Mon 9-5 at 12 Elm Street", "9 to 5, ZIP 60608", "calle: 5 Oak Ave, Tue"):
        assert "looks like an address" in say(client, shelter, field="hours", value=value).text
    with pytest.raises(Blocked, match="cannot be corrected here"):
        actions.propose_correction(shelter, field="address", value="1 Elm St")
    assert Correction.objects.count() == 0

    say(client, shelter, field="hours", value="Monday to Friday 9:00 to 17:00")
    say(client, shelter, field="languages", value="Spanish and Somali, at 5 Oak Avenue 60608")
    say(client, shelter, field="closed", value="it moved to 5 Oak Avenue")
    kept = list(Correction.objects.order_by("field").values_list("value", flat=True))
    assert kept == ["", "Monday to Friday 9:00 to 17:00", "Spanish, Somali"]


def test_where_an_organization_has_a_private_place_its_services_are_asked_no_free_words(
    client, lakeside, host
):
    listed(lakeside, "Shelter", is_confidential=True)
    for kind, thing in (("service", Service.objects.get()), ("organization", lakeside)):
        assert "Select a valid choice" in say(client, thing, kind, field="other", value="x").text
        found = say(client, thing, kind, field="name", value="Home at 12 Elm Street").text
        assert "looks like an address" in found


# How many.


def test_at_most_twenty_wait_of_one_record(client, site):
    for number in range(20):
        proposed(site, "name", f"Name {number}")
    answer = say(client, site, field="name", value="One more")
    assert (answer.status_code, Correction.objects.count()) == (409, 20)
    assert "Enough corrections wait here already" in answer.text


def test_on_one_day_only_so_many(site, monkeypatch):
    monkeypatch.setattr(actions.correcting, "MOST_A_DAY", 1)
    proposed(site, "name", "Name")
    with pytest.raises(Blocked, match="Please write again tomorrow"):
        proposed(site, "name", "Name")


# Deciding.


def test_the_keeper_sees_now_and_proposed_and_accepts(client, site, nils):
    correction = proposed(site, "phone", NEW)
    client.force_login(nils)
    assert NEW in client.get("/corrections/").text
    page = client.get(f"/corrections/{correction.pk}/").text
    assert "<dd>(312) 555-2368</dd>" in page
    assert f'value="{NEW}"' in page
    client.post(f"/corrections/{correction.pk}/", {"phone": NEW})

    site.refresh_from_db()
    correction.refresh_from_db()
    assert (site.phone, site.phone_link) == (NEW, "tel:+1-312-555-0142")
    assert site.kept["phone"] == "(312) 555-2368"
    assert (correction.state, correction.value, correction.decided_by) == ("accepted", "", nils)
    assert site.confirmed_on is None  # one field was looked at, not all
    assert acts(site.organization) == ["correction_accepted", "site_listed"]


@pytest.mark.parametrize(
    ("field", "typed", "changed"),
    [
        ("name", {"name": "New"}, {"name": "New"}),
        ("website", {"website": "example.org"}, {"website": "https://example.org"}),
        ("languages", {"languages": ["so", "es"]}, {"languages": ["es", "so"]}),
        (
            "hours",
            {"hours_1_0_opens": "09:00", "hours_1_0_closes": "17:00"},
            {"hours": [{"days": "1", "opens": "09:00", "closes": "17:00"}]},
        ),
        (
            "address",
            {"address_1": "2 Oak St", "city": "Chicago", "state": "IL", "postal_code": "60611"},
            {"address_1": "2 Oak St", "postal_code": "60611", "is_rough": True},
        ),
    ],
)
def test_each_field_is_put_right_by_itself(client, site, nils, field, typed, changed):
    correction = proposed(site, field, "as somebody wrote it")
    client.force_login(nils)
    page = client.get(f"/corrections/{correction.pk}/").text
    assert "as somebody wrote it" in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert client.post(f"/corrections/{correction.pk}/", typed | {"seen": seen}).url
    site.refresh_from_db()
    assert {name: getattr(site, name) for name in changed} == changed


def test_what_has_closed_is_taken_down_and_can_come_back(client, site, nils):
    correction = proposed(site, "closed", "")
    client.force_login(nils)
    client.post(f"/corrections/{correction.pk}/")
    site.refresh_from_db()
    assert site.retired_at is not None
    assert Entry.objects.filter(site=site).count() == 0
    with within(nils.here):
        actions.bring_back(site, by=nils)
    assert Entry.objects.filter(site=site).count() > 0


def test_an_organization_that_closed_is_taken_down_with_all_of_its_own(host, hope):
    pilsen = unclaimed(sites=2)
    accepted(proposed(pilsen, "closed", ""), hope)
    assert [kind.objects.listed().count() for kind in (Site, Service)] == [0, 0]


def test_an_organizations_name_and_number_are_put_right_where_they_stand(client, host, hope):
    pilsen = unclaimed()
    correction = proposed(pilsen, "name", "Pilsen Health Center")
    client.force_login(hope)
    page = client.get(f"/corrections/{correction.pk}/").text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    client.post(f"/corrections/{correction.pk}/", {"name": "Pilsen Health Center", "seen": seen})
    pilsen.refresh_from_db()
    assert pilsen.name == "Pilsen Health Center"
    assert pilsen.listings.get().kept["name"] == "Pilsen Center"
    Profile.objects.create(organization=pilsen, what_we_do="We help.", phone="1")
    accepted(proposed(pilsen, "phone", NEW), hope, phone=NEW)
    assert (Profile.objects.get().phone, pilsen.listings.get().phone) == (NEW, NEW)


def test_declining_erases_what_was_proposed(client, site, nils):
    correction = proposed(site, "name", "Wrong")
    client.force_login(nils)
    client.post(f"/corrections/{correction.pk}/decline/")
    correction.refresh_from_db()
    site.refresh_from_db()
    assert (correction.state, correction.value, site.name) == ("declined", "", "Pilsen Clinic")
    assert acts(site.organization) == ["correction_declined", "site_listed"]


def test_what_is_decided_is_not_decided_again(site, nils):
    correction = proposed(site, "name", "New")
    with within(nils.here):
        actions.decline_correction(correction, by=nils)
    with pytest.raises(Blocked, match="Somebody decided this"):
        accepted(correction, nils, name="New")


@pytest.mark.parametrize(("who", "status"), [("nora", 403), ("abel", 404), ("mallory", 404)])
def test_others_see_none_and_decide_none(client, site, who, status, request):
    correction, someone = proposed(site), request.getfixturevalue(who)
    client.force_login(someone)
    assert client.get(f"/corrections/{correction.pk}/").status_code == status
    assert client.post(f"/corrections/{correction.pk}/decline/").status_code == status
    with pytest.raises(PermissionDenied):
        accepted(correction, someone, phone=NEW)


def test_the_host_decides_for_whom_nobody_works_and_for_nobody_else(client, site, host, hope):
    theirs, nobodys = proposed(site), proposed(Site.objects.get(organization=unclaimed()))
    client.force_login(hope)
    assert client.get(f"/corrections/{theirs.pk}/").status_code == 404
    assert client.get(f"/corrections/{nobodys.pk}/").status_code == 200
    accepted(nobodys, hope, phone=NEW)
    assert acts(host) == ["correction_accepted"]


def test_the_database_keeps_no_words_past_the_decision(site):
    proposed(site)
    for wrong in ({"state": "accepted"}, {"decided_at": now()}):
        with transaction.atomic(), pytest.raises(IntegrityError, match="words_kept_only_while"):
            Correction.objects.update(**wrong)
    service = Service.objects.get()
    with transaction.atomic(), pytest.raises(IntegrityError, match="correction_of_one_record"):
        Correction.objects.update(service=service)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(client, lakeside, nils, host, count):
    for number in range(count):
        proposed(listed(lakeside, f"Office {number}"))
    client.force_login(nils)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/corrections/").text.count("Look and decide") == count
    assert len(queries) == QUERIES


@pytest.mark.django_db(transaction=True)
def test_of_accept_and_decline_at_once_one_counts(lakeside, nils, host):
    for number in range(4):
        site = listed(lakeside, f"Office {number}")
        correction = proposed(site)
        told = at_once(
            (
                nils,
                lambda c=correction: actions.accept_correction(c, changes={"name": "New"}, by=nils),
            ),
            (nils, lambda c=correction: actions.decline_correction(c, by=nils)),
        )
        site.refresh_from_db()
        correction.refresh_from_db()
        assert sorted(told)[1] == "done"
        assert (site.name == "New") == (correction.state == "accepted") == (told[0] == "done")


@pytest.mark.parametrize("address", ["/wrong/person/{}/", "/wrong/site/{}/"])
def test_what_is_not_there_has_no_page(client, lakeside, address):
    assert client.get(address.format(lakeside.pk)).status_code == 404
