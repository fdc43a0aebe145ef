"""Who stands for one's own side."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from tests.conftest import person


def places_of(partnership, organization):
    partnership.refresh_from_db()
    member = partnership.members.get(organization=organization)
    return member.champion, member.contact, member.backup


def test_an_administrator_names_people_and_the_act_is_remembered(
    client, partnership, lakeside, harbor, nils, nora
):
    client.force_login(nils)
    typed = {"contact": nora.session_membership.pk, "backup": nils.session_membership.pk}
    client.post(f"/partnerships/{partnership.pk}/people/", typed)
    assert places_of(partnership, lakeside) == (
        None,
        nora.session_membership,
        nils.session_membership,
    )
    assert places_of(partnership, harbor) == (None, None, None)
    with within(lakeside):
        assert [event.act for event in Event.objects.all()] == ["partnership_people_set"]


def test_the_backup_is_somebody_else(client, partnership, nils):
    client.force_login(nils)
    own = nils.session_membership
    form = client.post(
        f"/partnerships/{partnership.pk}/people/", {"contact": own.pk, "backup": own.pk}
    ).context["form"]
    assert form.errors == {"backup": ["Choose somebody other than the contact."]}
    with within(nils.here), pytest.raises(Blocked, match="somebody else"):
        actions.set_people(partnership, champion=None, contact=own, backup=own, by=nils)


def test_nobody_is_named_who_works_elsewhere_or_has_left(partnership, lakeside, nils, abel):
    gone = person("Gone", lakeside, Role.CARE_STAFF).session_membership
    gone.ended_at = now()
    gone.save()
    for somebody in (abel.session_membership, gone):
        with within(lakeside), pytest.raises(Blocked, match="work here now"):
            actions.set_people(partnership, champion=None, contact=somebody, backup=None, by=nils)


def test_the_form_offers_colleagues_only(client, partnership, nils, nora, abel):
    client.force_login(nils)
    form = client.get(f"/partnerships/{partnership.pk}/people/").context["form"]
    assert [label for _, label in form.fields["contact"].choices][1:] == ["Nils", "Nora"]


def test_only_who_may_settle_partnerships_names_people(client, partnership, nora, mallory):
    client.force_login(nora)
    assert client.get(f"/partnerships/{partnership.pk}/people/").status_code == 403
    for somebody in (nora, mallory):
        with within(somebody.here), pytest.raises(PermissionDenied):
            actions.set_people(partnership, champion=None, contact=None, backup=None, by=somebody)


def test_nobody_is_named_after_the_end(partnership, lakeside, nils):
    with within(lakeside):
        actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="has ended"):
            actions.set_people(partnership, champion=None, contact=None, backup=None, by=nils)


def test_somebody_who_left_is_not_shown_in_their_place(client, partnership, lakeside, nora, ada):
    partnership.members.filter(organization=lakeside).update(contact=nora.session_membership)
    client.force_login(ada)
    address = f"/partnerships/{partnership.pk}/"
    assert client.get(address).context["theirs"].contact_now == nora.session_membership
    nora.memberships.update(ended_at=now())
    assert client.get(address).context["theirs"].contact_now is None
