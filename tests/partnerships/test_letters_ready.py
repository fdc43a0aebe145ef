"""Whether letters can go, and the sentence that says what to do when they cannot."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from alongside.lib.walls import within
from alongside.orgs.models import Kind
from alongside.partnerships import actions
from alongside.partnerships.models import Confirmation, Partnership
from tests.partnerships.building import (
    confirmation_of,
    opening_key_of,
    partnership_of,
    proposal_of,
    signing_key_of,
)


@pytest.fixture
def partnership(lakeside, harbor, nils, abel):
    """Active, with keys on both sides, and confirmed by Lakeside."""
    partnership = partnership_of(lakeside, harbor)
    keys = {one: signing_key_of(one) for one in (lakeside, harbor)}
    for one, private in keys.items():
        opening_key_of(one, private)
    confirmation_of(partnership, lakeside, keys[lakeside])
    return partnership


def test_letters_go_in_the_direction_that_was_confirmed(partnership, lakeside, harbor):
    there, back = partnership.letters_ready(lakeside), partnership.letters_ready(harbor)
    assert (bool(there), there.sentence) == (True, "You can send sealed letters to Harbor House.")
    assert (bool(back), back.needs_confirming) == (False, True)
    assert back.sentence == (
        "Before the first letter, your champion calls Lakeside Health Center "
        "and the two of you compare six words."
    )


@pytest.mark.parametrize("whose", ["lakeside", "harbor"])
def test_a_new_signing_key_on_either_side_pauses_letters(partnership, lakeside, request, whose):
    signing_key_of(request.getfixturevalue(whose), number=2)
    ready = partnership.letters_ready(lakeside)
    assert (bool(ready), ready.needs_confirming) == (False, True)
    assert ready.sentence.startswith("Letters are paused: a signing key is new")


def test_a_new_opening_key_pauses_nothing(partnership, lakeside, harbor):
    opening_key_of(harbor, Ed25519PrivateKey.generate(), number=2)
    assert partnership.letters_ready(lakeside)


def test_a_confirmation_counts_for_its_own_direction_and_pair(
    partnership, lakeside, harbor, elsewhere
):
    assert Confirmation.objects.standing(lakeside, harbor) is not None
    assert Confirmation.objects.standing(harbor, lakeside) is None
    assert Confirmation.objects.standing(elsewhere, harbor) is None


def test_the_newest_confirmation_stands(partnership, lakeside, harbor):
    newer = confirmation_of(partnership, lakeside, Ed25519PrivateKey.generate())
    assert Confirmation.objects.standing(lakeside, harbor) == newer


@pytest.mark.parametrize("kind", [Kind.GOVERNMENT, Kind.LAW_ENFORCEMENT])
@pytest.mark.parametrize("whose", ["lakeside", "harbor"])
def test_police_and_government_exchange_no_letters(partnership, lakeside, request, kind, whose):
    organization = request.getfixturevalue(whose)
    organization.kind = kind
    organization.save()
    ready = Partnership.objects.get().letters_ready(lakeside)
    assert (bool(ready), ready.needs_confirming) == (False, False)
    assert ready.sentence == (
        f"{organization.name} ({Kind(kind).label}) can meet, train, agree and help. "
        "It never gets a referral, a letter or a small number."
    )


def test_where_nothing_may_pass_no_letter_goes(partnership, lakeside):
    partnership.agreements.update(items=[])
    assert partnership.letters_ready(lakeside).sentence == (
        "You agreed that nothing is passed in letters. Call together instead."
    )


def test_a_proposal_sends_nothing(lakeside, harbor):
    assert proposal_of(lakeside, harbor).partnership.letters_ready(lakeside).sentence == (
        "Letters can be sent when both sides have agreed. Until then, call together."
    )


def test_after_the_end_nothing_is_sent(partnership, lakeside, nils):
    with within(lakeside):
        actions.end(partnership, by=nils)
    partnership.refresh_from_db()
    assert partnership.letters_ready(lakeside).sentence == (
        "This partnership has ended, so no letters are sent."
    )


def test_a_side_without_keys_is_told_whose_are_missing(lakeside, harbor):
    partnership = partnership_of(lakeside, harbor)
    signing_key_of(lakeside)
    assert partnership.letters_ready(harbor).sentence == (
        "Your organization has no keys yet. An administrator makes them on the Keys page."
    )
    assert partnership.letters_ready(lakeside).sentence == (
        "Harbor House has not made its keys yet. Ask them to. Until then, call together."
    )


def test_asking_costs_the_sender_few_queries(partnership, lakeside, django_assert_num_queries):
    partnership = Partnership.objects.get()
    with django_assert_num_queries(2):  # the sides; the agreement, with confirmation and key
        assert partnership.letters_ready(lakeside)
