"""Held times by the clock on the wall there: summer time, midnight, the leap day; and how many there were."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import now

from alongside.partnerships import holding
from alongside.partnerships.models import Agreement, HeldTime, HeldTimeSkip, Partnership
from tests.directory.building import listed
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import held_at

HONOLULU = {"latitude": 21.3, "longitude": -157.85, "state": "HI", "time_zone": "Pacific/Honolulu"}
GUAM = {"latitude": 13.44, "longitude": 144.79, "state": "GU", "time_zone": "Pacific/Guam"}


@pytest.fixture
def partnership(lakeside, harbor, time_machine):
    time_machine.move_to("2027-01-04T18:00Z")
    return partnership_of(lakeside, harbor, held_times_a_week=3)


def coming(days=holding.AHEAD):
    held = HeldTime.objects.standing().with_all()
    return [
        (one.wall.strftime("%a %m-%d %H:%M"), one.wall_end.strftime("%H:%M"), one.zone_name)
        for one in holding.coming(held, days)
    ]


def test_two_o_clock_stays_two_o_clock_across_summer_time(partnership, clinic, time_machine):
    held_at(clinic, partnership)
    time_machine.move_to("2027-03-09T18:00Z")
    assert coming(10) == [
        ("Tue 03-09 14:00", "14:30", "CST"),
        ("Tue 03-16 14:00", "14:30", "CDT"),
    ]
    starts = [one.starts.astimezone(ZoneInfo("UTC")).hour for one in all_coming()]
    assert starts[:2] == [20, 19]
    time_machine.move_to("2027-11-02T18:00Z")
    assert [zone for _at, _end, zone in coming(10)] == ["CDT", "CST"]


def all_coming():
    return holding.coming(HeldTime.objects.standing().with_all())


def test_an_hour_that_the_clock_leaps_over_comes_an_hour_later(partnership, clinic, time_machine):
    time_machine.move_to("2027-03-13T18:00Z")
    held_at(clinic, partnership, weekday=7, starts_at=time(2, 30))
    assert coming(8) == [
        ("Sun 03-14 03:30", "04:00", "CDT"),
        ("Sun 03-21 02:30", "03:00", "CDT"),
    ]


def test_an_hour_that_comes_twice_is_held_the_first_time(partnership, clinic, time_machine):
    time_machine.move_to("2027-11-06T18:00Z")
    held_at(clinic, partnership, weekday=7, starts_at=time(1, 30), minutes=60)
    assert coming(3) == [("Sun 11-07 01:30", "01:30", "CDT")]


def test_past_midnight_it_is_still_there_until_it_ends(partnership, clinic, time_machine):
    held_at(clinic, partnership, starts_at=time(23, 45), minutes=30)
    time_machine.move_to("2027-01-13T06:10Z")  # ten past midnight on Wednesday in Chicago
    assert coming(2) == [("Tue 01-12 23:45", "00:15", "CST")]
    time_machine.move_to("2027-01-13T06:15Z")
    assert coming(2) == []


def test_the_leap_day_is_a_day(partnership, clinic, time_machine):
    time_machine.move_to("2028-02-25T18:00Z")
    once = {"weekday": None, "from_day": date(2028, 2, 29), "until_day": date(2028, 2, 29)}
    held_at(clinic, partnership, **once, starts_at=time(9))
    held_at(clinic, partnership)
    assert [at for at, _end, _zone in coming(12)] == [
        "Tue 02-29 09:00",
        "Tue 02-29 14:00",
        "Tue 03-07 14:00",
    ]


@pytest.mark.parametrize(
    ("place", "moment", "found"),
    [
        (HONOLULU, "2027-01-13T05:00Z", "Tue 01-12 23:00"),  # Tuesday evening there
        (GUAM, "2027-01-11T15:00Z", "Tue 01-12 23:00"),  # Tuesday began there an hour ago
    ],
)
def test_today_is_today_at_the_place(partnership, lakeside, time_machine, place, moment, found):
    far = listed(lakeside, "Far", **place)
    held_at(far, partnership, starts_at=time(23))
    time_machine.move_to(moment)
    assert coming(1)[0][0] == found
    [held] = HeldTime.objects.with_all()
    assert holding.today_at(held) == date(2027, 1, 12)
    assert holding.days_ahead(held, 1) == [date(2027, 1, 12)]


def test_where_the_record_has_no_zone_it_is_that_of_its_state(partnership, lakeside, time_machine):
    held_at(listed(lakeside, "New", time_zone=""), partnership)
    assert coming(1) == [("Tue 01-05 14:00", "14:30", "CST")]


def test_it_begins_and_ends_with_its_days(partnership, clinic):
    held_at(clinic, partnership, from_day=date(2027, 1, 12), until_day=date(2027, 1, 19))
    assert [at for at, _end, _zone in coming()] == ["Tue 01-12 14:00", "Tue 01-19 14:00"]


# ---- how many there were


def weeks(partnership, organization):
    return [
        (week.monday.strftime("%m-%d"), week.published, week.agreed)
        for week in holding.weeks(partnership, organization)
    ]


def test_this_week_and_the_last_eight_are_counted(partnership, clinic, lakeside, time_machine):
    held_at(clinic, partnership, published_at="2027-01-04T18:00Z")
    held_at(clinic, partnership, weekday=5, starts_at=time(9), from_day=date(2027, 1, 11))
    time_machine.move_to("2027-01-13T18:00Z")
    assert weeks(partnership, lakeside) == [("01-11", 2, 3), ("01-04", 1, 3)]
    time_machine.move_to("2027-04-13T18:00Z")
    found = weeks(partnership, lakeside)
    assert (len(found), found[0], found[-1]) == (9, ("04-12", 2, 3), ("02-15", 2, 3))


def test_what_was_left_out_ended_or_published_too_late_does_not_count(
    partnership, clinic, lakeside, time_machine
):
    late = held_at(clinic, partnership, published_at="2027-01-12T20:01Z")  # a minute too late
    assert weeks(partnership, lakeside) == [("01-04", 0, 3)]
    time_machine.move_to("2027-01-27T18:00Z")
    assert weeks(partnership, lakeside)[:3] == [("01-25", 1, 3), ("01-18", 1, 3), ("01-11", 0, 3)]
    HeldTimeSkip.objects.create(held_time=late, day=date(2027, 1, 19))
    late.ended_at = "2027-01-26T19:59Z"
    late.save()
    assert weeks(partnership, lakeside)[:2] == [("01-25", 0, 3), ("01-18", 0, 3)]


def test_each_week_is_held_against_what_was_agreed_then(
    partnership, clinic, lakeside, harbor, time_machine
):
    held_at(clinic, partnership)
    changed = now() + timedelta(days=8)
    Agreement.objects.update(replaced_at=changed)
    Agreement.objects.create(
        partnership=partnership,
        number=2,
        modes=["held_time"],
        items=[],
        held_times_a_week=1,
        proposed_by=lakeside,
        agreed_by=harbor,
        in_force_from=changed,
    )
    time_machine.move_to("2027-01-19T18:00Z")
    assert weeks(partnership, lakeside) == [("01-18", 1, 1), ("01-11", 1, 1), ("01-04", 1, 3)]


def test_weeks_before_the_partnership_are_not_held_against_it(
    partnership, clinic, lakeside, harbor
):
    held_at(clinic, partnership)
    assert weeks(partnership, lakeside) == [("01-04", 1, 3)]
    assert weeks(partnership, harbor) == [("01-04", 0, 3)]
    Agreement.objects.update(held_times_a_week=0)
    assert weeks(partnership, harbor) == []
    assert holding.this_week(Partnership.objects.get(), lakeside).published == 1
    assert holding.this_week(Partnership.objects.get(), harbor) is None
