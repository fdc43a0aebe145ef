"""Telephone numbers as lists write them."""

import pytest

from alongside.directory.phones import NO_PHONE, read_phone


@pytest.mark.parametrize(
    ("written", "state", "text", "link"),
    [
        ("773-254-1400", "IL", "(773) 254-1400", "tel:+1-773-254-1400"),
        ("+1 (773) 254 1400", "", "(773) 254-1400", "tel:+1-773-254-1400"),
        ("541-484-4800 x54134", "OR", "(541) 484-4800 ext. 54134", "tel:+1-541-484-4800;ext=54134"),
        ("671-828-7501", "GU", "(671) 828-7501", "tel:+1-671-828-7501"),
        ("488-2552", "PW", "488 2552", "tel:+680-488-2552"),
    ],
)
def test_a_number_is_read_and_dialed(written, state, text, link):
    phone, note = read_phone(written, state)
    assert (phone.text, phone.link, note) == (text, link, "")


@pytest.mark.parametrize(
    "written",
    ["0", "999-999-9999", "1234567890", "512-000-0000", "429-429-1429 x41429", "none", "call"],
)
def test_a_number_that_no_telephone_has_is_none_and_is_noted(written):
    assert read_phone(written) == (
        NO_PHONE,
        f"No telephone has the number {written}. It was left out.",
    )


def test_an_extension_that_repeats_the_number_is_left_out():
    phone, note = read_phone("808-259-7948 x97948", "HI")
    assert phone.text == "(808) 259-7948"
    assert note == "The extension of 808-259-7948 x97948 repeats the number. It was left out."


def test_no_number_is_nothing_to_note():
    assert read_phone("") == (NO_PHONE, "")
