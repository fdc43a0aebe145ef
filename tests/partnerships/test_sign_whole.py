"""The whole way: drafted from the library, agreed to, signed, amended, signed again, renewed."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.clauses import clauses_in
from alongside.partnerships.models import Frame, Kind, Stage, Wording
from tests.partnerships.building import USUAL
from tests.partnerships.signing import seals_of, sign

pytestmark = pytest.mark.usefixtures("signing_keys")
CHOSEN = (101, 102, 405, 407)


def frame(**said):
    usual = {
        "kind": Kind.MOU,
        "title": "Working together",
        "language": "en",
        "starts_on": localdate(),
        "ends_on": localdate() + timedelta(days=365),
        "bounds": USUAL,
    }
    return Frame(**(usual | said))


def agreed_to(wording, *people):
    """Everybody says yes to the text as it stands."""
    for one in people:
        with within(one.here):
            draft = Wording.objects.get(pk=wording.pk)
            sha256 = fingerprint_of(draft)
            actions.approve_text(draft, sha256=sha256, by=one)
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNING
    return wording


def fingerprint_of(draft):
    from alongside.partnerships.models.wordings import fingerprint

    return fingerprint(draft.terms, draft.written)


def signed_in_turn(wording, *people):
    for one in people:
        with within(one.here):
            named = actions.name_signatory(
                wording, membership=one.session_membership, name="", title="Director", by=one
            )
            assert named.place == people.index(one) + 1
    for signatory, one in zip(wording.signatories.in_order(), people, strict=True):
        sign(signatory, one)
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNED


def test_two_sides_draft_agree_sign_amend_and_renew(partnership, lena, hana, tmp_path):
    library = clauses_in("en")
    options = {number: library[number].options[0].key for number in CHOSEN}
    with within(lena.here):
        wording = actions.start_draft(partnership, frame=frame(), options=options, by=lena)
    signed_in_turn(agreed_to(wording, lena, hana), lena, hana)
    assert partnership.agreements.in_force().get() == wording.agreement

    with within(hana.here):
        amended = actions.amend(wording.agreement, by=hana)
        [own] = [one for one in amended.passages.all() if one.clause == 102]
        actions.edit_passage(own, title=own.title, text="Better so.", revision=1, by=hana)
    signed_in_turn(agreed_to(amended, lena, hana), hana, lena)
    assert partnership.agreements.in_force().get() == amended.agreement
    [signed] = amended.documents.filter(purpose="signed")
    seals = seals_of(bytes(signed.content), tmp_path)
    assert [(seal.name, seal.is_valid) for seal in seals] == [
        ("Alongside", True),
        ("Hana", True),
        ("Lena", True),
    ]

    with within(lena.here):
        begins = localdate() + timedelta(days=30)
        renewed = actions.renew(
            amended.agreement, starts_on=begins, ends_on=begins + timedelta(days=365), by=lena
        )
    for signatory, one in zip(renewed.signatories.in_order(), (hana, lena), strict=True):
        sign(signatory, one)
    assert partnership.agreements.in_force().get() == amended.agreement
    assert partnership.agreements.last_agreed().get() == renewed.agreement
    assert renewed.last_edition.passages[1]["text"] == "Better so."
