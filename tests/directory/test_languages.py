"""What people call a language, and which language they mean."""

import pytest
from django.utils.translation import override

from alongside.directory.content.languages import (
    language_code,
    language_codes,
    language_name,
    offered,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Spanish", "es"),
        ("Spanish (limited)", "es"),
        ("limited Spanish", "es"),
        ("ESPAÑOL", "es"),
        ("spa", "es"),
        ("Haitian-Creole", "ht"),
        ("Kreyòl", "ht"),
        ("Creole", "ht"),
        ("ASL", "ase"),
        ("lenguaje de señas", "ase"),
        ("Farsi", "fa"),
        ("Dari", "prs"),
        ("prs", "prs"),
        ("fil", "tl"),
        ("Mandarin", "zh"),
        ("中文", "zh"),
        ("Q\u2019anjob\u2019al", "kjb"),
        ("Norwegian", "no"),
        ("no", ""),
        ("Language line available", ""),
        ("", ""),
    ],
)
def test_a_written_name_means_one_language(written, code):
    assert language_code(written) == code


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("English and Spanish", ("en", "es")),
        ("Some Spanish and some American Sign Language", ("es", "ase")),
        ("Creole. Phone interpreters available for other languages.", ("ht",)),
        (r"Spanish\n\nIngles", ("es", "en")),
        ("Interpreters available in 150 languages", ()),
        ("language translation is available.", ()),
    ],
)
def test_a_cell_may_name_several(written, codes):
    assert language_codes(written) == codes


def test_names_are_in_the_readers_language():
    assert (language_name("ht"), language_name("sv")) == ("Haitian Creole", "Swedish")
    with override("es"):
        assert (language_name("ht"), language_name("sv")) == ("criollo haitiano", "sueco")


def test_a_language_without_a_spanish_name_has_its_english_one_and_an_unknown_code_stays():
    with override("es"):
        assert (language_name("trw"), language_name("xyz")) == ("Torwali", "xyz")


@pytest.mark.parametrize("language", ["en", "es"])
def test_spanish_and_sign_come_first_and_each_has_a_name_that_leads_back_to_it(language):
    with override(language):
        assert offered()[:2] == ("es", "ase")
        assert [code for code in offered() if language_code(language_name(code)) != code] == []
