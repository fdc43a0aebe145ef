"""Held times stay within the agreement, and at places that everybody may know."""

from datetime import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.directory.models import Site
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind, Rule
from alongside.partnerships import actions
from alongside.partnerships.models import Agreement, HeldTime
from tests.conftest import organization
from tests.directory.building import listed
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import held_at, press_held, publish_held, said_of, seen_coming
from tests.pressing import at_once

pytestmark = pytest.mark.usefixtures("a_monday", "three_times_a_week")


# ---- within the agreement


def test_without_held_times_in_the_agreement_none_is_published(
    client, partnership, clinic, nora, lakeside
):
    held_at(clinic, partnership)
    Agreement.objects.update(modes=["call_together"])
    client.force_login(nora)
    assert "None of your agreements in force has held times." in client.get("/held-times/").text
    assert "The agreement has no held times any more." in client.get("/held-times/").text
    assert seen_coming(client, partnership) == []
    assert list(publish_held(client, partnership, clinic).context["form"].errors) == ["partnership"]
    with within(lakeside), pytest.raises(Blocked, match="Propose a change to it first"):
        actions.publish_held_time(partnership, said=said_of(clinic), by=nora)


def test_after_the_end_of_the_partnership_nobody_sees_them(
    client, partnership, clinic, nora, nils, ada
):
    held = held_at(clinic, partnership)
    with within(nils.here):
        actions.end(partnership, by=nils)
    client.force_login(ada)
    assert seen_coming(client, partnership) == []
    client.force_login(nora)
    assert press_held(client, held, "end").status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"from_day": "2029-04-01"}, "Choose a first day within two years."),
        ({"weekday": "0", "from_day": "2027-02-28"}, "This is over already."),
        ({"until_day": "2027-02-28"}, "This is over already."),
        ({"from_day": "2027-03-20", "until_day": "2027-03-19"}, "The last day lies before"),
        ({"from_day": "2027-03-03", "until_day": "2027-03-06"}, "This weekday does not come"),
        ({"from_day": "2026-01-01"}, "You already hold this time"),
    ],
)
def test_days_that_make_no_sense_are_answered_and_kept(
    client, partnership, clinic, nora, fields, words
):
    held_at(clinic, partnership)
    client.force_login(nora)
    form = publish_held(client, partnership, clinic, **fields).context["form"]
    assert [error.startswith(words) for error in form.errors["__all__"]] == [True]
    assert form["starts_at"].value() == "14:00"
    assert HeldTime.objects.count() == 1


def test_only_places_that_everybody_may_know(client, partnership, clinic, nora, lakeside, harbor):
    hidden = listed(lakeside, "Hidden", time_zone="America/Chicago", is_confidential=True)
    theirs = listed(harbor, "Office")
    client.force_login(nora)
    form = client.get("/held-times/publish/").context["form"]
    assert list(form.fields["site"].queryset) == [clinic]
    for site in (hidden, theirs):
        with within(lakeside), pytest.raises(Blocked, match="everybody may know"):
            actions.publish_held_time(partnership, said=said_of(site), by=nora)


def test_a_place_without_a_time_zone_holds_none(client, partnership, clinic, nora):
    Site.objects.update(time_zone="", state="")
    client.force_login(nora)
    [error] = publish_held(client, partnership, clinic).context["form"].errors["__all__"]
    assert error.startswith("The directory does not know the time zone of this place.")


@pytest.mark.parametrize(
    "gone", [{"retired_at": "2027-01-01T00:00Z"}, {"is_confidential": True, "areas": ["IL"]}]
)
def test_a_place_that_is_not_listed_any_more_is_named_to_nobody(
    client, partnership, clinic, nora, ada, gone
):
    held_at(clinic, partnership)
    place = dict.fromkeys(["address_1", "city", "postal_code", "county"], "")
    Site.objects.update(latitude=None, longitude=None, **place, **gone)
    client.force_login(ada)
    assert seen_coming(client, partnership) == []
    client.force_login(nora)
    assert "This place is not listed any more." in client.get("/held-times/").text


# ---- at once, in the database, in lists


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_the_same_at_once_one_counts(partnership, clinic, nora, nils):
    said = said_of(clinic)

    def put_up(who):
        return who, lambda: actions.publish_held_time(partnership, said=said, by=who)

    told = sorted(at_once(put_up(nora), put_up(nils)))
    assert told == ["You already hold this time for this partner.", "done"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_at_once_one_counts(partnership, clinic, nora, nils):
    held = held_at(clinic, partnership)

    def change(who, hour):
        said = said_of(clinic, starts_at=time(hour))
        return who, lambda: actions.change_held_time(held, said=said, by=who)

    told = sorted(at_once(change(nora, 9), change(nils, 10)))
    assert told == ["This time is not held any more.", "done"]
    assert HeldTime.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"weekday": 8}, "held_time_weekly_or_on_one_day"),
        ({"weekday": None}, "held_time_weekly_or_on_one_day"),
        ({"until_day": "2025-01-01"}, "held_time_ends_no_earlier"),
        ({"minutes": 4}, "held_time_5_minutes_to_8_hours"),
        ({"kind": "lunch"}, "held_time_kind_is_known"),
        ({"ended_at": "2025-01-01T00:00Z"}, "held_time_ended_after"),
        ({"starts_at": "09:00"}, "held_time_weekly_once"),
    ],
)
def test_the_database_keeps_it_whole(partnership, clinic, wrong, name):
    held_at(clinic, partnership)
    held_at(clinic, partnership, starts_at=time(9))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        HeldTime.objects.update(**wrong)


def test_a_single_time_is_held_once_and_a_day_left_out_once(partnership, clinic):
    day = {"weekday": None, "from_day": "2027-03-02", "until_day": "2027-03-02"}
    held = held_at(clinic, partnership, **day)
    with pytest.raises(IntegrityError, match="held_time_single_once"), transaction.atomic():
        held_at(clinic, partnership, **day)
    held.skips.create(day="2027-03-02")
    with pytest.raises(IntegrityError, match="held_time_skipped_once"), transaction.atomic():
        held.skips.create(day="2027-03-02")


def test_lists_take_the_same_queries_for_one_and_three(client, partnership, clinic, nora):
    client.force_login(nora)
    taken = []
    for hours in ((8,), (9, 10)):
        for hour in hours:
            held_at(clinic, partnership, starts_at=time(hour))
        client.get("/held-times/")
        counts = []
        for page in ("/held-times/", f"/partnerships/{partnership.pk}/held-times/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            counts.append(len(queries))
        taken.append(counts)
    assert taken[0] == taken[1]


def test_long_lists_come_in_pages(client, partnership, clinic, nora):
    for minute in range(26):
        held_at(clinic, partnership, starts_at=time(8, minute))
    client.force_login(nora)
    assert len(client.get("/held-times/?page=2").context["rows"]) == 1
    answer = client.get(f"/partnerships/{partnership.pk}/held-times/?page=5")
    assert len(answer.context["page"]) == 4


def test_a_second_partner_has_its_own(client, partnership, clinic, nora, lakeside):
    other = organization("Other", Kind.VIOLENCE_PROGRAM, Rule.VSP)
    theirs = partnership_of(lakeside, other)
    held_at(clinic, theirs, starts_at=time(9))
    held_at(clinic, partnership)
    client.force_login(nora)
    rows = client.get("/held-times/").context["rows"]
    assert [row["partner"] for row in rows] == ["Other", "Harbor House"]
    assert seen_coming(client, theirs)[:1] == ["03-02 09:00"]
