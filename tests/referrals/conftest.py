"""Lakeside and Harbor House, ready to write to each other."""

import pytest

from tests.referrals import building


@pytest.fixture
def at_lakeside(lakeside, nora, nils):
    return building.side_of(lakeside, nora, nils)


@pytest.fixture
def at_harbor(harbor, ada, abel):
    return building.side_of(harbor, ada, abel)


@pytest.fixture
def partnership(at_lakeside, at_harbor):
    return building.partners(at_lakeside, at_harbor)


@pytest.fixture
def referral(partnership, nora):
    return building.sent(partnership, nora)


@pytest.fixture
def opened(referral, ada, harbor):
    """The referral, after Ada opened its letter."""
    from alongside.lib.walls import within
    from alongside.referrals import actions

    with within(harbor):
        actions.open_letter(referral, referral.releases.get().pk, by=ada)
    return referral
