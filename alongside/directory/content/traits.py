"""What can be said of a service, a site or an organization, beside what it is for: what a filter asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alongside.lib import content


@dataclass(frozen=True)
class Trait:
    number: int  # stands in links and in the directory: never changed, never used again
    group: str  # the file it stands in: cost, privacy, reach, access, especially_for, backer, kind
    name: str
    words: tuple[str, ...] = ()  # what people also call it
    implies: tuple[int, ...] = ()  # who can say this can say these
    kind: str = ""  # of the kinds of organization: which


@cache
def traits_in(language: str) -> Mapping[int, Trait]:
    """All traits in one language, by number."""
    found = [
        Trait(
            number=row["number"],
            group=file,
            name=row["name"][language],
            words=tuple(row.get("words", {}).get(language, ())),
            implies=tuple(row.get("implies", ())),
            kind=row.get("kind", ""),
        )
        for file, row in content.rows("traits")
    ]
    return MappingProxyType({trait.number: trait for trait in sorted(found, key=number_of)})


def number_of(trait: Trait) -> int:
    return trait.number


def traits() -> Mapping[int, Trait]:
    """All traits in the reader's language."""
    return traits_in(content.language())


def traits_of(group: str) -> tuple[Trait, ...]:
    """The traits of one group, in the reader's language and the order of their numbers."""
    return tuple(trait for trait in traits().values() if trait.group == group)


def with_implied(numbers: Iterable[int]) -> frozenset[int]:
    """Some traits and what follows from them: who helps by phone helps without a visit."""
    said = set(numbers)
    return frozenset(said.union(*(traits_in("en")[number].implies for number in said)))


# orgs.models.Kind → the number of the trait that says it.
KIND_TRAITS: Mapping[str, int] = MappingProxyType(
    {trait.kind: trait.number for trait in traits_in("en").values() if trait.kind}
)
