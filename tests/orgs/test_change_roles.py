"""Giving a member other roles."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import Grant, Invitation, MemberKey, SigningKey
from alongside.orgs.roles import Can, Role
from tests import keys
from tests.conftest import person


def change(client, someone, *roles):
    membership = someone.session_membership
    return client.post(f"/people/{membership.pk}/change-roles/", {"roles": list(roles)})


def test_an_administrator_changes_roles_and_the_act_is_remembered(client, abel, ada, harbor):
    client.force_login(abel)
    answer = change(client, ada, "scheduler", "evaluator")
    assert (answer.status_code, answer.url) == (302, "/people/")
    ada.session_membership.refresh_from_db()
    assert ada.session_membership.roles == ["scheduler", "evaluator"]
    assert keys.acts(harbor) == ["roles_changed"]


def test_what_a_role_no_longer_gives_ends_with_the_next_click(client, abel, ada, harbor):
    assert ada.can(Can.OPEN_LETTERS, at=harbor)
    client.force_login(abel)
    change(client, ada, "scheduler")
    assert not ada.can(Can.OPEN_LETTERS, at=harbor)


def test_an_advocate_changes_no_roles(client, ada, abel):
    client.force_login(ada)
    assert change(client, ada, "administrator").status_code == 403


def test_a_member_of_another_organization_is_not_found(client, abel, nora):
    client.force_login(abel)
    assert change(client, nora, "administrator").status_code == 404


def test_not_even_the_act_itself_reaches_another_organization(abel, nora, harbor):
    with within(harbor), pytest.raises(PermissionDenied):
        actions.change_roles(nora.session_membership, roles=["advocate"], by=abel)


def test_the_last_administrator_stays_one(client, abel, ada):
    client.force_login(abel)
    answer = change(client, abel, "advocate")
    assert answer.status_code == 409
    assert "Make somebody else an administrator first." in answer.text


def test_a_role_that_does_not_exist_is_not_given(client, abel, ada):
    client.force_login(abel)
    assert change(client, ada, "operator").status_code == 200
    ada.session_membership.refresh_from_db()
    assert ada.session_membership.roles == ["advocate"]


def test_somebody_who_left_meanwhile_does_not_come_back(abel, ada, harbor):
    stale = ada.session_membership
    type(stale).objects.filter(pk=stale.pk).update(ended_at=now())
    with within(harbor), pytest.raises(Blocked, match="does not work here any more"):
        actions.change_roles(stale, roles=["advocate"], by=abel)
    stale.refresh_from_db()
    assert stale.ended_at is not None


def test_who_no_longer_signs_gives_up_the_signing_key_and_keeps_the_opening_key(
    client, kept, abels, harbor
):
    anna = keys.made_by(person("Anna", harbor, Role.ADMINISTRATOR, Role.ADVOCATE))
    keys.grant(kept, anna, "opening", "signing", by=abels)
    client.force_login(abels.person)
    change(client, anna.person, "advocate")
    held = Grant.objects.of(anna.person.session_membership)
    assert [(grant.opening_key_id is None) for grant in held] == [False]
    assert SigningKey.objects.get().replacement_due
    assert anna.key.retired_at is None


def test_who_needs_no_key_any_more_has_none(client, shared, adas, abel):
    client.force_login(abel)
    change(client, adas.person, "scheduler")
    assert MemberKey.objects.current().filter(recipient=adas.recipient).count() == 0
    assert Grant.objects.of(adas.person.session_membership).count() == 0


def test_a_link_from_who_may_invite_no_more_is_dead(client, abel, ada, harbor):
    anna = person("Anna", harbor, Role.ADMINISTRATOR)
    with within(harbor):
        for inviter in (anna, abel):
            actions.invite(
                harbor, email=f"{inviter}@home.test", roles=["administrator"], by=inviter
            )
    client.force_login(abel)
    change(client, anna, "advocate")
    assert [one.invited_by for one in Invitation.objects.open()] == [abel]
