"""How a group begins: one proposes, each answers for itself, and whoever wants to go goes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind, Organization, Rule
from alongside.partnerships import actions
from alongside.partnerships.models import Member, Partnership, State
from tests.conftest import organization
from tests.partnerships.building import partnership_of
from tests.partnerships.grouping import another, group_of
from tests.pressing import at_once


@pytest.fixture
def proposed(lakeside, harbor, elsewhere, nils, abel, mallory):
    """Lakeside asked Harbor House and Elsewhere."""
    with within(lakeside):
        return actions.propose_group(
            name="Response team",
            purpose="Answer within the hour.",
            invited=[harbor, elsewhere],
            by=nils,
        )


def standing(group):
    """Who takes part, and who is asked."""
    members = Member.objects.filter(partnership=group).order_by("organization__name")
    return (
        [one.organization.name for one in members if one.takes_part],
        [one.organization.name for one in members.invited()],
    )


def state(group):
    return Partnership.objects.get(pk=group.pk).state


def accept(group, *people):
    for person in people:
        with within(person.here):
            actions.accept_invitation(group, by=person)


def acts(organization):
    with within(organization):
        return sorted(Event.objects.values_list("act", flat=True))


def test_an_organization_proposes_a_group_and_each_answers_for_itself(
    client, lakeside, harbor, elsewhere, nils, abel, mallory
):
    client.force_login(nils)
    typed = {
        "name": "Response team",
        "purpose": "Answer within the hour.",
        "invited": [harbor.pk, elsewhere.pk],
    }
    page = client.post("/partnerships/groups/propose/", typed)
    group = Partnership.objects.get()
    assert page.headers["Location"] == f"/partnerships/{group.pk}/"
    assert standing(group) == (["Lakeside Health Center"], ["Elsewhere", "Harbor House"])

    client.force_login(abel)
    assert "Accept or decline the invitation to Response team" in client.get("/today/").text
    client.post(f"/partnerships/{group.pk}/accept/")
    assert (state(group), acts(harbor)) == (State.PROPOSED, ["group_joined"])

    client.force_login(mallory)
    client.post(f"/partnerships/{group.pk}/accept/")
    assert (state(group), standing(group)[1]) == (State.ACTIVE, [])
    assert acts(lakeside) == ["group_proposed"]


def test_a_group_asks_at_least_two_others(client, lakeside, harbor, nils):
    client.force_login(nils)
    typed = {"name": "Two", "purpose": "Help.", "invited": [harbor.pk]}
    form = client.post("/partnerships/groups/propose/", typed).context["form"]
    assert form.errors == {"invited": ["Choose at least two others."]}
    assert form["name"].value() == "Two"
    with within(lakeside), pytest.raises(Blocked, match="three members or more"):
        actions.propose_group(name="Two", purpose="Help.", invited=[harbor, lakeside], by=nils)
    assert Partnership.objects.count() == 0


def test_who_is_not_here_is_not_asked(lakeside, harbor, nils):
    listed = Organization.objects.create(name="Church", kind=Kind.OTHER, rule=Rule.NONE)
    with within(lakeside), pytest.raises(Blocked, match="not on Alongside yet"):
        actions.propose_group(name="Team", purpose="Help.", invited=[harbor, listed], by=nils)


def test_who_may_not_settle_partnerships_neither_proposes_nor_answers(client, proposed, nora, ada):
    client.force_login(nora)
    assert client.get("/partnerships/groups/propose/").status_code == 403
    assert client.get(f"/partnerships/{proposed.pk}/leave/").status_code == 403
    assert client.get(f"/partnerships/{proposed.pk}/invite/").status_code == 403
    client.force_login(ada)
    for act in ("accept", "decline-invitation"):
        assert client.post(f"/partnerships/{proposed.pk}/{act}/").status_code == 403


def test_somebody_of_no_member_finds_nothing(client, proposed):
    client.force_login(another("Olga"))
    page = f"/partnerships/{proposed.pk}/"
    assert [client.get(page).status_code, client.get(f"{page}invite/").status_code] == [404, 404]
    for act in ("accept", "decline-invitation", "leave", "spoke"):
        assert client.post(f"{page}{act}/").status_code == 404


def test_an_action_stops_an_outsider_whatever_page_called_it(proposed):
    olga = another("Olga")
    for act in (actions.accept_invitation, actions.decline_invitation, actions.leave_group):
        with within(olga.here), pytest.raises(PermissionDenied):
            act(proposed, by=olga)


def test_who_is_only_asked_reads_what_it_is_about_but_nobodys_people(client, proposed, abel):
    client.force_login(abel)
    page = client.get(f"/partnerships/{proposed.pk}/").text
    for words in ("Answer within the hour.", "Lakeside Health Center", "Elsewhere", "Join"):
        assert words in page, words
    assert "Nils" not in page
    for part in ("questions/", "questions/open/", "leave/", "invite/"):
        assert client.get(f"/partnerships/{proposed.pk}/{part}").status_code == 404
    people = {"champion": "", "contact": "", "backup": ""}
    assert client.post(f"/partnerships/{proposed.pk}/people/", people).status_code == 404


def test_members_read_whom_to_ask_for_at_each(client, proposed, abel, nils):
    accept(proposed, abel)
    client.force_login(nils)
    page = client.get(f"/partnerships/{proposed.pk}/").text
    assert "Ask for Abel." in page
    assert "Asked to join, no answer yet:" in page


def test_declining_needs_no_reason_and_is_said_nowhere(client, proposed, abel, harbor, nils):
    client.force_login(abel)
    client.post(f"/partnerships/{proposed.pk}/decline-invitation/")
    assert acts(harbor) == ["group_declined"]
    assert client.get(f"/partnerships/{proposed.pk}/").status_code == 404
    client.force_login(nils)
    assert "Harbor House" not in client.get(f"/partnerships/{proposed.pk}/").text


def test_who_declined_can_be_asked_again_before_it_begins(client, proposed, abel, nils, harbor):
    with within(harbor):
        actions.decline_invitation(proposed, by=abel)
    client.force_login(nils)
    client.post(f"/partnerships/{proposed.pk}/invite/", {"organization": harbor.pk})
    assert standing(proposed)[1] == ["Elsewhere", "Harbor House"]
    with within(nils.here), pytest.raises(Blocked, match="was asked already"):
        actions.invite(proposed, organization=harbor, by=nils)


def test_once_it_has_begun_the_members_decide_who_joins(proposed, nils, abel, mallory):
    accept(proposed, abel, mallory)
    with within(nils.here), pytest.raises(Blocked, match="Put it to a vote"):
        actions.invite(proposed, organization=another("Olga").here, by=nils)


def test_only_whoever_proposed_it_invites_the_first_members(proposed, abel):
    accept(proposed, abel)
    with within(abel.here), pytest.raises(Blocked, match="invites its first members"):
        actions.invite(proposed, organization=another("Olga").here, by=abel)


def test_an_answer_is_given_once(proposed, abel):
    accept(proposed, abel)
    for act in (actions.accept_invitation, actions.decline_invitation):
        with within(abel.here), pytest.raises(Blocked, match="has joined already"):
            act(proposed, by=abel)


def test_a_member_leaves_at_any_time_and_finds_nothing_afterwards(
    client, lakeside, harbor, elsewhere, abel
):
    olga = another("Olga")
    group = group_of(lakeside, harbor, elsewhere, olga.here)
    client.force_login(abel)
    assert "Leave Response team?" in client.get(f"/partnerships/{group.pk}/leave/").text
    client.post(f"/partnerships/{group.pk}/leave/")
    assert (state(group), "Harbor House" in standing(group)[0]) == (State.ACTIVE, False)
    assert client.get(f"/partnerships/{group.pk}/").status_code == 404
    assert acts(harbor) == ["group_left"]


def test_a_group_ends_where_one_would_be_left(lakeside, harbor, elsewhere, abel, mallory):
    group = group_of(lakeside, harbor, elsewhere)
    for person, then in ((abel, State.ACTIVE), (mallory, State.ENDED)):
        with within(person.here):
            actions.leave_group(group, by=person)
        assert state(group) == then


def test_a_group_that_has_not_begun_ends_with_whoever_proposed_it(client, proposed, nils, abel):
    with within(nils.here):
        actions.leave_group(proposed, by=nils)
    assert state(proposed) == State.ENDED
    client.force_login(abel)
    assert client.post(f"/partnerships/{proposed.pk}/accept/").status_code == 409


def test_after_the_end_nobody_leaves(proposed, abel, nils):
    accept(proposed, abel)
    with within(nils.here):
        actions.leave_group(proposed, by=nils)
    with within(abel.here), pytest.raises(Blocked, match="has ended"):
        actions.leave_group(proposed, by=abel)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_begin_it_together(proposed, abel, mallory):
    told = at_once(
        (abel, lambda: actions.accept_invitation(proposed, by=abel)),
        (mallory, lambda: actions.accept_invitation(proposed, by=mallory)),
    )
    assert (told, state(proposed)) == (["done", "done"], State.ACTIVE)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_accept_for_one_organization_one_counts(proposed, abel, harbor):
    told = at_once(*[(abel, lambda: actions.accept_invitation(proposed, by=abel))] * 2)
    assert sorted(told) == ["Your organization has joined already.", "done"]
    assert acts(harbor) == ["group_joined"]


def test_the_database_knows_a_group_from_a_pair(lakeside, harbor, elsewhere):
    group = group_of(lakeside, harbor, elsewhere)
    pair = partnership_of(lakeside, harbor)
    for wrong, which in (({"name": ""}, group), ({"purpose": ""}, group), ({"name": "x"}, pair)):
        name = "partnership_group_has_name_and_purpose"
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Partnership.objects.filter(pk=which.pk).update(**wrong)


def test_nobody_leaves_before_joining(lakeside, harbor, elsewhere):
    group = group_of(lakeside, harbor, elsewhere)
    with pytest.raises(IntegrityError, match="member_leaves_after_it_joined"):
        group.members.update(left_at=now().replace(year=2020))


def test_the_page_takes_the_same_queries_for_three_and_six_members(
    client, lakeside, harbor, elsewhere, nils
):
    group = group_of(lakeside, harbor, elsewhere)
    client.force_login(nils)
    taken = []
    for number in range(2):
        client.get(f"/partnerships/{group.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/partnerships/{group.pk}/")
        taken.append(len(queries))
        for more in range(3):
            other = organization(f"Other {number} {more}", Kind.OTHER, Rule.NONE)
            Member.objects.create(partnership=group, organization=other)
    assert taken[0] == taken[1]
