"""An organization's keys, made together by its first administrator, once."""

import copy
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.making import Secrets, encoded
from alongside.orgs.models import Grant, OpeningKey, RecoverySheet, SigningKey
from alongside.orgs.proposals import SetUp
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person


def test_an_administrator_who_opens_letters_sets_up_keys_and_the_act_is_remembered(
    client, abels, abel, harbor
):
    client.force_login(abel)
    kept = Secrets(harbor)

    answer = keys.post(client, "/keys/setup/", kept.set_up(abels))

    assert (answer.status_code, answer.json()) == (200, {})
    assert bytes(SigningKey.objects.get().public) == kept.public
    assert OpeningKey.objects.get().recipient == str(kept.opening[1].to_public())
    assert RecoverySheet.objects.get().proved_at is not None
    assert Grant.objects.count() == 4
    assert abels.key.is_signed_by(SigningKey.objects.get())
    assert keys.acts(harbor) == ["keys_set_up", "member_key_made", "sheet_proved"]


def test_an_administrator_who_may_not_open_letters_cannot_since_nobody_could_grant(client, harbor):
    someone = person("Sam", harbor, Role.ADMINISTRATOR)
    client.force_login(someone)
    answer = keys.post(client, "/keys/setup/", Secrets(harbor).set_up(keys.made_by(someone)))
    assert (answer.status_code, SigningKey.objects.count()) == (403, 0)


def test_an_advocate_cannot(client, adas, ada, harbor):
    client.force_login(ada)
    answer = keys.post(client, "/keys/setup/", Secrets(harbor).set_up(adas))
    assert (answer.status_code, SigningKey.objects.count()) == (403, 0)


def test_nobody_sets_up_keys_for_another_organization(abels, abel, lakeside):
    proposal = keys.read(SetUp, Secrets(lakeside).set_up(abels))
    with within(lakeside), pytest.raises(PermissionDenied):
        actions.set_up(lakeside, proposal=proposal, by=abel)


def test_keys_signed_for_another_organization_are_declined(client, abels, abel, lakeside):
    client.force_login(abel)
    answer = keys.post(client, "/keys/setup/", Secrets(lakeside).set_up(abels))
    assert (answer.status_code, SigningKey.objects.count()) == (409, 0)


def test_the_same_request_again_is_answered_alike_and_changes_nothing(client, abels, abel, harbor):
    client.force_login(abel)
    proposal = Secrets(harbor).set_up(abels)
    assert [keys.post(client, "/keys/setup/", proposal).status_code for _ in range(2)] == [200, 200]
    assert keys.acts(harbor) == ["keys_set_up", "member_key_made", "sheet_proved"]


def test_a_second_set_up_is_told_kindly(client, kept, abels, abel, harbor):
    client.force_login(abel)
    answer = keys.post(client, "/keys/setup/", Secrets(harbor).set_up(abels))
    sentence = "Your organization's keys are set up already. Somebody else was a moment faster."
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})
    assert bytes(SigningKey.objects.get().public) == kept.public


def test_whoever_has_no_key_of_their_own_makes_one_first(client, abels, abel, harbor):
    client.force_login(abel)
    proposal = Secrets(harbor).set_up(abels)
    abel.session_membership.keys.update(retired_at=now())
    answer = keys.post(client, "/keys/setup/", proposal)
    sentence = "You have no key yet. Make one on the Keys page first."
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})


OTHER = "age1" + "q" * 58  # looks like a key, and is the same at every collection
FORGED = encoded(bytes(64))


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("signing", "public", "00" * 32),
        ("member", "signature", FORGED),
        ("opening", "signature", FORGED),
        ("recovery", "signature", FORGED),
        ("opening", "recipient", OTHER),
        ("recovery", "recipient", OTHER),
        ("opening", "number", 2),
        ("recovery", "number", 2),
        ("opening", "day", "2020-01-01"),
        ("member", "day", "2020-01-01"),
        ("member", "id", "00000000-0000-4000-8000-000000000000"),
    ],
)
def test_a_key_swapped_on_its_way_stops_everything(client, abels, harbor, part, name, value):
    client.force_login(abels.person)
    proposal = Secrets(harbor).set_up(abels)
    proposal[part][name] = value
    answer = keys.post(client, "/keys/setup/", proposal)
    assert (answer.status_code, sorted(answer.json())) == (409, ["sentence"])
    assert [SigningKey.objects.count(), OpeningKey.objects.count(), Grant.objects.count()] == [
        0
    ] * 3


def without_the_sheet(grants):
    return [grant for grant in grants if grant["to"] == "member"]


def with_one_twice(grants):
    return [*grants, grants[0]]


def with_one_for_a_stranger(grants):
    stranger = copy.deepcopy(grants[0]) | {"member": "00000000-0000-4000-8000-000000000000"}
    return [*grants, stranger]


@pytest.mark.parametrize(
    "change", [without_the_sheet, with_one_twice, with_one_for_a_stranger, lambda grants: []]
)
def test_shares_that_are_missing_doubled_or_for_somebody_else_stop_everything(
    client, abels, harbor, change
):
    client.force_login(abels.person)
    proposal = Secrets(harbor).set_up(abels)
    proposal["grants"] = change(proposal["grants"])
    assert keys.post(client, "/keys/setup/", proposal).status_code == 409
    assert SigningKey.objects.count() == 0


def test_one_key_does_not_serve_as_opening_key_and_sheet(client, abels, harbor):
    client.force_login(abels.person)
    kept = Secrets(harbor)
    proposal = kept.set_up(abels)
    proposal["recovery"] = kept.numbered("recovery", 1, kept.opening[1])
    assert keys.post(client, "/keys/setup/", proposal).status_code == 409


def test_a_page_from_the_day_before_yesterday_is_too_old(client, abels, harbor, time_machine):
    proposal = Secrets(harbor).set_up(abels)
    time_machine.move_to(now() + timedelta(days=2))
    client.force_login(abels.person)
    answer = keys.post(client, "/keys/setup/", proposal)
    sentence = "This page was open too long. Reload it and try again."
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_set_up_at_once_one_is_told_kindly(harbor, abels):
    anna = keys.made_by(person("Anna", harbor, Role.ADMINISTRATOR, Role.ADVOCATE))
    gate = Barrier(2)

    def set_up(holder):
        proposal = keys.read(SetUp, Secrets(harbor).set_up(holder))
        gate.wait()
        try:
            with within(harbor):
                actions.set_up(harbor, proposal=proposal, by=holder.person)
        except Blocked as no:
            return str(no)
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(set_up, [abels, anna]))
    kindly = "Your organization's keys are set up already. Somebody else was a moment faster."
    assert outcomes == [kindly, "made"]
    assert [SigningKey.objects.count(), OpeningKey.objects.count(), Grant.objects.count()] == [
        1,
        1,
        4,
    ]


@pytest.mark.parametrize(
    ("model", "changes", "constraint"),
    [
        (SigningKey, {"fingerprint": "00" * 32}, "signing_key_fingerprint_is_its_own"),
        (SigningKey, {"public": bytes(31)}, "signing_key"),
        (OpeningKey, {"signature": bytes(63)}, "opening_key_signature_is_whole"),
        (OpeningKey, {"recipient": "AGE1"}, "opening_key_is_a_recipient"),
        (RecoverySheet, {"signature": b""}, "sheet_signature_is_whole"),
        (RecoverySheet, {"recipient": ""}, "sheet_is_a_recipient"),
        (Grant, {"opening_key": None, "signing_key": None}, "grant_of_one_key"),
        (Grant, {"member_key": None, "sheet": None}, "grant_to_one_holder"),
        (Grant, {"wrapped": bytes(4000)}, "grant_is_small"),
    ],
)
def test_the_database_keeps_only_whole_keys(kept, model, changes, constraint):
    with transaction.atomic(), pytest.raises(IntegrityError, match=constraint):
        model.objects.update(**changes)


@pytest.mark.parametrize(
    ("model", "constraint"),
    [
        (SigningKey, "signing_key_one_in_use"),
        (OpeningKey, "opening_key_one_in_use"),
        (RecoverySheet, "sheet_one_in_use"),
    ],
)
def test_the_database_keeps_one_of_each_in_use(kept, model, constraint):
    again = model.objects.get()
    again.pk, again.number = None, 2
    with transaction.atomic(), pytest.raises(IntegrityError, match=constraint):
        again.save()
