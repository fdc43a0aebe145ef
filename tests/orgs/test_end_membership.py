"""Leaving is one act: from that moment on the person opens nothing here."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import Grant, Invitation, MemberKey, Membership, OpeningKey
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person


def end(client, someone):
    return client.post(f"/people/{someone.session_membership.pk}/end/")


def test_an_administrator_ends_access_and_the_act_is_remembered(client, abel, ada, harbor):
    client.force_login(abel)
    answer = end(client, ada)
    assert (answer.status_code, answer.url) == (302, "/people/")
    assert list(Membership.objects.current().filter(person=ada)) == []
    assert keys.acts(harbor) == ["membership_ended"]


def test_every_session_of_the_person_ends_and_nobody_elses(client, abel, ada):
    phone, desk = Client(), Client()
    for each in (phone, desk):
        each.force_login(ada)
    client.force_login(abel)

    end(client, ada)

    assert Session.objects.count() == 1
    assert [each.get("/people/").status_code for each in (phone, desk, client)] == [302, 302, 200]


def test_their_key_and_grants_end_and_the_next_opening_key_is_due(client, shared, adas, abel):
    client.force_login(abel)
    end(client, adas.person)
    assert Grant.objects.filter(member_key__membership__person=adas.person).count() == 0
    assert MemberKey.objects.get(recipient=adas.recipient).retired_at is not None
    assert OpeningKey.objects.get().rotation_due


def test_signing_in_again_they_find_no_organization(client, abel, ada, harbor):
    with within(harbor):
        actions.end_membership(ada.session_membership, by=abel)
    client.force_login(ada)
    answer = client.get("/people/", follow=True)
    assert answer.redirect_chain == [("/choose/", 302)]
    assert "You do not work for an organization here any more" in answer.text


def test_a_request_already_under_way_may_do_nothing_more(abel, ada, harbor):
    with within(harbor):
        actions.end_membership(ada.session_membership, by=abel)
        with pytest.raises(PermissionDenied):
            actions.make_member_key(harbor, recipient="age1x", wrapped=b"", by=ada)


def test_no_link_is_left_to_come_back_by(client, abel, harbor):
    anna = person("Anna", harbor, Role.ADMINISTRATOR)
    with within(harbor):
        for email in ("somebody.else@example.org", "anna.private@example.org"):
            actions.invite(harbor, email=email, roles=["administrator"], by=anna)
    client.force_login(abel)
    end(client, anna)
    assert Invitation.objects.open().count() == 0


def test_other_peoples_invitations_stand(client, abel, ada, harbor):
    with within(harbor):
        actions.invite(harbor, email="nina@example.org", roles=["advocate"], by=abel)
    client.force_login(abel)
    end(client, ada)
    assert Invitation.objects.open().count() == 1


def test_an_advocate_ends_nobodys_access(client, ada, abel):
    client.force_login(ada)
    assert end(client, abel).status_code == 403


def test_a_member_of_another_organization_is_not_found(client, abel, nora):
    client.force_login(abel)
    assert end(client, nora).status_code == 404


def test_the_last_administrator_does_not_leave(client, abel):
    client.force_login(abel)
    answer = end(client, abel)
    assert answer.status_code == 409
    assert "Make somebody else an administrator first." in answer.text


def test_who_left_cannot_leave_again(client, abel, ada):
    client.force_login(abel)
    assert [end(client, ada).status_code for _ in range(2)] == [302, 404]


def test_who_comes_back_starts_without_any_key(client, shared, adas, abel, harbor):
    with within(harbor):
        actions.end_membership(adas.person.session_membership, by=abel)
    again = Membership.objects.create(person=adas.person, organization=harbor, roles=["advocate"])
    assert Grant.objects.of(again).count() == 0
    client.force_login(adas.person)
    assert keys.post(client, "/keys/mine/", {}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_end_each_other_one_stays(harbor, abel):
    anna = person("Anna", harbor, Role.ADMINISTRATOR)
    gate = Barrier(2)

    def leave(pair):
        by, whom = pair
        gate.wait()
        try:
            with within(harbor):
                actions.end_membership(whom.session_membership, by=by)
        except (Blocked, PermissionDenied) as no:
            return type(no).__name__
        finally:
            connection.close()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(leave, [(abel, anna), (anna, abel)]))
    assert outcomes == ["PermissionDenied", "ended"]
    assert Membership.objects.current().count() == 1
