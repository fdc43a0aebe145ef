"""What somebody may mean while still typing: needs, ZIP codes and cities, a few at most."""

from dataclasses import dataclass
from functools import cache

from django.db import connection

from alongside.directory.content.needs import needs, needs_in
from alongside.directory.geography.places import zips
from alongside.directory.searching.wording import LANGUAGES, plain, tokens

MOST = 8
PLACES = 4  # where needs fit too
SHORTEST = 2  # letters
LONGEST = 80
# From one city of the index to the next, so that a city of a thousand sites is one step.
CITIES = """
WITH RECURSIVE city AS (
    (SELECT upper(city) AS name, state FROM directory_site
     WHERE NOT is_confidential AND retired_at IS NULL AND upper(city) >= %(begun)s
     ORDER BY upper(city), state LIMIT 1)
    UNION ALL
    (SELECT after.name, after.state FROM city CROSS JOIN LATERAL (
        SELECT upper(city) AS name, state FROM directory_site
        WHERE NOT is_confidential AND retired_at IS NULL
        AND (upper(city), state) > (city.name, city.state) AND upper(city) >= %(begun)s
        ORDER BY upper(city), state LIMIT 1
    ) AS after WHERE starts_with(city.name, %(begun)s))
)
SELECT name, state FROM city WHERE starts_with(name, %(begun)s) LIMIT %(most)s
"""


@dataclass(frozen=True)
class Suggestion:
    """A need by its number, or a place as it can be searched near."""

    text: str
    need: int | None = None
    near: str = ""


def suggestions(typed: str) -> list[Suggestion]:
    begun = " ".join(typed.split())
    if not SHORTEST <= len(begun) <= LONGEST or not begun.isprintable():
        return []
    meant = needs_beginning(begun)
    places = zips_beginning(begun) if begun.isdecimal() else cities_beginning(begun)
    return [*meant[: MOST - min(PLACES, len(places))], *places][:MOST]


def needs_beginning(begun: str) -> list[Suggestion]:
    """Needs with a word that begins so in either language; those first whose name begins so."""
    said = " ".join(tokens(begun))
    found = [
        (not plain(need.name).startswith(said), need.number, need.name)
        for need in needs().values()
        if said and f" {said}" in spoken(need.number)
    ]
    return [Suggestion(name, need=number) for _later, number, name in sorted(found)]


@cache
def spoken(number: int) -> str:
    """What a need is called in both languages, as plain words with a space before each."""
    called = [needs_in(language)[number] for language in LANGUAGES]
    texts = [text for need in called for text in (need.name, *need.words)]
    return "".join(f" {' '.join(tokens(text))}" for text in texts)


def zips_beginning(digits: str) -> list[Suggestion]:
    """The first ZIP codes that begin with these digits."""
    if not digits.isascii() or not 3 <= len(digits) <= 5:
        return []
    known = zips()
    codes = [f"{known.codes[at]:05}" for at in known.beginning_with(digits[:3])]
    fitting = [code for code in codes if code.startswith(digits)][:PLACES]
    return [Suggestion(code, near=code) for code in fitting]


def cities_beginning(begun: str) -> list[Suggestion]:
    """Cities that have a site whose place may be known."""
    if len(begun) <= SHORTEST:
        return []
    with connection.cursor() as cursor:
        cursor.execute(CITIES, {"begun": begun.upper(), "most": PLACES})
        places = [f"{name.title()}, {state}" for name, state in cursor]
    return [Suggestion(place, near=place) for place in places]
