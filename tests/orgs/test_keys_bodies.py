"""What a script may post about keys: known fields, whole keys, small bodies. Anything else gets a calm no."""

import pytest

from alongside.orgs.making import Holder
from alongside.orgs.models import MemberKey
from tests import keys

ADDRESSES = [
    f"/keys/{name}/" for name in ("session", "mine", "member", "setup", "grant", "rotation")
]
UNREADABLE = {"sentence": "What was sent could not be read. Reload the page and try again."}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"\xff\xfe"',
        b'{"member": "\xed\xa0\x80"}',
        b"\x00",
        b'{"words": "Maria"}',
        b"[" * 5000,
    ],
)
def test_what_cannot_be_read_is_declined_calmly(client, abel, address, body):
    client.force_login(abel)
    answer = keys.post(client, address, body)
    assert (answer.status_code, answer.json()) == (422, UNREADABLE)


@pytest.mark.parametrize("address", ADDRESSES)
def test_ten_megabytes_are_declined_calmly(client, abel, address):
    client.force_login(abel)
    answer = keys.post(client, address, b'{"wrapped": "' + b"A" * 10_000_000 + b'"}')
    sentence = "What was sent is too large or damaged. Go back and try again with less."
    assert (answer.status_code, answer.json()) == (400, {"sentence": sentence})


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_form_from_elsewhere_changes_nothing(client, abel, address):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(abel)
    assert keys.post(strict, address, {}).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Maria"},
        {"recipient": "age1" + "q" * 57},
        {"recipient": "age1" + "b" * 58},
        {"recipient": None},
        {"wrapped": "not base64!"},
        {"wrapped": "bm90IGFnZQ=="},
        {"wrapped": "YWdlLWVuY3J5cHRpb24ub3JnL3YxCg==" * 200},
        {"replaces": "7"},
        {"recipient": "AGE-SECRET-KEY-1" + "Q" * 58},
    ],
)
def test_a_key_that_is_not_one_is_declined(client, ada, changes):
    client.force_login(ada)
    proposal = Holder.of(ada).proposal(keys.wrap) | changes
    answer = keys.post(client, "/keys/member/", proposal)
    assert (answer.status_code, answer.json()) == (422, UNREADABLE)
    assert MemberKey.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"day": None},
        {"day": 1_800_000_000},
        {"signature": "AAAA"},
        {"grants": [], "signature": None, "day": None},
        {"grants": [{"kind": "reading", "number": 1, "wrapped": ""}]},
    ],
)
def test_half_a_grant_is_declined(client, kept, abel, adas, changes):
    client.force_login(abel)
    answer = keys.post(client, "/keys/grant/", kept.granting(adas, "opening") | changes)
    assert (answer.status_code, answer.json()) == (422, UNREADABLE)


def test_the_same_key_twice_in_one_grant_is_declined(client, kept, abel, adas):
    client.force_login(abel)
    proposal = kept.granting(adas, "opening")
    proposal["grants"] *= 2
    assert keys.post(client, "/keys/grant/", proposal).status_code == 422


@pytest.mark.parametrize("changes", [{"number": None}, {"to": "recovery"}, {"member": None}])
def test_a_share_names_one_key_and_one_holder(client, kept, abels, changes):
    client.force_login(abels.person)
    proposal = kept.rotation([abels])
    proposal["grants"][1] |= changes
    assert keys.post(client, "/keys/rotation/", proposal).status_code == 422
