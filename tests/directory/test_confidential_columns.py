"""A list that says in a column of its own that an address is not for everyone."""

import pytest

from alongside.directory.private.confidential import is_flagged

STREET = "4711 Oak Street"


@pytest.mark.parametrize("column", ["address_is_public", "Display Address?", "show_address"])
@pytest.mark.parametrize(
    ("answer", "is_hidden"),
    [
        ("no", True),
        ("Do not display", True),
        ("suppress", True),
        ("on request", True),
        ("show only to partners", True),
        ("N - shelter, call first", True),
        ("private", True),
        ("0.0", True),
        ("Yes", False),
        ("Y.", False),
        (" sí ", False),
        ("1.0", False),
        ("OK to publish", False),
        ("", False),
        (" ", False),
        (STREET, False),
        ("P.O. Box 12, Chicago", False),
    ],
)
def test_only_a_plain_yes_to_showing_it_shows_it(column, answer, is_hidden):
    assert is_flagged({column: answer, "city": "Chicago"}) == is_hidden


@pytest.mark.parametrize("column", ["confidential", "Hide address", "private_location"])
@pytest.mark.parametrize(
    ("answer", "is_hidden"),
    [
        ("yes", True),
        ("Keep it off every list", True),
        ("not to be shown", True),
        ("unknown", True),
        ("no", False),
        ("N/A", False),
        ("False", False),
        ("not confidential", False),
        ("", False),
    ],
)
def test_only_a_plain_no_to_hiding_it_shows_it(column, answer, is_hidden):
    assert is_flagged({column: answer}) == is_hidden


@pytest.mark.parametrize("column", ["notes", "city", "accepts_public_insurance"])
def test_a_column_about_something_else_says_nothing(column):
    assert not is_flagged({column: "do not display"})
