"""The host takes an organization in, after a call."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import Invitation, Kind, Organization, Rule
from alongside.orgs.roles import Can, Role
from tests import keys

TYPED = {
    "name": "Safe Harbor",
    "kind": "violence_program",
    "rule": "vsp",
    "email": "first@example.org",
    "called": "on",
}


def test_the_host_admits_an_organization_and_the_act_is_remembered(
    client, hope, host, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(hope)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/organizations/admit/", TYPED)

    admitted = Organization.objects.get(name="Safe Harbor")
    assert (admitted.kind, admitted.rule) == (Kind.VIOLENCE_PROGRAM, Rule.VSP)
    assert admitted.admitted_at is not None
    invitation = Invitation.objects.get()
    assert (invitation.organization, invitation.roles) == (admitted, ["administrator"])
    assert "/invitations/" in answer.text
    assert [mail.to for mail in mailoutbox] == [["first@example.org"]]
    assert keys.acts(host) == ["organization_admitted"]


def test_an_administrator_elsewhere_admits_nobody(client, abel, host):
    client.force_login(abel)
    codes = [client.get("/organizations/"), client.post("/organizations/admit/", TYPED)]
    assert [answer.status_code for answer in codes] == [403, 403]
    assert Organization.objects.filter(name="Safe Harbor").count() == 0


def test_at_the_host_too_it_takes_an_administrator(client, host):
    from tests.conftest import person

    client.force_login(person("Helen", host, Role.FACILITATOR))
    assert client.post("/organizations/admit/", TYPED).status_code == 403


def test_not_even_the_act_itself(abel, harbor):
    with within(harbor), pytest.raises(PermissionDenied):
        actions.admit(
            Organization(name="Mine"), kind="other", rule="none", email="x@example.org", by=abel
        )


@pytest.mark.parametrize("left_out", ["called", "name", "email", "rule"])
def test_without_a_call_or_a_name_nobody_is_admitted(client, hope, left_out):
    client.force_login(hope)
    typed = {name: value for name, value in TYPED.items() if name != left_out}
    assert client.post("/organizations/admit/", typed).status_code == 200
    assert Organization.objects.count() == 1


def test_one_name_is_admitted_once(client, hope, harbor):
    client.force_login(hope)
    answer = client.post("/organizations/admit/", TYPED | {"name": "harbor house "})
    assert "already on Alongside" in answer.text
    assert Organization.objects.count() == 2


def test_the_host_does_not_thereby_open_letters_or_work_there(hope, harbor):
    powers = [power for power in Can if hope.can(power, at=harbor)]
    assert powers == []


def test_the_host_is_made_once(db):
    links = [actions.make_host("Coalition", email="first@example.org") for _ in range(2)]
    assert Organization.objects.filter(is_host=True).count() == 1
    assert links[0] != links[1]


def test_the_database_keeps_one_host(host, harbor):
    with transaction.atomic(), pytest.raises(IntegrityError, match="organization_one_host"):
        Organization.objects.filter(pk=harbor.pk).update(is_host=True)
    with transaction.atomic(), pytest.raises(IntegrityError, match="host_is_admitted"):
        Organization.objects.filter(pk=host.pk).update(admitted_at=None)
