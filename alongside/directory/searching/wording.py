"""The words that a site is found by, as plain letters. Of a confidential one only names and needs."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from alongside.directory.content.needs import needs_in
from alongside.directory.content.traits import traits_in
from alongside.directory.models import Site
from alongside.directory.searching.offered import Offers

LANGUAGES = ("en", "es")
LETTERS = re.compile(r"[^\W_]{1,40}")  # what is longer is no word, and PostgreSQL would not take it
MOST = 2000  # letters of a description


def tokens(text: str) -> list[str]:
    """Words without accents and capitals: Ayúdanos, AYUDANOS and ayudanos are one."""
    return LETTERS.findall(plain(text))


def plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def words_of(site: Site, offers: Offers) -> set[str]:
    """Each word once: a search asks whether it is there, not how often."""
    services = offers.at(site)
    said = [site.name, *offers.names[site.organization_id], *(one.name for one in services)]
    if not site.is_confidential:
        said += [site.description[:MOST], *(one.description[:MOST] for one in services)]
    words = set(tokens(" ".join(dict.fromkeys(said))))
    for number in {need for one in services for need in one.needs}:
        words |= words_of_need(number)
    return words


@cache
def words_of_need(number: int) -> frozenset[str]:
    """Its name in both languages: its other names are understood before anything is looked for."""
    said = (needs_in(language).get(number) for language in LANGUAGES)
    return together(need.name for need in said if need)


@cache
def words_of_trait(number: int) -> frozenset[str]:
    said = (traits_in(language).get(number) for language in LANGUAGES)
    return together(trait.name for trait in said if trait)


def together(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(token for text in texts for token in tokens(text))


# ---- codes: what a filter asks for, as words that nobody types


def code_of_need(number: int) -> str:
    return f"n{number}"


def code_of_trait(number: int) -> str:
    return f"t{number}"


def code_of_language(code: str) -> str:
    return f"l0{code}"


def code_of_area(area: str) -> str:
    """`~FL`, somewhere in Florida, is another code than FL."""
    return f"a{1 if area.startswith('~') else 0}" + "".join(tokens(area))
