"""Hours as lists write them in a text: read where it says days and times alone, else kept as it is."""

import csv

import pytest

from alongside.directory.importing.hsds.hours import hours_of
from alongside.directory.importing.report import Report
from alongside.directory.importing.staging import Main, Part, Row
from alongside.directory.importing.texts import paragraphs
from alongside.directory.importing.times import hours_in, open_between
from alongside.directory.models import Import
from tests.directory.building import shared

WEEK = "Mon-Fri 9:00am-5:00pm"


def short(lines):
    return lines and ["{days} {opens}-{closes}".format(**line) for line in lines]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9:00am-5:00pm, Mon-Fri", ["12345 09:00-17:00"]),
        ("9:00 am-5:00pm, Mon-Fri", ["12345 09:00-17:00"]),
        ("8:30am\N{EN DASH}3:00pm, Mon-Fri", ["12345 08:30-15:00"]),
        ("Mon-Fri: 9am to 5pm", ["12345 09:00-17:00"]),
        ("Monday through Friday 8 a.m. - 4:30 p.m.", ["12345 08:00-16:30"]),
        ("10:00am-3:00pm, Wed", ["3 10:00-15:00"]),
        ("9:30am-4:30pm, Mon, Wed-Sun", ["134567 09:30-16:30"]),
        ("8:00am-5:00pm, Mon, Thur and Fri", ["145 08:00-17:00"]),
        ("9am-noon, Saturdays", ["6 09:00-12:00"]),
        ("9:30am-5:00pm, Mon-Thur;\n9:30am-2:00pm, Fri", ["1234 09:30-17:00", "5 09:30-14:00"]),
        ("8:30am-5:15pm, Mon-Fri;\n8:30am-7:00pm, Wed", ["1245 08:30-17:15", "3 08:30-19:00"]),
        ("9-11:30am & 1pm-3:30pm, Tue", ["2 09:00-11:30", "2 13:00-15:30"]),
        ("9am-1pm / 2pm-5pm, Mon", ["1 09:00-13:00", "1 14:00-17:00"]),
        ("8:00am-12:00pm; 1:00pm-5:00pm, Mon", ["1 08:00-12:00", "1 13:00-17:00"]),
        ("6:00pm-8:00am, daily", ["1234567 18:00-08:00"]),
        ("4:00pm-12:00am, Mon-Fri", ["12345 16:00-00:00"]),
        ("24 hours a day, 7 days a week", ["1234567 00:00-24:00"]),
        ("24/7", ["1234567 00:00-24:00"]),
        ("24 hours", ["1234567 00:00-24:00"]),
    ],
)
def test_a_text_of_days_and_times_is_hours(text, hours):
    assert short(hours_in(text)) == hours


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9:00am-5:00pm",
        "Mon-Fri",
        "9:00pm-7:00pm, Mon-Fri",
        "10:00pm-4:00pm, Sat",
        "9:00am-5:00, Mon-Fri",
        "1-5pm, Mon",
        "1:00-5:00, Mon",
        "8:00m-5:00pm, Mon-Fri",
        "6:30am-6:300pm, Mon-Fri",
        "10:00am- -3:00pm, Mon-Fri",
        "9:30am, Sat",
        "Church Hours:\n8:00am-5:00pm, Mon-Fri",
        "9:00am-4:45pm, Mon-Fri\n\nWalk-In:\n9:00am-2:00pm, Tue, Thur",
        "6:30am-12:00pm (dispensing), Mon-Fri",
        "9:30am-1:00pm, 2nd and 4th Saturday of each month",
        "8:00am-12:00pm, Saturday, August 18, 2018",
        "24 hours a day, 7 days a week\n\n9:00am-8:00pm, Mon-Thur",
        "8am-5pm, Mon-Wed; 9am-6pm, Wed-Fri",
        "9am-5pm, Mon-Fri; 1pm-8pm, Mon-Fri",
        "By appointment only",
        "Open 9am-5pm Mon-Fri, closed on holidays",
    ],
)
def test_a_text_that_says_more_or_is_in_doubt_is_none(text):
    assert hours_in(text) is None


@pytest.mark.parametrize(
    ("opens", "closes", "between"),
    [
        ("9:00pm", "7:00pm", None),
        ("5:00pm", "9:00am", ("17:00", "09:00")),
        ("8", "5pm", ("08:00", "17:00")),
        ("1", "5pm", None),
        ("1:00", "5:00", None),
        ("9:00", "17:00", ("09:00", "17:00")),
        ("8:30", "12:30", ("08:30", "12:30")),
    ],
)
def test_the_half_of_the_day_is_sure_or_there_is_no_time(opens, closes, between):
    assert open_between(opens, closes) == between


# ---- a schedule: its text, and the table that a machine made of it


def read(*parts):
    made = [Part("schedule", Row("schedules.csv", at), cells) for at, cells in enumerate(parts, 2)]
    report = Report(Import())
    hours, text = hours_of(Main("service", "s1", "", Row("", 2), {}, made), report)
    return short(hours), text, [one.reason for one in report.waiting]


def test_the_text_is_believed_before_the_table_that_was_made_of_it():
    monday = {"weekday": "Monday", "opens_at": "9:30am", "closes_at": "4:30pm"}
    text = {"original_text": "9:30am-4:30pm, Mon, Wed-Sun"}
    assert read(monday | text) == (["134567 09:30-16:30"], "", [])


def test_a_table_without_a_text_is_read():
    days = [{"weekday": day, "opens_at": "9:30a", "closes_at": "5p"} for day in ("Mon", "Tue")]
    assert read(*days) == (["12 09:30-17:00"], "", [])


def test_what_a_text_says_beside_the_times_is_told_with_the_table():
    line = {"byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
    said = "9:00am-5:00pm, Mon, Tue. Ring the bell."
    assert read(line | {"original_text": said}) == (["12 09:00-17:00"], said, [])


def test_a_season_keeps_its_days():
    line = {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00", "valid_to": "2026-08-31"}
    hours, _text, _notes = read(line | {"description": "9am-5pm, Mon"})
    assert hours == ["1 09:00-17:00"]


def test_several_programs_stay_a_text():
    said = "Clinic:\\n9:00am-5:00pm, Mon-Fri\\n\\nPantry:\\n10:00am-2:00pm, Sat"
    table = {"weekday": "Monday", "opens_at": "9:00am", "closes_at": "5:00pm"}
    hours, text, notes = read(table | {"original_text": said})
    assert (hours, text) == ([], paragraphs(said))
    assert notes == ["The hours are in doubt. They are kept as a text."]


def test_of_the_texts_of_a_real_list_nearly_all_are_read():
    file = shared("hrsa_fqhc_sites_geoda_2020.csv").parents[1] / "hsds/miami211_2019/data"
    with (file / "regular_schedules.csv").open(encoding="utf-8", newline="") as lines:
        texts = {row["original_text"] for row in csv.DictReader(lines) if row["original_text"]}
    left = sum(hours_in(paragraphs(text)) is None for text in texts)
    assert left < 0.3 * len(texts)
