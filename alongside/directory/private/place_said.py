"""All that was ever said of where a site is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from typing import Any, Self

from alongside.directory.geography.places import center_of_zip
from alongside.directory.models import Before, Site
from alongside.directory.private.keyed import Point, street_lines
from alongside.directory.private.place_told import Told

FIELDS = ("address_1", "address_2", "city", "postal_code", "county", "latitude", "longitude")


@dataclass(frozen=True)
class PlaceSaid:
    """By field: what it says, said before a person put it right, and said since, in the list or before it."""

    fields: Mapping[str, tuple[Any, ...]]
    no_point: (
        tuple[float | None, float | None] | None
    )  # where it now has a point that is not its own

    @classmethod
    def of(cls, site: Site) -> Self:
        """In one query."""
        earlier = [one.fields for one in Before.objects.filter(kind="site", record=site.pk)]
        fields = {name: said_of(site, name, earlier) for name in FIELDS}
        return cls(fields, None if site.own_point else (site.latitude, site.longitude))

    def words(self, *names: str) -> list[str]:
        return [said for name in names for said in self.fields[name] if said]

    @cached_property
    def streets(self) -> list[str]:
        """Its street; and where the second line tells one, that."""
        lines = product(self.fields["address_1"], self.fields["address_2"])
        told = chain.from_iterable(street_lines(one or "", two or "") for one, two in lines)
        return sorted({*told} - {""})

    @cached_property
    def points(self) -> set[Point]:
        """A point that stands for a ZIP code is nobody's."""
        said = product(self.fields["latitude"], self.fields["longitude"])
        rough = {center_of_zip(code[:5]) for code in self.words("postal_code")}
        return {point for point in said if None not in point} - rough - {self.no_point}

    @property
    def told(self) -> Told:
        """What no text may tell any more."""
        points = chain.from_iterable(self.points)
        return Told.of(
            self.streets, self.words("postal_code"), points, self.words("city", "county")
        )


def said_of(site: Site, name: str, earlier: list[dict[str, Any]]) -> tuple[Any, ...]:
    before = (fields.get(name) for fields in earlier)
    every = chain.from_iterable(said if isinstance(said, list) else [said] for said in before)
    return (getattr(site, name), site.kept.get(name), site.disputed.get(name), *every)
