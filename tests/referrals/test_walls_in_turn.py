"""Each wall is taken away in turn, and the next one holds."""

from contextlib import contextmanager

import pyrage
import pytest
from django.db import connections
from django.test import Client

from alongside.lib.walls import within
from alongside.orgs import middleware
from alongside.orgs.models import Grant, Person
from alongside.referrals.actions import receiving
from alongside.referrals.models import Letter, Referral, State
from alongside.referrals.models.referrals import ReferralQuerySet
from alongside.referrals.views import letters, pages
from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
TABLES = ["referral", "release", "letter", "answer"]


def ask(client, address):
    """What a browser's module posts, and what it is told: the status, and the sentence if there is one."""
    answer = client.post(address, "{}", content_type="application/json")
    told = answer.json() if answer.headers["Content-Type"] == "application/json" else {}
    return answer.status_code, told.get("sentence", "")[:27]


def no_wall(*_given, **_named):
    """What stands where a wall stood."""


@contextmanager
def without_row_level_security():
    def alter(words):
        with connections["owner"].cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE referrals_{table} {words} ROW LEVEL SECURITY")

    alter("DISABLE")
    try:
        yield
    finally:
        alter("ENABLE")


@pytest.fixture
def address(referral, lakeside):
    with within(lakeside):
        return f"/referrals/{referral.pk}/letters/{referral.releases.get().pk}/open/"


@pytest.fixture
def at_hand(referral, harbor):
    """The referral as somebody of Harbor House finds it."""
    with within(harbor):
        return Referral.objects.select_related("sender", "recipient", "partnership").get()


def untouched(referral, harbor):
    with within(harbor):
        return [Referral.objects.get().state, Letter.objects.count()] == [State.SENT, 1]


def test_an_outsider_meets_every_wall(
    client, referral, address, at_hand, mallory, harbor, monkeypatch
):
    give_back = f"/referrals/{referral.pk}/give-back/"

    # Signed out: the sign-in asks who it is.
    assert ask(client, give_back) == (401, "Your session has ended.")

    # Without it, nobody acts for no organization.
    monkeypatch.setattr(middleware.SignedInMiddleware, "process_view", no_wall)
    client = Client()  # the one before has its middleware already
    answer = client.post(give_back)
    assert [answer.status_code, answer.url] == [302, "/account/second-factor/totp/activate/"]

    # Mallory of another program is in: she sees no such referral.
    client.force_login(mallory)
    assert ask(client, give_back)[0] == 404
    monkeypatch.setattr(ReferralQuerySet, "visible_to", lambda found, _person: found)
    assert ask(client, give_back)[0] == 404

    # Put into her hand all the same: she may not.
    for views in (pages, letters):
        monkeypatch.setattr(views, "find", lambda _request, _pk: at_hand)
    assert ask(client, give_back)[0] == 403

    # And though she may: the database shows her no row.
    monkeypatch.setattr(Person, "require", no_wall)
    for act in (give_back, address):
        with pytest.raises(Referral.DoesNotExist):
            ask(client, act)
    assert untouched(referral, harbor)

    # It was the last wall but one: without it, she still holds no key.
    with without_row_level_security():
        assert ask(client, address) == (409, "Permission has ended. Do no")
        monkeypatch.setattr(Letter.objects, "to", lambda _organization: Letter.objects.all())
        assert ask(client, address) == (409, "You hold no key to this let")
        assert client.post(give_back).status_code == 302
    assert not untouched(referral, harbor)


def test_a_colleague_without_the_power_meets_every_wall(
    client, referral, address, at_harbor, abel, monkeypatch
):
    abel.session_membership.roles = ["administrator"]
    abel.session_membership.save()
    Grant.objects.filter(member_key__membership=abel.session_membership).delete()
    client.force_login(abel)

    # He sees it, and may not open it.
    assert ask(client, address)[0] == 403

    # And though he may: no key was granted to him.
    monkeypatch.setattr(Person, "require", no_wall)
    assert ask(client, address) == (409, "You hold no key to this let")

    # And though nobody asks for a grant: what he gets, his key does not open.
    monkeypatch.setattr(receiving, "grant_for", no_wall)
    told = client.post(address, "{}", content_type="application/json").json()
    assert told["grant"] is None
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(building.bytes_of(told["letter"]), [at_harbor.members[abel]])
    assert pyrage.decrypt(building.bytes_of(told["letter"]), [at_harbor.opening])


def test_the_sender_of_a_letter_meets_the_walls_of_its_reader(client, address, nora, monkeypatch):
    client.force_login(nora)
    assert ask(client, address) == (409, "Permission has ended. Do no")
    monkeypatch.setattr(Letter.objects, "to", lambda _organization: Letter.objects.all())
    assert ask(client, address) == (409, "Permission has ended. Do no")
