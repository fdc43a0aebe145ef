"""The first page after signing in: whom to call, what waits, what to do next."""

import re

import pytest

from alongside.directory.models import Profile
from alongside.home.today import AT_ONCE, Today
from alongside.lib.walls import within
from alongside.orgs.models import Kind, Rule
from alongside.referrals import actions
from tests import keys
from tests.conftest import organization
from tests.partnerships import building as partnering
from tests.partnerships.rota_building import time_of
from tests.referrals import building


def today(person):
    return Today(person, person.here)


def steps(person):
    with within(person.here):
        return [step.what for step in today(person).steps if "recovery codes" not in step.what]


@pytest.fixture
def partnership(lakeside, harbor, nora, nils, ada, abel):
    one, other = building.side_of(lakeside, nora, nils), building.side_of(harbor, ada, abel)
    return building.partners(one, other)


def test_a_nurse_is_two_taps_from_the_number(client, partnership, nora, harbor):
    client.force_login(nora)

    page = client.get("/today/").text
    [call] = re.findall(r'href="(/call/[^"]+)">([^<]+)</a>', page)
    assert call == (f"/call/{harbor.pk}/", "Call Harbor House together")


def test_an_outsider_is_not_told_of_others_partners(client, partnership, mallory):
    client.force_login(mallory)

    assert "Harbor House" not in client.get("/today/").text


def test_partners_that_ended_or_wait_for_an_answer_have_no_button(lakeside, harbor, nora):
    partnering.proposal_of(harbor, lakeside)

    assert today(nora).partners == []


def test_five_partners_stand_there_and_the_others_are_a_tap_away(client, lakeside, nora):
    for number in range(AT_ONCE + 1):
        other = organization(f"Program {number}", Kind.VIOLENCE_PROGRAM, Rule.VSP)
        partnering.partnership_of(lakeside, other)
    client.force_login(nora)

    page = client.get("/today/").text
    assert len(re.findall(r'href="/call/', page)) == AT_ONCE
    assert ">All partners</a>" in page


def test_letters_are_counted_for_those_who_may_open_them(client, partnership, nora, ada, hope):
    building.sent(partnership, nora)

    client.force_login(ada)
    assert "1 letter waits to be opened" in client.get("/today/").text
    client.force_login(hope)
    assert "waits to be opened" not in client.get("/today/").text


def test_the_senders_page_is_the_same_after_a_letter_was_opened(
    client, partnership, nora, ada, harbor
):
    referral = building.sent(partnership, nora)
    before = read(client, nora)
    with within(harbor):
        actions.open_letter(referral, referral.releases.get().pk, by=ada)

    assert read(client, nora) == before


def read(client, person):
    """The page without its forms' tokens, which are new each time."""
    client.force_login(person)
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", client.get("/today/").text)


def test_a_later_letter_is_counted_until_it_is_opened(client, partnership, nora, ada, harbor):
    referral = building.sent(partnership, nora)
    with within(harbor):
        actions.open_letter(referral, referral.releases.get().pk, by=ada)
    later = building.parcel(partnership, nora, within_referral=referral)
    with within(nora.here):
        actions.send_back(referral, later, by=nora)

    assert "1 letter waits to be opened" in read(client, ada)
    assert ": not opened yet<" in client.get("/referrals/").text
    with within(harbor):
        actions.open_letter(referral, later.release, by=ada)
    assert "No letter waits to be opened" in read(client, ada)
    assert ": opened<" in client.get("/referrals/").text


def test_letters_sent_back_are_counted(client, partnership, nora, ada, lakeside, harbor):
    referral = building.sent(partnership, nora)
    with within(harbor):
        actions.open_letter(referral, referral.releases.get().pk, by=ada)
        parcel = building.parcel(partnership, ada, within_referral=referral)
        actions.send_back(referral, parcel, by=ada)

    with within(lakeside):
        assert (today(nora).sent_back, today(nora).unopened) == (1, 0)
    with within(harbor):
        assert (today(ada).sent_back, today(ada).unopened) == (0, 0)
    assert "1 letter was written back to you" in read(client, nora)


def test_somebody_new_is_told_to_make_a_key(nora, nils):
    assert steps(nora) == ["Make your key"]
    assert steps(nils) == ["Make your key", "Write your profile"]


def test_an_administrator_with_a_key_sets_the_others_up(nils, lakeside):
    Profile.objects.create(organization=lakeside, what_we_do="We help.")
    keys.made_by(nils)

    assert steps(nils) == ["Set up the keys"]


def test_who_waits_for_access_and_who_can_give_it_both_read_so(nils, nora, lakeside):
    Profile.objects.create(organization=lakeside, what_we_do="We help.")
    keys.set_up_by(keys.made_by(nils))
    keys.made_by(nora)

    assert steps(nora) == ["Get access, together"]
    assert steps(nils) == ["Give access, together"]


def test_who_of_us_answers_stands_there_for_everybody_here(client, lakeside, nora, nils):
    client.force_login(nils)
    assert "Who of us answers" not in client.get("/today/").text
    time_of(lakeside, nora, starts="00:00", ends="00:00", role="nurse")

    page = client.get("/today/").text
    assert "I take over: nurse, day and night" in page
    client.force_login(nora)
    page = client.get("/today/").text
    assert "Who of us answers" in page
    assert "I take over" not in page


def test_a_proposal_waits_for_those_who_may_answer(lakeside, harbor, nora, abel):
    partnering.proposal_of(lakeside, harbor)

    assert "Read it and answer" in steps(abel)
    assert "Read it and answer" not in steps(nora)


def test_a_key_that_nobody_heard_waits_for_a_call(partnership, nils, nora):
    partnership.confirmations.all().delete()

    assert "Compare the six words" in steps(nils)
    assert "Compare the six words" not in steps(nora)


def test_without_recovery_codes_the_page_asks_for_some(nora):
    with within(nora.here):
        assert today(nora).steps[0].what == "Make recovery codes"


def test_the_host_takes_organizations_in_and_is_asked_for_nothing_else(client, hope):
    client.force_login(hope)

    page = client.get("/today/").text
    assert "Admit an organization" in page
    assert steps(hope) == []


def test_more_partners_cost_no_more_queries(client, lakeside, nora):
    client.force_login(nora)
    counts = []
    for number in range(3):
        other = organization(f"Program {number}", Kind.VIOLENCE_PROGRAM, Rule.VSP)
        partnering.partnership_of(lakeside, other)
        time_of(other)
        client.get("/today/")
        with building.counted() as queries:
            client.get("/today/")
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_the_first_page_needs_no_account_and_sets_no_cookie(client, db):
    answer = client.get("/")

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert "1-800-799-7233" in answer.text


def test_whoever_is_signed_in_goes_on_to_today_from_the_first_page(client, nora):
    client.force_login(nora)

    assert 'href="/today/">Go to today</a>' in client.get("/").text
