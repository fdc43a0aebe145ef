"""What is wrong in the directory's own content: needs, traits, languages, where to look further."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from alongside.directory.content.needs import needs_in
from alongside.directory.geography.places import states
from alongside.lib import content
from alongside.lib.facts import rows as facts
from alongside.lib.wrongs import (
    Names,
    Placed,
    Sentences,
    Shape,
    Text,
    WordLists,
    Wrong,
    doubled,
    placed,
)
from alongside.orgs.models import Kind

TRAIT_GROUPS = {
    "cost": range(101, 150),
    "privacy": range(151, 200),
    "reach": range(201, 300),
    "access": range(301, 400),
    "especially_for": range(401, 500),
    "backer": range(501, 600),
    "kind": range(601, 700),
}


Web = Annotated[str, StringConstraints(pattern=r"^https://[\w.-]+(/\S*)?$")]
Claims = dict[tuple[str, int | None, str], list[Placed]]


class NeedRow(Shape):
    number: Annotated[int, Field(ge=1, le=9999)]
    parent: int | None = None
    name: Names
    includes: Sentences
    words: WordLists
    shared: list[str] = []
    open_eligibility: list[int] = []
    gravity: list[str] = []
    retired: bool = False


class LanguageRow(Shape):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    name: Names
    words: list[str] = []
    offered: bool = False


class FurtherRow(Shape):
    name: Names
    what: Sentences
    web: Web
    web_es: Web | None = None
    needs: list[int] = []
    states: list[str] = []


class Points(Shape):
    en: list[Text]
    es: list[Text]


class Paragraphs(Shape):
    en: Text
    es: Text


class SectionRow(Shape):
    heading: Names
    text: Paragraphs | None = None
    points: Points | None = None


class TraitRow(Shape):
    number: int
    name: Names
    words: WordLists | None = None
    implies: list[int] = []
    kind: Kind | None = Field(default=None, strict=False)


def wrong_needs() -> Iterator[Wrong]:
    """Numbers once, parents that exist, both languages, known terms, and no word that means two needs."""
    found = list(placed("needs", NeedRow))
    yield from (wrong for one in found for wrong in one.wrongs)
    sound = [one for one in found if not one.wrongs]
    yield from doubled(sound, "number")
    known = {one.row["number"]: one for one in sound}
    terms = {int(row["id"]) for row in facts("open_eligibility.csv")}
    codes = {row["code"] for row in facts("gravity_categories.csv")}
    for one in sound:
        yield from wrong_parent(one, known)
        yield from unknown(one, "open_eligibility", terms)
        yield from unknown(one, "gravity", codes)
    claims = claimed(sound, known)
    yield from claimed_twice(claims)
    yield from shared_with_nobody(sound, claims)


def wrong_parent(one: Placed, known: dict[int, Placed]) -> Iterator[Wrong]:
    number, parent = one.row["number"], one.row.get("parent")
    if parent is None:
        if number > 10:
            yield one.wrong("Only the hub and the nine areas (1 to 10) stand below nothing.")
    elif parent not in known or depth(parent, known) is None:
        yield one.wrong(f"There is no need {parent}.", "parent")
    elif number // 100 != root(parent, known):
        yield one.wrong(
            f"A need of area {root(parent, known)} has a number like {root(parent, known)}01.",
            "number",
        )


def depth(number: int, known: dict[int, Placed]) -> int | None:
    """How many needs stand above one; none when there is no way up to an area."""
    for steps in range(len(known)):
        if number not in known:
            return None
        above = known[number].row.get("parent")
        if above is None:
            return steps
        number = above
    return None


def root(number: int, known: dict[int, Placed]) -> int:
    while (above := known[number].row.get("parent")) is not None:
        number = above
    return number


def unknown(one: Placed, field: str, known: set[int] | set[str]) -> Iterator[Wrong]:
    for at, value in enumerate(one.row.get(field, ())):
        if value not in known:
            yield one.wrong(f"{value} is not known.", field, at)


def claimed(sound: list[Placed], known: dict[int, Placed]) -> Claims:
    """Who says that a word means it: by language, depth in the tree and word."""
    claims: Claims = defaultdict(list)
    for one in sound:
        deep = depth(one.row["number"], known)
        for language in content.LANGUAGES:
            words = {one.row["name"][language], *one.row["words"][language]}
            for word in {plain(word) for word in words}:
                claims[language, deep, word].append(one)
    return claims


def claimed_twice(claims: Claims) -> Iterator[Wrong]:
    """At each depth of the tree a word means one need, unless each of those who claim it says so."""
    for (language, _depth, word), those in claims.items():
        silent = [one for one in those if word not in shared_words(one)]
        if len(those) > 1 and silent:
            numbers = ", ".join(str(one.row["number"]) for one in those)
            sentence = (
                f"{word} means {numbers}. If it must, write shared: [{word}] in each of them."
            )
            yield silent[0].wrong(sentence, "words", language)


def shared_with_nobody(sound: list[Placed], claims: Claims) -> Iterator[Wrong]:
    meant_twice = {word for (_language, _depth, word), those in claims.items() if len(those) > 1}
    for one in sound:
        for word in shared_words(one) - meant_twice:
            yield one.wrong(f"Nobody else claims {word}: it need not be shared.", "shared")


def shared_words(one: Placed) -> set[str]:
    return {plain(word) for word in one.row.get("shared", ())}


def wrong_traits() -> Iterator[Wrong]:
    """Numbers once and in the range of their group, and a trait for every kind of organization."""
    found = list(placed("traits", TraitRow))
    yield from (wrong for one in found for wrong in one.wrongs)
    sound = [one for one in found if not one.wrongs]
    yield from doubled(sound, "number")
    numbers = {one.row["number"] for one in sound}
    for one in sound:
        group = TRAIT_GROUPS.get(group_of(one), range(0))
        if one.row["number"] not in group:
            yield one.wrong(
                f"The numbers of {group_of(one)} are {group.start} to {group.stop - 1}.", "number"
            )
        if (one.row.get("kind") is None) == (group_of(one) == "kind"):
            yield one.wrong("Exactly the rows of kind.yaml name a kind of organization.")
        yield from unknown(one, "implies", numbers)
    missing = set(Kind.values) - {one.row.get("kind") for one in sound}
    if missing and found:
        yield Wrong("content/traits/kind.yaml", 1, f"Missing: {', '.join(sorted(missing))}.")


def group_of(one: Placed) -> str:
    return one.file.rpartition("/")[2].removesuffix(".yaml")


def wrong_languages() -> Iterator[Wrong]:
    """Codes once, names in both languages."""
    found = list(placed("languages", LanguageRow))
    yield from (wrong for one in found for wrong in one.wrongs)
    yield from doubled([one for one in found if not one.wrongs], "code")


def wrong_further() -> Iterator[Wrong]:
    """Only needs and states that there are, and addresses that begin with https."""
    numbers = set(needs_in("en"))
    for one in placed("look_further", FurtherRow):
        yield from one.wrongs
        if not one.wrongs:
            yield from unknown(one, "needs", numbers)
            yield from unknown(one, "states", set(states()))


def wrong_explainers() -> Iterator[Wrong]:
    """Both languages everywhere, and as many points in one as in the other."""
    for one in placed("explainers", SectionRow):
        yield from one.wrongs
        points = {} if one.wrongs else one.row.get("points", {})
        if points and len(points["en"]) != len(points["es"]):
            yield one.wrong("The points differ in number.", "points")


def plain(word: str) -> str:
    spelled = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spelled if not unicodedata.combining(letter))
