"""After a restore: letters are in no dump, so whoever sent one that nobody had opened is told to send it again."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.utils.timezone import localdate

from alongside.audit.models import Detail, Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.referrals import actions, tasks
from alongside.referrals.models import Referral, Release, State
from alongside.referrals.reads import letters_of
from tests.database import connected_as
from tests.promises import pages_of, put_letter
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "keeper"])

GONE = "The letter was lost when the server was restored. Do not reach out from it."
UNKNOWN = "No letter lies here any more: somebody here closed it, or it was lost when the server was restored."
AGAIN = (
    "The letter was lost when the server was restored. Ask the person again, then send it again."
)


def restore():
    """As a dump brings it back: every row, but no letter."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE alongside_keeper; TRUNCATE referrals_letter; RESET ROLE")


def look(*organizations):
    """The worker's turn for these organizations; how much it asked of the database."""
    with connected_as("worker"), building.counted() as made:
        for organization in organizations:
            actions.end_what_was_lost(organization)
    return len(made)


def states(organization):
    with within(organization):
        return sorted(Referral.objects.values_list("state", flat=True))


def acts(organization):
    with within(organization):
        return sorted(Event.objects.values_list("act", flat=True))


def told():
    """Who has a notice, by name; then nobody has."""
    with connected_as("worker"):
        names = sorted(notice.person.name for notice in Notice.objects.select_related("person"))
        Notice.objects.all().delete()
    return names


@pytest.fixture
def lost(referral, lakeside, harbor):
    told()
    restore()
    look(lakeside, harbor)
    return referral


# ---- the sender is told


def test_a_letter_that_did_not_come_back_is_lost_once(lost, lakeside, harbor):
    look(lakeside, harbor)
    assert states(lakeside) == [State.LOST]
    with within(lakeside):
        assert Referral.objects.get().phrase is None
    assert [acts(lakeside), acts(harbor)] == [["referral_lost", "referral_sent"], []]
    assert told() == ["Nils", "Nora"]


def test_the_contact_alone_is_told_once_for_all_letters(
    referral, partnership, nora, nils, lakeside
):
    building.sent(partnership, nils)
    partnership.members.filter(organization=lakeside).update(contact=nora.session_membership)
    told()
    restore()
    look(lakeside)
    assert [told(), states(lakeside)] == [["Nora"], [State.LOST, State.LOST]]


def test_the_senders_page_list_and_first_page_say_send_again(client, lost, partnership, nora):
    client.force_login(nora)
    page = client.get(f"/referrals/{lost.pk}/").text
    button = f'href="/partnerships/{partnership.pk}/write/">Send it again</a>'
    assert [AGAIN in page, button in page, "Withdraw now" in page] == [True, True, False]
    listed = client.get("/referrals/?side=sent").text
    assert [button in listed, "lost when the server was restored" in listed] == [True, True]
    assert client.get(f"/partnerships/{partnership.pk}/write/").status_code == 200
    first = client.get("/today/").text
    assert [first.count('href="/referrals/?side=sent">See which'), told()] == [1, ["Nils", "Nora"]]


def test_the_first_page_says_nothing_where_nothing_was_lost(client, referral, nora):
    client.force_login(nora)
    assert "See which to send again" not in client.get("/today/").text


def test_it_is_sent_again_as_a_letter_of_its_own(lost, partnership, nora, lakeside, harbor):
    again = building.sent(partnership, nora)
    look(lakeside, harbor)
    assert states(lakeside) == [State.LOST, State.SENT]
    with within(harbor):
        assert list(Referral.objects.waiting_at(harbor)) == [again]


def test_what_is_lost_is_not_withdrawn_any_more(lost, nora, lakeside):
    with within(lakeside), pytest.raises(Blocked, match="already over: lost when the server"):
        actions.withdraw(lost, by=nora)


# ---- the receiving side


def test_the_receiving_side_finds_nothing_waiting_and_is_told_why(client, lost, ada, harbor):
    client.force_login(ada)
    assert list(client.get("/referrals/").context["page"].object_list) == []
    page = client.get(f"/referrals/{lost.pk}/").text
    assert [GONE in page, "Send it again" in page, "Return it" in page] == [True, False, False]
    with within(harbor):
        letter = lost.releases.get().pk
        with pytest.raises(Blocked, match="Do not reach out from it"):
            actions.open_letter(lost, letter, by=ada)
        assert letters_of(harbor, by=ada) == []


def test_of_an_opened_letter_nobody_says_who_took_it_away(client, opened, ada, harbor, lakeside):
    restore()
    look(lakeside, harbor)
    client.force_login(ada)
    page = client.get(f"/referrals/{opened.pk}/").text
    assert [UNKNOWN in page, opened.phrase in page] == [True, False]
    with within(harbor), pytest.raises(Blocked, match="somebody here closed it, or it was lost"):
        actions.close(opened, by=ada)


def test_an_outsider_learns_nothing_of_it(client, lost, mallory, elsewhere):
    client.force_login(mallory)
    assert client.get(f"/referrals/{lost.pk}/").status_code == 404
    assert states(elsewhere) == []


# ---- promise 4: what happened after it was opened


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("restored", [False, True])
def test_of_an_opened_letter_the_sender_learns_nothing(
    client, opened, nora, ada, lakeside, harbor, closed, restored
):
    before = [pages_of(client, nora, opened), acts(lakeside), states(lakeside)]
    told()
    asked = look(lakeside)
    if closed:
        with within(harbor):
            actions.close(opened, by=ada)
    if restored:
        restore()
    assert look(lakeside) == asked  # nor does the turn take longer
    look(harbor)
    assert [pages_of(client, nora, opened), acts(lakeside), states(lakeside)] == before
    assert told() == []


# ---- what is not lost


def test_while_the_letter_lies_there_nothing_is_lost(referral, lakeside, harbor):
    look(lakeside, harbor)
    assert states(lakeside) == [State.SENT]


@pytest.mark.parametrize(
    ("how", "state"), [("give_back", State.RETURNED), ("withdraw", State.WITHDRAWN)]
)
def test_what_somebody_ended_stays_as_they_ended_it(referral, nora, ada, lakeside, how, state):
    by = nora if how == "withdraw" else ada
    with within(by.here):
        getattr(actions, how)(referral, by=by)
    restore()
    look(lakeside)
    assert states(lakeside) == [state]


def test_what_is_over_by_the_calendar_is_not_lost(referral, lakeside):
    restore()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE referrals_referral SET ends_at = now()")
    look(lakeside)  # before the turn that ends it, and after
    with connected_as("worker"):
        actions.end_what_is_over(lakeside)
    look(lakeside)
    assert states(lakeside) == [State.ENDED]


def test_a_letter_whose_own_permission_was_withdrawn_is_not_lost(referral, nora, lakeside):
    with within(lakeside):
        actions.withdraw_release(Release.objects.get(), by=nora)
    with connected_as("worker"):
        actions.end_what_is_over(lakeside)
    look(lakeside)
    assert states(lakeside) == [State.SENT]


def test_another_organizations_turn_ends_nothing(referral, harbor, elsewhere, lakeside):
    restore()
    look(elsewhere, harbor)
    assert states(lakeside) == [State.SENT]


def test_of_what_did_not_come_back_nobody_is_reminded(referral, lakeside, harbor):
    told()
    restore()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE referrals_referral SET sent_at = sent_at - interval '5 days'")
    with connected_as("worker"):
        actions.remind_of_unopened(lakeside)
    assert told() == []


# ---- the walls, and time


def test_the_site_cannot_call_a_letter_lost(referral, lakeside, harbor):
    for organization in (lakeside, harbor):
        with pytest.raises(DatabaseError, match="row-level security"), within(organization):
            Referral.objects.update(state=State.LOST, phrase=None)


def test_nobody_of_either_side_undoes_it(lost, lakeside, harbor):
    for organization in (lakeside, harbor):
        with within(organization):
            assert Referral.objects.update(state=State.RECEIVED) == 0


def test_no_letter_is_put_into_a_lost_referral(lost, lakeside):
    with pytest.raises(DatabaseError, match='security policy for table "referrals_letter"'):
        put_letter(lost)


def test_the_details_of_what_is_lost_are_kept_thirty_days(lost, lakeside):
    with connected_as("worker"):
        actions.end_what_is_over(lakeside)
    with within(lakeside):
        kept = set(Detail.objects.values_list("keep_until", flat=True))
    assert kept == {localdate() + timedelta(days=30)}


def test_a_week_after_its_day_it_is_gone(lost, lakeside):
    building.let_end(lost)
    with connected_as("worker"):
        actions.end_what_is_over(lakeside)
    assert states(lakeside) == []


def test_the_clocks_own_task_does_it_for_every_organization(referral, harbor, lakeside, elsewhere):
    restore()
    with connected_as("worker"):
        tasks.end_what_was_lost(timestamp=0)
    assert states(lakeside) == [State.LOST]
