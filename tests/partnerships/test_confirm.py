"""A champion confirms the partner's signing key by voice."""

import base64
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Confirmation
from tests.partnerships.building import (
    champion_of,
    opening_key_of,
    partnership_of,
    signing_key_of,
    word_for,
)


@pytest.fixture
def partnership(lakeside, harbor, nils):
    partnership = partnership_of(lakeside, harbor)
    champion_of(partnership, nils)
    return partnership


@pytest.fixture
def ours(lakeside):
    return signing_key_of(lakeside)


@pytest.fixture
def theirs(harbor):
    private = signing_key_of(harbor)
    opening_key_of(harbor, private)
    return private


@pytest.fixture
def word(lakeside, harbor, ours, theirs):
    """What Nils heard from Harbor House, signed."""
    return word_for(lakeside, harbor, ours)


@pytest.fixture
def posted(word, harbor):
    return {
        "partner": str(harbor.pk),
        "fingerprint": word["fingerprint"],
        "day": word["day"].isoformat(),
        "signature": base64.b64encode(word["signature"]).decode(),
    }


def post(client, partnership, posted):
    address = f"/partnerships/{partnership.pk}/confirmation/"
    return client.post(address, posted, content_type="application/json")


def test_a_champion_confirms_and_letters_can_go(client, partnership, nils, abel, posted):
    client.force_login(nils)
    response = post(client, partnership, posted)

    assert (response.status_code, response.json()) == (200, {})
    kept = Confirmation.objects.standing(nils.here, abel.here)
    assert kept.confirmed_by == nils.session_membership
    assert partnership.letters_ready(nils.here)
    assert not partnership.letters_ready(abel.here)
    with within(nils.here):
        assert [event.act for event in Event.objects.all()] == ["fingerprint_confirmed"]


def test_the_page_tells_the_browser_both_keys(client, partnership, nils, ours, theirs):
    here, partner = nils.here, partnership.partner_of(nils.here)
    client.force_login(nils)
    facts = client.get(f"/partnerships/{partnership.pk}/confirm/").context["facts"]
    keys = facts.pop("keys")
    assert keys["organization"] == str(here.pk)
    assert facts == {
        "day": localdate().isoformat(),
        "organization": {"id": str(here.pk), "name": here.name},
        "signing": {"public": ours.public_key().public_bytes_raw().hex()},
        "partner": {
            "id": str(partner.pk),
            "name": partner.name,
            "public": theirs.public_key().public_bytes_raw().hex(),
        },
        "urls": {
            "confirm": f"/partnerships/{partnership.pk}/confirmation/",
            "done": f"/partnerships/{partnership.pk}/",
        },
    }


def test_without_keys_the_page_says_what_is_missing(client, partnership, nils):
    client.force_login(nils)
    response = client.get(f"/partnerships/{partnership.pk}/confirm/")
    assert response.context["facts"] is None
    assert response.context["letters"].sentence.startswith("Your organization has no keys yet.")


def test_another_administrator_is_not_the_champion(partnership, nils, word):
    partnership.members.update(champion=None)
    with within(nils.here), pytest.raises(Blocked, match="champion compares"):
        actions.confirm_fingerprint(partnership, **word, by=nils)


def test_a_champion_who_may_not_hold_the_signing_key_cannot(client, partnership, nora, posted):
    champion_of(partnership, nora)
    client.force_login(nora)
    assert post(client, partnership, posted).status_code == 403
    assert client.get(f"/partnerships/{partnership.pk}/confirm/").status_code == 403


def test_an_outsider_cannot(client, partnership, mallory, word, posted):
    client.force_login(mallory)
    assert post(client, partnership, posted).status_code == 404
    with within(mallory.here), pytest.raises(PermissionDenied):
        actions.confirm_fingerprint(partnership, **word, by=mallory)


def test_another_organizations_id_is_not_found(client, partnership, nils, posted):
    client.force_login(nils)
    for stranger in (str(uuid4()), str(nils.here.pk)):
        assert post(client, partnership, posted | {"partner": stranger}).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"fingerprint": "F" * 64},
        {"signature": "AAAA"},
        {"day": "tomorrow"},
        {"day": 20},
        {"words": "the six words"},
        {"partner": "harbor"},
    ],
)
def test_what_does_not_fit_is_not_read(client, partnership, nils, posted, wrong):
    client.force_login(nils)
    assert post(client, partnership, posted | wrong).status_code == 422


def test_a_key_that_changed_meanwhile_is_compared_again(client, partnership, nils, abel, posted):
    signing_key_of(abel.here, number=2)
    client.force_login(nils)
    response = post(client, partnership, posted)
    assert response.status_code == 409
    assert response.json()["sentence"].startswith("Their key has changed")


def test_a_signature_by_another_key_counts_for_nothing(partnership, nils, theirs, ours):
    here, partner = nils.here, partnership.partner_of(nils.here)
    signing_key_of(here, number=2)
    for private in (theirs, ours):
        word = word_for(here, partner, private)
        with within(here), pytest.raises(Blocked, match="does not fit"):
            actions.confirm_fingerprint(partnership, **word, by=nils)


def test_a_word_for_another_partner_or_day_counts_for_nothing(
    partnership, elsewhere, nils, ours, word
):
    yesterday = localdate() - timedelta(days=1)
    partner = partnership.partner_of(nils.here)
    signing_key_of(elsewhere)
    for other in (
        word_for(nils.here, elsewhere, ours),
        word_for(nils.here, partner, ours, day=yesterday),
    ):
        wrong = word | {"signature": other["signature"]}
        with within(nils.here), pytest.raises(Blocked, match="does not fit"):
            actions.confirm_fingerprint(partnership, **wrong, by=nils)


@pytest.mark.parametrize("days", [-2, 2])
def test_a_word_from_another_day_is_given_again(partnership, nils, theirs, ours, days):
    partner, day = partnership.partner_of(nils.here), localdate() + timedelta(days=days)
    word = word_for(nils.here, partner, ours, day=day)
    with within(nils.here), pytest.raises(Blocked, match="from another day"):
        actions.confirm_fingerprint(partnership, **word, by=nils)


def test_without_a_partners_key_there_is_nothing_to_confirm(partnership, nils, ours):
    word = {"fingerprint": "0" * 64, "day": localdate(), "signature": bytes(64)}
    with within(nils.here), pytest.raises(Blocked, match="has no signing key yet"):
        actions.confirm_fingerprint(partnership, **word, by=nils)


def test_after_the_end_nothing_is_confirmed(partnership, nils, word):
    with within(nils.here):
        actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="when both sides have agreed"):
            actions.confirm_fingerprint(partnership, **word, by=nils)
