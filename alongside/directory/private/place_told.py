"""Whether words tell where a place is, and the same words without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from alongside.directory.geography.addresses import (
    SHORT,
    SIDES,
    STREETS,
    WORD,
    Address,
    in_figures,
)
from alongside.directory.private.confidential import SENTENCES
from alongside.directory.private.keyed import houses_of

Words = tuple[str, ...]


def folded(text: str) -> Words:
    """Words and numbers as addresses are compared: without sides, "Lane" as "ln"."""
    plain = in_figures(text.casefold().replace(".", " "))
    found = (SHORT.get(word, word) for word in WORD.findall(plain))
    return tuple(word for word in found if word not in SIDES)


@dataclass(frozen=True)
class Told:
    """Addresses that no text may tell."""

    houses: frozenset[tuple[str, Words]] = frozenset()  # number and street
    codes: frozenset[str] = frozenset()  # ZIP codes
    points: frozenset[str] = frozenset()  # beginnings of latitudes and longitudes
    towns: frozenset[str] = frozenset()  # they may be told, if nothing else is

    @classmethod
    def of(
        cls,
        streets: Iterable[str],
        codes: Iterable[str] = (),
        points: Iterable[float] = (),
        towns: Iterable[str] = (),
    ) -> Self:
        read = (Address.read(street) for street in streets)
        houses = {
            (house, folded(" ".join(one.street)))
            for one in read
            if one.street
            for house in {one.house, *houses_of(one.house)}
        }
        return cls(
            frozenset(one for one in houses if one[1]),
            frozenset(code[:5] for code in codes if len(code) >= 5),
            frozenset(f"{point:.6f}"[:-3] for point in points),
            frozenset(towns),
        )

    def __bool__(self) -> bool:
        return bool(self.houses or self.codes or self.points or self.towns)

    @property
    def marks(self) -> set[str]:
        """Words of which a text that tells it holds at least one."""
        longest = {max(street, key=len) for _house, street in self.houses}
        return longest | set(self.codes) | set(self.points)

    def tells(self, text: str) -> bool:
        """Whether a text names the street, the ZIP code with the house's number, or the point."""
        said = folded(text)
        return (
            any(names(said, *house) for house in self.houses)
            or any(
                {house, code} <= {*said} for house, _street in self.houses for code in self.codes
            )
            or any(point in text for point in self.points)
        )

    def out_of(self, said: Any) -> Any:
        """What is said, whatever its form, without the sentences that tell it."""
        if isinstance(said, list):
            return [self.out_of(one) for one in said]
        if isinstance(said, dict):
            return {name: self.out_of(one) for name, one in said.items()}
        if not isinstance(said, str) or not self.tells(said):
            return said
        left = " ".join(one for one in SENTENCES.split(said) if not self.tells(one))
        return "" if self.tells(left) else left


def names(said: Words, house: str, street: Words) -> bool:
    """Whether words name a street, unless the number of another house stands before it."""
    bare = tuple(word for word in street if word not in STREETS) or street
    for at in range(len(said)):
        before = said[at - 1] if at else ""
        has_number = said[at : at + len(bare)] == bare and before == house != ""
        has_street = said[at : at + len(street)] == street and len(street) > 1
        if has_number or (has_street and not before.isdigit()):
            return True
    return False
