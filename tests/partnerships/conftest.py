"""What most tests of partnerships begin with."""

import pytest

from tests.partnerships.building import draft_of, partnership_of
from tests.partnerships.signing import signer, wording_of


@pytest.fixture
def partnership(lakeside, harbor):
    return partnership_of(lakeside, harbor)


@pytest.fixture
def draft(partnership, nils):
    return draft_of(partnership, nils)


@pytest.fixture
def wording(partnership):
    return wording_of(partnership)


@pytest.fixture
def lena(lakeside):
    """Signs for Lakeside."""
    return signer("Lena", lakeside)


@pytest.fixture
def hana(harbor):
    """Signs for Harbor House."""
    return signer("Hana", harbor)
