"""What the API is asked for: services and organizations, filtered. Filters add to each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.directory.content.needs import needs_in
from alongside.directory.content.traits import traits_in
from alongside.directory.gathering import services_listed
from alongside.directory.hsds.parts import made_id
from alongside.directory.hsds.terms import NEEDS, codes_of, term_id
from alongside.directory.models import Backing, Profile, Service, organizations_listed
from alongside.orgs.models import Organization


@dataclass(frozen=True)
class Meaning:
    """What a term or a taxonomy stands for here: numbers of needs and of traits."""

    needs: frozenset[int] = frozenset()
    traits: frozenset[int] = frozenset()

    def __or__(self, other: "Meaning") -> "Meaning":
        return Meaning(self.needs | other.needs, self.traits | other.traits)


@dataclass(frozen=True)
class Asked:
    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime | None = None

    @property
    def meanings(self) -> list[Meaning]:
        """Nothing has a term that is not here."""
        ids = (self.taxonomy_term_id, self.taxonomy_id)
        return [meanings().get(str(one), Meaning()) for one in ids if one]


@cache
def meanings() -> Mapping[str, Meaning]:
    """By the id of a term, and by that of a taxonomy for all its terms."""
    found: dict[str, Meaning] = {}
    for taxonomy, code, meaning in meant():
        for key in (term_id(taxonomy, code), made_id("taxonomy", taxonomy)):
            found[key] = found.get(key, Meaning()) | meaning
    return MappingProxyType(found)


def meant() -> Iterator[tuple[str, object, Meaning]]:
    for need in needs_in("en").values():
        for taxonomy, code in ((NEEDS, need.number), *codes_of(need)):
            yield taxonomy, code, Meaning(needs=frozenset({need.number}))
    for trait in traits_in("en").values():
        yield trait.group, trait.number, Meaning(traits=frozenset({trait.number}))


def services_asked(asked: Asked) -> QuerySet[Service]:
    """Services that are listed, of organizations that are."""
    listed = organizations_listed().filter(pk=OuterRef("organization"))
    found = services_listed().filter(Exists(listed))
    if asked.search:
        found = found.saying(asked.search)
    for meaning in asked.meanings:
        found = found.filter(said_of_service(meaning))
    if asked.organization_id:
        found = found.filter(organization=asked.organization_id)
    if asked.modified_after:
        found = found.filter(changed_at__gte=asked.modified_after)
    return found


def said_of_service(meaning: Meaning) -> Q:
    return Q(needs__overlap=list(meaning.needs)) | Q(traits__overlap=list(meaning.traits))


def organizations_asked(asked: Asked) -> QuerySet[Organization]:
    """Organizations that are listed; those that have a term themselves, or a service that has it."""
    found = organizations_listed().order_by("pk")
    if asked.search:
        found = found.filter(name__icontains=asked.search)
    for meaning in asked.meanings:
        found = found.filter(said_of_organization(meaning))
    return found


def said_of_organization(meaning: Meaning) -> Q:
    numbers = list(meaning.traits)
    kinds = [traits_in("en")[number].kind for number in numbers]
    here = {"organization": OuterRef("pk")}
    return (
        Q(kind__in=[kind for kind in kinds if kind])
        | Q(Exists(Profile.objects.filter(traits__overlap=numbers, **here)))
        | Q(Exists(Backing.objects.filter(trait__in=numbers, **here)))
        | Q(Exists(Service.objects.listed().filter(said_of_service(meaning), **here)))
    )
