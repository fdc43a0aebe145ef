"""What is signed, letter by letter, and keys as words."""

import hashlib
import re
from datetime import date
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from alongside.orgs import vouching

HARBOR = UUID("11111111-1111-4111-8111-111111111111")
ADA = UUID("22222222-2222-4222-8222-222222222222")
DAY = date(2026, 11, 21)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
HURTFUL = """abuse afraid alone assault attack blame blood bomb client control cruel custody cut dad danger
    dead divorce escape father fault fear fire guilt gun hidden hit hurt husband ice illegal kick kill knife
    mother obey panic police power prison punch rape refuse secret shame shoot slap sorry spy suffer threat
    track trap victim weapon wife witness wound wrong"""


@pytest.mark.parametrize(
    ("made", "kind"), [("opening_key", "opening"), ("recovery_sheet", "recovery")]
)
def test_an_opening_key_and_a_sheet_are_signed_with_number_and_day(made, kind):
    told = getattr(vouching, made)(HARBOR, 2, "age1x", DAY)
    assert told.decode() == (
        f"alongside key 1\norganization {HARBOR}\nkind {kind}\nnumber 2\n"
        "recipient age1x\nday 2026-11-21"
    )


def test_a_members_key_is_signed_with_whose_it_is():
    assert vouching.member_key(HARBOR, ADA, "age1x", DAY).decode() == (
        f"alongside key 1\norganization {HARBOR}\nkind member\nperson {ADA}\n"
        "recipient age1x\nday 2026-11-21"
    )


def test_a_confirmation_names_both_and_the_fingerprint():
    assert vouching.confirmation(HARBOR, ADA, "ab", DAY).decode() == (
        f"alongside confirmation 1\norganization {HARBOR}\npartner {ADA}\n"
        "fingerprint ab\nday 2026-11-21"
    )


def test_no_part_hides_a_line_of_its_own():
    with pytest.raises(ValueError, match="a line within a line"):
        vouching.opening_key(HARBOR, 1, "age1x\nday 2020-01-01", DAY)


def test_a_signature_fits_its_message_and_key_only():
    signature = KEY.sign(b"these words")
    assert vouching.is_signed(b"these words", signature, by=PUBLIC)
    assert not vouching.is_signed(b"those words", signature, by=PUBLIC)
    assert not vouching.is_signed(b"these words", signature[:-1] + b"\x00", by=PUBLIC)
    assert not vouching.is_signed(b"these words", b"", by=PUBLIC)
    assert not vouching.is_signed(b"these words", signature, by=bytes(32))
    assert not vouching.is_signed(b"these words", signature, by=b"short")


def test_there_are_2048_words_that_four_letters_tell_apart():
    words = vouching.words()
    assert (len(words), len({word[:4] for word in words})) == (2048, 2048)


def test_nobody_writes_down_a_word_that_hurts():
    assert set(re.findall(r"\w+", HURTFUL)) & set(vouching.words()) == set()


def test_words_are_eleven_bits_each_of_the_hash():
    assert vouching.words_of(bytes(32)) == ["abacus"] * 6
    assert vouching.words_of(b"\xff" * 32) == ["zoo"] * 6
    assert vouching.words_of(bytes([0, 0b00100000]) + bytes(30))[0] == "ability"


def test_a_newcomers_words_are_of_their_key_and_the_organizations():
    digest = hashlib.sha256(f"age1x\n{PUBLIC.hex()}".encode()).digest()
    assert vouching.words_for_granting("age1x", PUBLIC) == vouching.words_of(digest)
    assert vouching.words_for_granting("age1y", PUBLIC) != vouching.words_of(digest)


def test_champions_read_the_words_of_the_fingerprint():
    fingerprint = vouching.fingerprint(PUBLIC)
    assert fingerprint == hashlib.sha256(PUBLIC).hexdigest()
    assert vouching.words_for_fingerprint(fingerprint) == vouching.words_of(
        bytes.fromhex(fingerprint)
    )
