"""All of an organization's partnerships on one page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from alongside.directory.models import Profile
from alongside.orgs.models import Kind, Rule
from alongside.partnerships.models import Kind as Paper
from alongside.partnerships.models import OutsidePartner, Partnership, State
from tests.conftest import organization
from tests.partnerships.building import USUAL, change_of, partnership_of, proposal_of
from tests.partnerships.grouping import group_of, question_of


@pytest.fixture
def all_kinds(lakeside, harbor, elsewhere, host):
    """A pair, a proposal, a group with a vote, one that has ended, two without an account."""
    partnership_of(lakeside, harbor)
    proposal_of(host, lakeside)
    question_of(group_of(lakeside, harbor, elsewhere), harbor)
    over = group_of(lakeside, harbor, host, name="An old team")
    Partnership.objects.filter(pk=over.pk).update(state=State.ENDED, ended_at=now())
    OutsidePartner.objects.create(owner=lakeside, name="First Church", contact="Pastor Lee")
    OutsidePartner.objects.create(owner=lakeside, name="Old College", archived_at=now())


def rows(client, query=""):
    return client.get(f"/partnerships/{query}").context["rows"]


def names(client, query=""):
    return [row.name for row in rows(client, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Coalition", "First Church", "Harbor House", "Response team", "An old team"]),
        ("?show=pairs", ["Coalition", "Harbor House"]),
        ("?show=groups", ["Response team", "An old team"]),
        ("?show=outside", ["First Church"]),
        ("?show=waiting", ["Coalition", "Response team"]),
        ("?show=ended", ["An old team", "Old College"]),
        (
            "?show=nonsense",
            ["Coalition", "First Church", "Harbor House", "Response team", "An old team"],
        ),
    ],
)
def test_what_is_shown_is_chosen_by_plain_links(client, all_kinds, nora, query, found):
    client.force_login(nora)
    assert names(client, query) == found


def test_what_waits_for_us_is_said(client, all_kinds, nora):
    client.force_login(nora)
    assert [row.waits for row in rows(client, "?show=waiting")] == [
        ["Answer the proposal of Coalition"],
        ["Vote: Shall we meet on Mondays?"],
    ]


def test_each_says_whom_to_call_what_was_agreed_and_how_much_is_due(
    client, lakeside, harbor, nora, ada
):
    partnership = partnership_of(lakeside, harbor)
    partnership.members.filter(organization=harbor).update(contact=ada.session_membership)
    partnership.agreements.update(kind=Paper.MOU, ends_on=localdate() + timedelta(days=20))
    Profile.objects.create(
        organization=harbor, what_we_do="We listen.", phone="(312) 555-0142", phone_link="tel:1"
    )
    client.force_login(nora)
    [row] = rows(client)
    assert (row.call, row.phone, row.due) == ("Ada", "(312) 555-0142", 1)
    assert row.agreed == "Agreement in force, 20 days left"
    assert row.about == "domestic or sexual violence program, active"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "No paper: bounds agreed here, in force"),
        ({"kind": "mou"}, "Agreement in force, no last day"),
        ({"replaced_at": "2020-01-01T00:00Z"}, "No agreement in force"),
    ],
)
def test_what_was_agreed_is_said_in_a_few_words(client, lakeside, harbor, nora, fields, words):
    partnership_of(lakeside, harbor).agreements.update(**fields)
    client.force_login(nora)
    assert [row.agreed for row in rows(client)] == [words]


def test_in_a_group_whoever_proposed_it_is_called(client, lakeside, harbor, elsewhere, nora, ada):
    group = group_of(harbor, elsewhere, lakeside)
    group.members.filter(organization=harbor).update(contact=ada.session_membership)
    client.force_login(nora)
    assert [row.call for row in rows(client)] == ["Ada (Harbor House)"]


def test_whoever_is_only_asked_reads_no_names_and_no_agreement_of_the_group(
    client, lakeside, harbor, elsewhere, host, mallory, nora
):
    group = group_of(lakeside, harbor, host, invited=[elsewhere])
    group.members.filter(organization=lakeside).update(contact=nora.session_membership)
    group.agreements.create(
        number=1,
        proposed_by=lakeside,
        agreed_by=harbor,
        kind=Paper.MOU,
        in_force_from=now(),
        ends_on=localdate() + timedelta(days=20),
        **USUAL,
    )
    client.force_login(mallory)
    [row] = rows(client)
    assert (row.call, row.agreed, row.due) == ("", "", 1)
    assert "Nora" not in client.get("/partnerships/").text


def test_after_the_end_no_agreement_is_in_force_and_nothing_is_due(client, lakeside, harbor, nora):
    made = partnership_of(lakeside, harbor)
    made.agreements.update(kind=Paper.MOU, ends_on=localdate() + timedelta(days=20))
    Partnership.objects.filter(pk=made.pk).update(state=State.ENDED, ended_at=now())
    client.force_login(nora)
    assert [(row.agreed, row.due) for row in rows(client)] == [("No agreement in force", 0)]


def test_nobody_sees_anothers(client, all_kinds, mallory):
    client.force_login(mallory)
    assert names(client) == ["Response team"]


def test_three_of_each_take_the_same_queries_as_one(client, lakeside, harbor, nora):
    client.force_login(nora)
    client.get("/partnerships/")
    taken = {}
    for number in (1, 2, 3):
        other = organization(f"Program {number}", Kind.OTHER, Rule.VSP)
        partnership = partnership_of(lakeside, other)
        change_of(partnership, other)
        question_of(group_of(lakeside, harbor, other, name=f"Team {number}"), other)
        OutsidePartner.objects.create(owner=lakeside, name=f"Church {number}")
        with CaptureQueriesContext(connection) as queries:
            assert len(names(client)) == 3 * number
        taken[number] = len(queries)
    assert taken[1] == taken[3]
