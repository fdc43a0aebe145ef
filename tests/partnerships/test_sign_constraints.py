"""What the database itself keeps of signing, whatever the code does."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.timezone import localdate, now

from alongside.partnerships.actions.signing import keep
from alongside.partnerships.models import (
    Document,
    Method,
    Purpose,
    Signatory,
    Signature,
)
from tests.partnerships.signing import (
    named,
    sign,
)


@pytest.fixture
def listed(wording, lena, hana):
    return named(wording, lena, hana)


def test_the_database_keeps_no_signature_that_was_not_meant(listed, hana):
    meant = {
        "signatory": listed[1],
        "method": Method.SECOND_FACTOR,
        "sha256": "0" * 64,
        "signed_by": hana.session_membership,
        "capacity_confirmed": True,
        "intent_confirmed": True,
        "counted_at": now(),
    }
    for change in (
        {"intent_confirmed": False},
        {"capacity_confirmed": False},
        {"day": localdate()},
        {"counted_at": None},
        {"method": "by_word"},
    ):
        with pytest.raises(IntegrityError, match="signature_shows_how_it_was_meant"):
            in_part(lambda change=change: Signature.objects.create(**meant | change))
    with pytest.raises(IntegrityError, match="signature_of_a_document"):
        in_part(lambda: Signature.objects.create(**meant | {"sha256": ""}))


@pytest.mark.parametrize(
    "act",
    [
        lambda: Signature.objects.update(signed_at=now()),
        lambda: Signature.objects.all().delete(),
    ],
)
def test_nobody_changes_a_signature_that_counts(listed, lena, act):
    sign(listed[0], lena)
    with pytest.raises(DatabaseError, match="a signature that counts stays as it is"):
        in_part(act)


def in_part(act):
    """So that what the database declines leaves the rest of a test as it was."""
    with transaction.atomic():
        act()


def test_the_database_keeps_documents_whole(listed, lena):
    sign(listed[0], lena)
    final = Document.objects.get(purpose=Purpose.FINAL)
    with pytest.raises(IntegrityError, match="document_hash_is_its_own"):
        in_part(lambda: Document.objects.update(content=b"other"))
    with pytest.raises(IntegrityError, match="document_one_final_a_language"):
        in_part(
            lambda: Document.objects.create(
                wording=final.wording,
                purpose=Purpose.FINAL,
                language="en",
                content=final.content,
                sha256=final.sha256,
            )
        )


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"purpose": "draft"}, "document_purpose_is_known"),
        ({"media": "docx"}, "document_purpose_is_known"),
        ({"purpose": Purpose.SCAN}, "document_scan_was_recorded_by_somebody"),
        ({"purpose": Purpose.SIGNED}, "document_one_signed"),
    ],
)
def test_the_database_knows_what_a_document_is(listed, lena, wrong, rule):
    sign(listed[0], lena)
    with pytest.raises(IntegrityError, match=rule):
        in_part(lambda: Document.objects.update(**wrong))


def test_the_database_keeps_no_document_above_20_megabytes(wording, lena):
    content = bytes(20 * 1024 * 1024 + 1)
    with pytest.raises(IntegrityError, match="document_at_most_20_megabytes"):
        keep(wording, Purpose.FINAL, content)


def test_the_database_keeps_a_name_and_a_title_of_who_signs(listed):
    for wrong in ({"name": ""}, {"title": ""}):
        with pytest.raises(IntegrityError, match="signatory_has_a_name_and_a_title"):
            in_part(lambda wrong=wrong: Signatory.objects.update(**wrong))


def test_the_database_keeps_one_person_a_place(wording, listed, lena):
    with pytest.raises(IntegrityError, match="signatory_named_once"):
        in_part(
            lambda: Signatory.objects.create(
                wording=wording,
                organization=lena.here,
                membership=lena.session_membership,
                name="Lena",
                title="Twice",
                place=9,
            )
        )
