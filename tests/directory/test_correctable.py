"""What looks like an address is never taken of a private place."""

import pytest

from alongside.directory.keeping.correctable import names_a_place


@pytest.mark.parametrize("words", ["12 Elm St", "apt 4, 5 Oak Avenue", "60608", "60608-1234"])
def test_what_looks_like_an_address(words):
    assert names_a_place(words)


@pytest.mark.parametrize("words", ["312-555-0142", "9 to 5", "Mon 9:00 to 17:00", "24 hours"])
def test_what_does_not(words):
    assert not names_a_place(words)
