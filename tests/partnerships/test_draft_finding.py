"""Who finds which page of a draft, and which act."""

import pytest

from alongside.lib.walls import within
from alongside.partnerships import actions
from tests.partnerships.building import draft_of, partnership_of, pass_to
from tests.partnerships.test_draft_start import address

READ = ["", "coverage/", "editions/", "editions/1/", "compare/", "passages/{passage}/"]
WRITE = [
    "terms/",
    "add/",
    "remark/",
    "set-aside/",
    "passages/{passage}/edit/",
    "passages/{passage}/remark/",
    "passages/{passage}/suggest/",
]
PRESS = [
    "pass/{harbor}/",
    "approve/",
    "reopen/",
    "add/404/dates/",
    "passages/{passage}/move/up/",
    "passages/{passage}/take-out/",
    "passages/{passage}/bring-back/",
    "remarks/{remark}/accept/1/",
    "remarks/{remark}/decline/",
    "remarks/{remark}/answer/",
]


@pytest.fixture
def places(draft, nils, abel, harbor, lakeside):
    """Each address below a draft, with a passage, a remark and an edition."""
    passage = draft.passages.first()
    pass_to(draft, harbor, nils)
    pass_to(draft, lakeside, abel)
    with within(harbor):
        remark = actions.suggest(passage, suggestion="x", text="y", by=abel)
    ids = {"passage": passage.pk, "remark": remark.pk, "harbor": harbor.pk}
    return lambda rests: [address(draft, rest.format(**ids)) for rest in rests]


def test_an_outsider_finds_nothing(client, places, mallory):
    client.force_login(mallory)
    assert {client.get(at).status_code for at in places(READ + WRITE)} == {404}
    assert {client.post(at).status_code for at in places(WRITE + PRESS)} == {404}


def test_who_may_not_settle_partnerships_reads(client, places, ada):
    client.force_login(ada)
    assert {client.get(at).status_code for at in places(READ)} == {200}
    assert {client.get(at).status_code for at in places(WRITE)} == {403}
    assert {client.post(at).status_code for at in places(WRITE + PRESS)} == {403}


def test_who_may_finds_every_page(client, places, nils):
    client.force_login(nils)
    assert {client.get(at).status_code for at in places(READ + WRITE)} == {200}
    assert {client.get(at).status_code for at in places(PRESS)} == {405}


def test_nothing_of_another_draft_is_found_through_this_one(
    client, draft, nils, abel, lakeside, elsewhere
):
    other = draft_of(partnership_of(lakeside, elsewhere), nils)
    passage = other.passages.first()
    client.force_login(nils)
    assert client.get(address(draft, f"passages/{passage.pk}/")).status_code == 404
    assert client.post(address(draft, f"passages/{passage.pk}/take-out/")).status_code == 404
