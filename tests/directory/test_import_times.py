"""Times as lists write them: what is sure becomes hours, what is in doubt stays text.

The ugly cases that lists are known for, and the test that holds each:

1 header longer than rows: test_import_bad_files, a_header_may_be_longer_than_its_rows
2, 3 a mark at the start, line ends: test_import_bad_files, any_kind_of_line_end_will_do
4, 5 several lines in a cell, a backslash and an n: test_import_bad_files, a_cell_of_several_lines
6 letters read wrongly, 21 mail, 22 text that gives orders: test_import_hsds, words_are_plain_text
7 ways to write nothing: here, test_however_nothing_is_written_it_is_nothing
8 points exchanged, 9 territories, 10 ZIP codes, 17 one name in two cities: test_import_bad_files
11 telephones: test_phones; 12 hours: here
13 rows that belong to nothing, 14 numbers used twice, 15 closed services: test_import_hsds
15 addresses that are not public: test_planted_lists, test_private_and_listed
16, 18 alike and not the same: test_alike
19 what a machine made up: test_import_hsds, what_a_machine_made_up_is_survived
20 vans, schools, seasons: test_import, what_must_not_look_like_a_walk_in_clinic_does_not
"""

import pytest

from alongside.directory.importing.cells import Cells
from alongside.directory.importing.mapping import suggest_mapping
from alongside.directory.importing.times import days_of, is_manifold, open_between, time_of


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("9:30a", "09:30"),
        ("6:00pm", "18:00"),
        ("12 a.m.", "00:00"),
        ("09.00", "09:00"),
        ("noon", "12:00"),
        ("24:00", "24:00"),
        ("9:00m", None),
        ("6:00pm (dispensing)", None),
        ("25:00", None),
        ("9:75", None),
        ("", None),
    ],
)
def test_a_time_is_sure_or_none(written, text):
    found = time_of(written)
    assert (found and found.text) == text


@pytest.mark.parametrize(
    ("opens", "closes", "between"),
    [
        ("09.00", "17.00", ("09:00", "17:00")),
        ("00.01", "00.00", ("00:00", "24:00")),
        ("21.00", "08.00", ("21:00", "08:00")),
        ("9:30a", "5p", ("09:30", "17:00")),
        ("9:00", "5:00", None),
        ("9:00m", "17:00", None),
        ("09:00", "09:00", None),
    ],
)
def test_what_closes_before_it_opens_closes_the_next_day_or_is_in_doubt(opens, closes, between):
    assert open_between(opens, closes) == between


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("1,2,3,4,5", "12345"),
        ("Mon-Fri", "12345"),
        ("Fri-Mon", "1567"),
        ("MO,WE", "13"),
        ("Saturday and Sunday", "67"),
        ("24 hours", ""),
        ("Mon-Blursday", ""),
    ],
)
def test_days_are_named_in_many_ways(written, days):
    assert days_of(written) == days


def test_the_times_of_several_programs_in_one_text_are_no_table():
    assert is_manifold("Clinic 9am-5pm, dental 10am-2pm")
    assert is_manifold("Clinic: 9am-5pm\nPantry: by appointment")
    assert not is_manifold("Mon-Fri 9am-5pm")


@pytest.mark.parametrize("nothing", ["NA", " ", "null", "N/A", "no phone", "none", "--"])
def test_however_nothing_is_written_it_is_nothing(nothing):
    assert Cells({"a": nothing}, lambda *_note: None).optional("a", 20) == ""


def test_columns_are_known_by_their_names_and_else_by_what_stands_in_them():
    header = ["Agency Name", "Street Address", "Town", "ST", "Zip Code", "Reach us"]
    sample = [{"Reach us": "312-555-0100"}, {"Reach us": "(312) 555-0101"}]
    found = suggest_mapping(header, sample)
    wanted = ("address_1", "city", "state", "postal_code", "phone")
    assert [found[field] for field in wanted] == header[1:]
