"""Referrals and letters stay between two: what is about pairs sees no group, and no member another's pair."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from alongside.home.held import places
from alongside.home.today import Today
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind
from alongside.partnerships import actions
from alongside.partnerships.models import Member, Partnership
from alongside.referrals.facts import signed, ticket
from alongside.referrals.models import Referral
from tests.partnerships.building import USUAL, partnership_of
from tests.partnerships.grouping import another, group_of
from tests.promises import post
from tests.referrals import building


@pytest.fixture
def group(lakeside, harbor, elsewhere, nils, abel, mallory):
    return group_of(lakeside, harbor, elsewhere)


def test_a_group_makes_no_partners(group, lakeside, harbor, nora):
    assert Partnership.objects.active_between(lakeside, harbor) is None
    assert list(Member.objects.partners_of(lakeside)) == []
    assert Today(nora, lakeside).partners == []
    with pytest.raises(Member.DoesNotExist):
        group.partner_of(lakeside)


def test_no_letter_goes_within_a_group(group, lakeside):
    ready = group.letters_ready(lakeside)
    assert (ready.is_ready, ready.sentence) == (
        False,
        "Letters go between two organizations, never within a group.",
    )


@pytest.mark.parametrize("page", ["change", "talk", "end", "confirm"])
def test_a_group_has_none_of_the_pages_of_two(client, group, nils, page):
    client.force_login(nils)
    assert client.get(reverse(f"partnerships:{page}", args=[group.pk])).status_code == 404


def test_a_letter_cannot_be_written_or_sent_within_a_group(
    client, group, lakeside, harbor, nora, ada
):
    one, other = building.side_of(lakeside, nora), building.side_of(harbor, ada)
    pair = building.partners(one, other)
    token = signed(ticket(pair, None, by=nora) | {"partnership": str(group.pk)})
    body = building.send_body(pair, nora, token=token)
    client.force_login(nora)
    assert client.get(f"/partnerships/{group.pk}/write/").status_code == 404
    assert post(client, "/referrals/send/", body).status_code == 404
    with within(lakeside):
        assert Referral.objects.count() == 0


def test_an_action_settles_no_bounds_in_a_group(group, lakeside, nils):
    for act in (
        lambda: actions.propose_change(group, bounds=USUAL, by=nils),
        lambda: actions.end(group, by=nils),
    ):
        with within(lakeside), pytest.raises(Blocked, match="never in a group"):
            act()


def test_two_members_refer_in_a_pair_of_their_own(group, lakeside, harbor):
    pair = partnership_of(lakeside, harbor)
    assert Partnership.objects.active_between(lakeside, harbor) == pair
    assert [one.partnership for one in Member.objects.partners_of(lakeside)] == [pair]


def test_promise_03_a_member_learns_nothing_of_referrals_between_two_others(
    client, group, lakeside, harbor, nora, ada, mallory, nils
):
    """Every page that a third member can reach reads the same before and after."""
    one, other = building.side_of(lakeside, nora, nils), building.side_of(harbor, ada)
    pair = building.partners(one, other)
    addresses = [
        "/today/",
        "/partnerships/",
        f"/partnerships/{group.pk}/",
        f"/partnerships/{group.pk}/questions/",
        "/referrals/",
    ]

    def read():
        client.force_login(mallory)
        return [elements_of(client.get(address).text) for address in addresses]

    before = read()
    referral = building.sent(pair, nora)
    assert read() == before
    assert client.get(f"/referrals/{referral.pk}/").status_code == 404
    assert client.get(f"/partnerships/{pair.pk}/").status_code == 404
    with within(mallory.here):
        assert Referral.objects.count() == 0


def elements_of(page):
    """What a page says and where it leads, without the token that every answer has anew."""
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_group_asks_for_its_people_like_a_pair(client, group, nils, lakeside):
    group.members.update(people_said_on=None)
    group.members.filter(organization=lakeside).update(contact=nils.session_membership)
    client.force_login(nils)
    assert "Are our people for Response team still right?" in client.get("/today/").text
    assert client.post(f"/partnerships/{group.pk}/people/confirm/").status_code == 302
    assert "still right?" not in client.get("/today/").text


def test_who_is_only_asked_is_not_asked_about_people(group, client):
    olga = another("Olga")
    Member.objects.create(partnership=group, organization=olga.here, joined_at=None)
    client.force_login(olga)
    assert "still right?" not in client.get("/today/").text
    assert client.post(f"/partnerships/{group.pk}/people/confirm/").status_code == 404


def test_who_leaves_hands_over_a_place_in_a_group(group, nils, lakeside):
    group.members.filter(organization=lakeside).update(champion=nils.session_membership)
    with within(lakeside):
        held = list(places(nils.session_membership, localdate()))
    assert [one.where for one in held] == ["Response team"]


def test_our_people_for_a_group_are_named_on_a_page_of_its_name(client, group, nils, lakeside):
    client.force_login(nils)
    address = f"/partnerships/{group.pk}/people/"
    assert "Our people for Response team" in client.get(address).text
    typed = {"contact": nils.session_membership.pk, "backup": "", "champion": ""}
    assert client.post(address, typed).status_code == 302
    assert group.members.get(organization=lakeside).contact == nils.session_membership


@pytest.mark.parametrize("kind", [Kind.COALITION, Kind.GOVERNMENT, Kind.LAW_ENFORCEMENT])
def test_what_a_member_may_and_may_not_is_said_in_words(client, lakeside, harbor, nils, nora, kind):
    police = another("Pat", kind).here
    words = (
        f"{police.name} ({Kind(kind).label}) can meet, train, agree and help. "
        "It never gets a referral, a letter or a small number."
    ).replace("'", "&#x27;")
    group, pair = group_of(lakeside, harbor, police), partnership_of(lakeside, police)
    client.force_login(nora)
    assert words in client.get(f"/partnerships/{group.pk}/").text
    page = client.get(f"/partnerships/{pair.pk}/").text
    assert page.count(words) == 2  # under the name, and where letters would be
    assert "/call/" not in page
    assert Today(nora, lakeside).partners == []
