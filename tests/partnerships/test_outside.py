"""Partners without an account: one's own record, which nobody else reads."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import localdate

from alongside.audit.models import Event
from alongside.directory.actions.undoing import remove_unknown
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind, Organization, Rule
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import OutsidePartner
from tests.conftest import person
from tests.pressing import at_once

TYPED = {
    "name": "First Church",
    "kind": "church",
    "contact": "Pastor Lee",
    "phone": "312 555 0142",
    "email": "lee@example.org",
    "they_give": "A room on Mondays.",
    "we_give": "A training each year.",
}
ACTS = ["spoke", "archive", "bring-back"]


@pytest.fixture
def church(lakeside):
    return OutsidePartner.objects.create(owner=lakeside, name="First Church", kind="church")


def again(partner):
    return OutsidePartner.objects.get(pk=partner.pk)


def read(client, partner):
    return client.get(f"/partnerships/outside/{partner.pk}/").text


def test_it_is_written_down_and_read_by_ones_own_people(client, lakeside, nils, nora):
    client.force_login(nils)
    assert client.post("/partnerships/outside/add/", TYPED).status_code == 302
    partner = OutsidePartner.objects.get()
    assert (partner.owner, partner.phone_link) == (lakeside, "tel:+1-312-555-0142")
    client.force_login(nora)
    page = read(client, partner)
    for words in ("Pastor Lee", "(312) 555-0142", "A room on Mondays.", "A training each year."):
        assert words in page, words
    assert "First Church" in client.get("/partnerships/").text
    with within(lakeside):
        assert list(Event.objects.values_list("act", flat=True)) == ["outside_partner_added"]


def test_what_is_no_phone_number_is_said_and_what_was_typed_stays(client, nils):
    client.force_login(nils)
    form = client.post("/partnerships/outside/add/", TYPED | {"phone": "ring twice"}).context[
        "form"
    ]
    assert (list(form.errors), form["phone"].value()) == (["phone"], "ring twice")
    assert OutsidePartner.objects.count() == 0


def test_it_begins_from_a_record_of_the_directory(client, nils):
    listed = Organization.objects.create(name="Food Bank", kind=Kind.OTHER, rule=Rule.NONE)
    client.force_login(nils)
    address = f"/partnerships/outside/add/?record={listed.pk}"
    form = client.get(address).context["form"]
    assert (form["name"].value(), form["listed_as"].value()) == ("Food Bank", listed.pk)
    client.post(address, TYPED | {"listed_as": listed.pk})
    assert OutsidePartner.objects.get().listed_as == listed
    assert client.get("/partnerships/outside/add/?record=nothing").status_code == 200


def test_a_record_that_somebody_noted_outlives_the_list_it_came_from(lakeside):
    noted, other = (
        Organization.objects.create(name=name, kind=Kind.OTHER, rule=Rule.NONE)
        for name in ("Food Bank", "Library")
    )
    OutsidePartner.objects.create(owner=lakeside, name="Food Bank", listed_as=noted)
    remove_unknown({noted.pk, other.pk})
    assert [one.name for one in Organization.objects.filter(admitted_at=None)] == ["Food Bank"]


def test_it_is_changed_where_it_was(client, church, nils):
    client.force_login(nils)
    address = f"/partnerships/outside/{church.pk}/change/"
    assert client.get(address).context["form"]["name"].value() == "First Church"
    client.post(address, TYPED | {"name": "Second Church", "phone": ""})
    partner = again(church)
    assert (partner.name, partner.phone, partner.phone_link) == ("Second Church", "", "")


def test_one_tap_says_that_we_spoke_today(client, church, nora):
    client.force_login(nora)
    assert "Nobody has noted yet that you spoke." in read(client, church)
    client.post(f"/partnerships/outside/{church.pk}/spoke/")
    partner = again(church)
    assert (partner.last_spoke_on, partner.spoke_by) == (localdate(), nora.session_membership)
    assert "Noted by Nora." in read(client, church)


@pytest.mark.parametrize(("days", "is_said"), [(90, False), (91, True)])
def test_over_ninety_days_ago_is_said_plainly(client, church, nora, days, is_said):
    long_ago = localdate() - timedelta(days=days)
    OutsidePartner.objects.update(last_spoke_on=long_ago, spoke_by=nora.session_membership)
    client.force_login(nora)
    for page in (read(client, church), client.get("/partnerships/").text):
        assert ("over 90 days ago" in page) == is_said


def test_what_is_archived_is_out_of_the_way_and_can_be_brought_back(client, church, nils):
    client.force_login(nils)
    client.post(f"/partnerships/outside/{church.pk}/archive/")
    assert "First Church" not in client.get("/partnerships/").text
    assert "First Church" in client.get("/partnerships/?show=ended").text
    assert "Bring it back" in read(client, church)
    client.post(f"/partnerships/outside/{church.pk}/bring-back/")
    assert "First Church" in client.get("/partnerships/").text


def test_who_may_not_settle_partnerships_reads_only(client, church, nora):
    client.force_login(nora)
    start = "/partnerships/outside/"
    assert client.get(f"{start}add/").status_code == 403
    assert client.get(f"{start}{church.pk}/change/").status_code == 403
    for act in ("archive", "bring-back"):
        assert client.post(f"{start}{church.pk}/{act}/").status_code == 403


def test_who_neither_calls_nor_settles_notes_no_talk(client, church, lakeside):
    client.force_login(person("Eve", lakeside, Role.EVALUATOR))
    assert client.post(f"/partnerships/outside/{church.pk}/spoke/").status_code == 403


def test_nobody_else_learns_of_it(client, church, mallory, elsewhere):
    client.force_login(mallory)
    start = f"/partnerships/outside/{church.pk}/"
    assert [client.get(start).status_code, client.get(f"{start}change/").status_code] == [404, 404]
    assert [client.post(f"{start}{act}/").status_code for act in ACTS] == [404, 404, 404]
    assert "First Church" not in client.get("/partnerships/").text
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.archive_outside(church, by=mallory)


def test_while_archived_it_stays_as_it_is(church, lakeside, nils):
    with within(lakeside):
        actions.archive_outside(church, by=nils)
        for act in (actions.archive_outside, actions.note_spoke_outside):
            with pytest.raises(Blocked, match="Bring it back first"):
                act(church, by=nils)
        with pytest.raises(Blocked, match="Bring it back first"):
            actions.change_outside(church, {"name": "x"}, by=nils)
        actions.bring_back_outside(church, by=nils)
        with pytest.raises(Blocked, match="on your list already"):
            actions.bring_back_outside(church, by=nils)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_archive_at_once_one_counts(church, nils):
    told = at_once(*[(nils, lambda: actions.archive_outside(church, by=nils))] * 2)
    assert sorted(told) == ["This partner is archived. Bring it back first.", "done"]


def test_the_database_wants_who_spoke(church):
    with pytest.raises(IntegrityError, match="outside_partner_spoken_with_by_somebody"):
        OutsidePartner.objects.update(last_spoke_on=localdate())


def test_the_database_wants_a_name(church):
    with pytest.raises(IntegrityError, match="outside_partner_has_a_name"):
        OutsidePartner.objects.update(name="")
