"""What somebody who leaves answers for in agreements is handed over with the rest."""

import pytest
from django.utils.timezone import localdate

from alongside.partnerships.models import Commitment, CommitmentSide
from tests.home.leaving import gives, leave, read
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import counted

pytestmark = pytest.mark.usefixtures("second_of_march")


@pytest.fixture
def promise(lakeside, harbor, nora, nils, abel):
    """Nora answers for it at Lakeside; she settles no partnerships herself."""
    made = counted(partnership_of(lakeside, harbor), nils, abel, due_on=localdate())
    CommitmentSide.objects.filter(is_bound=True).update(responsible=nora.session_membership)
    return made


@pytest.mark.parametrize("who", ["nora", "nils"])
def test_a_promise_is_given_with_all_else(client, request, promise, nora, nils, who):
    client.force_login(request.getfixturevalue(who))
    leave(client, nora)
    page = read(client, nora)
    assert "Share a card" in page
    assert "0 of 1 given." in page
    gives(client, nora, to=nils)
    assert list(Commitment.objects.held_by(nils.session_membership)) == [promise]
    assert "1 of 1 given." in read(client, nora)


def test_what_is_done_is_not_handed_over(client, promise, nora):
    Commitment.objects.update(done_on=localdate())
    client.force_login(nora)
    leave(client, nora)
    assert "Share a card" not in read(client, nora)
