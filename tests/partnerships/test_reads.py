"""What other apps ask of a partnership, and who may learn that there is one."""

import pytest
from django.urls import reverse

from alongside.partnerships.models import Agreement, Member, Partnership
from tests.partnerships.building import partnership_of, proposal_of


def test_a_partnership_is_seen_by_its_two_sides_and_nobody_else(
    lakeside, harbor, nora, ada, mallory
):
    partnership = partnership_of(lakeside, harbor)
    assert list(Partnership.objects.visible_to(nora)) == [partnership]
    assert list(Partnership.objects.visible_to(ada)) == [partnership]
    assert list(Partnership.objects.visible_to(mallory)) == []


def test_somebody_without_an_organization_sees_none(lakeside, harbor, nora):
    partnership_of(lakeside, harbor)
    nora.session_membership = None
    assert list(Partnership.objects.visible_to(nora)) == []


def test_the_active_one_between_two_is_found_from_either_side(lakeside, harbor, elsewhere):
    partnership = partnership_of(lakeside, harbor)
    proposal_of(lakeside, elsewhere)
    assert Partnership.objects.active_between(harbor, lakeside) == partnership
    assert Partnership.objects.active_between(lakeside, harbor) == partnership
    assert Partnership.objects.active_between(lakeside, elsewhere) is None


def test_each_side_is_the_partner_of_the_other(lakeside, harbor, elsewhere):
    partnership = partnership_of(lakeside, harbor)
    assert partnership.partner_of(lakeside) == harbor
    assert partnership.partner_of(harbor) == lakeside
    with pytest.raises(Member.DoesNotExist):
        partnership.partner_of(elsewhere)


def test_the_bounds_are_those_both_agreed(lakeside, harbor):
    partnership = partnership_of(lakeside, harbor, longest_release_days=30)
    assert partnership.bounds.longest_release_days == 30


def test_before_both_agree_there_are_no_bounds(lakeside, harbor):
    with pytest.raises(Agreement.DoesNotExist):
        _ = proposal_of(lakeside, harbor).partnership.bounds


PAGES = ["partnership", "change", "people", "talk", "end", "confirm"]
ACTS = ["agree", "decline", "agree_change", "decline_change"]


@pytest.mark.parametrize("page", PAGES)
def test_an_outsider_finds_no_page(client, lakeside, harbor, mallory, page):
    partnership = partnership_of(lakeside, harbor)
    client.force_login(mallory)
    assert client.get(reverse(f"partnerships:{page}", args=[partnership.pk])).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_an_outsider_finds_no_act(client, lakeside, harbor, mallory, act):
    version = proposal_of(lakeside, harbor)
    client.force_login(mallory)
    address = reverse(f"partnerships:{act}", args=[version.partnership_id, version.number])
    assert client.post(address).status_code == 404
