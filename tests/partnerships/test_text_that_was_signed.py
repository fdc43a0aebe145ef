"""A signed text stays what it was: its parties, its days and its fingerprints, whatever happens afterwards."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils.timezone import localdate
from pypdf import PdfReader

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.clauses import clauses_in
from alongside.partnerships.models import Kind, Media, Stage
from alongside.partnerships.pages.due import agreements_ending
from alongside.partnerships.papers.told import told
from tests.partnerships.building import frame_of, partnership_of, signing_key_of
from tests.partnerships.grouping import group_of
from tests.partnerships.signing import (
    NOTICE,
    TERM,
    document_to_sign,
    named,
    passages_in,
    sign,
    signed_by_all,
    signer,
    wording_of,
)
from tests.partnerships.test_draft_of_three import NO_BOUNDS
from tests.partnerships.test_sign_paper import a_png

START, END = date(2026, 12, 1), date(2027, 11, 30)


@pytest.fixture
def partnership(lakeside, harbor, time_machine):
    time_machine.move_to("2026-11-22T12:00Z")
    return partnership_of(lakeside, harbor)


@pytest.fixture
def people(lakeside, harbor):
    return [signer("Lena", lakeside), signer("Hana", harbor)]


def kept(wording):
    """As an edition keeps the terms when everybody agrees."""
    wording.editions.update(terms=wording.terms)
    return wording


def test_a_copy_says_the_fingerprints_that_were_signed(partnership, people, harbor, time_machine):
    signing_key_of(harbor)
    wording = signed_by_all(wording_of(partnership), *people)
    signed = told(wording, "en")["fingerprints"]
    time_machine.move_to("2027-01-10T12:00Z")
    signing_key_of(harbor, number=2)
    assert told(wording, "en")["fingerprints"] == signed


def test_a_copy_says_the_term_that_was_signed_after_notice(partnership, people, time_machine):
    wording = kept(wording_of(partnership, starts_on=START, ends_on=END))
    signed_by_all(wording, *people)
    signed = told(wording, "en")["about"]
    time_machine.move_to("2027-01-10T12:00Z")
    wording.agreement.refresh_from_db()
    with within(people[0].here):
        actions.give_notice(wording.agreement, last_day=date(2027, 3, 1), by=people[0])
    wording.agreement.refresh_from_db()
    assert wording.agreement.ends_on == date(2027, 3, 1)
    assert told(wording, "en")["about"] == signed


def test_whoever_is_only_asked_to_join_is_no_party(lakeside, harbor, elsewhere, host):
    group = group_of(lakeside, harbor, elsewhere, invited=[host])
    wording = wording_of(group, **NO_BOUNDS)
    assert [one["name"] for one in told(wording, "en")["parties"]] == [
        "Elsewhere",
        "Harbor House",
        "Lakeside Health Center",
    ]


def test_members_of_a_group_save_copies(client, lakeside, harbor, elsewhere, nils):
    group = group_of(lakeside, harbor, elsewhere)
    wording = wording_of(group, **NO_BOUNDS)
    client.force_login(nils)
    number = wording.agreement.number
    at = f"/partnerships/{group.pk}/agreements/{number}/copy/en/docx/"
    assert client.get(at).status_code == 200


def test_an_amendment_ends_when_the_agreement_would(partnership, people):
    wording = signed_by_all(kept(wording_of(partnership, starts_on=START, ends_on=END)), *people)
    with within(people[0].here):
        amended = actions.amend(wording.agreement, by=people[0])
    assert (amended.agreement.starts_on, amended.agreement.ends_on) == (None, END)


def test_a_scan_confirmed_after_the_term_replaces_nothing(partnership, people, time_machine):
    lena, hana = people
    ends_on = localdate() + timedelta(days=5)
    wording = wording_of(partnership, ends_on=ends_on)
    days = {one.pk: localdate() for one in named(wording, lena, hana)}
    with within(lena.here):
        scan = actions.record_scan(wording, content=a_png(), media=Media.PNG, days=days, by=lena)
    time_machine.move_to("2026-12-22T12:00Z")
    with within(hana.here), pytest.raises(Blocked):
        actions.confirm_scan(scan, by=hana)
    assert partnership.agreements.in_force().get().kind == Kind.NO_PAPER
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNING


def test_notice_of_ages_does_not_break_the_page(client, partnership, people):
    passages = passages_in("en", numbers=[NOTICE], notice_days="99999999999")
    wording = signed_by_all(wording_of(partnership, passages), *people)
    client.force_login(people[0])
    at = f"/partnerships/{partnership.pk}/agreements/{wording.agreement.number}/"
    assert client.get(f"{at}give-notice/").status_code == 200


def test_the_clause_of_the_term_follows_the_days_that_are_chosen(partnership, people):
    lena = people[0]
    frame = frame_of(starts_on=START, ends_on=END)
    with within(lena.here):
        options = {TERM: clauses_in("en")[TERM].options[0].key}
        draft = actions.start_draft(partnership, frame=frame, options=options, by=lena)
        later = frame_of(starts_on=START, ends_on=date(2028, 5, 31))
        actions.set_terms(draft, frame=later, by=lena)
    [passage] = draft.passages.all()
    assert "May 31, 2028" in passage.text
    assert "2027" not in passage.text
    assert passage.revision == 2


def test_each_signs_in_their_own_place_when_the_list_comes_back_as_it_was(partnership, people):
    lena, hana = people
    wording = wording_of(partnership)
    first, second = named(wording, lena, hana)
    document_to_sign(wording, lena)
    with within(lena.here):
        actions.remove_signatory(first, by=lena)
        again = actions.name_signatory(
            wording, membership=lena.session_membership, name="", title="Director", by=lena
        )
        actions.move_signatory(again, by=lena)
    sign(again, lena)
    second.refresh_from_db()
    sign(second, hana)
    [signed] = wording.documents.filter(purpose="signed")
    fields = PdfReader(BytesIO(bytes(signed.content))).get_fields()
    assert set(fields) == {"Certification", "Signature2", "Signature3"}


def test_the_last_day_of_the_calendar_can_be_renewed_from(client, partnership, people):
    wording = signed_by_all(wording_of(partnership, ends_on=date.max), *people)
    client.force_login(people[0])
    at = f"/partnerships/{partnership.pk}/agreements/{wording.agreement.number}/"
    assert client.get(f"{at}renew/").status_code == 200


def test_what_was_renewed_in_time_is_not_to_be_renewed(partnership, people):
    lena, hana = people
    wording = signed_by_all(wording_of(partnership, ends_on=date(2026, 12, 5)), lena, hana)
    with within(lena.here):
        renewed = actions.renew(
            wording.agreement, starts_on=date(2026, 12, 6), ends_on=date(2027, 12, 5), by=lena
        )
    ours = {partnership.pk: partnership.members.get(organization=lena.here)}
    assert len(list(agreements_ending(lena.here, ours, localdate()))) == 1
    for signatory, one in zip(renewed.signatories.in_order(), people, strict=True):
        sign(signatory, one)
    assert list(agreements_ending(lena.here, ours, localdate())) == []
