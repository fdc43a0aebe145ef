"""A written agreement that came as a document: kept as it is, and never shown, only saved."""

import hashlib
import io
import zipfile

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from alongside.audit.models import Event
from alongside.lib.walls import within
from alongside.partnerships.coverage.documents import LARGEST_FILE
from alongside.partnerships.models import Stage, Upload, Wording
from tests.partnerships.building import agreed_by, draft_of
from tests.partnerships.test_draft_start import FRAME


def a_pdf():
    """A page without text, as a scanner makes it."""
    kept, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(kept)
    return kept.getvalue()


def a_docx(*paragraphs):
    kept, document = io.BytesIO(), docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(kept)
    return kept.getvalue()


def a_zip():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("a.txt", "no document")
    return kept.getvalue()


def send(client, partnership, content, name="ours.pdf"):
    typed = FRAME | {"file": SimpleUploadedFile(name, content)}
    return client.post(f"/partnerships/{partnership.pk}/draft/upload/", typed)


@pytest.mark.parametrize(
    ("content", "name", "kept_as", "media"),
    [
        (a_pdf(), "Our MOU (final) é.pdf", "Our MOU (final) é.pdf", "application/pdf"),
        (
            a_docx("We agree."),
            "../../mou.exe",
            "mou.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_document_is_kept_byte_for_byte(
    client, partnership, nils, ada, content, name, kept_as, media
):
    client.force_login(nils)
    assert send(client, partnership, content, name).status_code == 302
    upload = Upload.objects.get()
    assert (upload.name, upload.sha256) == (kept_as, hashlib.sha256(content).hexdigest())
    assert upload.wording.agreement.longest_release_days == 30
    client.force_login(ada)
    at = f"/partnerships/{partnership.pk}/draft/2/"
    assert kept_as in client.get(at).text
    fetched = client.get(f"{at}document/")
    assert b"".join(fetched.streaming_content) == content
    assert fetched.headers["Content-Disposition"].startswith("attachment; filename")
    assert fetched.headers["Content-Type"] == media
    assert fetched.headers["Content-Security-Policy"] == "sandbox"
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"
    with within(nils.here):
        assert [event.act for event in Event.objects.all()] == ["draft_uploaded"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"just words", "This is no PDF and no DOCX."),
        (b"%PDF-1.7 and nothing else", "This PDF is damaged and cannot be read."),
        (a_zip(), "This is no DOCX, or a damaged one."),
        (b"PK\x03\x04", "This is no DOCX, or a damaged one."),
        (b"", "This file is empty."),
        (b"%PDF-" + b"x" * LARGEST_FILE, "Choose a document of up to 20 megabytes."),
    ],
)
def test_what_is_not_what_it_says_is_not_taken(client, partnership, nils, content, said):
    client.force_login(nils)
    answer = send(client, partnership, content)
    assert (answer.status_code, said in answer.text) == (200, True)
    assert not Wording.objects.exists()


def test_only_members_fetch_a_document(client, partnership, nils, mallory):
    client.force_login(nils)
    send(client, partnership, a_pdf())
    at = f"/partnerships/{partnership.pk}/draft/2/document/"
    client.force_login(mallory)
    assert client.get(at).status_code == 404
    client.logout()
    assert client.get(at).status_code == 302


def test_a_draft_without_a_document_has_none_to_fetch(client, partnership, nils):
    draft_of(partnership, nils)
    client.force_login(nils)
    assert client.get(f"/partnerships/{partnership.pk}/draft/2/document/").status_code == 404


def test_everybody_agrees_to_a_document_by_its_fingerprint(client, partnership, nils, abel):
    client.force_login(nils)
    send(client, partnership, a_pdf())
    draft = agreed_by(Wording.objects.get(), nils, abel)
    assert draft.stage == Stage.SIGNING
    assert draft.last_edition.terms["document"] == draft.upload.sha256


def test_the_file_is_not_read_for_pages_that_do_not_send_it(
    client, partnership, nils, django_assert_max_num_queries
):
    client.force_login(nils)
    send(client, partnership, a_pdf())
    with django_assert_max_num_queries(30) as asked:
        client.get(f"/partnerships/{partnership.pk}/draft/2/")
    assert not [one for one in asked.captured_queries if '"upload"."content"' in one["sql"]]
    assert not [one for one in asked.captured_queries if '_upload"."content"' in one["sql"]]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"sha256": "X" * 64}, "upload_has_a_fingerprint"),
        ({"format": "exe"}, "upload_format_is_known"),
    ],
)
def test_the_database_knows_what_a_document_is(client, partnership, nils, wrong, rule):
    client.force_login(nils)
    send(client, partnership, a_pdf())
    with pytest.raises(IntegrityError, match=rule):
        Upload.objects.update(**wrong)
