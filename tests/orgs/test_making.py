"""Keys and letters made in Python are what a browser would have made."""

import json

import pyrage
import pytest
from pyrage.x25519 import Identity

from alongside.orgs import vouching
from alongside.orgs.making import ANSWER_SIZE, LETTER_SIZE, new_passphrase, seal


@pytest.mark.parametrize("size", [LETTER_SIZE, ANSWER_SIZE])
@pytest.mark.parametrize("many", [1, 2])
def test_every_letter_has_the_same_size(size, many):
    readers = [Identity.generate() for _ in range(many)]
    for words in ({"name": "M"}, {"name": "María " * 400}):
        sealed = seal(words, [str(reader.to_public()) for reader in readers], size)
        assert len(sealed) == size
        assert [json.loads(pyrage.decrypt(sealed, [reader])) for reader in readers] == [
            words
        ] * many


def test_what_does_not_fit_is_not_sealed():
    with pytest.raises(ValueError, match="too long"):
        seal({"name": "M" * LETTER_SIZE}, [str(Identity.generate().to_public())])


def test_a_passphrase_is_six_words_of_the_list_and_another_each_time():
    words = new_passphrase().split(" ")
    assert (len(words), set(words) <= set(vouching.words())) == (6, True)
    assert new_passphrase() != new_passphrase()
