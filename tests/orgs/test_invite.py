"""An administrator asks somebody in: one link, for one address, once, for seven days."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import Invitation
from alongside.orgs.roles import Role
from tests import keys

NINA = {"email": "Nina@Example.org ", "roles": ["advocate"]}


def test_an_administrator_invites_and_the_act_is_remembered(
    client, abel, harbor, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(abel)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/people/invite/", NINA)

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.roles) == ("nina@example.org", ["advocate"])
    assert (invitation.organization, invitation.invited_by) == (harbor, abel)
    assert timedelta(days=6) < invitation.expires_at - now() < timedelta(days=7)
    assert keys.acts(harbor) == ["person_invited"]
    link = re.search(r"<code>(.*?)</code>", answer.text)[1]
    assert [mail.to for mail in mailoutbox] == [["nina@example.org"]]
    assert mailoutbox[0].body.count(link) == 1


def test_an_invitation_is_said_in_both_languages_each_with_its_own_link(
    client, abel, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(abel)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/es/people/invite/", NINA)
    [mail] = mailoutbox
    assert mail.subject == "Su invitación a Alongside · Your invitation to Alongside"
    spanish, english = re.findall(r"http://localhost:\d+(/\S+)", mail.body)
    assert spanish == f"/es{english}"
    assert client.get(english).status_code == client.get(spanish).status_code == 200


def test_only_a_hash_of_the_link_is_kept(abel, harbor):
    with within(harbor):
        link = actions.invite(harbor, email="nina@example.org", roles=[Role.ADVOCATE], by=abel)
    token = link.rstrip("/").rpartition("/")[2]
    kept = bytes(Invitation.objects.get().token_hash)
    assert (len(kept), token.encode() in kept) == (32, False)
    assert actions.invited_by_link(token) == Invitation.objects.get()


def test_an_advocate_does_not_invite(client, ada):
    client.force_login(ada)
    assert [client.get("/people/invite/").status_code] == [403]
    assert client.post("/people/invite/", NINA).status_code == 403
    assert Invitation.objects.count() == 0


def test_nobody_invites_into_another_organization(abel, lakeside):
    with within(lakeside), pytest.raises(PermissionDenied):
        actions.invite(lakeside, email="nina@example.org", roles=[Role.ADVOCATE], by=abel)


def test_somebody_who_works_here_is_not_invited_again(client, abel, ada):
    client.force_login(abel)
    answer = client.post("/people/invite/", {"email": ada.email, "roles": ["advocate"]})
    assert answer.status_code == 409
    assert "Change their roles instead" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "nobody", "roles": ["advocate"]},
        {"email": "nina@example.org"},
        {"email": "nina@example.org", "roles": ["operator"]},
        {"email": "nina@example.org\r\nBcc: all@example.org", "roles": ["advocate"]},
    ],
)
def test_what_was_typed_wrong_is_shown_again(client, abel, typed):
    client.force_login(abel)
    assert client.post("/people/invite/", typed).status_code == 200
    assert Invitation.objects.count() == 0


def test_a_stranger_is_sent_to_sign_in(client, db):
    answer = client.post("/people/invite/", NINA)
    assert (answer.status_code, answer.url) == (302, "/account/login/?next=/people/invite/")
