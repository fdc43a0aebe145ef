"""A day on which somebody stands in passes to a colleague."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import RotaException
from tests.partnerships.rota_building import day_off, time_of


@pytest.fixture
def day(lakeside, nora, nils, time_machine):
    """Nora stands in for Nils."""
    time_machine.move_to("2026-03-02T15:00Z")
    on = {"change": "somebody_else", "membership": nora.session_membership}
    return day_off(time_of(lakeside, nils), date(2026, 3, 16), **on)


def give(day, to, by):
    with within(by.here):
        actions.give_day(day, to=to.session_membership, by=by)


def test_whoever_stands_in_gives_it_and_it_is_remembered(day, nora, noor, lakeside):
    give(day, noor, by=nora)
    assert RotaException.objects.get().membership == noor.session_membership
    with within(lakeside):
        assert [event.act for event in Event.objects.all()] == ["rota_day_given"]


def test_so_does_whoever_keeps_the_rota(day, nils, noor):
    give(day, noor, by=nils)
    assert RotaException.objects.get().membership == noor.session_membership


def test_a_colleague_does_not(day, noor, abel):
    for other in (noor, abel):
        with pytest.raises(PermissionDenied):
            give(day, noor, by=other)


def test_only_a_colleague_takes_it(day, nora, ada):
    with pytest.raises(Blocked, match="Choose somebody who works here now"):
        give(day, ada, by=nora)


def test_a_day_that_is_as_the_pattern_says_again_is_nobodys_to_give(day, nora, noor):
    RotaException.objects.all().delete()
    with pytest.raises(Blocked, match="as the pattern says already"):
        give(day, noor, by=nora)


def test_nor_is_a_day_of_a_time_that_has_ended(day, nora, nils, noor):
    with within(nils.here):
        actions.end_rota_time(day.time, by=nils)
    with pytest.raises(Blocked, match="This time has ended"):
        give(day, noor, by=nora)
