"""What the database stops, whatever the code does."""

import pytest
from django.db import IntegrityError, connection
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.partnerships.models import (
    MOVES,
    Agreement,
    Confirmation,
    Member,
    Partnership,
    State,
)
from tests.partnerships.building import (
    change_of,
    confirmation_of,
    proposal_of,
    signing_key_of,
)


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_a_partnership_moves_as_the_table_says(before, after):
    partnership = Partnership(state=before)
    if after in MOVES[before]:
        partnership.move_to(after)
        assert partnership.state == after
    else:
        with pytest.raises(Blocked, match=f"already {before.label}"):
            partnership.move_to(after)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.ENDED},
        {"state": State.PROPOSED},
        {"started_at": None},
        {"ended_at": now()},
        {"state": State.ENDED, "ended_at": None},
    ],
)
def test_dates_fit_the_state(partnership, wrong):
    with pytest.raises(IntegrityError, match="partnership_dates_fit_its_state"):
        Partnership.objects.update(**wrong)


def test_a_pair_has_one_open_partnership(partnership, lakeside, harbor):
    with pytest.raises(IntegrityError, match="partnership_pair_open_once"):
        proposal_of(harbor, lakeside)


def test_a_pair_is_two_in_order(partnership):
    with pytest.raises(IntegrityError, match="partnership_pair_of_two_in_order"):
        Partnership.objects.update(pair=partnership.pair[::-1])


def test_an_organization_is_a_member_once(partnership, lakeside):
    with pytest.raises(IntegrityError, match="member_once_in_a_partnership"):
        Member.objects.create(partnership=partnership, organization=lakeside)


def test_a_referrals_foreign_key_can_begin_with_the_organization(partnership):
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conname = 'member_once_in_a_partnership'"""
        )
        assert cursor.fetchall() == [("UNIQUE (organization_id, partnership_id)",)]


def test_the_backup_is_not_the_contact(partnership, nora):
    with pytest.raises(IntegrityError, match="member_backup_is_somebody_else"):
        partnership.members.update(contact=nora.session_membership, backup=nora.session_membership)


def test_one_agreement_is_in_force(partnership, lakeside, harbor):
    change_of(partnership, lakeside)
    with pytest.raises(IntegrityError, match="agreement_one_in_force"):
        Agreement.objects.filter(number=2).update(in_force_from=now(), agreed_by=harbor)


def test_one_version_waits(partnership, lakeside, harbor):
    change_of(partnership, lakeside)
    with pytest.raises(IntegrityError, match="agreement_one_waiting"):
        change_of(partnership, harbor)


def test_a_version_has_its_own_number(partnership, lakeside):
    change_of(partnership, lakeside)
    with pytest.raises(IntegrityError, match="agreement_number_once"):
        Agreement.objects.filter(number=2).update(number=1)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"modes": []}, "agreement_modes_are_known"),
        ({"modes": ["pigeon"]}, "agreement_modes_are_known"),
        ({"items": ["address"]}, "agreement_items_are_known"),
        ({"longest_release_days": 91}, "agreement_release_1_to_90_days"),
        ({"longest_release_days": 0}, "agreement_release_1_to_90_days"),
        ({"response_hours": 0}, "agreement_answers_within_a_week"),
        ({"response_hours": 169}, "agreement_answers_within_a_week"),
        ({"held_times_a_week": 101}, "agreement_holds_at_most_100_times_a_week"),
        ({"starts_on": "2027-01-01", "ends_on": "2027-01-01"}, "agreement_ends_after_it_starts"),
        ({"agreed_by": None}, "agreement_in_force_when_the_other_side_agreed"),
        ({"in_force_from": None}, "agreement_in_force_when_the_other_side_agreed"),
    ],
)
def test_bounds_stay_within_what_the_law_of_the_house_allows(partnership, wrong, rule):
    with pytest.raises(IntegrityError, match=rule):
        Agreement.objects.update(**wrong)


def test_nobody_agrees_with_themselves(partnership, lakeside):
    with pytest.raises(IntegrityError, match="agreement_in_force_when_the_other_side_agreed"):
        Agreement.objects.update(agreed_by=lakeside)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"fingerprint": "F" * 64}, "confirmation_names_a_fingerprint"),
        ({"fingerprint": "0" * 63}, "confirmation_names_a_fingerprint"),
        ({"signature": bytes(63)}, "confirmation_is_signed"),
    ],
)
def test_a_confirmation_is_whole(partnership, lakeside, harbor, nils, wrong, rule):
    signing_key_of(harbor)
    confirmation_of(partnership, lakeside, signing_key_of(lakeside))
    with pytest.raises(IntegrityError, match=rule):
        Confirmation.objects.update(**wrong)


def test_nobody_confirms_themselves(partnership, lakeside, harbor, nils):
    signing_key_of(harbor)
    confirmation_of(partnership, lakeside, signing_key_of(lakeside))
    with pytest.raises(IntegrityError, match="confirmation_of_somebody_else"):
        Confirmation.objects.update(partner=lakeside)
