"""A new signing key: when somebody who held it leaves, or a sheet or device is lost."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import Grant, OpeningKey, RecoverySheet, SigningKey
from alongside.orgs.proposals import SetUp
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person


@pytest.fixture
def anna(shared, abels, harbor):
    """A second administrator who holds everything."""
    holder = keys.made_by(person("Anna", harbor, Role.ADMINISTRATOR, Role.ADVOCATE))
    keys.grant(shared, holder, "opening", "signing", by=abels)
    return holder


def test_an_administrator_makes_new_keys_and_the_act_is_remembered(
    client, shared, anna, abels, adas, harbor
):
    client.force_login(abels.person)

    answer = keys.post(client, "/keys/setup/", shared.set_up(abels, older=[1]))

    assert (answer.status_code, answer.json()) == (200, {})
    assert bytes(SigningKey.objects.current().get().public) == shared.public
    assert OpeningKey.objects.current().get().number == 2
    assert RecoverySheet.objects.current().get().number == 2
    assert keys.acts(harbor).count("signing_key_replaced") == 1


def test_everybody_elses_share_of_the_old_signing_key_ends_and_its_word_is_void(
    shared, anna, abels, adas
):
    before = SigningKey.objects.get()
    assert adas.key.is_signed_by(before)

    with within(shared.organization):
        proposal = keys.read(SetUp, shared.set_up(abels, older=[1]))
        actions.set_up(shared.organization, proposal=proposal, by=abels.person)

    after = SigningKey.objects.current().get()
    assert Grant.objects.filter(signing_key=before).count() == 0
    assert Grant.objects.filter(signing_key=after).count() == 2
    assert [holder.key.is_signed_by(after) for holder in (abels, adas, anna)] == [
        True,
        False,
        False,
    ]
    assert Grant.objects.filter(opening_key__number=1, member_key=adas.key).count() == 1
    assert Grant.objects.filter(sheet__number=1).count() == 0


def test_the_older_opening_key_must_go_to_the_new_sheet(client, shared, abels):
    client.force_login(abels.person)
    assert keys.post(client, "/keys/setup/", shared.set_up(abels)).status_code == 409
    assert SigningKey.objects.get().number == 1


def test_an_opening_key_that_no_letter_waits_for_need_not(client, shared, abels):
    keys.rotate(shared, abels, by=abels)
    OpeningKey.objects.filter(number=1).update(retired_at=now() - timedelta(days=92))
    client.force_login(abels.person)
    answer = keys.post(client, "/keys/setup/", shared.set_up(abels, older=[2]))
    assert answer.status_code == 200


def test_an_administrator_who_holds_nothing_can_still_help_when_all_is_lost(client, shared, harbor):
    olga = keys.made_by(person("Olga", harbor, Role.ADMINISTRATOR, Role.ADVOCATE))
    client.force_login(olga.person)
    assert keys.post(client, "/keys/setup/", shared.set_up(olga)).status_code == 200
    assert SigningKey.objects.current().get().number == 2


def test_new_keys_name_the_key_they_replace(client, shared, abels):
    client.force_login(abels.person)
    proposal = shared.set_up(abels, older=[1]) | {"replaces": "00" * 32}
    assert keys.post(client, "/keys/setup/", proposal).status_code == 409


def test_an_advocate_makes_no_new_signing_key(client, shared, adas):
    client.force_login(adas.person)
    proposal = shared.set_up(adas, older=[1])
    assert keys.post(client, "/keys/setup/", proposal).status_code == 403


def test_when_somebody_who_held_it_leaves_a_new_one_is_due(client, shared, anna, abels, harbor):
    with within(harbor):
        actions.end_membership(anna.person.session_membership, by=abels.person)
    assert SigningKey.objects.get().replacement_due
    client.force_login(abels.person)
    page = client.get("/keys/")
    assert page.text.count("Make new keys below; after that your partners confirm by voice") == 1

    keys.post(client, "/keys/setup/", shared.set_up(abels, older=[1]))
    assert [key.replacement_due for key in SigningKey.objects.current()] == [False]


def test_when_an_advocate_leaves_only_the_opening_key_is_due(shared, abels, adas, harbor):
    with within(harbor):
        actions.end_membership(adas.person.session_membership, by=abels.person)
    due = SigningKey.objects.get().replacement_due, OpeningKey.objects.get().rotation_due
    assert due == (False, True)


def test_when_somebody_who_held_nothing_leaves_nothing_is_due(kept, abels, adas, harbor):
    with within(harbor):
        actions.end_membership(adas.person.session_membership, by=abels.person)
    due = SigningKey.objects.get().replacement_due, OpeningKey.objects.get().rotation_due
    assert due == (False, False)
