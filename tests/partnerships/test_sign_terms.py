"""After the signing: amended, renewed, ended with notice, and remembered in time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Notice
from alongside.partnerships import actions
from alongside.partnerships.models import Agreement, Ending, Reminder, Stage, Wording
from alongside.partnerships.papers.told import told
from tests.database import connected_as
from tests.partnerships.building import proposal_of
from tests.partnerships.signing import (
    NOTICE,
    TERM,
    passages_in,
    sign,
    signed_by_all,
    wording_of,
)

START, END = date(2026, 12, 1), date(2027, 11, 30)


@pytest.fixture
def signed(partnership, lena, hana, time_machine):
    """In force from December 1, 2026 until November 30, 2027; today is January 10, 2027."""
    time_machine.move_to("2026-11-22T12:00Z")
    wording = signed_by_all(wording_of(partnership, starts_on=START, ends_on=END), lena, hana)
    time_machine.move_to("2027-01-10T12:00Z")
    wording.agreement.refresh_from_db()
    return wording.agreement


def place(agreement):
    return f"/partnerships/{agreement.partnership_id}/agreements/"


def act(client, agreement, name, **said):
    return client.post(f"{place(agreement)}{agreement.number}/{name}/", said)


def text_of(wording, number):
    [found] = [one for one in wording.last_edition.passages if one["clause"] == number]
    return found["text"]


def test_an_amendment_begins_from_the_text_that_was_signed(client, signed, lena):
    client.force_login(lena)
    assert act(client, signed, "amend").status_code == 302
    draft = Wording.objects.get(stage=Stage.DRAFTING)
    assert [one.text for one in draft.passages.all()] == [
        one["text"] for one in signed.wording.last_edition.passages
    ]
    assert (draft.turn, draft.agreement.number) == (lena.here, signed.number + 1)
    assert draft.agreement.bounds == signed.bounds
    assert signed.partnership.agreements.in_force().get() == signed
    answer = act(client, signed, "amend")
    assert answer.status_code == 409
    assert "There is a draft already." in answer.text


def test_a_renewal_has_the_same_text_with_new_dates_and_everybody_signs(
    client, signed, lena, hana, time_machine
):
    client.force_login(lena)
    said = {"starts_on": "2027-12-01", "ends_on": "2028-11-30"}
    assert act(client, signed, "renew", **said).status_code == 302
    renewed = Wording.objects.get(stage=Stage.SIGNING)
    assert text_of(renewed, TERM).startswith(
        "This agreement is in effect from Dec. 1, 2027 until Nov. 30, 2028."
    )
    assert text_of(renewed, NOTICE) == text_of(signed.wording, NOTICE)
    first, second = renewed.signatories.in_order()
    sign(first, lena)
    sign(second, hana)
    assert signed.partnership.agreements.in_force().get() == signed
    time_machine.move_to("2027-12-01T00:00Z")
    assert signed.partnership.agreements.in_force().get() == renewed.agreement
    assert client.get(place(signed)).status_code in {200, 302}


def test_a_renewal_in_spanish_writes_its_days_in_spanish(partnership, lena, hana):
    es = {"start": "1 de diciembre de 2026", "end": "30 de noviembre de 2027"}
    wording = wording_of(partnership, passages=passages_in("es", **es), language="es")
    signed_by_all(wording, lena, hana)
    with within(lena.here):
        renewed = actions.renew(
            wording.agreement, starts_on=date(2030, 12, 1), ends_on=date(2031, 11, 30), by=lena
        )
    assert "1 de diciembre de 2030" in text_of(renewed, TERM)
    assert "Dec. 1, 2030" in str(told(renewed, "en"))


def test_a_renewal_needs_a_term(client, signed, lena):
    client.force_login(lena)
    answer = act(client, signed, "renew", starts_on="2027-12-01", ends_on="2027-12-01")
    assert list(answer.context["form"].errors) == ["ends_on"]
    with within(lena.here), pytest.raises(Blocked, match="after the first"):
        actions.renew(signed, starts_on=END, ends_on=END, by=lena)
    assert act(client, signed, "renew", starts_on="2027-12-01").context["form"].has_error("ends_on")
    with within(lena.here), pytest.raises(Blocked, match="The text names a last day"):
        actions.renew(signed, starts_on=END, ends_on=None, by=lena)


def test_notice_ends_it_for_both_on_the_day_that_its_clause_allows(
    client, signed, hana, time_machine
):
    client.force_login(hana)
    page = client.get(f"{place(signed)}{signed.number}/give-notice/").text
    assert "Your agreement asks for 30 days' notice." in page
    answer = act(client, signed, "give-notice", last_day="2027-02-08")
    assert list(answer.context["form"].errors) == ["last_day"]
    assert act(client, signed, "give-notice", last_day="2027-02-09").status_code == 302
    assert "Harbor House gave notice on" in client.get(place(signed)).text
    assert act(client, signed, "give-notice", last_day="2027-03-09").status_code == 409
    time_machine.move_to("2027-02-09T23:00Z")
    assert signed.partnership.agreements.in_force().get() == signed
    time_machine.move_to("2027-02-10T00:00Z")
    assert signed.partnership.agreements.in_force().first() is None


def test_the_act_itself_keeps_the_notice(signed, lena):
    with within(lena.here):
        with pytest.raises(Blocked, match=r"the earliest last day is Feb\. 9, 2027"):
            actions.give_notice(signed, last_day=date(2027, 2, 8), by=lena)
        with pytest.raises(Blocked, match="ends before that day by itself"):
            actions.give_notice(signed, last_day=END, by=lena)


def test_the_database_keeps_no_notice_for_the_past(signed, lena):
    with pytest.raises(IntegrityError, match="ending_after_notice"), transaction.atomic():
        Ending.objects.create(
            agreement=signed,
            organization=lena.here,
            said_by=lena.session_membership,
            last_day=localdate() - timedelta(days=1),
        )


def test_after_the_last_day_letters_pause_and_the_page_says_what_to_do(
    client, signed, lena, time_machine
):
    time_machine.move_to("2027-12-01T00:00Z")
    ready = signed.partnership.letters_ready(lena.here)
    assert not ready
    assert ready.sentence == (
        "Letters are paused: your agreement with Harbor House ended on Nov. 30, 2027. "
        "Renew it, and call together until then."
    )
    client.force_login(lena)
    assert "“Working together” ended on Nov. 30, 2027." in client.get("/today/").text
    assert "ended on Nov. 30, 2027" in client.get(f"/partnerships/{signed.partnership_id}/").text


def test_before_the_first_day_letters_wait(lakeside, harbor, lena, hana, time_machine):
    time_machine.move_to("2026-11-22T12:00Z")
    waiting = proposal_of(lakeside, harbor)
    signed_by_all(wording_of(waiting.partnership, starts_on=START), lena, hana)
    ready = waiting.partnership.__class__.objects.get().letters_ready(lakeside)
    assert ready.sentence == (
        "Your agreement with Harbor House begins on Dec. 1, 2026. Until then, call together."
    )


@pytest.mark.parametrize("name", ["amend", "renew", "give-notice"])
def test_who_settles_nothing_changes_no_term(client, signed, nora, mallory, name):
    client.force_login(nora)
    assert act(client, signed, name).status_code == 403
    client.force_login(mallory)
    assert act(client, signed, name).status_code == 404


def test_the_acts_ask_who_it_is_themselves(signed, nora, mallory):
    for someone in (nora, mallory):
        with within(someone.here), pytest.raises(PermissionDenied):
            actions.amend(signed, by=someone)


def test_an_older_version_is_not_amended(signed, partnership, lena, hana):
    signed_by_all(wording_of(partnership), lena, hana)
    with within(lena.here), pytest.raises(Blocked, match="Another version holds now"):
        actions.amend(signed, by=lena)


def test_the_history_keeps_every_version_with_its_papers(client, signed, lena, mallory):
    client.force_login(lena)
    page = client.get(place(signed)).text
    assert "Version 1" in page
    assert "Version 2: Working together" in page
    for form, begins in (("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")):
        address = f"{place(signed)}{signed.number}/copy/es/{form}/"
        saved = client.get(address)
        assert saved.content.startswith(begins)
        assert saved.headers["Cache-Control"] == "no-store"
        assert saved.headers["Content-Disposition"].startswith("attachment;")
    assert client.get(f"{place(signed)}{signed.number}/copy/fr/pdf/").status_code == 404
    client.force_login(mallory)
    assert client.get(address).status_code == 404
    assert client.get(place(signed)).status_code == 404


# ---- reminders, by the clock


def reminded(organization):
    """Who is told that something waits; then nobody is."""
    with connected_as("worker"):
        with within(organization):
            actions.remind_of_terms(organization)
        found = sorted(Notice.objects.values_list("person__name", flat=True))
        Notice.objects.all().delete()
    return found


@pytest.fixture
def answering(signed, lakeside, nora, nils):
    ours = signed.partnership.members.filter(organization=lakeside)
    ours.update(contact=nora.session_membership, backup=nils.session_membership)
    with connected_as("worker"):
        Notice.objects.all().delete()
    return ["Nils", "Nora"]


@pytest.mark.django_db(transaction=True)
def test_contact_and_backup_are_told_60_30_and_15_days_before_each_once(
    signed, answering, lakeside, time_machine
):
    told = {}
    for days in (61, 60, 59, 31, 30, 29, 16, 15, 14, 1, 0):
        time_machine.move_to(f"{END - timedelta(days=days)}T16:00Z")
        told[days] = [reminded(lakeside), reminded(lakeside)]
    assert {days for days, (first, _again) in told.items() if first} == {60, 30, 15}
    assert [told[days] for days in (60, 30, 15)] == [[answering, []]] * 3


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_slept_tells_once_when_it_wakes(signed, answering, lakeside, time_machine):
    time_machine.move_to(f"{END - timedelta(days=58)}T16:00Z")
    assert reminded(lakeside) == answering
    time_machine.move_to(f"{END - timedelta(days=14)}T16:00Z")
    assert reminded(lakeside) == answering
    assert sorted(Reminder.objects.values_list("days_before", flat=True)) == [15, 60]


@pytest.mark.django_db(transaction=True)
def test_what_is_renewed_reminds_nobody(signed, answering, lakeside, lena, hana, time_machine):
    with within(lena.here):
        begins = END + timedelta(days=1)
        renewed = actions.renew(
            signed, starts_on=begins, ends_on=begins + timedelta(days=365), by=lena
        )
    for one, by in zip(renewed.signatories.in_order(), (lena, hana), strict=True):
        sign(one, by)
    with connected_as("worker"):
        Notice.objects.all().delete()
    time_machine.move_to(f"{END - timedelta(days=15)}T16:00Z")
    assert reminded(lakeside) == []


@pytest.mark.django_db(transaction=True)
def test_where_nobody_is_named_those_who_settle_are_told(signed, harbor, hana, time_machine):
    with connected_as("worker"):
        Notice.objects.all().delete()
    time_machine.move_to(f"{END - timedelta(days=15)}T16:00Z")
    assert reminded(harbor) == ["Hana"]


def test_the_database_keeps_a_reminder_once(signed, harbor):
    told = {"agreement": signed, "organization": harbor, "days_before": 60}
    Reminder.objects.create(**told)
    with pytest.raises(IntegrityError, match="reminder_once"), transaction.atomic():
        Reminder.objects.create(**told)
    with pytest.raises(IntegrityError, match="60_30_or_15"), transaction.atomic():
        Reminder.objects.create(**told | {"days_before": 7})


def test_today_says_what_ends(client, signed, nora, lena, time_machine):
    time_machine.move_to(f"{END - timedelta(days=20)}T16:00Z")
    client.force_login(lena)
    assert "“Working together” ends in 20 days." in client.get("/today/").text
    client.force_login(nora)
    assert "ends in 20 days" not in client.get("/today/").text
    assert Agreement.objects.in_force().count() == 1
