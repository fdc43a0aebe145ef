"""Using an invitation: the right person, once, in time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.actions import notify, send_notices
from alongside.orgs.models import Invitation, Membership, Person
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import PASSWORD
from tests.database import connected_as

NINA = {"name": "Nina", "password": PASSWORD}


def token_for(email, organization, by):
    with within(organization):
        link = actions.invite(organization, email=email, roles=[Role.ADVOCATE], by=by)
    return link.rstrip("/").rpartition("/")[2]


@pytest.fixture
def token(harbor, abel):
    return token_for("nina@example.org", harbor, abel)


def test_a_newcomer_joins_and_the_act_is_remembered(client, token, harbor):
    answer = client.post(f"/invitations/{token}/", NINA)

    assert (answer.status_code, answer.url) == (302, "/account/login/")
    nina = Person.objects.get(email="nina@example.org")
    assert (nina.name, nina.check_password(PASSWORD)) == ("Nina", True)
    member = Membership.objects.get(person=nina)
    assert (member.organization, member.roles) == (harbor, ["advocate"])
    assert keys.acts(harbor) == ["invitation_accepted", "person_invited"]


@pytest.mark.django_db(transaction=True)
def test_mail_speaks_the_language_of_the_page_where_somebody_joined(client, token):
    answer = client.post(f"/es/invitations/{token}/", NINA)

    assert answer.url == "/es/account/login/"
    nina = Person.objects.get(email="nina@example.org")
    notify([nina])
    with connected_as("worker"):
        send_notices()
    message = mail.outbox[-1]
    assert message.subject == "Alongside"
    waits = "Algo le espera. Entre para ver qué es:"
    assert message.body == f"{waits}\n\n{settings.PUBLIC_URL}/es/\n"


def test_joining_a_second_organization_changes_the_language_too(client, nora, harbor, abel):
    token = token_for(nora.email, harbor, abel)
    client.force_login(nora)
    client.post(f"/es/invitations/{token}/")
    assert Person.objects.get(pk=nora.pk).language == "es"


def test_the_page_says_who_invites_whom(client, token):
    text = client.get(f"/invitations/{token}/").text
    assert "Harbor House invites you" in text
    assert "nina@example.org" in text


def test_a_link_works_once(client, token):
    client.post(f"/invitations/{token}/", NINA)
    for again in (
        client.get(f"/invitations/{token}/"),
        client.post(f"/invitations/{token}/", NINA),
    ):
        assert again.status_code == 410
        assert "This invitation no longer works" in again.text
    assert Person.objects.filter(email="nina@example.org").count() == 1


def test_a_link_works_for_seven_days(client, token, time_machine):
    time_machine.move_to(now() + timedelta(days=7, seconds=1))
    assert client.get(f"/invitations/{token}/").status_code == 410
    with pytest.raises(Blocked, match="used or has expired"):
        actions.accept(token, **NINA)


def test_a_link_nobody_sent_says_the_same(client, db):
    assert client.get("/invitations/made-up/").status_code == 410


def test_somebody_who_works_elsewhere_joins_with_one_button(client, harbor, abel, nora):
    token = token_for(nora.email, harbor, abel)
    client.force_login(nora)
    assert "password" not in client.get(f"/invitations/{token}/").text

    answer = client.post(f"/invitations/{token}/")

    assert (answer.status_code, answer.url) == (302, "/choose/")
    assert Membership.objects.filter(person=nora).count() == 2


def test_nobody_takes_over_an_account_by_its_invitation(client, harbor, abel, nora):
    token = token_for(nora.email, harbor, abel)
    answer = client.post(f"/invitations/{token}/", {"name": "Not Nora", "password": "x" * 20})
    assert answer.status_code == 409
    assert "Sign in as nora@example.org" in answer.text
    nora.refresh_from_db()
    assert (nora.name, nora.check_password(PASSWORD)) == ("Nora", True)


def test_whoever_has_an_account_is_asked_to_sign_in_first(client, harbor, abel, nora):
    token = token_for(nora.email, harbor, abel)
    text = client.get(f"/invitations/{token}/").text
    assert f'href="/account/login/?next=/invitations/{token}/"' in text
    assert "password" not in text


def test_the_wrong_person_signed_in_is_told_to_lock_first(client, token, nora):
    client.force_login(nora)
    answer = client.post(f"/invitations/{token}/", NINA)
    assert answer.status_code == 409
    assert "You are signed in as somebody else" in answer.text
    assert Person.objects.filter(email="nina@example.org").count() == 0
    assert Invitation.objects.open().count() == 1


def test_a_second_invitation_of_somebody_who_joined_adds_nothing(client, harbor, abel, nora):
    tokens = [token_for(nora.email, harbor, abel) for _ in range(2)]
    client.force_login(nora)
    codes = [client.post(f"/invitations/{token}/").status_code for token in tokens]
    assert codes == [302, 409]


@pytest.mark.parametrize("password", ["short", "123456789012", "passwordpassword1"[:8], ""])
def test_a_weak_password_is_asked_for_again(client, token, password):
    answer = client.post(f"/invitations/{token}/", NINA | {"password": password})
    assert answer.status_code == 200
    assert Person.objects.filter(email="nina@example.org").count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_link_at_once_one_joins(harbor, token):
    gate = Barrier(2)

    def accept(_):
        gate.wait()
        try:
            actions.accept(token, **NINA)
        except Blocked as no:
            return str(no)
        finally:
            connection.close()
        return "joined"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(accept, range(2)))
    assert outcomes == ["This invitation was used or has expired. Ask for a new one.", "joined"]
    assert Person.objects.filter(email="nina@example.org").count() == 1


def test_the_database_keeps_one_membership_at_a_time(ada, harbor):
    with transaction.atomic(), pytest.raises(IntegrityError, match="membership_once_at_a_time"):
        Membership.objects.create(person=ada, organization=harbor, roles=[])


def test_the_public_page_of_an_invitation_sets_no_session(client, token):
    assert "sessionid" not in client.get(f"/invitations/{token}/").cookies
