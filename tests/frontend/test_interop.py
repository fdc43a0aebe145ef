"""What a browser seals and signs, Python opens and verifies, and the other way round."""

import base64
import hashlib
import json
import subprocess

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.frontend import node

WORDS = (node.FRONTEND.parent / "alongside/orgs/words.txt").read_text().split()
ORGANIZATION = "8a4c2f0e-0000-4000-8000-00000000000a"
HEADER = {
    "referral": "8a4c2f0e-0000-4000-8000-000000000001",
    "from": ORGANIZATION,
    "to": "8a4c2f0e-0000-4000-8000-00000000000b",
    "number": 1,
    "release": "8a4c2f0e-0000-4000-8000-000000000004",
    "day": "2026-11-21",
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Asks the sealing module one thing: `browser("seal", words=…, recipients=[…])`."""
    folder = tmp_path_factory.mktemp("bundle")
    assert node.run("test.mjs", "--only-bundle", str(folder)) == (0, "")
    bundle = folder / "interop.mjs"
    with subprocess.Popen(
        [node.program(), str(bundle)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:

        def ask(word, **asked):
            running.stdin.write(json.dumps({"word": word, **asked}) + "\n")
            running.stdin.flush()
            said = json.loads(running.stdout.readline())
            return said.get("answer", said.get("failure"))

        yield ask
        running.stdin.close()


@pytest.fixture
def key():
    return pyrage.x25519.Identity.generate()


def encoded(data):
    return base64.b64encode(data).decode()


def test_python_opens_what_a_browser_sealed(browser, key):
    sealed = browser("seal", words="Llámame Mar", recipients=[str(key.to_public())])
    assert pyrage.decrypt(base64.b64decode(sealed), [key]).decode() == "Llámame Mar"


def test_a_browser_opens_what_python_sealed(browser, key):
    sealed = pyrage.encrypt("Llámame Mar".encode(), [key.to_public()])
    assert browser("open", sealed=encoded(sealed), identity=str(key)) == "Llámame Mar"


def test_python_reads_a_whole_letter(browser, key):
    recipients = [str(key.to_public())]
    letter = base64.b64decode(
        browser("sealLetter", header=HEADER, items={"name": "Mar"}, recipients=recipients)
    )
    assert len(letter) == 16_384
    said = json.loads(pyrage.decrypt(letter, [key]))
    assert said == {"alongside": "letter 1", **HEADER, "items": {"name": "Mar"}}


def test_a_browser_reads_a_letter_from_python_and_knows_where_it_belongs(browser, key):
    words = {"alongside": "letter 1", **HEADER, "items": {"safe_contact": {"reach": False}}}
    letter = encoded(pyrage.encrypt(json.dumps(words).encode(), [key.to_public()]))
    asked = {"sealed": letter, "identity": str(key)}
    assert browser("openLetter", header=HEADER, **asked) == words["items"]
    assert browser("openLetter", header=HEADER | {"number": 2}, **asked) == "Elsewhere"


def test_a_wrapped_key_opens_on_both_sides(browser, key):
    passphrase = "abacus ability able about above absent"
    wrapped = browser("wrap", identity=str(key), passphrase=passphrase)
    assert pyrage.passphrase.decrypt(base64.b64decode(wrapped), passphrase).decode() == str(key)
    ours = encoded(pyrage.passphrase.encrypt(str(key).encode(), passphrase))
    assert browser("unwrap", wrapped=ours, passphrase=passphrase) == str(key)


def test_both_know_the_public_half_of_a_key(browser, key):
    assert browser("recipientOf", identity=str(key)) == str(key.to_public())


def test_signatures_are_the_same_on_both_sides(browser):
    keys = browser("makeSigningKeys")
    private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(keys["seed"]))
    assert private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex() == keys["public"]
    message = browser("openingKey", organization=ORGANIZATION, number=1, recipient="age1x", day="d")
    assert browser("sign", message=message, seed=keys["seed"]) == encoded(
        private.sign(message.encode())
    )
    signature = base64.b64decode(browser("sign", message=message, seed=keys["seed"]))
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys["public"]))
    assert public.verify(signature, message.encode()) is None


def test_fingerprints_and_words_are_the_same_on_both_sides(browser):
    public = "ab" * 32
    fingerprint = hashlib.sha256(bytes.fromhex(public)).hexdigest()
    assert browser("fingerprint", by=public) == fingerprint
    assert browser("wordsForFingerprint", fingerprint=fingerprint) == words_of(fingerprint)
    together = hashlib.sha256(f"age1x\n{public}".encode()).hexdigest()
    assert browser("wordsForGranting", recipient="age1x", signing=public) == words_of(together)


def words_of(digest):
    bits = int(digest, 16) >> (256 - 66)
    return [WORDS[bits >> 11 * (5 - at) & 2047] for at in range(6)]


@pytest.mark.parametrize(
    ("word", "about", "message"),
    [
        ("openingKey", {"number": 2}, "kind opening\nnumber 2\nrecipient age1x\nday 2026-11-21"),
        ("recoveryKey", {"number": 1}, "kind recovery\nnumber 1\nrecipient age1x\nday 2026-11-21"),
        ("memberKey", {"person": "p"}, "kind member\nperson p\nrecipient age1x\nday 2026-11-21"),
    ],
)
def test_a_signed_message_is_what_the_documents_say(browser, word, about, message):
    key = {"organization": ORGANIZATION, "recipient": "age1x", "day": "2026-11-21"}
    expected = f"alongside key 1\norganization {ORGANIZATION}\n{message}"
    assert browser(word, **key, **about) == expected


def test_a_signed_confirmation_is_what_the_documents_say(browser):
    what = {"organization": "a", "partner": "b", "fingerprint": "c", "day": "d"}
    expected = "alongside confirmation 1\norganization a\npartner b\nfingerprint c\nday d"
    assert browser("confirmation", **what) == expected
