"""Our needs and traits as taxonomies of HSDS, with the codes of Open Eligibility and Gravity that they match."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from alongside.directory.content.needs import Need, needs_in
from alongside.directory.content.traits import Trait, traits_in
from alongside.directory.hsds.parts import Thing, made_id, whole
from alongside.lib.facts import rows

NEEDS, OPEN_ELIGIBILITY, GRAVITY = "needs", "open_eligibility", "gravity"
TAXONOMIES = {
    NEEDS: (
        "Alongside needs",
        "What people may need: a hub of safety and nine areas around it.",
        "",
    ),
    OPEN_ELIGIBILITY: (
        "Open Eligibility",
        "Terms of Open Eligibility that match our needs. CC BY-SA 3.0, findhelp.",
        "https://github.com/auntbertha/openeligibility",
    ),
    GRAVITY: (
        "Gravity Project",
        "Categories of the Gravity Project that match our needs. CC0, HL7.",
        "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes",
    ),
    "cost": ("Cost", "What it costs.", ""),
    "privacy": ("Privacy", "What is promised about what a person says there.", ""),
    "reach": ("How to begin", "How to reach a service.", ""),
    "access": ("Accessibility", "What makes a place usable for everyone.", ""),
    "especially_for": ("Especially for", "Who an organization says it is there for above all.", ""),
    "backer": ("Funded or vetted by", "Who funds or vetted an organization.", ""),
    "kind": ("Kind of organization", "What an organization is.", ""),
}


@cache
def taxonomies() -> Mapping[str, Thing]:
    """Every taxonomy by its id."""
    made = (
        whole(id=made_id("taxonomy", key), name=name, description=about, uri=uri)
        for key, (name, about, uri) in TAXONOMIES.items()
    )
    return MappingProxyType({one["id"]: one for one in made})


@cache
def terms() -> Mapping[str, Thing]:
    """Every term by its id: needs, the codes they match, traits."""
    made = [*map(of_need, needs_in("en").values()), *matched(), *of_traits()]
    return MappingProxyType({one["id"]: one for one in made})


def term(taxonomy: str, code: object, name: str, about: str, parent: str = "") -> Thing:
    detail = taxonomies()[made_id("taxonomy", taxonomy)]
    return whole(
        id=term_id(taxonomy, code),
        code=str(code) if taxonomy in {OPEN_ELIGIBILITY, GRAVITY} else f"{taxonomy}-{code}",
        name=name,
        description=about,
        parent_id=parent,
        taxonomy=detail["name"],
        language="en",
        taxonomy_id=detail["id"],
    )


@cache
def term_id(taxonomy: str, code: object) -> str:
    return made_id("term", taxonomy, code)


def of_need(need: Need) -> Thing:
    parent = term_id(NEEDS, need.parent) if need.parent else ""
    return term(NEEDS, need.number, need.name, need.includes, parent)


def matched() -> Iterator[Thing]:
    """The codes of others that our needs match, each once, by their own names."""
    keys = dict.fromkeys(key for need in needs_in("en").values() for key in codes_of(need))
    for taxonomy, code in keys:
        name = names_of_codes()[taxonomy, str(code)]
        yield term(taxonomy, code, name, name)


@cache
def names_of_codes() -> Mapping[tuple[str, str], str]:
    """What Open Eligibility and the Gravity Project call their codes."""
    open_eligibility = {
        (OPEN_ELIGIBILITY, row["id"]): row["title"] for row in rows("open_eligibility.csv")
    }
    gravity = {(GRAVITY, row["code"]): row["display"] for row in rows("gravity_categories.csv")}
    return MappingProxyType(open_eligibility | gravity)


def codes_of(need: Need) -> list[tuple[str, object]]:
    return [
        *((OPEN_ELIGIBILITY, code) for code in need.open_eligibility),
        *((GRAVITY, code) for code in need.gravity),
    ]


def of_traits() -> Iterator[Thing]:
    """The traits that a taxonomy here holds."""
    for trait in traits_in("en").values():
        yield term(trait.group, trait.number, trait.name, ", ".join(trait.words) or trait.name)


def attribute(owner: Thing, term_key: str, link: str, *, value: str = "", label: str = "") -> Thing:
    """A term that is said of an object."""
    entity, pk = owner["entity"], owner["id"]
    return whole(
        id=made_id(pk, link, term_key, value),
        link_id=pk,
        link_entity=entity,
        link_type=link,
        taxonomy_term_id=term_key,
        value=value,
        label=label,
        taxonomy_term=terms()[term_key],
    )


def attributes_of_needs(owner: Thing, numbers: Iterable[int]) -> list[Thing]:
    """Needs that are met, and the codes of others that match them, each once."""
    keys = {}
    for number in numbers:
        if need := needs_in("en").get(number):
            keys[term_id(NEEDS, number)] = NEEDS
            keys |= {term_id(*key): key[0] for key in codes_of(need)}
    return [attribute(owner, key, link) for key, link in keys.items()]


def attributes_of_traits(owner: Thing, numbers: Iterable[int]) -> list[Thing]:
    known = (traits_in("en").get(number) for number in numbers)
    return [
        attribute(owner, term_id(trait.group, trait.number), trait.group)
        for trait in known
        if trait
    ]


def trait_of_kind(kind: str) -> Trait | None:
    return next((one for one in traits_in("en").values() if one.kind == kind), None)
