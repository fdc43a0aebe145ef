"""Languages by their ISO 639 code: what people call them, and which one a written name means."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

from alongside.lib import content

CODE = re.compile(r"[a-z]{2,3}")
WORDS_TOO = {"as", "is", "no", "to"}  # codes of languages that a cell more often means as words
BETWEEN = re.compile(r"[,;/|&+•*.:\n()]|\\n|\b(?:and|or|y|o|e|with)\b")
REMARK = re.compile(r"\(.*?\)")
# Said around a language, and seldom a part of its name.
AROUND = re.compile(
    r"\b(?:languages?|idiomas?|speaking|speakers?|spoken|limited|some|only|fluent|basic|interpreters?|"
    r"interpretation|translators?|translation|staff|available|upon|on|request|as|needed|by|phone)\b"
)


@cache
def names_in(language: str) -> Mapping[str, str]:
    """The name of every language that has a code, in one language: ours first, then Unicode's."""
    known = {
        code: name
        for code, name in Locale(language).languages.items()
        if CODE.fullmatch(code) and name
    }
    ours = {row["code"]: row["name"][language] for _file, row in content.rows("languages")}
    return MappingProxyType(known | ours)


def language_name(code: str) -> str:
    """Spanish or español for es, in the reader's language; the code itself where nobody has a name for it."""
    named = names_in(content.language())
    return named.get(code) or names_in("en").get(code) or code


def language_code(written: str) -> str:
    """The code of one language as somebody wrote it, such as Spanish (limited); blank if we know none such."""
    name = plain(written)
    return codes().get(name) or as_code(name) or codes().get(bare(name), "")


def as_code(written: str) -> str:
    """A code is a name, too: es, spa."""
    known = names_in("en")
    code = written if written in known else get_global("language_aliases").get(written, "")
    return code if code in known and code not in WORDS_TOO else ""


def language_codes(text: str) -> tuple[str, ...]:
    """The languages that a cell names, in its order: English, Spanish and Creole (limited)."""
    whole = language_code(text)
    parts = BETWEEN.split(plain(text))
    found = (
        [whole]
        if whole
        else [codes().get(part.strip()) or codes().get(bare(part), "") for part in parts]
    )
    return tuple(dict.fromkeys(code for code in found if code))


def offered() -> tuple[str, ...]:
    """The codes to choose from in a search, by their names in the reader's language; Spanish and sign first."""
    first: list[str] = []
    rest: list[str] = []
    for _file, row in content.rows("languages"):
        if row.get("offered"):
            (first if row["code"] in {"es", "ase"} else rest).append(row["code"])
    return (*first, *sorted(rest, key=lambda code: plain(language_name(code))))


@cache
def codes() -> Mapping[str, str]:
    """Every way of writing a language that we know, to its code. Where two are written the same, the first."""
    found: dict[str, str] = {}
    for written, code in writings():
        found.setdefault(plain(written), code)
        found.setdefault(bare(plain(written)), code)
    return MappingProxyType(found)


def writings() -> Iterator[tuple[str, str]]:
    """Ours first, then Unicode's names in each language."""
    for _file, row in content.rows("languages"):
        for written in (*row["name"].values(), *row.get("words", ())):
            yield written, row["code"]
    for language in content.LANGUAGES:
        for code, name in names_in(language).items():
            yield name, code


def plain(written: str) -> str:
    """Small letters without accents, one space between words."""
    spelled = unicodedata.normalize("NFKD", written.replace("\u2019", "'").replace("-", " "))
    letters = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())


def bare(name: str) -> str:
    """Without what is said around it."""
    return " ".join(AROUND.sub(" ", REMARK.sub(" ", name)).split())
