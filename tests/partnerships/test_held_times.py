"""Times that a health center keeps open for a partner's people: published, changed, left out, ended."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import HeldTime, HeldTimeSkip
from tests.conftest import person
from tests.directory.building import listed
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import (
    acts_of,
    held_at,
    press_held,
    publish_held,
    said_of,
    seen_coming,
    typed_held,
)

pytestmark = pytest.mark.usefixtures("a_monday", "three_times_a_week")


def test_a_published_time_is_seen_by_the_partner(client, partnership, clinic, nora, ada, lakeside):
    client.force_login(nora)  # care staff, who may say whether there is room
    assert publish_held(client, partnership, clinic).status_code == 302
    assert acts_of(lakeside) == ["held_time_published"]
    assert "Every Tuesday, 2 p.m." in client.get("/held-times/").text
    client.force_login(ada)
    assert seen_coming(client, partnership) == [
        "03-02 14:00",
        "03-09 14:00",
        "03-16 14:00",
        "03-23 14:00",
    ]
    text = client.get(f"/partnerships/{partnership.pk}/held-times/").text
    assert "Tuesday, March 2, 2027, 2 p.m. to 2:30 p.m." in text
    assert "Pilsen Clinic · visit · interpreter: Spanish" in text
    assert "1 of 3 agreed" in text
    assert "Held this week by Lakeside Health Center: 1 of 3 agreed." in (
        client.get(f"/partnerships/{partnership.pk}/").text
    )


def test_a_single_day_is_an_extra_one(client, partnership, clinic, nora, ada):
    client.force_login(nora)
    publish_held(client, partnership, clinic)
    answer = publish_held(
        client, partnership, clinic, weekday="0", from_day="2027-03-04", until_day=""
    )
    assert answer.status_code == 302
    client.force_login(ada)
    assert seen_coming(client, partnership)[:3] == ["03-02 14:00", "03-04 14:00", "03-09 14:00"]


def test_a_day_is_left_out_and_held_after_all(client, partnership, clinic, nora, ada, lakeside):
    held = held_at(clinic, partnership)
    client.force_login(nora)
    assert press_held(client, held, "skip", day="2027-03-09").status_code == 302
    assert "Not on March 9, 2027." in client.get("/held-times/").text
    client.force_login(ada)
    assert seen_coming(client, partnership)[:2] == ["03-02 14:00", "03-16 14:00"]
    client.force_login(nora)
    press_held(client, held, "hold-again", day="2027-03-09")
    assert list(HeldTimeSkip.objects.all()) == []
    assert acts_of(lakeside) == ["held_time_held_again", "held_time_skipped"]


@pytest.mark.parametrize("day", ["2027-03-10", "2027-02-23", "9999-12-31", "soon"])
def test_only_one_of_its_next_days_is_left_out(client, partnership, clinic, nora, day):
    held = held_at(clinic, partnership)
    client.force_login(nora)
    assert press_held(client, held, "skip", day=day).status_code == 302
    assert list(HeldTimeSkip.objects.all()) == []


def test_the_act_itself_leaves_out_no_other_day(partnership, clinic, nora, lakeside):
    held = held_at(clinic, partnership)
    for day, words in (
        (date(2027, 3, 10), "not held on this day"),
        (date(2027, 2, 23), "has passed"),
    ):
        with within(lakeside), pytest.raises(Blocked, match=words):
            actions.skip_held_time(held, day=day, by=nora)


def test_a_change_holds_from_now_on(client, partnership, clinic, nora, ada, time_machine):
    held = held_at(clinic, partnership)
    client.force_login(nora)
    press_held(client, held, "skip", day="2027-03-16")
    time_machine.move_to("2027-03-09T21:00Z")  # an hour after this Tuesday's
    client.force_login(nora)
    answer = press_held(
        client, held, "change", **typed_held(partnership, clinic, starts_at="15:30")
    )
    assert answer.status_code == 302
    client.force_login(ada)
    assert seen_coming(client, partnership)[:2] == ["03-09 15:30", "03-23 15:30"]
    answer = client.get(f"/partnerships/{partnership.pk}/held-times/")
    [(_organization, weeks)] = answer.context["sides"]
    assert [(str(week.monday), week.published) for week in weeks] == [
        ("2027-03-08", 2),
        ("2027-03-01", 1),
    ]


def test_a_change_of_nothing_but_the_minutes_is_one(client, partnership, clinic, nora):
    held = held_at(clinic, partnership)
    client.force_login(nora)
    form = client.get(f"/held-times/{held.pk}/change/").context["form"]
    assert form["weekday"].value() == "2"
    press_held(
        client,
        held,
        "change",
        **typed_held(partnership, clinic, from_day="2026-01-01", minutes="60"),
    )
    assert [one.minutes for one in HeldTime.objects.filter(ended_at=None)] == [60]


def test_ending_asks_first(client, partnership, clinic, nora, ada, lakeside):
    held = held_at(clinic, partnership)
    client.force_login(nora)
    assert "Stop holding this time?" in client.get(f"/held-times/{held.pk}/end/").text
    assert seen_coming(client, partnership) != []
    assert press_held(client, held, "end").status_code == 302
    assert acts_of(lakeside) == ["held_time_ended"]
    assert seen_coming(client, partnership) == []
    assert "You hold no times open now." in client.get("/held-times/").text
    assert press_held(client, held, "end").status_code == 409


# ---- who sees it, who may


def test_nobody_but_that_partner_sees_it(client, partnership, clinic, mallory, elsewhere, lakeside):
    held_at(clinic, partnership)
    client.force_login(mallory)
    assert client.get(f"/partnerships/{partnership.pk}/held-times/").status_code == 404
    other = partnership_of(lakeside, elsewhere)
    assert seen_coming(client, other) == []
    assert client.get("/held-times/").context["rows"] == []


def test_who_may_not_say_whether_there_is_room_publishes_nothing(
    client, partnership, clinic, lakeside
):
    held = held_at(clinic, partnership)
    eve = person("Eve", lakeside, Role.EVALUATOR, Role.SIGNATORY)
    client.force_login(eve)
    assert client.get("/held-times/").status_code == 200
    assert publish_held(client, partnership, clinic).status_code == 403
    for act in ("change", "end", "skip", "hold-again"):
        assert press_held(client, held, act, day="2027-03-09").status_code == 403
    with within(lakeside), pytest.raises(PermissionDenied):
        actions.publish_held_time(partnership, said=said_of(clinic), by=eve)


def test_the_partner_changes_nothing(client, partnership, clinic, ada, harbor):
    held = held_at(clinic, partnership)
    client.force_login(ada)
    for act in ("change", "end", "skip", "hold-again"):
        assert press_held(client, held, act, day="2027-03-09").status_code == 404
    with within(harbor), pytest.raises(HeldTime.DoesNotExist):
        actions.end_held_time(held, by=ada)


def test_a_program_holds_no_times(client, partnership, ada, harbor):
    office = listed(harbor, "Office")
    client.force_login(ada)
    assert "Health centers hold times open." in client.get("/held-times/").text
    form = publish_held(client, partnership, office).context["form"]
    assert form.errors["__all__"] == [
        "Health centers hold times open. Your partner publishes them."
    ]
    with within(harbor), pytest.raises(Blocked, match="Health centers hold times open"):
        actions.publish_held_time(partnership, said=said_of(office), by=ada)
