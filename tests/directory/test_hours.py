"""When a place is open, by the clock on its own wall."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from alongside.directory.hours import (
    DAY,
    WEEK,
    is_sound,
    minute_of_week,
    minutes_open,
    multirange,
    open_until,
    opening,
    opening_by_week,
    spans_in,
)
from alongside.directory.opening import hours_sentence, opening_sentence, week_lines

CHICAGO, PHOENIX, GUAM = "America/Chicago", "America/Phoenix", "Pacific/Guam"
WORKDAYS = [{"days": "12345", "opens": "09:00", "closes": "17:00"}]
NIGHTS = [{"days": "567", "opens": "22:00", "closes": "06:30"}]
ALWAYS = [{"days": "1234567", "opens": "00:00", "closes": "24:00"}]
NEVER = []
A_MONDAY = date(2026, 11, 23)


def local(*moment):
    """A moment by the clock in Chicago, in winter."""
    return datetime(*moment, tzinfo=UTC) + timedelta(hours=6)


def wall(*clock):
    """What a clock on a wall says, wherever it hangs."""
    return datetime(*clock, tzinfo=UTC).replace(tzinfo=None)


def test_a_week_is_minutes_apart_and_in_order():
    assert minutes_open(WORKDAYS, A_MONDAY)[:2] == ((540, 1020), (DAY + 540, DAY + 1020))
    two = [*WORKDAYS, {"days": "1", "opens": "16:00", "closes": "19:00"}]
    assert minutes_open(two, A_MONDAY)[0] == (540, 1140)
    assert minutes_open(ALWAYS, A_MONDAY) == ((0, WEEK),)
    assert minutes_open(NEVER, A_MONDAY) == ()


def test_sunday_night_runs_into_monday():
    assert minutes_open(NIGHTS, A_MONDAY) == (
        (0, 390),
        (4 * DAY + 1320, 5 * DAY + 390),
        (5 * DAY + 1320, 6 * DAY + 390),
        (6 * DAY + 1320, WEEK),
    )


def test_open_from_midnight_to_midnight_is_a_whole_day():
    for closes in ("24:00", "00:00"):
        line = [{"days": "3", "opens": "00:00", "closes": closes}]
        assert minutes_open(line, A_MONDAY) == ((2 * DAY, 3 * DAY),)


def test_a_line_holds_from_its_first_day_to_its_last():
    summer = [WORKDAYS[0] | {"from": "2026-06-01", "until": "2026-08-31"}]
    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [bool(minutes_open(summer, day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("hours", "at", "sentence", "spanish"),
    [
        (WORKDAYS, local(2026, 11, 23, 10), "Open until 5 pm", "Abierto hasta: 5 p. m."),
        (WORKDAYS, local(2026, 11, 23, 8), "Opens today 9 am", "Abre hoy: 9 a. m."),
        (WORKDAYS, local(2026, 11, 23, 17), "Opens tomorrow 9 am", "Abre mañana: 9 a. m."),
        (WORKDAYS, local(2026, 11, 27, 17), "Opens Monday 9 am", "Abre el lunes: 9 a. m."),
        (NIGHTS, local(2026, 11, 29, 23), "Open until 6:30 am", "Abierto hasta: 6:30 a. m."),
        (NIGHTS, local(2026, 11, 23, 3), "Open until 6:30 am", "Abierto hasta: 6:30 a. m."),
        (ALWAYS, local(2026, 11, 23, 3), "Open day and night", "Abierto día y noche"),
        (
            [{"days": "12345", "opens": "00:00", "closes": "24:00"}],
            local(2026, 11, 24, 3),
            "Open until Friday midnight",
            "Abierto hasta el viernes: medianoche",
        ),
        (
            [{"days": "2", "opens": "12:00", "closes": "13:00"}],
            local(2026, 11, 24, 13),
            "Opens Tuesday noon",
            "Abre el martes: mediodía",
        ),
        (NEVER, local(2026, 11, 23, 10), "Hours unknown", "No sabemos el horario"),
    ],
)
def test_what_to_expect_there_now(time_machine, hours, at, sentence, spanish):
    time_machine.move_to(at, tick=False)
    week = minutes_open(hours, date(2026, 11, 23))
    for language, expected in (("en", sentence), ("es", spanish)):
        with override(language):
            assert hours_sentence(hours, CHICAGO) == expected
            assert opening_sentence(multirange(week) if week else "", CHICAGO) == expected


@pytest.mark.parametrize(
    ("time_zone", "at", "until"),
    [
        (CHICAGO, datetime(2026, 11, 23, 22, 59, tzinfo=UTC), "17:00"),
        (CHICAGO, datetime(2026, 11, 23, 23, 0, tzinfo=UTC), None),
        (PHOENIX, datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "17:00"),  # no summer time there
        (PHOENIX, datetime(2026, 7, 1, 15, 59, tzinfo=UTC), None),
        (GUAM, datetime(2026, 11, 22, 23, 0, tzinfo=UTC), "17:00"),  # Monday there already
        ("", datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "17:00"),
    ],
)
def test_a_place_closes_by_its_own_clock(time_zone, at, until):
    found = open_until(WORKDAYS, at, time_zone)
    assert (found and found.strftime("%H:%M")) == until


def test_the_night_the_clocks_change_a_place_closes_by_the_clock_all_the_same():
    nights = [{"days": "6", "opens": "22:00", "closes": "03:00"}]
    before_spring = datetime(2026, 3, 8, 7, 59, tzinfo=UTC)  # 1:59, and next it is 3:00
    assert open_until(nights, before_spring, CHICAGO) == wall(2026, 3, 8, 3)
    assert open_until(nights, before_spring + timedelta(minutes=1), CHICAGO) is None
    first_half_past_one = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    for hour in range(2):  # it is 1:30 twice
        at = first_half_past_one + timedelta(hours=hour)
        assert open_until(nights, at, CHICAGO) == wall(2026, 11, 1, 3)


def test_a_leap_day_is_a_day_of_the_week():
    leap = [{"days": "2", "opens": "09:00", "closes": "10:00", "until": "2028-02-29"}]
    there = datetime(2028, 2, 29, 15, 30, tzinfo=UTC)
    assert open_until(leap, there, CHICAGO) == wall(2028, 2, 29, 10)
    assert open_until(leap, there + timedelta(days=7), CHICAGO) is None
    assert opening(WORKDAYS, datetime(2028, 2, 29, 6, 30, tzinfo=UTC), CHICAGO).until == wall(
        2028, 2, 29, 9
    )


def test_what_begins_next_week_is_told_on_the_day():
    new = [WORKDAYS[0] | {"until": "2026-11-25"}, WORKDAYS[0] | {"from": "2026-11-30"}]
    assert opening(new, local(2026, 11, 25, 18), CHICAGO).until == wall(2026, 11, 30, 9)


def test_a_week_in_lines():
    hours = [
        *WORKDAYS,
        {"days": "3", "opens": "18:00", "closes": "20:30", "note": "by phone"},
        {"days": "67", "opens": "00:00", "closes": "24:00"},
    ]
    assert week_lines(hours, A_MONDAY) == [
        ("Monday and Tuesday", "9 am to 5 pm"),
        ("Wednesday", "9 am to 5 pm, 6 pm to 8:30 pm (by phone)"),
        ("Thursday and Friday", "9 am to 5 pm"),
        ("Saturday and Sunday", "day and night"),
    ]
    with override("es"):
        assert week_lines(WORKDAYS, A_MONDAY) == [("De lunes a viernes", "9 a. m. a 5 p. m.")]
        assert week_lines(ALWAYS, A_MONDAY) == [("Todos los días", "día y noche")]


@pytest.mark.parametrize(
    "broken",
    [
        "Mo-Fr 9-5",
        [None],
        [{}],
        [{"days": "0", "opens": "09:00", "closes": "17:00"}],
        [{"days": "1", "opens": "9:00", "closes": "17:00"}],
        [{"days": "1", "opens": "24:00", "closes": "17:00"}],
        [{"days": "1", "opens": "09:00", "closes": "25:00"}],
        [{"days": "1", "opens": "09:00", "closes": "17:00", "from": "2026-02-30"}],
        [{"days": "1", "opens": "09:00", "closes": "17:00", "sql": "x"}],
        [{"days": 1, "opens": "09:00", "closes": "17:00"}],
    ],
)
def test_what_cannot_be_read_is_not_hours(broken):
    assert not is_sound(broken)


times = st.times().map(lambda at: at.strftime("%H:%M"))
lines = st.fixed_dictionaries(
    {
        "days": st.sets(st.sampled_from("1234567"), min_size=1).map("".join),
        "opens": times,
        "closes": times | st.just("24:00"),
    }
)


@given(
    st.lists(lines, max_size=4),
    st.datetimes(wall(2026, 1, 1), wall(2030, 1, 1)),
)
def test_the_minutes_of_the_week_say_the_same_as_the_lines(hours, moment):
    assert is_sound(hours)
    week = minutes_open(hours, moment.date())
    assert spans_in(multirange(week)) == week
    at = moment.replace(tzinfo=UTC)
    by_lines, by_week = opening(hours, at, CHICAGO), opening_by_week(week, at, CHICAGO)
    assert by_lines == by_week
    inside = any(start <= minute_of_week(by_week.now) < end for start, end in week)
    assert by_week.is_open == inside
