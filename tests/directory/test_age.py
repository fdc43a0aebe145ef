"""How old a record is, in words that nobody trusts more than they deserve."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override

from alongside.directory.keeping.age import age_sentence, is_stale
from alongside.directory.models import Site


def ago(days):
    return localdate() - timedelta(days=days)


def day(days):
    return date_format(ago(days), "DATE_FORMAT")


@pytest.mark.parametrize(
    ("days", "added"),
    [
        (0, ""),
        (180, ""),
        (181, " That is more than six months ago. Call before you go."),
        (365, " That is more than six months ago. Call before you go."),
        (366, " That is more than a year ago. Call before you go."),
    ],
)
def test_the_older_the_plainer(days, added):
    site = Site(confirmed_on=ago(days))
    assert age_sentence(site) == f"Confirmed on {day(days)}.{added}"
    assert is_stale(site) == (days > 180)


def test_the_later_day_counts_and_a_list_does_not_confirm():
    listed = Site(confirmed_on=ago(90), listed_on=ago(3))
    assert age_sentence(listed) == f"Listed on {day(3)}."
    confirmed = Site(confirmed_on=ago(3), listed_on=ago(90))
    assert age_sentence(confirmed) == f"Confirmed on {day(3)}."


def test_what_nobody_ever_said_is_not_trusted():
    assert age_sentence(Site()) == (
        "Nobody has said lately whether this is right. Call before you go."
    )
    assert is_stale(Site())


def test_in_spanish_too():
    with override("es"):
        assert age_sentence(Site(confirmed_on=ago(400))) == (
            f"Confirmado el {day_in_spanish(400)}. De eso hace más de un año. Llame antes de ir."
        )


def day_in_spanish(days):
    with override("es"):
        return date_format(ago(days), "DATE_FORMAT")
