"""Signing: in order, the exact text, with a second factor of this moment; in force with the last signature."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind as Other
from alongside.orgs.models import Rule
from alongside.partnerships import actions
from alongside.partnerships.models import (
    Agreement,
    Document,
    Edition,
    Kind,
    Method,
    Partnership,
    Purpose,
    Signature,
    Stage,
    Wording,
)
from alongside.partnerships.pages.terms import to_sign
from tests.codes import code_of
from tests.conftest import organization
from tests.partnerships.building import USUAL, partnership_of
from tests.partnerships.signing import (
    document_to_sign,
    forget_codes,
    named,
    sign,
    signer,
    wording_of,
    wrong_code,
)

pytestmark = pytest.mark.usefixtures("codes_last")


@pytest.fixture
def listed(wording, lena, hana):
    both = named(wording, lena, hana)
    document_to_sign(wording, lena)
    return both


def place(wording):
    return f"/partnerships/{wording.agreement.partnership_id}/signing/"


def page_of(client, signatory):
    return client.get(f"{place(signatory.wording)}{signatory.pk}/")


def post(client, signatory, someone, **said):
    sha256 = page_of(client, signatory).context["final"].sha256
    told = {"sha256": sha256, "may_sign": "on", "means_it": "on", "code": code_of(someone)} | said
    told = {name: value for name, value in told.items() if value is not None}
    return client.post(f"{place(signatory.wording)}{signatory.pk}/", told)


def test_today_names_what_waits_however_many_others_do_not(
    client, partnership, lakeside, lena, hana, django_assert_num_queries
):
    for number in range(6):
        other = organization(f"Program {number}", Other.OTHER, Rule.NONE)
        named(wording_of(partnership_of(lakeside, other)), lena)
    named(wording_of(partnership), lena, hana)
    with within(lakeside), django_assert_num_queries(1):
        assert len(list(to_sign(lena.session_membership.pk))) == 1
    client.force_login(lena)
    assert client.get("/today/").text.count("waits for your signature") == 1


def test_both_sign_in_order_and_the_agreement_is_in_force(client, wording, listed, lena, hana):
    first, second = listed
    client.force_login(lena)
    assert "waits for your signature" in client.get("/today/").text
    assert post(client, first, lena).status_code == 302
    assert "waits for your signature" not in client.get("/today/").text
    client.force_login(hana)
    assert "waits for your signature" in client.get("/today/").text
    assert post(client, second, hana).status_code == 302

    wording.refresh_from_db()
    partnership = Partnership.objects.get()
    assert wording.stage == Stage.SIGNED
    assert partnership.agreements.in_force().get() == wording.agreement
    assert [one.method for one in Signature.objects.all()] == [Method.SECOND_FACTOR] * 2
    final = Document.objects.get(purpose=Purpose.FINAL)
    assert {one.sha256 for one in Signature.objects.all()} == {final.sha256}
    with within(lena.here):
        assert [event.act for event in Event.objects.all()] == ["agreement_signed"]
    with within(hana.here):
        assert {event.act for event in Event.objects.all()} == {
            "agreement_signed",
            "agreement_in_force",
        }


def test_the_page_shows_the_exact_text_and_its_hash(client, listed, lena):
    client.force_login(lena)
    page = page_of(client, listed[0])
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "Lakeside Health Center (the &quot;health center&quot;)" in page.text
    assert page.context["final"].sha256 in page.text


def test_nobody_signs_with_a_wrong_code_or_one_used_before(client, listed, lena):
    client.force_login(lena)
    answer = post(client, listed[0], lena, code=wrong_code(lena))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["code"]
    code = code_of(lena)
    assert post(client, listed[0], lena, code=code, means_it=None).status_code == 200
    assert post(client, listed[0], lena, code=code).status_code == 302
    assert Signature.objects.count() == 1


def test_a_code_that_signed_one_agreement_signs_no_other(client, listed, lena, hana, elsewhere):
    client.force_login(lena)
    code = code_of(lena)
    assert post(client, listed[0], lena, code=code).status_code == 302
    other = partnership_of(lena.here, elsewhere)
    [first, _second] = named(wording_of(other), lena, signer("Ella", elsewhere))
    document_to_sign(first.wording, lena)
    assert list(post(client, first, lena, code=code).context["form"].errors) == ["code"]
    forget_codes()
    assert post(client, first, lena).status_code == 302


def test_after_five_wrong_codes_not_even_the_right_one_counts(client, listed, lena):
    client.force_login(lena)
    for _try in range(5):
        post(client, listed[0], lena, code=wrong_code(lena))
    answer = post(client, listed[0], lena)
    assert answer.context["form"].errors["code"] == [
        "That was too often. Wait a few minutes, then try again."
    ]
    assert not Signature.objects.exists()


@pytest.mark.parametrize("missing", ["may_sign", "means_it", "code"])
def test_a_statement_left_out_is_said_and_uses_up_no_code(client, listed, lena, missing):
    client.force_login(lena)
    answer = post(client, listed[0], lena, **{missing: None})
    assert missing in answer.context["form"].errors
    assert post(client, listed[0], lena).status_code == 302


def test_nobody_signs_out_of_turn_or_twice(client, listed, lena, hana):
    client.force_login(hana)
    answer = page_of(client, listed[1])
    assert answer.status_code == 409
    assert "Lena of Lakeside Health Center signs before you." in answer.text
    sign(listed[0], lena)
    with pytest.raises(Blocked, match="You have signed this already"):
        sign(listed[0], lena)


def test_nobody_signs_for_somebody_else(client, listed, lakeside, harbor, hana):
    other = signer("Lars", lakeside)
    for someone in (other, hana):
        client.force_login(someone)
        assert page_of(client, listed[0]).status_code == 403


def test_who_may_not_sign_does_not(client, listed, lena):
    lena.session_membership.roles = ["administrator"]
    lena.session_membership.save()
    client.force_login(lena)
    assert page_of(client, listed[0]).status_code == 403
    with within(lena.here), pytest.raises(PermissionDenied):
        actions.sign(listed[0], sha256="0" * 64, may_sign=True, means_it=True, by=lena)


def test_an_outsider_learns_of_no_signing(client, wording, listed, mallory):
    client.force_login(mallory)
    for address in (place(wording), f"{place(wording)}{listed[0].pk}/", f"{place(wording)}name/"):
        assert client.get(address).status_code == 404


def test_nobody_signs_a_text_that_changed_since_the_page_was_made(client, wording, listed, lena):
    client.force_login(lena)
    before = page_of(client, listed[0]).context["final"].sha256
    Edition.objects.create(
        wording=wording, number=4, passages=[], sha256="1" * 64, made_by=lena.here
    )
    answer = page_of(client, listed[0])
    assert answer.status_code == 409
    assert "There is no PDF of this text yet. Go back, make it, read it" in answer.text
    client.post(f"{place(wording)}make/")
    answer = post(client, listed[0], lena, sha256=before)
    assert answer.status_code == 409
    assert "The text has changed since this page was made." in answer.text
    assert not Signature.objects.exists()


def test_what_was_left_unsigned_is_not_signed_any_more(client, wording, listed, lena, hana):
    client.force_login(hana)
    assert client.post(f"{place(wording)}set-aside/").status_code == 302
    with pytest.raises(Blocked, match="set aside"), within(lena.here):
        actions.sign(listed[0], sha256="0" * 64, may_sign=True, means_it=True, by=lena)
    assert wording.agreement.partnership.agreements.drafts().count() == 0


def test_after_the_end_of_the_partnership_nobody_signs(wording, listed, lena, hana):
    with within(hana.here):
        actions.end(wording.agreement.partnership, by=hana)
    with within(lena.here), pytest.raises(Blocked, match="has ended"):
        actions.ready_to_sign(listed[0], by=lena)


def test_a_term_that_is_over_is_not_signed(partnership, lena, hana):
    old = wording_of(partnership, ends_on=localdate() - timedelta(days=1))
    [first, _second] = named(old, lena, hana)
    with pytest.raises(Blocked, match="The term in this text is over"):
        sign(first, lena)


def test_once_somebody_has_signed_the_text_is_not_written_on(wording, listed, lena):
    sign(listed[0], lena)
    with within(lena.here), pytest.raises(Blocked, match="Somebody has signed this text"):
        actions.reopen(wording, by=lena)


def test_pages_of_the_signing_ask_the_same_of_the_database_for_many(
    client, partnership, wording, listed, lena
):
    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    client.force_login(lena)
    history = f"/partnerships/{partnership.pk}/agreements/"
    few = asked(place(wording)), asked(history)
    named(wording, *(signer(f"Lia{number}", lena.here) for number in range(3)), begin=10)
    for number in range(3):
        version = Agreement.objects.create(
            partnership=partnership,
            number=20 + number,
            proposed_by=lena.here,
            replaced_at=now(),
            kind=Kind.MOA,
            **USUAL,
        )
        version_wording(version, lena)
    assert (asked(place(wording)), asked(history)) == few


def version_wording(version, someone):
    return Wording.objects.create(
        agreement=version,
        stage=Stage.SET_ASIDE,
        title="Old",
        language="en",
        turn=someone.here,
    )


def test_a_code_is_asked_for_even_just_after_signing_in(listed, lena):
    client = Client()
    client.force_login(lena)
    assert post(client, listed[0], lena, code=None).context["form"].errors.keys() == {"code"}
