"""A member's own key: made in their browser, kept wrapped."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.making import Holder
from alongside.orgs.models import Grant, MemberKey
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person


def test_somebody_who_opens_letters_makes_a_key_and_the_act_is_remembered(client, ada, harbor):
    client.force_login(ada)
    holder = Holder.of(ada)

    answer = keys.post(client, "/keys/member/", holder.proposal(keys.wrap))

    made = MemberKey.objects.get()
    assert answer.json() == {"id": str(made.pk)}
    assert (made.membership, made.recipient) == (ada.session_membership, holder.recipient)
    assert keys.acts(harbor) == ["member_key_made"]


def test_a_signatory_makes_one_too(harbor):
    keys.made_by(person("Sara", harbor, Role.SIGNATORY))
    assert MemberKey.objects.count() == 1


@pytest.mark.parametrize("role", [Role.SCHEDULER, Role.FACILITATOR, Role.EVALUATOR])
def test_whose_role_needs_no_key_gets_none(client, harbor, role):
    someone = person("Sam", harbor, role)
    client.force_login(someone)
    answer = keys.post(client, "/keys/member/", Holder.of(someone).proposal(keys.wrap))
    assert (answer.status_code, MemberKey.objects.count()) == (403, 0)


def test_nobody_makes_a_key_elsewhere(ada, lakeside):
    with within(lakeside), pytest.raises(PermissionDenied):
        actions.make_member_key(lakeside, recipient="age1x", wrapped=b"", by=ada)


def test_the_same_request_again_is_answered_alike_and_makes_one_key(client, ada, harbor):
    client.force_login(ada)
    proposal = Holder.of(ada).proposal(keys.wrap)
    answers = [keys.post(client, "/keys/member/", proposal).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert keys.acts(harbor) == ["member_key_made"]


def test_a_second_key_must_name_the_one_it_replaces(client, adas, ada):
    client.force_login(ada)
    answer = keys.post(client, "/keys/member/", Holder.of(ada).proposal(keys.wrap))
    sentence = "You have a key already. Reload this page to see it."
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})


def test_a_new_key_ends_the_old_one_and_what_it_was_granted(client, shared, adas, ada):
    client.force_login(ada)
    old, newer = adas.key, Holder.of(ada)

    keys.post(client, "/keys/member/", newer.proposal(keys.wrap, replaces=old.pk))

    assert newer.key.membership == old.membership
    assert Grant.objects.of(ada.session_membership).count() == 0
    assert Grant.objects.filter(member_key=old).count() == 0


def test_another_members_key_is_not_replaced(client, adas, abels, abel, ada):
    client.force_login(ada)
    proposal = Holder.of(ada).proposal(keys.wrap, replaces=abels.key.pk)
    assert keys.post(client, "/keys/member/", proposal).status_code == 409
    assert [holder.key.retired_at for holder in (adas, abels)] == [None, None]


def test_a_key_that_somebody_uses_already_is_not_taken_twice(client, abels, ada):
    client.force_login(ada)
    copied = Holder(ada, abels.identity, "six words")
    answer = keys.post(client, "/keys/member/", copied.proposal(keys.wrap))
    assert (answer.status_code, MemberKey.objects.count()) == (409, 1)


def test_a_stranger_is_asked_to_sign_in(client, db):
    answer = keys.post(client, "/keys/member/", {})
    assert (answer.status_code, answer.json()) == (401, {"sentence": "Your session has ended."})


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"recipient": "age1notakey"}, "member_key_is_a_recipient"),
        ({"wrapped": bytes(3073)}, "member_key_is_small"),
        ({"signature": bytes(63), "signing_number": 1}, "member_key_signature_is_whole"),
        ({"signature": bytes(64)}, "member_key_signed_by_a_key"),
    ],
)
def test_the_database_keeps_no_half_key(adas, changes, constraint):
    with transaction.atomic(), pytest.raises(IntegrityError, match=constraint):
        MemberKey.objects.update(**changes)


def test_the_database_keeps_one_key_in_use_for_each_member(adas, ada):
    with transaction.atomic(), pytest.raises(IntegrityError, match="member_key_one_in_use"):
        MemberKey.objects.create(
            membership=ada.session_membership, recipient=Holder.of(ada).recipient, wrapped=b""
        )


def test_the_reason_is_a_sentence(adas, ada, harbor):
    with within(harbor), pytest.raises(Blocked, match="used before"):
        actions.make_member_key(
            harbor, recipient=adas.recipient, wrapped=b"other", replaces=adas.key.pk, by=ada
        )
