"""Two people at once: one counts, the other is told kindly, and nothing is signed that nobody read."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from alongside.partnerships import actions
from alongside.partnerships.models import (
    Agreement,
    Authority,
    Document,
    Media,
    Purpose,
    Signature,
    Stage,
    Wording,
)
from tests.partnerships.building import partnership_of
from tests.partnerships.signing import document_to_sign, named, seals_of, sign, wording_of
from tests.partnerships.test_sign_paper import a_png
from tests.pressing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def signing(signatory, by):
    sha256 = document_to_sign(signatory.wording, by).sha256
    return by, lambda: actions.sign(signatory, sha256=sha256, may_sign=True, means_it=True, by=by)


def test_who_presses_twice_signs_once(wording, lena, hana):
    first, _second = named(wording, lena, hana)
    told = at_once(*[signing(first, lena)] * 3)
    assert sorted(told) == ["You have signed this already."] * 2 + ["done"]
    assert Signature.objects.count() == 1


def test_the_text_to_sign_is_made_once(wording, lena, hana):
    named(wording, lena, hana)
    press = [(by, lambda by=by: actions.make_document(wording, by=by)) for by in (lena, hana)]
    assert at_once(*press) == ["done", "done"]
    assert Document.objects.get().purpose == Purpose.FINAL


def test_two_who_sign_at_once_leave_two_signatures_in_one_file(wording, lena, hana, tmp_path):
    first, second = named(wording, lena, hana)
    told = at_once(signing(first, lena), signing(second, hana))
    early = "Lena of Lakeside Health Center signs before you."
    assert told in (["done", "done"], ["done", early])
    if told[1] == early:
        sign(second, hana)
    [signed] = Document.objects.filter(purpose=Purpose.SIGNED)
    assert [one.name for one in seals_of(bytes(signed.content), tmp_path)] == [
        "Alongside",
        "Lena",
        "Hana",
    ]
    assert Wording.objects.get().stage == Stage.SIGNED
    assert Authority.objects.count() == 1


def test_nobody_signs_what_is_taken_back_at_the_same_moment(wording, lena, hana):
    first, _second = named(wording, lena, hana)
    told = at_once(signing(first, lena), (hana, lambda: actions.reopen(wording, by=hana)))
    stage, signatures = Wording.objects.get().stage, Signature.objects.count()
    assert (told, stage, signatures) in (
        (
            ["done", "Somebody has signed this text. Set it aside, and begin a new version."],
            Stage.SIGNING,
            1,
        ),
        (
            ["This agreement is being written. Nobody can sign it now.", "done"],
            Stage.DRAFTING,
            0,
        ),
    )


def test_the_order_does_not_change_under_a_signature(wording, lena, hana):
    first, second = named(wording, lena, hana)
    told = at_once(signing(first, lena), (hana, lambda: actions.move_signatory(second, by=hana)))
    frozen = "Somebody has signed. Who signs and in which order stays as it is."
    assert (told[0] == "done" and told[1] == frozen) or told[1] == "done"
    assert (Signature.objects.count() == 1) is (told[0] == "done")


def test_a_scan_and_a_signature_at_once_count_one_of_the_same_person(wording, lena, hana):
    first, _second = named(wording, lena, hana)
    scan = {"content": a_png(), "media": Media.PNG, "days": {first.pk: localdate()}}
    told = at_once(
        signing(first, lena), (hana, lambda: actions.record_scan(wording, **scan, by=hana))
    )
    assert told.count("done") == 1
    assert Signature.objects.count() == 1


def test_of_two_renewals_at_once_one_waits(lakeside, harbor, lena, hana):
    wording = wording_of(partnership_of(lakeside, harbor), ends_on=localdate() + timedelta(90))
    for one, by in zip(named(wording, lena, hana), (lena, hana), strict=True):
        sign(one, by)
    begins = localdate() + timedelta(91)
    term = {"starts_on": begins, "ends_on": begins + timedelta(90)}

    def renew(by):
        return by, lambda: actions.renew(wording.agreement, **term, by=by)

    told = sorted(at_once(renew(lena), renew(hana)))
    assert told == ["There is a draft already. Go on with it, or set it aside first.", "done"]
    assert Agreement.objects.drafts().count() == 1
