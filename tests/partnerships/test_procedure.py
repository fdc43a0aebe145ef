"""How it is done day to day: one champion proposes, the other agrees with a tap, and every version is kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import Procedure
from tests.conftest import person
from tests.partnerships.keeping import (
    acts_of,
    lines,
    press_procedure,
    procedure_page,
    proposed,
    settled,
    typed_way,
    way_from,
)

pytestmark = pytest.mark.usefixtures("champions")
CHANGED = "The procedure has changed since you read it. Read the newest one first."


def test_two_champions_settle_it_with_a_tap_each(client, partnership, nils, abel, lakeside, harbor):
    client.force_login(nils)
    assert (
        press_procedure(client, partnership, "add/", typed_way(way_from(lakeside))).status_code
        == 302
    )
    assert acts_of(lakeside) == ["procedure_proposed"]
    assert procedure_page(client, partnership).context["in_force"] is None

    client.force_login(abel)
    assert "Lakeside Health Center proposes a change of how" in client.get("/today/").text
    assert press_procedure(client, partnership, "1/agree/").status_code == 302
    assert acts_of(harbor) == ["procedure_agreed"]
    shown = procedure_page(client, partnership)
    assert shown.context["in_force"]["version"].number == 1
    assert shown.context["waiting"] is None
    assert "(312) 555-0142" in shown.text
    assert "proposes a change of how" not in client.get("/today/").text


def test_what_is_in_force_stays_until_the_other_champion_agrees(partnership, nils, abel, lakeside):
    first = way_from(lakeside, line="one")
    settled(partnership, nils, abel, first)
    version = proposed(partnership, nils, first | {"line": "two"})
    assert lines(partnership.procedures.in_force().get()) == ["one"]
    with within(abel.here):
        actions.agree_procedure(version, by=abel)
    assert lines(partnership.procedures.in_force().get()) == ["two"]
    assert [lines(one) for one in partnership.procedures.order_by("number")] == [["one"], ["two"]]


def test_one_change_after_the_other_makes_one_proposal(client, partnership, nils, lakeside):
    client.force_login(nils)
    press_procedure(client, partnership, "add/", typed_way(way_from(lakeside, line="one")))
    press_procedure(client, partnership, "add/", typed_way(way_from(lakeside, line="two"), on=1))
    [version] = partnership.procedures.waiting()
    assert (version.number, lines(version)) == (2, ["one", "two"])


def test_a_way_is_changed_and_taken_away(client, partnership, nils, abel, lakeside):
    one, two = way_from(lakeside, line="one"), way_from(lakeside, line="two")
    settled(partnership, nils, abel, one, two)
    client.force_login(abel)
    address = f"{one['key']}/change/"
    assert procedure_page(client, partnership, address).context["form"]["line"].value() == "one"
    press_procedure(client, partnership, address, typed_way(one | {"line": "three"}, on=1))
    assert lines(partnership.procedures.waiting().get()) == ["three", "two"]
    press_procedure(client, partnership, f"2/remove/{two['key']}/")
    assert lines(partnership.procedures.waiting().get()) == ["three"]
    assert procedure_page(client, partnership, f"{two['key']}/change/").status_code == 404


@pytest.mark.parametrize("who", ["nils", "abel"])
def test_either_champion_leaves_it_as_it_is(client, request, partnership, nils, lakeside, who):
    proposed(partnership, nils, way_from(lakeside))
    someone = request.getfixturevalue(who)
    client.force_login(someone)
    assert press_procedure(client, partnership, "1/decline/").status_code == 302
    assert list(partnership.procedures.waiting()) == []
    assert list(partnership.procedures.in_force()) == []
    assert "procedure_declined" in acts_of(someone.here)


# ---- who may not


def test_nobody_but_a_champion_proposes_or_answers(client, partnership, nils, harbor, lakeside):
    proposed(partnership, nils, way_from(lakeside))
    other = person("Anna", harbor, Role.ADMINISTRATOR, Role.ADVOCATE)
    client.force_login(other)
    assert procedure_page(client, partnership).status_code == 200
    assert procedure_page(client, partnership, "add/").status_code == 403
    for act in ("1/agree/", "1/decline/", "add/"):
        assert (
            press_procedure(client, partnership, act, typed_way(way_from(harbor))).status_code
            == 403
        )
    with within(harbor), pytest.raises(PermissionDenied):
        actions.agree_procedure(Procedure.objects.get(), by=other)


def test_an_outsider_learns_nothing_of_it(client, partnership, nils, abel, mallory, lakeside):
    way = way_from(lakeside)
    settled(partnership, nils, abel, way)
    client.force_login(mallory)
    for rest in ("", "add/", f"{way['key']}/change/", "versions/", "versions/1/", "page/"):
        assert procedure_page(client, partnership, rest).status_code == 404
    assert procedure_page(client, partnership, "page.pdf").status_code == 404
    for act in ("1/agree/", "1/decline/", f"1/remove/{way['key']}/"):
        assert press_procedure(client, partnership, act).status_code == 404
    with within(mallory.here), pytest.raises(PermissionDenied):
        proposed(partnership, mallory, way)


def test_a_side_without_a_champion_is_told_what_to_do(client, partnership, nils, abel, lakeside):
    proposed(partnership, nils, way_from(lakeside))
    partnership.members.filter(organization=abel.here).update(champion=None)
    client.force_login(abel)
    assert "Your side has no champion. Nobody here can propose or agree." in (
        procedure_page(client, partnership).text
    )
    for answer in (
        press_procedure(client, partnership, "1/agree/"),
        procedure_page(client, partnership, "add/"),
    ):
        assert answer.status_code == 409
        assert "Name one first: champions settle the procedure." in answer.text
    client.force_login(nils)
    assert "Harbor House has no champion now." in procedure_page(client, partnership).text


def test_a_champion_who_has_left_is_none(client, partnership, nils, abel, ada):
    gone = abel.session_membership
    gone.ended_at = now()
    gone.save()
    client.force_login(nils)
    assert "Harbor House has no champion now." in procedure_page(client, partnership).text
    client.force_login(ada)
    assert press_procedure(client, partnership, "add/").status_code == 403


def test_the_side_that_proposed_does_not_agree_for_the_other(client, partnership, nils, lakeside):
    proposed(partnership, nils, way_from(lakeside))
    client.force_login(nils)
    answer = press_procedure(client, partnership, "1/agree/")
    assert (answer.status_code, "Your side proposed this." in answer.text) == (409, True)
