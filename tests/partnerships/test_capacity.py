"""Whether a program has room: said by itself, read by its partners before they call."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import localdate

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind, Rule
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import Capacity, Openness, State
from tests.conftest import organization, person
from tests.partnerships.building import partnership_of
from tests.pressing import at_once


def in_days(number):
    return localdate() + timedelta(days=number)


def say(client, openness, until=""):
    return client.post("/partnerships/capacity/", {"openness": openness, "until": until})


def full(by, days=3):
    with within(by.here):
        actions.say_capacity(Openness.FULL, until=in_days(days), by=by)


def test_an_advocate_says_that_the_shelter_is_full(client, partnership, ada, nora, harbor):
    client.force_login(ada)
    assert say(client, "full", in_days(3).isoformat()).status_code == 302
    with within(harbor):
        assert [event.act for event in Event.objects.all()] == ["capacity_said"]
    assert "We are full (until" in client.get("/partnerships/").text

    client.force_login(nora)
    for page in (f"/partnerships/{partnership.pk}/", f"/call/{harbor.pk}/"):
        text = client.get(page).text
        assert "Harbor House is full until" in text
        assert "Look for others nearby" in text


def test_where_one_is_full_the_next_best_is_shown(client, partnership, ada, nora, elsewhere):
    other = partnership_of(nora.here, elsewhere)
    full(ada)
    client.force_login(nora)
    text = client.get(f"/partnerships/{partnership.pk}/").text
    assert f'<a href="/partnerships/{other.pk}/">{elsewhere.name}</a>' in text


def test_who_is_full_too_or_no_partner_any_more_is_not_shown(
    client, partnership, ada, nora, mallory, elsewhere
):
    other = partnership_of(nora.here, elsewhere)
    full(ada)
    full(mallory)
    client.force_login(nora)
    page = f"/partnerships/{partnership.pk}/"
    assert f"/partnerships/{other.pk}/" not in client.get(page).text
    Capacity.objects.filter(organization=elsewhere).delete()
    other.move_to(State.ENDED)
    other.save()
    assert f"/partnerships/{other.pk}/" not in client.get(page).text


def test_a_partner_of_another_kind_is_not_the_next_best(client, partnership, ada, nora):
    clinic = organization("Prairie Clinic", Kind.HEALTH_CENTER, Rule.HIPAA)
    other = partnership_of(nora.here, clinic)
    full(ada)
    client.force_login(nora)
    assert f"/partnerships/{other.pk}/" not in client.get(f"/partnerships/{partnership.pk}/").text


def test_from_the_day_it_named_nothing_is_said_any_more(
    client, partnership, ada, nora, time_machine
):
    time_machine.move_to("2026-03-01T15:00Z")
    full(ada)
    for day, told in (("03", True), ("04", False)):
        time_machine.move_to(f"2026-03-{day}T15:00Z")
        client.force_login(nora)
        text = client.get(f"/partnerships/{partnership.pk}/").text
        assert ("is full until" in text) == told


def test_nobody_but_partners_reads_it(client, partnership, ada, mallory, harbor):
    full(ada)
    client.force_login(mallory)
    assert "is full until" not in client.get(f"/call/{harbor.pk}/").text
    assert "is full until" not in client.get(f"/organizations/{harbor.pk}/").text


def test_little_room_and_room_again(client, partnership, ada, nora):
    client.force_login(ada)
    say(client, "limited", in_days(10).isoformat())
    client.force_login(nora)
    assert "Harbor House has little room." in client.get(f"/partnerships/{partnership.pk}/").text
    client.force_login(ada)
    say(client, "open", in_days(10).isoformat())  # a day that was left in the field
    assert Capacity.objects.get().until is None
    client.force_login(nora)
    assert "Harbor House can take people." in client.get(f"/partnerships/{partnership.pk}/").text


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("", "Say until when you are full."),
        (0, "Choose a day after today, and within 60 days."),
        (61, "Choose a day after today, and within 60 days."),
        ("soon", "Enter a valid date."),
    ],
)
def test_a_day_that_makes_no_sense_is_answered_in_a_sentence(client, ada, until, sentence):
    client.force_login(ada)
    typed = in_days(until).isoformat() if isinstance(until, int) else until
    response = say(client, "full", typed)
    assert response.context["form"].errors == {"until": [sentence]}
    assert response.context["form"]["openness"].value() == "full"
    assert list(Capacity.objects.all()) == []


@pytest.mark.parametrize("until", [None, 0, 61])
def test_the_act_itself_takes_no_such_day(ada, harbor, until):
    day = until if until is None else in_days(until)
    with within(harbor), pytest.raises(Blocked):
        actions.say_capacity(Openness.FULL, until=day, by=ada)


def test_the_day_is_not_called_optional_because_who_is_full_needs_it(client, ada):
    client.force_login(ada)
    text = client.get("/partnerships/capacity/").text
    assert "Until when" in text
    assert "optional" not in text


def test_who_only_counts_says_nothing(client, harbor):
    evaluator = person("Eve", harbor, Role.EVALUATOR)
    client.force_login(evaluator)
    assert say(client, "open").status_code == 403
    assert "Say whether you have room" not in client.get("/partnerships/").text
    with within(harbor), pytest.raises(PermissionDenied):
        actions.say_capacity(Openness.OPEN, until=None, by=evaluator)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_it_at_once_the_last_counts_whole(ada, abel, harbor):
    def speak(who, openness, until):
        return who, lambda: actions.say_capacity(openness, until=until, by=who)

    said = [speak(ada, Openness.OPEN, None), speak(abel, Openness.FULL, in_days(2))]
    assert at_once(*said) == ["done", "done"]
    now_ = Capacity.objects.get()
    assert (now_.openness == Openness.FULL) == (now_.until is not None)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"openness": "full", "until": None}, "capacity_full_until_a_day"),
        ({"openness": "open", "until": "2026-12-01"}, "capacity_open_until_further_notice"),
        ({"openness": "maybe"}, "capacity_is_known"),
    ],
)
def test_the_database_keeps_it_whole(harbor, wrong, name):
    with pytest.raises(IntegrityError, match=name):
        Capacity.objects.create(organization=harbor, **wrong)
