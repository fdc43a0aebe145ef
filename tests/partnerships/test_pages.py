"""What people read about their partners."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from alongside.directory.models import Profile
from alongside.orgs.models import Kind, Rule
from tests.conftest import organization
from tests.partnerships.building import (
    change_of,
    confirmation_of,
    opening_key_of,
    partnership_of,
    proposal_of,
    signing_key_of,
)


def names(response):
    return [row.name for row in response.context["rows"]]


def test_the_list_shows_ones_own_partners_only(client, lakeside, harbor, elsewhere, host, nora):
    partnership_of(lakeside, harbor)
    partnership_of(harbor, elsewhere)
    proposal_of(host, lakeside)
    client.force_login(nora)
    response = client.get("/partnerships/")
    assert names(response) == ["Coalition", "Harbor House"]
    assert [row.waits for row in response.context["rows"]] == [
        ["Answer the proposal of Coalition"],
        [],
    ]


def test_one_without_partners_is_told_how_to_begin(client, mallory, lakeside, harbor):
    partnership_of(lakeside, harbor)
    client.force_login(mallory)
    response = client.get("/partnerships/")
    assert names(response) == []
    assert response.text.count("Harbor House") == 0


def test_the_list_takes_the_same_queries_for_one_and_three(client, lakeside, nora):
    client.force_login(nora)
    client.get("/partnerships/")
    taken = {}
    for number in (1, 2, 3):
        partnership_of(lakeside, organization(f"Program {number}", Kind.OTHER, Rule.VSP))
        with CaptureQueriesContext(connection) as queries:
            assert len(names(client.get("/partnerships/"))) == number
        taken[number] = len(queries)
    assert taken[1] == taken[3]


def test_a_long_list_comes_in_pages(client, lakeside, nora):
    for number in range(26):
        partnership_of(lakeside, organization(f"Program {number:02}", Kind.OTHER, Rule.VSP))
    client.force_login(nora)
    assert len(names(client.get("/partnerships/"))) == 25
    assert names(client.get("/partnerships/?page=2")) == ["Program 25"]


def test_the_page_says_who_to_call_what_was_agreed_and_whether_letters_go(
    client, lakeside, harbor, nora, nils, ada
):
    partnership = partnership_of(
        lakeside, harbor, modes=["call_together"], items=["name"], response_hours=1
    )
    partnership.members.filter(organization=harbor).update(contact=ada.session_membership)
    Profile.objects.create(
        organization=harbor,
        what_we_do="We listen.",
        phone="(312) 555-0142",
        phone_link="tel:+13125550142",
    )
    client.force_login(nora)
    page = client.get(f"/partnerships/{partnership.pk}/").text
    for words in (
        '<a href="tel:+13125550142">(312) 555-0142</a>',
        "Ask for Ada.",
        "We listen.",
        "call together on the clinic&#x27;s phone",
        "A letter is opened within 1 hour.",
        "lasts at most 14 days.",
        "Your organization has no keys yet.",
        "nobody yet",
    ):
        assert page.count(words) >= 1, words


def test_a_letter_is_offered_when_it_can_go(client, lakeside, harbor, nils, abel):
    partnership = partnership_of(lakeside, harbor)
    key, theirs = signing_key_of(lakeside), signing_key_of(harbor)
    opening_key_of(harbor, theirs)
    client.force_login(nils)
    address = f"/partnerships/{partnership.pk}/"
    assert client.get(address).text.count("Compare the six words") == 1
    confirmation_of(partnership, lakeside, key)
    page = client.get(address)
    assert page.context["letters"].is_ready
    assert page.text.count("Compare the six words") == 0


def test_who_may_settle_it_sees_the_answers_and_others_do_not(
    client, lakeside, harbor, abel, ada, nils
):
    partnership = proposal_of(lakeside, harbor).partnership
    address = f"/partnerships/{partnership.pk}/"
    agree = f'action="{address}agree/1/"'
    for person, offered in ((abel, 1), (ada, 0), (nils, 0)):
        client.force_login(person)
        assert client.get(address).text.count(agree) == offered


def test_a_change_that_waits_is_read_beside_what_is_in_force(client, lakeside, harbor, abel):
    partnership = partnership_of(lakeside, harbor, response_hours=24)
    change_of(partnership, lakeside, response_hours=3)
    client.force_login(abel)
    page = client.get(f"/partnerships/{partnership.pk}/").text
    assert page.count("within 24 hours") == 1
    assert page.count("within 3 hours") == 1


def test_the_page_of_an_ended_partnership_offers_nothing(client, lakeside, harbor, nils):
    partnership = partnership_of(lakeside, harbor)
    partnership.state, partnership.ended_at = "ended", now()
    partnership.save()
    client.force_login(nils)
    page = client.get(f"/partnerships/{partnership.pk}/").text
    assert page.count("/end/") + page.count("/people/") - page.count('"/people/"') == 0


@pytest.mark.parametrize("page", ["", "change/", "people/", "end/", "confirm/"])
def test_pages_are_there_in_spanish_and_are_not_stored(client, lakeside, harbor, nils, page):
    partnership = partnership_of(lakeside, harbor)
    client.force_login(nils)
    response = client.get(f"/es/partnerships/{partnership.pk}/{page}")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
