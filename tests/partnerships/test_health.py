"""Is a partnership healthy: four plain signals, from one's own acts or what the other side published."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate, now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import Agreement, Kind, Member
from tests.conftest import person
from tests.partnerships.building import change_of
from tests.partnerships.grouping import group_of


def signals(client, person, partnership):
    client.force_login(person)
    told = client.get(f"/partnerships/{partnership.pk}/").context["signals"]
    return {signal.name: (signal.standing, signal.why) for signal in told}


def test_there_are_four_each_with_a_word_and_a_sentence(client, partnership, nora, time_machine):
    time_machine.move_to("2026-03-01T15:00Z")
    Member.objects.update(people_said_on=date(2026, 3, 1))
    Agreement.objects.update(in_force_from=now())
    assert signals(client, nora, partnership) == {
        "People": (
            "well",
            "Your side said on March 1, 2026 who its people are. "
            "Harbor House said so on March 1, 2026.",
        ),
        "In time": ("well", "Nothing on your side is late."),
        "Speaking": ("unknown", "Your side has not noted yet that you spoke."),
        "Agreement": ("well", "It is in force and has no last day."),
    }
    page = client.get(f"/partnerships/{partnership.pk}/").text
    assert "<dt>Speaking: not known yet</dt>" in page


@pytest.mark.parametrize("whose", ["lakeside", "harbor"])
def test_people_not_confirmed_for_ninety_days_are_looked_at(
    client, partnership, nora, request, whose
):
    side = partnership.members.filter(organization=request.getfixturevalue(whose))
    for said in (None, localdate() - timedelta(days=90)):
        side.update(people_said_on=said)
        assert signals(client, nora, partnership)["People"][0] == "look"
    side.update(people_said_on=localdate() - timedelta(days=89))
    assert signals(client, nora, partnership)["People"][0] == "well"


def test_what_our_side_has_not_answered_counts_for_us_alone(client, partnership, nora, ada, harbor):
    version = change_of(partnership, harbor)
    version.proposed_at = now() - timedelta(days=15)
    version.save()
    late = "1 thing on your side is late: Answer the proposal of Harbor House."
    assert signals(client, nora, partnership)["In time"] == ("look", late)
    assert signals(client, ada, partnership)["In time"][0] == "well"


def test_we_spoke_is_one_tap_and_stays_here(client, partnership, nora, ada, lakeside, time_machine):
    time_machine.move_to("2026-03-01T15:00Z")
    client.force_login(nora)
    assert client.post(f"/partnerships/{partnership.pk}/spoke/").status_code == 302
    with within(lakeside):
        assert list(Event.objects.values_list("act", flat=True)) == ["partnership_spoke"]
    words = "You last noted on March 1, 2026 that you spoke."
    assert signals(client, nora, partnership)["Speaking"] == ("well", words)
    assert signals(client, ada, partnership)["Speaking"][0] == "unknown"
    time_machine.move_to("2026-05-31T15:00Z")
    assert signals(client, nora, partnership)["Speaking"] == (
        "look",
        "You last noted on March 1, 2026 that you spoke, over 90 days ago. Call them.",
    )


def test_who_neither_calls_nor_settles_notes_nothing(client, partnership, lakeside):
    eve = person("Eve", lakeside, Role.EVALUATOR)
    client.force_login(eve)
    assert client.post(f"/partnerships/{partnership.pk}/spoke/").status_code == 403
    assert "We spoke today" not in client.get(f"/partnerships/{partnership.pk}/").text


def test_an_outsider_notes_nothing(client, partnership, mallory, elsewhere):
    client.force_login(mallory)
    assert client.post(f"/partnerships/{partnership.pk}/spoke/").status_code == 404
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.note_spoke(partnership, by=mallory)


def test_after_the_end_nothing_is_noted_and_there_are_no_signals(client, partnership, nils):
    with within(nils.here):
        actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="not active"):
            actions.note_spoke(partnership, by=nils)
    assert signals(client, nils, partnership) == {}


@pytest.mark.parametrize(("days", "standing"), [(61, "well"), (60, "look"), (0, "look")])
def test_an_agreement_that_ends_within_sixty_days_is_looked_at(
    client, partnership, nora, days, standing
):
    partnership.agreements.update(ends_on=localdate() + timedelta(days=days), kind=Kind.MOU)
    assert signals(client, nora, partnership)["Agreement"][0] == standing
    assert f"{days} days left." in client.get(f"/partnerships/{partnership.pk}/").text


def test_without_an_agreement_in_force_it_is_looked_at(client, partnership, nora):
    partnership.agreements.update(ends_on=localdate() - timedelta(days=1))
    told = signals(client, nora, partnership)["Agreement"]
    assert told == ("look", "No agreement is in force.")


def test_a_group_has_the_same_four(client, lakeside, harbor, elsewhere, nora):
    group = group_of(lakeside, harbor, elsewhere)
    told = signals(client, nora, group)
    assert list(told) == ["People", "In time", "Speaking", "Agreement"]
    assert told["People"][1].endswith("All other members said so within 90 days.")
    group.members.filter(organization=harbor).update(people_said_on=None)
    silent = "1 other member has not said so for 90 days: Harbor House."
    assert signals(client, nora, group)["People"][1].endswith(silent)
