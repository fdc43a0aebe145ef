"""What is due in a partnership: the next seven things, with names."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from alongside.orgs.models import Kind, Rule
from alongside.partnerships.models import Kind as Paper
from alongside.partnerships.models import Member
from alongside.partnerships.pages.due import due_in
from tests.conftest import organization
from tests.partnerships.building import champion_of, change_of, partnership_of, proposal_of
from tests.partnerships.grouping import group_of, question_of
from tests.partnerships.keeping import counted, in_days


def told(here, partnership):
    [due] = due_in(here, [partnership.pk]).values()
    return [(each.words, each.day - localdate(), each.person) for each in due]


def days(number):
    return timedelta(days=number)


def test_our_people_are_to_be_confirmed_and_by_whom(partnership, lakeside, nils):
    champion_of(partnership, nils)
    words = "Say whether our people are still right"
    assert told(lakeside, partnership) == [(words, days(90), "Nils")]
    Member.objects.update(people_said_on=None)
    assert told(lakeside, partnership) == [(words, days(0), "Nils")]


def test_the_end_of_the_agreement_is_due(partnership, lakeside):
    partnership.agreements.update(ends_on=localdate() + days(30), kind=Paper.MOU)
    assert told(lakeside, partnership)[0] == (
        "The agreement ends. Renew it or let it end",
        days(30),
        "",
    )


def test_what_either_side_promised_is_due_with_who_answers_for_it(
    partnership, lakeside, harbor, nils, abel
):
    counted(partnership, nils, abel, lakeside, kind="train_by", due_on=in_days(9))
    counted(partnership, nils, abel, harbor, kind="train_by", due_on=in_days(5))
    for here, ours in ((lakeside, [False, True]), (harbor, [True, False])):
        assert told(here, partnership)[:2] == [
            ("Train staff: Share a card", days(5), "Abel (Harbor House)"),
            ("Train staff: Share a card", days(9), "Nils (Lakeside Health Center)"),
        ]
        [due] = due_in(here, [partnership.pk]).values()
        assert [each.is_ours for each in due[:2]] == ours


def test_a_proposal_is_answered_within_two_weeks_by_the_other_side(partnership, lakeside, harbor):
    change_of(partnership, lakeside)
    assert len(told(lakeside, partnership)) == 1
    answer = ("Answer the proposal of Lakeside Health Center", days(14), "")
    assert told(harbor, partnership)[0] == answer


def test_a_vote_is_due_until_it_is_cast_and_only_where_one_has_a_voice(lakeside, harbor, elsewhere):
    group = group_of(lakeside, harbor, elsewhere)
    question = question_of(group, harbor)
    assert told(lakeside, group)[0] == ("Vote: Shall we meet on Mondays?", days(14), "")
    group.members.filter(organization=lakeside).update(joined_at=now())
    assert len(told(lakeside, group)) == 1
    question.delete()


def test_an_invitation_is_due_today(lakeside, harbor, elsewhere, host):
    group = group_of(lakeside, harbor, elsewhere, invited=[host])
    assert told(host, group) == [("Accept or decline the invitation to Response team", days(0), "")]


def test_others_learn_nothing_of_it(partnership, elsewhere):
    assert due_in(elsewhere, [partnership.pk]) == {}


def test_the_page_shows_the_next_seven_with_names_and_what_is_late(
    client, lakeside, harbor, elsewhere, nils
):
    group = group_of(lakeside, harbor, elsewhere)
    champion_of(group, nils)
    for number in range(8):
        question_of(group, harbor, closes_on=localdate() + days(number), asked=f"Number {number}?")
    client.force_login(nils)
    page = client.get(f"/partnerships/{group.pk}/")
    assert [each.words for each in page.context["due"]] == [
        f"Vote: Number {number}?" for number in range(7)
    ]
    assert {each.person for each in page.context["due"]} == {"Nils"}


def test_what_is_late_is_said(client, lakeside, harbor, nils):
    version = proposal_of(harbor, lakeside)
    version.proposed_at = now() - days(20)
    version.save()
    client.force_login(nils)
    assert "late since" in client.get(f"/partnerships/{version.partnership_id}/").text


def test_many_take_as_many_queries_as_one(lakeside):
    ids, taken = [], []
    for number in range(3):
        other = organization(f"Program {number}", Kind.OTHER, Rule.VSP)
        partnership = partnership_of(lakeside, other)
        change_of(partnership, other)
        ids.append(partnership.pk)
        with CaptureQueriesContext(connection) as queries:
            assert len(due_in(lakeside, ids)) == number + 1
        taken.append(len(queries))
    assert taken[0] == taken[2]
