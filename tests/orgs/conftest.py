"""Harbor House with keys: Abel administers and opens letters, Ada opens letters."""

import pytest

from tests import keys


@pytest.fixture
def abels(abel):
    return keys.made_by(abel)


@pytest.fixture
def adas(ada):
    return keys.made_by(ada)


@pytest.fixture
def kept(abels):
    """All of Harbor House's secrets, set up by Abel."""
    return keys.set_up_by(abels)


@pytest.fixture
def shared(kept, abels, adas):
    """The same, with Ada let in."""
    keys.grant(kept, adas, "opening", by=abels)
    return kept
