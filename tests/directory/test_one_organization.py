"""Two records of one organization: proposed with the evidence, decided by a person, remembered, taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.directory import actions
from alongside.directory.models import Listing, OrganizationPair, Service, Site, Source
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from tests.directory.consistent import consistent
from tests.keys import acts
from tests.pressing import at_once


@pytest.fixture
def pair(bring):
    bring("first")
    bring("second", name="Harbor Services, Inc.")
    return OrganizationPair.objects.get()


def press(client, pair, act):
    return client.post(f"/duplicates/organizations/{pair.pk}/{act}/")


def shown_on(client, organization):
    page = client.get(f"/organizations/{organization.pk}/", follow=True).text
    return [name for name in ("first", "second") if f"{name} place" in page]


def test_one_organization_of_two_lists_is_proposed_with_the_evidence(client, pair, hope):
    assert pair.older.name == "Harbor Services"
    assert pair.evidence == {"name": True, "phone": 1, "website": 1}
    client.force_login(hope)
    text = client.get("/duplicates/organizations/").text
    for words in ("The telephone is the same.", "From the list: second", "second place"):
        assert words in text
    assert "/duplicates/organizations/" in client.get("/duplicates/").text


def test_another_name_or_another_telephone_and_website_is_another_organization(bring):
    bring("first")
    bring("second", name="Oak Legal Aid")
    bring("third", name="Harbor Dental")
    assert list(OrganizationPair.objects.all()) == []


def test_what_more_than_twenty_say_tells_nothing(bring):
    bring("first")
    said = Listing.objects.values("name", "phone", "phone_link", "website").get()
    other = Source.objects.create(key="other", name="other")
    for number in range(20):
        organization = Organization.objects.create(name=said["name"])
        Listing.objects.create(
            organization=organization, source=other, source_key=str(number), **said
        )
    bring("second")
    assert list(OrganizationPair.objects.all()) == []


def test_joined_all_is_shown_under_one_page_and_the_old_address_leads_there(client, pair, hope):
    client.force_login(hope)
    assert press(client, pair, "one").url == "/duplicates/organizations/"
    pair.refresh_from_db()
    pair.younger.refresh_from_db()
    assert (pair.stays, pair.younger.same_as) == (pair.older, pair.older)
    assert client.get(f"/organizations/{pair.younger_id}/").url == (
        f"/organizations/{pair.older_id}/"
    )
    assert shown_on(client, pair.younger) == ["first", "second"]
    for kind in (Site, Service, Listing):
        assert set(kind.objects.values_list("organization", flat=True)) == {pair.older_id}
    consistent()
    found = {one.name: [site.name for site in one.sites.all()] for one in Service.objects.all()}
    assert found == {"first pantry": ["first place"], "second pantry": ["second place"]}
    assert acts(hope.here) == [*["directory_imported"] * 2, "organizations_joined"]


def test_both_lists_find_their_records_again(pair, hope, host, bring):
    with within(host):
        actions.one_organization(pair, by=hope)
    bring("second", name="Harbor Services, Inc.", description="Open to all.")
    assert Organization.objects.exclude(is_host=True).count() == 2
    assert OrganizationPair.objects.count() == 1
    assert set(Site.objects.values_list("organization", flat=True)) == {pair.older_id}


def test_taken_back_each_has_what_it_had(client, pair, hope):
    client.force_login(hope)
    press(client, pair, "one")
    assert "Take this back" in client.get("/duplicates/organizations/?decided=1").text
    press(client, pair, "take-back")
    assert (shown_on(client, pair.older), shown_on(client, pair.younger)) == (["first"], ["second"])
    assert [service.sites.count() for service in Service.objects.all()] == [0, 0]
    assert list(OrganizationPair.objects.waiting()) == [pair]
    consistent()


def test_where_a_person_said_since_that_help_is_given_stays(pair, hope, host):
    with within(host):
        actions.one_organization(pair, by=hope)
        service = Service.objects.get(name="second pantry")
        branch = Site(organization=pair.older, name="Branch", state="IL")
        actions.edit_site(branch, changes={}, by=hope)
        actions.edit_service(service, changes={}, sites=[branch], by=hope)
        actions.take_back_organizations(pair, by=hope)
    assert [site.name for site in service.sites.all()] == ["Branch"]


def test_what_went_elsewhere_since_stays_there(pair, hope, host, lakeside):
    with within(host):
        actions.one_organization(pair, by=hope)
        Site.objects.filter(name="second place").update(organization=lakeside)
        actions.take_back_organizations(pair, by=hope)
    assert Site.objects.get(name="second place").organization == lakeside


def test_kept_apart_they_are_never_proposed_again(client, pair, hope, bring):
    client.force_login(hope)
    press(client, pair, "two")
    bring("second", name="Harbor Services, Inc.", description="Open to all.")
    assert list(OrganizationPair.objects.waiting()) == []
    press(client, pair, "take-back")
    assert list(OrganizationPair.objects.waiting()) == [pair]


def test_the_one_that_people_keep_stays(pair, hope, host):
    Organization.objects.filter(pk=pair.younger_id).update(admitted_at=now())
    with within(host):
        actions.one_organization(pair, by=hope)
    pair.refresh_from_db()
    assert (pair.stays, pair.older.same_as) == (pair.younger, pair.younger)


def test_two_that_people_keep_are_not_joined_here(client, pair, hope):
    actions.claim(pair.older, name="Kim", email="kim@example.org")
    Organization.objects.filter(pk=pair.younger_id).update(admitted_at=now())
    client.force_login(hope)
    response = press(client, pair, "one")
    assert response.status_code == 409
    assert "People keep both of them" in response.text


def test_what_is_part_of_another_is_not_joined_again(pair, hope, host, lakeside):
    Organization.objects.filter(pk=pair.younger_id).update(same_as=lakeside)
    with within(host), pytest.raises(Blocked, match="part of another organization"):
        actions.one_organization(pair, by=hope)


def test_an_undone_import_leaves_no_pair_and_no_organization(bring, hope, host):
    bring("first")
    during = bring("second", name="Harbor Services, Inc.")
    with within(host):
        actions.ask_to_undo(during, by=hope)
    actions.work_on_imports()
    assert OrganizationPair.objects.count() == 0
    assert [one.name for one in Organization.objects.exclude(is_host=True)] == ["Harbor Services"]


@pytest.mark.parametrize("act", ["one", "two", "take-back"])
def test_only_the_host_decides(client, pair, mallory, act):
    client.force_login(mallory)
    assert press(client, pair, act).status_code == 403
    assert client.get("/duplicates/organizations/").status_code == 403


def test_nobody_decides_for_the_host_from_elsewhere(pair, mallory, elsewhere):
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.one_organization(pair, by=mallory)


def test_what_is_decided_is_not_decided_again(pair, hope, host):
    with within(host):
        actions.two_organizations(pair, by=hope)
        for act in (actions.one_organization, actions.two_organizations):
            with pytest.raises(Blocked, match="Somebody has decided this already"):
                act(pair, by=hope)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_once_one_counts(pair, hope):
    kinds = (actions.one_organization, actions.two_organizations) * 2
    told = at_once(*((hope, lambda act=act: act(pair, by=hope)) for act in kinds))
    assert told.count("done") == 1
