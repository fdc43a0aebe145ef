"""The PDF that is signed, what an independent reader says of its signatures, and copies in both languages."""

import hashlib
import subprocess
from io import BytesIO

import docx
import pypdf
import pytest

from alongside.partnerships.models import Authority, Document, Purpose, Stage, Upload
from alongside.partnerships.papers.authority import authority_in_use, identity_of
from alongside.partnerships.papers.copies import copy_as_docx, copy_as_pdf
from tests.partnerships.signing import (
    document_to_sign,
    named,
    passages_in,
    seals_of,
    sign,
    tool,
    wording_of,
)

pytestmark = pytest.mark.usefixtures("signing_keys")


@pytest.fixture
def both(lena, hana):
    return [lena, hana]


def words_of(pdf):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def signed_pdf(wording):
    return bytes(wording.documents.get(purpose=Purpose.SIGNED).content)


def test_every_signature_is_valid_and_covers_all_there_was(partnership, both, tmp_path):
    wording = wording_of(partnership)
    sizes = []
    for signatory, one in zip(named(wording, *both), both, strict=True):
        sign(signatory, one)
        sizes.append(len(signed_pdf(wording)))
    final = wording.documents.get(purpose=Purpose.FINAL)
    seals = seals_of(signed_pdf(wording), tmp_path)
    assert [seal.name for seal in seals] == ["Alongside", "Lena", "Hana"]
    assert [seal.is_valid for seal in seals] == [True] * 3
    assert [seal.covers for seal in seals] == [len(final.content), *sizes]
    assert signed_pdf(wording).startswith(bytes(final.content))
    assert final.sha256 == hashlib.sha256(bytes(final.content)).hexdigest()


def test_a_changed_byte_is_found(partnership, both, tmp_path):
    wording = wording_of(partnership)
    for signatory, one in zip(named(wording, *both), both, strict=True):
        sign(signatory, one)
    pdf = bytearray(signed_pdf(wording))
    pdf[len(pdf) // 3] ^= 1
    at_fault = [seal.is_valid for seal in seals_of(bytes(pdf), tmp_path)]
    assert at_fault[0] is False
    assert at_fault.count(True) < 3


def test_the_text_names_parties_clauses_bounds_fingerprints_and_signers(partnership, both):
    wording = wording_of(partnership)
    named(wording, *both)
    final = document_to_sign(wording, both[0])
    said = words_of(bytes(Document.objects.get(pk=final.pk).content))
    for words in (
        "Working together",
        "Harbor House",
        "1. Who we are",
        "A survivor's permission lasts at most 14 days.",
        "Version 2, edition 3.",
        "Lena, Director",
        "Signing fingerprints",
    ):
        assert words in said


def test_a_copy_in_the_other_language_says_so_and_keeps_what_was_edited(partnership, both):
    own = {"id": "9", "clause": 0, "option": "", "title": "Parking", "text": "Behind the clinic."}
    edited = passages_in("en", numbers=[102])[0] | {"text": "We wrote this ourselves."}
    wording = wording_of(partnership, passages=[*passages_in("en", numbers=[101]), edited, own])
    named(wording, *both)
    said = words_of(copy_as_pdf(wording, "es"))
    for words in (
        "1. Quiénes somos",
        "Este acuerdo es entre Lakeside Health Center",
        "We wrote this ourselves.",
        "3. Parking",
        "Obliga el texto en inglés.",
    ):
        assert words in said


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_copy_is_tagged_certified_and_can_be_looked_at(partnership, both, tmp_path, language):
    wording = wording_of(partnership)
    for signatory, one in zip(named(wording, *both), both, strict=True):
        sign(signatory, one)
    pdf = copy_as_pdf(wording, language)
    assert pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [seal.is_valid for seal in seals_of(pdf, tmp_path)] == [True]
    picture = tmp_path / "page"
    subprocess.run(
        [tool("pdftoppm"), "-r", "60", "-png", tmp_path / "signed.pdf", picture], check=True
    )
    assert sorted(tmp_path.glob("page*.png"))


@pytest.mark.parametrize(
    ("language", "first"), [("en", "1. Who we are"), ("es", "1. Quiénes somos")]
)
def test_counsel_gets_the_words_with_headings(partnership, both, language, first):
    wording = wording_of(partnership)
    named(wording, *both)
    document = docx.Document(BytesIO(copy_as_docx(wording, language)))
    titles = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert (len(titles), titles[0]) == (5, first)


def test_the_clause_with_lines_to_sign_on_stands_at_the_end_alone(partnership, both):
    wording = wording_of(partnership, passages=[*passages_in("en", numbers=[101]), unsigned()])
    named(wording, *both)
    assert "{" not in words_of(copy_as_pdf(wording, "en"))


def unsigned():
    text = "Signed for the health center by {health_signer}."
    return {"id": "1", "clause": 407, "option": "both", "title": "Signatures", "text": text}


# ---- a text that came as a document


def given(wording, content, form):
    wording.editions.update(passages=[])
    return Upload.objects.create(
        wording=wording,
        content=content,
        format=form,
        name=f"ours.{form}",
        sha256=hashlib.sha256(content).hexdigest(),
    )


def a_pdf(**locked):
    writer, made = pypdf.PdfWriter(), BytesIO()
    writer.add_blank_page(300, 300)
    if locked:
        writer.encrypt(**locked)
    writer.write(made)
    return made.getvalue()


def final_of(wording, by):
    return bytes(document_to_sign(wording, by).content)


def test_a_pdf_that_was_uploaded_is_signed_as_it_came(partnership, both, tmp_path):
    wording, content = wording_of(partnership), a_pdf()
    given(wording, content, "pdf")
    for signatory, one in zip(named(wording, *both), both, strict=True):
        sign(signatory, one)
    signed = signed_pdf(wording)
    assert signed.startswith(content)
    assert [seal.is_valid for seal in seals_of(signed, tmp_path)] == [True] * 3


@pytest.mark.parametrize(
    ("content", "form"), [(b"PK and so on", "docx"), (a_pdf(user_password="x"), "pdf")]
)
def test_what_takes_no_signature_gets_a_sheet_that_names_its_hash(partnership, both, content, form):
    wording = wording_of(partnership)
    upload = given(wording, content, form)
    named(wording, *both)
    said = words_of(final_of(wording, both[0])).replace("\n", " ")
    assert f"ours.{form}" in said
    assert upload.sha256 in said.replace(" ", "")
    assert "Lena, Director" in said


# ---- whose word it is


def test_the_authority_is_made_once_and_its_key_lies_encrypted(db, settings):
    first, second = identity_of("Lena", "Lakeside"), identity_of("Hana", "Harbor")
    assert first.authority == second.authority
    assert first.private_key != second.private_key
    stored = Authority.objects.get()
    assert b"EncryptedPrivateKey" not in bytes(stored.private_key)
    key, _certificate = authority_in_use()
    assert key.private_numbers().private_value.to_bytes(32) not in bytes(stored.private_key)


def test_with_a_new_secret_there_is_a_new_authority(db, settings):
    first = identity_of("Lena", "Lakeside")
    settings.SECRET_KEY = "another secret altogether"
    second = identity_of("Lena", "Lakeside")
    assert first.authority != second.authority
    assert Authority.objects.count() == 2


def test_a_signed_agreement_is_closed(partnership, both):
    wording = wording_of(partnership)
    for signatory, one in zip(named(wording, *both), both, strict=True):
        sign(signatory, one)
    wording.refresh_from_db()
    assert wording.stage == Stage.SIGNED
