"""`alongside agreements check FILE`: what an agreement settles, from whatever kind of file."""

import json

import docx
import pypdf
import pytest
import typst

from alongside.config import agreements
from tests.config import starting

TEXT = """AGREEMENT

Between Lakeside Health Center and Harbor House.

The clinic does not provide interpreters.
"""


@pytest.fixture
def written(tmp_path):
    file = tmp_path / "agreement.txt"
    file.write_text(TEXT)
    return file


def test_json_has_a_status_a_side_and_a_passage_for_every_element(written, capsys):
    assert agreements.check(written, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)

    assert list(found) == ["elements"]
    assert {tuple(one) for one in found["elements"].values()} == {
        ("status", "one_sided", "passage")
    }
    assert found["elements"]["language_access"] == {
        "status": "contradicted",
        "one_sided": False,
        "passage": "The clinic does not provide interpreters.",
    }
    assert found["elements"]["hipaa"] == {"status": "absent", "one_sided": False, "passage": None}


def test_people_read_a_table_that_says_it_is_no_legal_advice(written):
    code, words = starting.say("agreements", "check", str(written))
    assert code == 0
    assert "contradicted  Interpreters (language_access)\n" in words
    assert "It is no legal advice" in words


def test_a_word_document_is_read_with_its_tables(tmp_path, capsys):
    file = tmp_path / "agreement.docx"
    document = docx.Document()
    document.add_heading("Response time")
    document.add_paragraph("Each party answers within two hours.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Interpreters"
    table.rows[0].cells[1].text = "Each party provides phone interpreters."
    document.save(str(file))

    assert agreements.check(file, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)["elements"]
    assert [found[name]["status"] for name in ("response_time", "language_access")] == [
        "present"
    ] * 2


def test_a_pdf_is_read(tmp_path, capsys):
    source = tmp_path / "agreement.typ"
    source.write_text("Each party provides interpreters by phone at no cost to the survivor.")
    file = tmp_path / "agreement.pdf"
    file.write_bytes(typst.compile(str(source)))

    assert agreements.check(file, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)["elements"]
    assert found["language_access"]["status"] == "present"


def blank_pdf(file):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(file)


def locked_pdf(file):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    writer.write(file)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (blank_pdf, "There is no text in this PDF. A scan has to be read by OCR first."),
        (locked_pdf, "This PDF is locked by a password."),
        (
            lambda file: file.write_bytes(b"%PDF-1.7 broken"),
            "This PDF is damaged and cannot be read.",
        ),
        (lambda file: file.write_bytes(b"PK\x03\x04 broken"), "This is no DOCX, or a damaged one."),
        (lambda file: file.write_bytes(b"\x00\x01\x02"), "This is no TXT, MD, DOCX or PDF."),
        (
            lambda file: file.write_text(" \n"),
            "There is no text in this file. A scan has to be read by OCR first.",
        ),
        (
            lambda file: file.write_text("a " * 250_000),
            "This text is longer than 400,000 characters. Is it one agreement?",
        ),
        (lambda file: file.write_bytes(b"a" * 20_000_001), "This file is larger than 20 MB."),
    ],
)
def test_a_file_that_cannot_be_read_says_so_in_a_sentence(tmp_path, capsys, make, sentence):
    file = tmp_path / "agreement"
    make(file)
    assert agreements.check(file, as_json=False) == 2
    assert capsys.readouterr().err == sentence + "\n"
