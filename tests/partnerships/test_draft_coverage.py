"""What a draft or any text settles, element by element. Nothing of a text that is looked at is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.partnerships.clauses import clauses
from alongside.partnerships.coverage.rules import rules
from alongside.partnerships.forms.coverage import LONGEST_PASTED
from alongside.partnerships.pages.covered import STATUSES, assembled, covered
from tests.partnerships.building import PURPOSE, draft_of, partnership_of
from tests.partnerships.test_draft_upload import a_docx, a_pdf

AT = "/partnerships/check-text/"
SAID = "Neither party will disclose the address of a shelter or of any confidential location."


def look(client, **given):
    return client.post(AT, given)


def test_a_text_is_told_element_by_element_and_not_kept(client, nora):
    client.force_login(nora)
    client.get(AT)
    with CaptureQueriesContext(connection) as queries:
        shown = look(client, text=SAID).text
    assert not [one for one in queries if "INSERT" in one["sql"] and SAID[:20] in one["sql"]]
    assert not [one for one in queries if "UPDATE" in one["sql"] and SAID[:20] in one["sql"]]
    assert f'<blockquote class="break-word">{SAID}</blockquote>' in shown
    assert "It is no legal advice" in shown
    assert shown.count('<article class="panel">') == len(rules())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ours.txt", SAID.encode()),
        ("ours.md", f"# Addresses\n\n{SAID}".encode()),
        ("ours.docx", a_docx(SAID)),
    ],
)
def test_a_file_is_read(client, nora, name, content):
    client.force_login(nora)
    assert SAID in look(client, file=SimpleUploadedFile(name, content)).text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a file of up to 20 megabytes, or paste the text."),
        ({"file": SimpleUploadedFile("scan.pdf", a_pdf())}, "There is no text in this PDF."),
        ({"text": "x" * (LONGEST_PASTED + 1)}, "has at most 60,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said(client, nora, given, said):
    client.force_login(nora)
    shown = look(client, **given).text
    assert said.replace(",000", "000") in shown.replace(",000", "000")
    assert '<article class="panel">' not in shown


def test_the_longest_text_that_can_be_pasted_arrives(client, nora):
    client.force_login(nora)
    text = ("é" * 9 + " ") * (LONGEST_PASTED // 10)
    assert "at most" not in look(client, text=text).text


def test_nobody_looks_without_signing_in(client):
    assert client.get(AT).status_code == 302
    assert look(client, text=SAID).status_code == 302


def test_a_text_is_never_in_an_address(client, nora):
    client.force_login(nora)
    assert '<article class="panel">' not in client.get(AT, {"text": SAID}).text


def test_a_draft_of_the_whole_library_lacks_nothing_but_signatures(lakeside, harbor, nils):
    options = {clause.number: clause.options[0].key for clause in clauses().values()}
    draft = draft_of(partnership_of(lakeside, harbor), nils, options)
    elements = covered(assembled(draft.title, draft.written), draft.written)
    missing = {one.name for one in elements if one.status in ("absent", "contradicted")}
    assert missing == {"signed"}
    assert all(one.standing for one in elements)


def test_a_draft_tells_what_is_missing_first(lakeside, harbor, nils):
    draft = draft_of(partnership_of(lakeside, harbor), nils, {PURPOSE: "plain"})
    elements = covered(assembled(draft.title, draft.written), draft.written)
    order = [list(STATUSES).index(one.status) for one in elements]
    assert order == sorted(order)
    [purpose] = [one for one in elements if one.name == "purpose"]
    assert (purpose.status, purpose.standing) == ("present", ("Purpose and shared vision",))
