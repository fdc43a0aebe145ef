"""What the database keeps of a rota, whatever the code does, and for how long."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from alongside.partnerships import actions
from alongside.partnerships.models import RotaChange, RotaException, RotaTime
from tests.database import connected_as
from tests.partnerships.rota_building import day_off, place_of, time_of

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"weekdays": []}, "rota_time_on_days_of_the_week"),
        ({"weekdays": [8]}, "rota_time_on_days_of_the_week"),
        ({"valid_until": date(2019, 1, 1)}, "rota_time_ends_after_it_begins"),
        ({"mode": "pigeon"}, "rota_time_mode_is_known"),
        ({"role": "king"}, "rota_time_role_is_known"),
        ({"time_zone": "Moon/Base"}, "rota_time_zone_is_known"),
        ({"mode": "on_site"}, "rota_time_on_site_is_at_a_clinic"),
        ({"line": ""}, "rota_time_from_afar_has_a_line"),
        ({"line_link": ""}, "rota_time_from_afar_has_a_line"),
        ({"shown_as": "A."}, "rota_time_shown_name_has_a_holder"),
    ],
)
def test_the_database_keeps_a_time_whole(harbor, wrong, rule):
    time_of(harbor)
    with pytest.raises(IntegrityError, match=rule):
        RotaTime.objects.update(**wrong)


def test_on_the_phone_nobody_sits_anywhere(harbor, lakeside):
    time_of(harbor)
    with pytest.raises(IntegrityError, match="rota_time_on_site_is_at_a_clinic"):
        RotaTime.objects.update(clinic=place_of(lakeside))


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"change": RotaChange.SOMEBODY_ELSE}, "rota_exception_says_what_differs"),
        ({"change": RotaChange.OTHER_HOURS}, "rota_exception_says_what_differs"),
        ({"change": "storm"}, "rota_exception_says_what_differs"),
        ({"starts": time(9), "ends": time(10)}, "rota_exception_says_what_differs"),
        ({"shown_as": "A."}, "rota_exception_shown_name_has_a_holder"),
    ],
)
def test_the_database_keeps_a_day_whole(harbor, wrong, rule):
    day_off(time_of(harbor), MONDAY)
    with pytest.raises(IntegrityError, match=rule):
        RotaException.objects.update(**wrong)


def test_a_day_of_a_time_differs_once(harbor):
    one = time_of(harbor)
    day_off(one, MONDAY)
    with pytest.raises(IntegrityError, match="rota_exception_once_a_day"):
        day_off(one, MONDAY)


@pytest.mark.django_db(transaction=True)
def test_what_is_over_is_forgotten_after_thirty_days(harbor, ada, time_machine):
    time_machine.move_to("2026-11-23T16:00Z")
    stays, ended = time_of(harbor, ada), time_of(harbor, ended_at=now() - timedelta(days=30))
    day_off(ended, MONDAY)
    kept = time_of(harbor, ended_at=now() - timedelta(days=29))
    time_of(harbor, valid_until=date(2026, 10, 23))
    last = time_of(harbor, valid_until=date(2026, 10, 24))
    time_machine.move_to("2026-11-23T16:01Z")
    day_off(stays, date(2026, 10, 23))
    different = day_off(stays, date(2026, 10, 24))
    with connected_as("worker"):
        actions.forget_rota()
    assert set(RotaTime.objects.all()) == {stays, kept, last}
    assert list(RotaException.objects.all()) == [different]
