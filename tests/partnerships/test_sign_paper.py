"""Signed on paper: one member sends the scan with the days, the others confirm, then it counts."""

import struct
import zlib
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from alongside.partnerships import actions
from alongside.partnerships.models import (
    Document,
    Media,
    Method,
    ScanConfirmation,
    Signatory,
    Signature,
    Stage,
)
from alongside.partnerships.papers.scans import NoScan, media_of
from tests.partnerships.keeping import acts_of
from tests.partnerships.leaving import told
from tests.partnerships.signing import named, sign, signer


def chunk(kind, data=b""):
    told = kind + data
    return struct.pack(">I", len(data)) + told + struct.pack(">I", zlib.crc32(told))


def a_png():
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND")


def a_pdf():
    writer, made = pypdf.PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(made)
    return made.getvalue()


@pytest.fixture
def listed(wording, lakeside, harbor):
    return named(wording, signer("Lena", lakeside), signer("Hana", harbor))


def place(wording):
    return f"/partnerships/{wording.agreement.partnership_id}/signing/"


def send(client, wording, days, content=None, name="scan.png"):
    told = {f"day_{one.pk}": day.isoformat() for one, day in days.items()}
    file = SimpleUploadedFile(name, a_png() if content is None else content)
    return client.post(f"{place(wording)}scan/", told | {"file": file})


def scan_of(wording, listed, by, day=None):
    days = {one.pk: day or localdate() for one in listed}
    with within(by.here):
        return actions.record_scan(wording, content=a_png(), media=Media.PNG, days=days, by=by)


@pytest.mark.django_db(transaction=True)
def test_whoever_sent_a_scan_learns_that_it_was_declined(wording, listed, nils, abel):
    scan = scan_of(wording, listed, nils)
    told()
    with within(abel.here):
        actions.decline_scan(scan, by=abel)
    assert told() == ["Lena", "Nils"]
    assert acts_of(abel.here) == ["scan_declined"]


def test_a_scan_counts_when_the_other_side_confirms_it(client, wording, listed, nils, abel):
    client.force_login(nils)
    yesterday = localdate() - timedelta(days=1)
    assert send(client, wording, dict.fromkeys(listed, yesterday)).status_code == 302
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNING
    assert "counts when the others confirm" in client.get(place(wording)).text

    client.force_login(abel)
    assert "A scan of a signed agreement waits for your word." in client.get("/today/").text
    scan = Document.objects.get(purpose="scan")
    saved = client.get(
        f"/partnerships/{wording.agreement.partnership_id}/agreements/documents/{scan.pk}/"
    )
    assert saved.content == a_png()
    assert saved.headers["Content-Disposition"] == 'attachment; filename="agreement-2-scan.png"'
    assert saved.headers["Cache-Control"] == "no-store"
    assert client.post(f"{place(wording)}scan/{scan.pk}/confirm/").status_code == 302
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNED
    assert {(one.method, one.day) for one in Signature.objects.all()} == {(Method.PAPER, yesterday)}
    assert wording.agreement.partnership.agreements.in_force().get() == wording.agreement


def test_one_may_sign_on_paper_and_the_other_here(wording, listed, nils, abel, lakeside, harbor):
    scan = scan_of(wording, listed[:1], nils)
    with within(harbor):
        actions.confirm_scan(scan, by=abel)
    hana = listed[1].membership.person
    hana.session_membership = listed[1].membership
    sign(listed[1], hana)
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNED


def test_a_day_to_come_is_declined_by_the_form_the_act_and_the_database(
    client, wording, listed, nils
):
    tomorrow = localdate() + timedelta(days=1)
    client.force_login(nils)
    answer = send(client, wording, {listed[0]: tomorrow})
    assert list(answer.context["form"].errors) == [f"day_{listed[0].pk}"]
    with pytest.raises(Blocked, match="cannot lie in the future"):
        scan_of(wording, listed, nils, day=tomorrow)
    scan_of(wording, listed, nils)
    with (
        pytest.raises(IntegrityError, match="signature_on_paper_is_not_of_the_future"),
        transaction.atomic(),
    ):
        Signature.objects.update(day=tomorrow + timedelta(days=1))


def test_the_side_that_sent_it_does_not_confirm_it_and_nobody_does_twice(
    wording, listed, nils, abel, hope, host
):
    wording.agreement.partnership.members.create(organization=host)
    Signatory.objects.create(wording=wording, organization=host, name="H", title="Chair", place=3)
    scan = scan_of(wording, listed, nils)
    with within(nils.here), pytest.raises(Blocked, match="Another member confirms it"):
        actions.confirm_scan(scan, by=nils)
    with within(abel.here):
        actions.confirm_scan(scan, by=abel)
        with pytest.raises(Blocked, match="confirmed this scan already"):
            actions.confirm_scan(scan, by=abel)
    assert {one.counted_at for one in Signature.objects.all()} == {None}
    with within(hope.here):
        actions.confirm_scan(scan, by=hope)
    assert None not in {one.counted_at for one in Signature.objects.all()}
    with pytest.raises(IntegrityError, match="scan_confirmed_once_by_each"), transaction.atomic():
        ScanConfirmation.objects.create(
            document=scan, organization=host, confirmed_by=hope.session_membership
        )


def test_a_member_without_people_here_is_not_waited_for(wording, listed, nils, harbor):
    Organization.objects.filter(pk=harbor.pk).update(admitted_at=None)
    scan_of(wording, listed, nils)
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNED


def test_a_scan_that_is_not_right_leaves_nothing(client, wording, listed, nils, abel):
    scan = scan_of(wording, listed, nils)
    client.force_login(abel)
    assert client.post(f"{place(wording)}scan/{scan.pk}/decline/").status_code == 302
    assert not Signature.objects.exists()
    assert client.post(f"{place(wording)}scan/{scan.pk}/decline/").status_code == 404


@pytest.mark.parametrize("act", ["confirm", "decline"])
def test_who_settles_nothing_says_nothing_of_a_scan(
    client, wording, listed, nils, ada, mallory, act
):
    scan = scan_of(wording, listed, nils)
    address = f"{place(wording)}scan/{scan.pk}/{act}/"
    client.force_login(ada)
    assert client.post(address).status_code == 403
    client.force_login(mallory)
    assert client.post(address).status_code == 404
    assert (
        client.get(
            f"/partnerships/{wording.agreement.partnership_id}/agreements/documents/{scan.pk}/"
        ).status_code
        == 404
    )


def test_somebody_who_signed_here_is_not_on_a_scan_too(wording, listed, nils):
    lena = listed[0].membership.person
    lena.session_membership = listed[0].membership
    sign(listed[0], lena)
    with pytest.raises(Blocked, match="have not signed yet"):
        scan_of(wording, listed, nils)


def test_a_scan_without_a_day_is_asked_for_one(client, wording, listed, nils):
    client.force_login(nils)
    form = send(client, wording, {}).context["form"]
    assert form.non_field_errors() == ["Write the day beside at least one signature."]


def test_a_file_is_what_it_says(client, wording, listed, nils):
    assert media_of(a_png()) == Media.PNG
    assert media_of(a_pdf()) == Media.PDF
    assert media_of(b"\xff\xd8\xff\xe0 and so on \xff\xd9") == Media.JPEG
    damaged = bytearray(a_png())
    damaged[20] ^= 1
    for content in (
        b"",
        b"MZ\x90",
        b"%PDF-1.7 no more",
        bytes(damaged),
        a_png()[:-4],
        b"\xff\xd8\xff",
    ):
        with pytest.raises(NoScan):
            media_of(content)
    client.force_login(nils)
    answer = send(client, wording, {listed[0]: localdate()}, content=b"<html>", name="scan.pdf")
    assert list(answer.context["form"].errors) == ["file"]


def test_a_file_that_is_too_large_is_not_kept(client, wording, listed, nils):
    client.force_login(nils)
    answer = send(client, wording, {listed[0]: localdate()}, content=a_png() + bytes(21_000_000))
    assert answer.context["form"].errors["file"] == ["Choose a file of up to 20 megabytes."]
