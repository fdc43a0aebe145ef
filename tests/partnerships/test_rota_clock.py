"""Who answers now, by the clock on the wall there: across midnight, the year's end, a leap day and summer time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.partnerships.models import RotaChange, RotaException, RotaTime
from alongside.partnerships.shifts import now_and_later, shift_on

CHICAGO, NEW_YORK, PHOENIX = "America/Chicago", "America/New_York", "America/Phoenix"
GUAM, SAMOA, ADAK = "Pacific/Guam", "Pacific/Pago_Pago", "America/Adak"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SPRING, FALL = date(2026, 3, 8), date(2026, 11, 1)  # in the United States at two in the morning


def pattern(starts, ends, days="1234567", zone=CHICAGO, **fields):
    """A time of the week that nobody has saved."""
    made = RotaTime(
        weekdays=[int(day) for day in days],
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        time_zone=zone,
        valid_from=date(2020, 1, 1),
        **fields,
    )
    made.changes = []
    return made


def at(told):
    return datetime.fromisoformat(told).replace(tzinfo=UTC)


def begins_and_ends(one, day):
    shift = shift_on(one, day)
    return shift and (f"{shift.starts_at:%d %H:%M}", f"{shift.ends_at:%d %H:%M}")


def is_now(one, moment):
    return any(shift.is_at(moment) for shift in now_and_later([one], moment))


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "found"),
    [
        # 1:30 exists, 2:30 does not, and the clock jumps from 2 to 3 at 8:00 in UTC.
        (CHICAGO, "01:30", "03:30", ("08 07:30", "08 08:30")),
        (CHICAGO, "02:30", "06:00", ("08 08:00", "08 11:00")),
        (CHICAGO, "01:00", "02:30", ("08 07:00", "08 08:00")),
        (CHICAGO, "02:30", "03:15", ("08 08:00", "08 08:15")),
        (CHICAGO, "02:15", "02:45", None),  # no clock shows any of it
        (NEW_YORK, "02:30", "06:00", ("08 07:00", "08 10:00")),
        (ADAK, "02:30", "06:00", ("08 12:00", "08 15:00")),
        (PHOENIX, "02:30", "06:00", ("08 09:30", "08 13:00")),  # keeps its time all year
        (GUAM, "02:30", "06:00", ("07 16:30", "07 20:00")),
    ],
)
def test_an_hour_that_does_not_exist_begins_when_the_clock_jumps(zone, starts, ends, found):
    assert begins_and_ends(pattern(starts, ends, zone=zone), SPRING) == found


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "found"),
    [
        # One o'clock comes twice, at 6:00 and at 7:00 in UTC.
        (CHICAGO, "01:30", "06:00", ("01 06:30", "01 12:00")),
        (CHICAGO, "00:00", "01:30", ("01 05:00", "01 06:30")),
        (CHICAGO, "01:00", "02:00", ("01 06:00", "01 08:00")),  # two hours long
        (NEW_YORK, "01:30", "06:00", ("01 05:30", "01 11:00")),
        (PHOENIX, "01:30", "06:00", ("01 08:30", "01 13:00")),
    ],
)
def test_of_an_hour_that_comes_twice_the_first_counts(zone, starts, ends, found):
    assert begins_and_ends(pattern(starts, ends, zone=zone), FALL) == found


@pytest.mark.parametrize("day", [SPRING, FALL])
@pytest.mark.parametrize("hand_over", ["01:00", "01:30", "02:00", "02:30", "03:00"])
def test_of_two_who_hand_over_in_such_a_night_one_answers_at_every_minute(day, hand_over):
    night, morning = pattern("22:00", hand_over), pattern(hand_over, "08:00")
    moment = datetime.combine(day, time(5), UTC)
    for passed in range(8 * 60):
        answering = [is_now(one, moment + MINUTE * passed) for one in (night, morning)]
        assert sum(answering) == 1, moment + MINUTE * passed


def test_a_night_goes_on_after_midnight_and_belongs_to_the_day_it_began():
    friday = pattern("22:00", "06:00", days="5")
    assert [is_now(friday, at(told)) for told in ("2026-11-21T03:59", "2026-11-21T04:00")] == [
        False,
        True,
    ]
    assert [is_now(friday, at(told)) for told in ("2026-11-21T11:59", "2026-11-21T12:00")] == [
        True,
        False,
    ]


def test_a_night_goes_on_into_the_new_year():
    thursday = pattern("22:00", "06:00", days="4")
    assert begins_and_ends(thursday, date(2026, 12, 31)) == ("01 04:00", "01 12:00")
    assert is_now(thursday, at("2027-01-01T06:30"))


def test_a_leap_day_is_a_day():
    tuesday = pattern("22:00", "06:00", days="2")
    assert begins_and_ends(tuesday, date(2028, 2, 29)) == ("01 04:00", "01 12:00")
    assert is_now(tuesday, at("2028-03-01T06:00"))
    last = pattern("09:00", "17:00", valid_until=date(2028, 2, 29))
    assert [is_now(last, at(told)) for told in ("2028-02-29T16:00", "2028-03-01T16:00")] == [
        True,
        False,
    ]


def test_twice_the_same_hour_is_a_whole_day():
    assert begins_and_ends(pattern("00:00", "00:00"), date(2026, 11, 23)) == (
        "23 06:00",
        "24 06:00",
    )
    assert begins_and_ends(pattern("00:00", "00:00"), SPRING) == ("08 06:00", "09 05:00")


def test_the_same_moment_is_another_day_elsewhere():
    moment = at("2026-11-23T02:00")  # Monday in Guam, Sunday in Samoa
    assert is_now(pattern("11:00", "13:00", days="1", zone=GUAM), moment)
    assert is_now(pattern("14:00", "16:00", days="7", zone=SAMOA), moment)


def test_next_is_the_next_day_of_the_pattern_that_is_not_off():
    monday = pattern("09:00", "17:00", days="1")
    monday.changes = [RotaException(day=date(2026, 11, 23), change=RotaChange.NOBODY)]
    [first, second] = now_and_later([monday], at("2026-11-22T12:00"))
    assert (first.is_off, first.answers) == (True, False)
    assert (second.day, second.answers) == (date(2026, 11, 30), True)


def test_other_hours_hold_on_that_day_alone():
    daily = pattern("09:00", "17:00")
    other = {"change": RotaChange.OTHER_HOURS, "starts": time(20), "ends": time(2)}
    daily.changes = [RotaException(day=date(2026, 11, 23), **other)]
    told = ("2026-11-23T16:00", "2026-11-24T03:00", "2026-11-24T16:00")
    assert [is_now(daily, at(each)) for each in told] == [False, True, True]


def walked(one, moment):
    """The same by walking: minute by minute, looking at the clock on the wall."""
    there = ZoneInfo(one.time_zone)
    minute = moment - 3 * DAY
    walls = []
    while minute <= moment:
        walls.append(minute.astimezone(there).replace(tzinfo=None))
        minute += MINUTE
    days = {wall.date() for wall in walls[-2 * 24 * 60 :] if one.is_on(wall.date())}
    return any(has_begun_and_not_ended(one, day, walls) for day in days)


def has_begun_and_not_ended(one, day, walls):
    starts = datetime.combine(day, one.starts)
    ends = datetime.combine(day if one.ends > one.starts else day + DAY, one.ends)
    begun = any(wall >= starts for wall in walls)
    return begun and not any(wall >= ends for wall in walls)


HOURS = st.sampled_from([f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30)])
DAYS = st.sets(st.sampled_from("1234567"), min_size=1)
TURNS = [
    at("2026-03-08T00:00"),
    at("2026-11-01T00:00"),
    at("2027-01-01T00:00"),
    at("2028-02-29T00:00"),
]


@given(
    HOURS,
    HOURS,
    DAYS,
    st.sampled_from([CHICAGO, NEW_YORK, PHOENIX, GUAM, SAMOA, ADAK]),
    st.sampled_from(TURNS),
    st.integers(-24 * 60, 48 * 60),
)
@example("02:30", "03:15", set("1234567"), CHICAGO, TURNS[0], 8 * 60)
@example("22:00", "01:30", set("1234567"), CHICAGO, TURNS[1], 6 * 60 + 30)
def test_now_is_what_one_sees_who_watches_the_clock(starts, ends, days, zone, turn, minutes):
    one, moment = pattern(starts, ends, days, zone), turn + MINUTE * minutes
    assert is_now(one, moment) == walked(one, moment)
