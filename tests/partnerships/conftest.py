"""What most tests of partnerships begin with."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from alongside.orgs.roles import Role
from tests.conftest import person
from tests.directory.building import listed
from tests.partnerships.building import champion_of, draft_of, partnership_of, signing_key_of
from tests.partnerships.grouping import another, group_of
from tests.partnerships.signing import signer, wording_of


@pytest.fixture
def partnership(lakeside, harbor):
    return partnership_of(lakeside, harbor)


@pytest.fixture
def begun_long_ago(partnership):
    partnership.started_at = now() - timedelta(days=100)
    partnership.save()


@pytest.fixture
def three_times_a_week(partnership):
    """The agreement has three held times a week."""
    partnership.agreements.update(held_times_a_week=3)


@pytest.fixture
def champions(partnership, nils, abel):
    """One on each side."""
    for each in (nils, abel):
        champion_of(partnership, each)


@pytest.fixture
def signing_keys(lakeside, harbor):
    for organization in (lakeside, harbor):
        signing_key_of(organization)


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


@pytest.fixture
def sky(harbor):
    """Keeps the rota of Harbor House."""
    return person("Sky", harbor, Role.SCHEDULER)


@pytest.fixture
def olga(db):
    return another("Olga")


@pytest.fixture
def four(nils, abel, mallory, olga):
    """One person of each member of a group."""
    return [nils, abel, mallory, olga]


@pytest.fixture
def group(four):
    return group_of(*[each.here for each in four])


@pytest.fixture
def clinic(lakeside):
    return listed(lakeside, "Pilsen Clinic", time_zone="America/Chicago")


@pytest.fixture
def a_monday(time_machine):
    """Noon in Chicago."""
    time_machine.move_to("2027-03-01T18:00Z")


@pytest.fixture
def a_monday_on_the_rota(time_machine):
    """Ten in Chicago."""
    time_machine.move_to("2026-11-23T16:00Z")
