"""Asking another organization to refer together."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind, Organization, Rule
from alongside.partnerships import actions
from alongside.partnerships.models import Member, Partnership, State
from tests.conftest import organization
from tests.partnerships.building import USUAL, partnership_of, proposal_of

TYPED = {
    "modes": ["call_together", "call_back"],
    "items": ["safe_contact", "name"],
    "longest_release_days": "30",
    "response_hours": "4",
}


def test_an_administrator_proposes_and_the_act_is_remembered(client, lakeside, harbor, nils):
    client.force_login(nils)
    response = client.post("/partnerships/propose/", {**TYPED, "partner": str(harbor.pk)})

    partnership = Partnership.objects.get()
    assert response.url == f"/partnerships/{partnership.pk}/"
    assert partnership.state == State.PROPOSED
    assert {member.organization for member in partnership.members.all()} == {lakeside, harbor}
    version = partnership.agreements.get()
    assert version.is_waiting
    assert version.proposed_by == lakeside
    assert version.bounds == {
        "modes": ["call_together", "call_back"],
        "items": ["name", "safe_contact"],
        "longest_release_days": 30,
        "response_hours": 4,
        "held_times_a_week": 0,
    }
    with within(lakeside):
        assert [event.act for event in Event.objects.all()] == ["partnership_proposed"]


def test_who_proposes_is_champion_and_contact_until_they_say_otherwise(harbor, nils):
    with within(nils.here):
        partnership = actions.propose(harbor, bounds=USUAL, by=nils)
    ours = Member.objects.get(partnership=partnership, organization=nils.here)
    assert (ours.champion, ours.contact, ours.backup) == (
        nils.session_membership,
        nils.session_membership,
        None,
    )


def test_care_staff_do_not_propose(client, harbor, nora):
    client.force_login(nora)
    assert client.get("/partnerships/propose/").status_code == 403
    response = client.post("/partnerships/propose/", {**TYPED, "partner": str(harbor.pk)})
    assert response.status_code == 403
    with within(nora.here), pytest.raises(PermissionDenied):
        actions.propose(harbor, bounds=USUAL, by=nora)


def test_nobody_partners_with_themselves(nils, lakeside):
    with within(lakeside), pytest.raises(Blocked, match="with another organization"):
        actions.propose(lakeside, bounds=USUAL, by=nils)


def test_an_organization_that_the_host_never_admitted_cannot_be_asked(nils, lakeside):
    listed = Organization.objects.create(name="Found in a list", kind=Kind.OTHER, rule=Rule.NONE)
    with within(lakeside), pytest.raises(Blocked, match="not on Alongside yet"):
        actions.propose(listed, bounds=USUAL, by=nils)


def test_the_form_offers_admitted_others_only(client, lakeside, harbor, nils):
    Organization.objects.create(name="Found in a list")
    organization("An old record", Kind.OTHER, Rule.NONE, same_as=harbor)
    client.force_login(nils)
    form = client.get("/partnerships/propose/").context["form"]
    assert [label for _, label in form.fields["partner"].choices][1:] == ["Harbor House"]


@pytest.mark.parametrize("build", [proposal_of, partnership_of])
def test_two_have_one_open_partnership_at_a_time(lakeside, harbor, nils, abel, build):
    build(lakeside, harbor)
    for one, other in ((nils, harbor), (abel, lakeside)):
        with within(one.here), pytest.raises(Blocked, match="already have a partnership"):
            actions.propose(other, bounds=USUAL, by=one)


def test_after_one_ended_another_can_begin(lakeside, harbor, nils):
    ended = partnership_of(lakeside, harbor)
    with within(lakeside):
        actions.end(ended, by=nils)
        begun = actions.propose(harbor, bounds=USUAL, by=nils)
    assert begun.state == State.PROPOSED


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("partner", "", ["This field is required."]),
        (
            "partner",
            "not an id",
            ["“not an id” is not a valid UUID."],
        ),
        ("modes", [], ["This field is required."]),
        (
            "modes",
            ["pigeon"],
            ["Select a valid choice. pigeon is not one of the available choices."],
        ),
        (
            "items",
            ["address"],
            ["Select a valid choice. address is not one of the available choices."],
        ),
        ("items", ["name"], ["To call somebody back, a letter must hold a safe contact."]),
        ("longest_release_days", "91", ["Ensure this value is less than or equal to 90."]),
        ("longest_release_days", "0", ["Ensure this value is greater than or equal to 1."]),
        ("response_hours", "1000", ["Ensure this value is less than or equal to 168."]),
    ],
)
def test_what_was_typed_wrong_is_said_and_nothing_is_lost(
    client, harbor, nils, field, typed, wrong
):
    client.force_login(nils)
    posted = {**TYPED, "partner": str(harbor.pk), field: typed}
    form = client.post("/partnerships/propose/", posted).context["form"]
    assert form.errors == {field: wrong}
    assert Partnership.objects.count() == 0
