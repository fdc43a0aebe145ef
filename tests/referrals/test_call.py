"""Calling together: a number, three sentences, one tap; and nothing about anybody."""

import pytest

from alongside.audit.models import Detail, Event, Tally
from alongside.directory.models import Profile, Site
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from tests.partnerships.building import partnership_of
from tests.partnerships.rota_building import time_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def profile(harbor):
    words = "We listen. We plan for safety. We find a bed."
    return Profile.objects.create(
        organization=harbor, what_we_do=words, phone="(312) 555-0142", phone_link="tel:+13125550142"
    )


def test_nora_has_the_number_and_three_sentences_before_her(client, profile, nora, harbor):
    client.force_login(nora)
    page = client.get(f"/call/{harbor.pk}/")
    assert page.status_code == 200
    assert 'href="tel:+13125550142"' in page.text
    assert profile.what_we_do in page.text


def test_without_a_profile_there_is_the_number_people_call(client, nora, harbor):
    Site.objects.create(
        organization=harbor,
        name="Harbor House",
        is_confidential=True,
        areas=["IL"],
        phone="(312) 555-0199",
        phone_link="tel:+13125550199",
    )
    client.force_login(nora)
    assert 'href="tel:+13125550199"' in client.get(f"/call/{harbor.pk}/").text


def test_who_answers_now_stands_above_the_number_of_a_partner(
    client, profile, nora, ada, lakeside, harbor, time_machine
):
    time_machine.move_to("2026-11-23T16:00Z")
    other = {"line": "(312) 555-0143", "line_link": "tel:+1-312-555-0143"}
    time_of(harbor, ada, shown_as="A.", **other)
    client.force_login(nora)
    assert "Answers now" not in client.get(f"/call/{harbor.pk}/").text
    partnership_of(lakeside, harbor)
    page = client.get(f"/call/{harbor.pk}/").text
    answers, number = page.index('href="tel:+1-312-555-0143"'), page.index("tel:+13125550142")
    assert page.index("Answers now") < answers < number
    assert "A., advocate, by phone, until 5 pm (Chicago time)" in page


@pytest.mark.parametrize("outcome", ["spoke", "card", "not_now"])
def test_one_tap_ends_it_as_a_count(client, nora, lakeside, outcome):
    client.force_login(nora)
    for _ in range(2):
        assert client.post(f"/call/ended/{outcome}/").status_code == 302
    with within(lakeside):
        [tally] = Tally.objects.all()
        assert [tally.key, tally.number, tally.site] == [f"call_{outcome}", 2, None]
        assert [Event.objects.count(), Detail.objects.count()] == [0, 0]


def test_another_ending_is_not_counted(client, nora, lakeside):
    client.force_login(nora)
    assert client.post("/call/ended/cried/").status_code == 404
    with within(lakeside):
        assert Tally.objects.count() == 0


def test_a_role_without_the_power_calls_nobody(client, nora, harbor):
    nora.session_membership.roles = ["evaluator"]
    nora.session_membership.save()
    client.force_login(nora)
    answers = [client.get(f"/call/{harbor.pk}/"), client.post("/call/ended/spoke/")]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_nobody_unknown_is_called(client, nora):
    client.force_login(nora)
    assert client.get(f"/call/{Organization().pk}/").status_code == 404


def test_another_organization_reads_no_tally(client, nora, harbor):
    client.force_login(nora)
    client.post("/call/ended/spoke/")
    with within(harbor):
        assert Tally.objects.count() == 0
