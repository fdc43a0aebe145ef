"""What a procedure keeps to: the agreement in force, a page, and one version at a time."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.partnerships import actions
from alongside.partnerships.models import Agreement, Mode, Procedure, Way
from alongside.partnerships.procedures import newest_ways
from tests.database import connected_as
from tests.directory.building import listed
from tests.partnerships.building import change_of
from tests.partnerships.keeping import (
    lines,
    press_procedure,
    procedure_page,
    proposed,
    settled,
    typed_way,
    way_from,
)
from tests.pressing import at_once

pytestmark = pytest.mark.usefixtures("champions")
CHANGED = "The procedure has changed since you read it. Read the newest one first."


# ---- within the bounds


def test_only_ways_of_the_agreement_in_force_are_offered_and_kept(
    client, partnership, lakeside, nils
):
    Agreement.objects.update(modes=["call_together"])
    client.force_login(nils)
    form = procedure_page(client, partnership, "add/").context["form"]
    assert [value for value, _label in form.fields["mode"].choices] == ["call_together"]
    assert "held_kinds" not in form.fields
    for wrong in ({"mode": "chat"}, {"held_kinds": ["visit"]}):
        with within(lakeside), pytest.raises(Blocked, match="does not have this way"):
            proposed(partnership, nils, way_from(lakeside, **wrong))


def test_what_the_agreement_loses_before_the_other_agrees_is_not_agreed(
    partnership, nils, abel, lakeside, harbor
):
    version = proposed(partnership, nils, way_from(lakeside, mode="chat"))
    Agreement.objects.update(modes=["call_together"])
    with within(harbor), pytest.raises(Blocked, match="does not have this way"):
        actions.agree_procedure(version, by=abel)


def test_what_the_agreement_loses_later_is_marked_and_falls_away(
    client, partnership, nils, abel, lakeside
):
    keeps, loses = way_from(lakeside), way_from(lakeside, mode="chat")
    settled(partnership, nils, abel, keeps, loses)
    Agreement.objects.update(modes=["call_together"])
    client.force_login(nils)
    shown = procedure_page(client, partnership)
    assert shown.context["in_force"]["outside"] == [loses["key"]]
    assert shown.text.count("Your agreement does not have this way any more.") == 1
    assert [way["key"] for way in newest_ways(partnership)] == [keeps["key"]]


def test_without_an_agreement_in_force_there_is_no_procedure(
    client, partnership, nils, lakeside, time_machine
):
    Agreement.objects.update(ends_on="2026-01-01", starts_on="2025-01-01")
    client.force_login(nils)
    assert "No agreement is in force." in procedure_page(client, partnership).text
    with within(lakeside), pytest.raises(Blocked, match="No agreement is in force"):
        proposed(partnership, nils, way_from(lakeside))


def test_after_the_end_nothing_is_proposed(partnership, nils, lakeside):
    with within(lakeside):
        actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="whose partnership is active"):
            proposed(partnership, nils, way_from(lakeside))


def test_an_empty_procedure_is_none(client, partnership, nils, abel, lakeside):
    way = way_from(lakeside)
    settled(partnership, nils, abel, way)
    client.force_login(nils)
    answer = press_procedure(client, partnership, f"1/remove/{way['key']}/")
    assert (answer.status_code, "Keep at least one way" in answer.text) == (409, True)


def test_who_calls_is_one_of_the_two(partnership, nils, elsewhere, lakeside):
    with within(lakeside), pytest.raises(Blocked, match="Say which of the two calls"):
        proposed(partnership, nils, way_from(elsewhere))


def test_a_program_is_never_named_as_a_place(client, partnership, nils, lakeside, harbor):
    clinic = listed(lakeside, "Pilsen")
    shelter, office = listed(harbor, "Office"), listed(lakeside, "Hidden", is_confidential=True)
    client.force_login(nils)
    form = procedure_page(client, partnership, "add/").context["form"]
    assert [value for value, _name in form.fields["site_id"].choices] == ["", clinic.pk]
    for place in (shelter, office):
        with within(lakeside), pytest.raises(Blocked, match="A place is not listed"):
            proposed(partnership, nils, way_from(lakeside, site_id=place.pk))


def test_no_page_grows_longer_than_a_page(client, partnership, nils, abel, lakeside):
    settled(partnership, nils, abel, *[way_from(lakeside, line=str(n)) for n in range(6)])
    client.force_login(nils)
    form = press_procedure(
        client, partnership, "add/", typed_way(way_from(lakeside, line="seven"), on=1)
    ).context["form"]
    assert form.errors == {
        "__all__": ["More than 6 ways would stand on one page. Take one away first."]
    }
    assert form["line"].value() == "seven"


def test_what_the_other_champion_changed_meanwhile_is_not_written_over(
    client, partnership, nils, abel, lakeside, harbor
):
    way = way_from(lakeside)
    settled(partnership, nils, abel, way)
    proposed(partnership, abel, way | {"line": "theirs"})
    client.force_login(nils)
    answer = press_procedure(
        client, partnership, f"{way['key']}/change/", typed_way(way | {"line": "ours"}, on=1)
    )
    form = answer.context["form"]
    assert list(form.errors) == ["__all__"]
    assert (form["line"].value(), form["on"].value()) == ("ours", "2")
    assert lines(partnership.procedures.waiting().get()) == ["theirs"]
    answer = press_procedure(client, partnership, f"1/remove/{way['key']}/")
    assert (answer.status_code, CHANGED in answer.text) == (409, True)


@pytest.mark.parametrize("field", ["line", "say", "hours", "when_nobody"])
def test_what_is_missing_or_too_long_is_said_and_kept(client, partnership, nils, lakeside, field):
    client.force_login(nils)
    for words in ("", "x" * 241):
        form = press_procedure(
            client, partnership, "add/", typed_way(way_from(lakeside, **{field: words}))
        )
        form = form.context["form"]
        assert list(form.errors) == [field]
        assert form["who_calls"].value() == "front_desk"


# ---- at once, in the database, in lists


@pytest.mark.django_db(transaction=True)
def test_of_two_who_agree_and_decline_at_once_one_counts(partnership, nils, abel, lakeside):
    version = proposed(partnership, nils, way_from(lakeside))
    told = at_once(
        (abel, lambda: actions.agree_procedure(version, by=abel)),
        (nils, lambda: actions.decline_procedure(version, by=nils)),
    )
    assert told.count("done") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_propose_at_once_the_second_is_told(partnership, nils, abel, lakeside, harbor):
    def propose(who):
        ways = [way_from(who.here)]
        return who, lambda: actions.propose_procedure(partnership, ways=ways, on=0, by=who)

    assert sorted(at_once(propose(nils), propose(abel))) == [CHANGED, "done"]
    assert partnership.procedures.waiting().count() == 1


@pytest.mark.django_db(transaction=True)
def test_only_the_other_champion_learns_that_something_waits(partnership, nils, ada, lakeside):
    proposed(partnership, nils, way_from(lakeside))
    with connected_as("worker"):
        assert list(Notice.objects.values_list("person__name", flat=True)) == ["Abel"]


@pytest.mark.parametrize(
    ("model", "wrong", "name"),
    [
        (Way, {"mode": "fax"}, "way_mode_is_known"),
        (Way, {"who_calls": "boss"}, "way_people_are_known"),
        (Way, {"held_kinds": ["lunch"]}, "way_held_kinds_are_known"),
        (Way, {"when_nobody": ""}, "way_says_whom_to_call"),
        (Procedure, {"in_force_from": None}, "procedure_in_force_when_the_other"),
        (Procedure, {"replaced_at": None}, "procedure_one_in_force"),
    ],
)
def test_the_database_keeps_it_whole(partnership, nils, abel, lakeside, model, wrong, name):
    way = way_from(lakeside)
    settled(partnership, nils, abel, way)
    settled(partnership, nils, abel, way)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**wrong)


def test_a_way_stands_once_in_a_version(partnership, nils, lakeside):
    way = way_from(lakeside)
    with pytest.raises(IntegrityError, match="way_once_in_a_version"), transaction.atomic():
        proposed(partnership, nils, way, way)


def test_the_page_takes_the_same_queries_for_one_way_and_three(
    client, partnership, nils, abel, lakeside
):
    clinic = listed(lakeside, "Pilsen")
    client.force_login(nils)
    taken = []
    for number in (1, 3):
        ways = [way_from(lakeside, site_id=clinic.pk) for _one in range(number)]
        settled(partnership, nils, abel, *ways)
        client.get(f"/partnerships/{partnership.pk}/procedure/")
        with CaptureQueriesContext(connection) as queries:
            procedure_page(client, partnership)
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_no_paper_or_paper_the_procedure_is_the_same(client, partnership, nils, abel, lakeside):
    Agreement.objects.update(kind="mou")
    settled(partnership, nils, abel, way_from(lakeside))
    change_of(partnership, lakeside, modes=[Mode.CHAT])
    client.force_login(nils)
    assert procedure_page(client, partnership).context["in_force"]["version"].number == 1
    assert "Procedure, version 1" in client.get(f"/partnerships/{partnership.pk}/").text
