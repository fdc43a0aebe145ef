"""The name that partners see: chosen by whoever is shown by it, and by nobody else."""

import pytest

from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import RotaTime
from tests.partnerships.rota_building import WORKDAYS, add, change, errors, time_of

pytestmark = pytest.mark.usefixtures("a_monday_on_the_rota")


@pytest.fixture
def one(harbor, ada):
    return time_of(harbor, ada, shown_as="A.")


def test_nobody_chooses_the_name_that_somebody_else_is_shown_by(client, sky, ada, harbor):
    client.force_login(sky)
    own, theirs = sky.session_membership.pk, ada.session_membership.pk
    sentence = "Everybody chooses this for themselves. Leave it empty."
    for holder in (theirs, ""):
        assert errors(add(client, holder=holder, shown_as="Adi")) == {"shown_as": [sentence]}
    add(client, holder=own, shown_as="S.")
    add(client, holder=theirs)
    assert sorted(RotaTime.objects.values_list("shown_as", flat=True)) == ["", "S."]
    with within(harbor):
        one = actions.add_rota_time(said_of(ada.session_membership) | {"shown_as": "Adi"}, by=sky)
    assert one.shown_as == ""


def said_of(holder):
    fields = ("role", "mode", "line", "line_link", "weekdays", "starts", "ends", "time_zone")
    like = time_of(holder.organization)
    said = {name: getattr(like, name) for name in (*fields, "valid_from")} | {"holder": holder}
    like.delete()
    return said


def test_a_chosen_name_goes_along_to_ones_other_times(one, sky, ada, harbor):
    with within(harbor):
        assert actions.add_rota_time(said_of(ada.session_membership), by=sky).shown_as == "A."
        RotaTime.objects.filter(pk=one.pk).update(shown_as="Ada")
        assert actions.add_rota_time(said_of(ada.session_membership), by=sky).shown_as == ""


def test_a_change_by_others_keeps_the_name_and_shows_it_to_nobody_else(client, one, sky, ada):
    client.force_login(sky)
    assert client.get(f"/rota/{one.pk}/change/").context["form"]["shown_as"].value() == ""
    change(client, one, holder=ada.session_membership.pk)
    one.refresh_from_db()
    assert (one.shown_as, one.weekdays) == ("A.", WORKDAYS)
