"""Who signs for each side and in which order: settled by the members until somebody has signed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Document, Purpose, Signatory
from tests.partnerships.keeping import acts_of
from tests.partnerships.signing import document_to_sign, named, sign


def place(wording):
    return f"/partnerships/{wording.agreement.partnership_id}/signing/"


def names(wording):
    return [one.name for one in wording.signatories.in_order()]


def name(client, wording, **said):
    return client.post(f"{place(wording)}name/", said)


def test_each_side_names_who_signs_and_then_there_is_something_to_sign(
    client, wording, nils, lena, hana
):
    client.force_login(nils)
    mine = lena.session_membership.pk
    assert name(client, wording, membership=mine, title="CEO").status_code == 302
    page = client.get(place(wording))
    assert "Nobody is named yet for: Harbor House." in page.text
    assert page.context["final"] is None
    client.force_login(hana)
    assert name(client, wording, name="Sister Hope", title="Director").status_code == 302
    assert names(wording) == ["Lena", "Sister Hope"]
    assert client.get(place(wording)).context["final"].sha256
    with within(nils.here):
        assert [event.act for event in Event.objects.all()] == ["signatory_named"]


def test_a_form_without_a_name_says_so_and_keeps_what_was_typed(client, wording, nils):
    client.force_login(nils)
    answer = name(client, wording, title="CEO")
    assert list(answer.context["form"].errors) == ["name"]
    assert "CEO" in answer.text


def test_only_somebody_who_may_sign_is_named(client, wording, nils, nora, lena, hana):
    for one in (nora, hana):
        with within(nils.here), pytest.raises(Blocked, match="may sign agreements here"):
            actions.name_signatory(
                wording, membership=one.session_membership, name="", title="CEO", by=nils
            )
    with within(nils.here):
        mine = lena.session_membership
        actions.name_signatory(wording, membership=mine, name="", title="CEO", by=nils)
        with pytest.raises(Blocked, match="on the list already"):
            actions.name_signatory(wording, membership=mine, name="", title="CEO", by=nils)


def test_the_order_is_settled_until_somebody_has_signed(client, wording, lena, hana):
    first, second = named(wording, lena, hana)
    client.force_login(lena)
    client.post(f"{place(wording)}{second.pk}/move/")
    assert names(wording) == ["Hana", "Lena"]
    client.post(f"{place(wording)}{first.pk}/move/")
    assert names(wording) == ["Lena", "Hana"]
    assert acts_of(lena.here) == ["signatory_moved"] * 2
    first.refresh_from_db()
    assert client.post(f"{place(wording)}{first.pk}/move/").status_code == 409
    sign(first, lena)
    for act in (f"{second.pk}/move/", f"{second.pk}/remove/"):
        answer = client.post(place(wording) + act)
        assert answer.status_code == 409
        assert "Who signs and in which order stays as it is." in answer.text
    answer = name(client, wording, name="Late", title="Director")
    assert answer.status_code == 409


def test_each_side_takes_only_its_own_off_the_list(client, wording, lena, hana):
    first, second = named(wording, lena, hana)
    client.force_login(lena)
    assert client.post(f"{place(wording)}{second.pk}/remove/").status_code == 409
    assert client.post(f"{place(wording)}{first.pk}/remove/").status_code == 302
    assert names(wording) == ["Hana"]


def test_a_changed_list_makes_another_document(wording, lena, hana):
    named(wording, lena, hana)
    before = document_to_sign(wording, lena)
    assert document_to_sign(wording, hana) == before
    Signatory.objects.filter(name="Hana").update(title="President")
    assert actions.document_to_sign(wording) is None
    after = document_to_sign(wording, lena)
    assert after.sha256 != before.sha256
    assert Document.objects.filter(purpose=Purpose.FINAL).count() == 1


def test_looking_makes_nothing_and_a_press_does(client, wording, nora, lena, hana):
    named(wording, lena, hana)
    client.force_login(lena)
    page = client.get(place(wording))
    assert "Make the PDF" in page.text
    assert not Document.objects.exists()
    client.post(f"{place(wording)}make/")
    made = Document.objects.get()
    client.post(f"{place(wording)}make/")
    assert client.get(place(wording)).context["final"] == made
    client.force_login(nora)
    assert client.post(f"{place(wording)}make/").status_code == 403


def test_nothing_is_made_while_a_side_names_nobody(wording, lena):
    named(wording, lena)
    with within(lena.here), pytest.raises(Blocked, match="Each side names first"):
        actions.make_document(wording, by=lena)


def test_who_settles_nothing_names_nobody(client, wording, nora, lena, hana):
    first, _second = named(wording, lena, hana)
    client.force_login(nora)
    assert name(client, wording, name="x", title="y").status_code == 403
    assert client.post(f"{place(wording)}{first.pk}/move/").status_code == 403
    assert client.post(f"{place(wording)}{first.pk}/remove/").status_code == 403
    assert client.post(f"{place(wording)}set-aside/").status_code == 403


def test_an_outsider_names_nobody(client, wording, mallory):
    client.force_login(mallory)
    assert name(client, wording, name="x", title="y").status_code == 404
    with within(mallory.here), pytest.raises(PermissionDenied):
        actions.name_signatory(wording, membership=None, name="x", title="y", by=mallory)


def test_the_database_keeps_one_signer_a_place(wording, lena, hana):
    named(wording, lena, hana)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else it waits for the end of the act
    with pytest.raises(IntegrityError, match="signatory_one_a_place"), transaction.atomic():
        Signatory.objects.update(place=1)
