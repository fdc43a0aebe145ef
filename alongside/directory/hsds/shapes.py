"""Records as objects of HSDS, nested as its schemas have them. Every export and answer is made of these."""

from collections.abc import Iterable

from alongside.directory.content.traits import traits_in
from alongside.directory.gathering import Gathered
from alongside.directory.hsds import parts
from alongside.directory.hsds.parts import Thing, made_id, pair_id, web, whole
from alongside.directory.hsds.terms import (
    attribute,
    attributes_of_needs,
    attributes_of_traits,
    term_id,
    trait_of_kind,
)
from alongside.directory.models import Backing, Listing, Profile, Service, Setting, Site
from alongside.directory.private.keyed import is_ours
from alongside.orgs.models import Kind, Organization

FREE = 101
IN_PERSON = {Setting.CLINIC, Setting.SCHOOL, Setting.SEASONAL, Setting.MOBILE}


def organization(
    about: Organization, listings: list[Listing], profile: Profile | None, backings: list[Backing]
) -> Thing:
    """An organization with what lists and itself say of it; without its locations and services."""
    pk = str(about.pk)
    told = next((one for one in listings if one.description), None)
    sites = list(dict.fromkeys(web(one.website) for one in listings if web(one.website)))
    other = [one.other_name for one in listings if one.other_name not in {"", about.name}]
    return whole(
        id=pk,
        name=about.name,
        alternate_name=other[0] if other else "",
        description=(profile.what_we_do if profile else "")
        or (told.description if told else str(Kind(about.kind).label)),
        website=sites[0] if sites else "",
        additional_websites=[link(pk, address) for address in sites[1:]],
        phones=phones_of(pk, listings, profile),
        funding=[funding(one) for one in backings if one.how == Backing.How.FUNDED],
        organization_identifiers=[identifier(one) for one in listings if number(one)],
        attributes=attributes_of_organization(about, profile, backings),
        metadata=[
            one for said in listings for one in parts.metadata("organization", pk, said, about.name)
        ],
    )


def link(pk: str, address: str) -> Thing:
    return {"id": made_id(pk, "url", address), "url": address, "organization_id": pk}


def phones_of(pk: str, listings: list[Listing], profile: Profile | None) -> list[Thing]:
    """The number that it gives itself, or else the first that a list gives."""
    said = next((one for one in (profile, *listings) if one and one.phone), None)
    return parts.phones("organization", pk, said) if said else []


def number(said: Site | Listing) -> str:
    """The list's own number; none where it has none, and the key was made here."""
    return "" if is_ours(said.source_key) else said.source_key


def identifier(listing: Listing) -> Thing:
    return whole(
        id=made_id(listing.pk, "identifier"),
        organization_id=str(listing.organization_id),
        identifier_scheme=listing.source_id,
        identifier_type=parts.source_name(listing),
        identifier=listing.source_key,
    )


def funding(backing: Backing) -> Thing:
    """Who funds it, in the source's words, with the source and its day."""
    owner = {"id": made_id(backing.pk, "funding"), "entity": "funding"}
    return whole(
        id=owner["id"],
        organization_id=str(backing.organization_id),
        source=f"{backing.said} ({said_by(backing)})",
        attributes=[of_backer(owner, backing, "funded_by")] if is_known(backing) else [],
    )


def said_by(backing: Backing) -> str:
    return f"{backing.source_name}, {backing.on}" if backing.on else backing.source_name


def is_known(backing: Backing) -> bool:
    return backing.trait in traits_in("en")


def of_backer(owner: Thing, backing: Backing, how: str) -> Thing:
    return attribute(
        owner,
        term_id("backer", backing.trait),
        how,
        value=backing.said,
        label=said_by(backing),
    )


def attributes_of_organization(
    about: Organization, profile: Profile | None, backings: list[Backing]
) -> list[Thing]:
    """What kind it is, for whom above all, and who vetted it."""
    owner = {"id": str(about.pk), "entity": "organization"}
    kind = trait_of_kind(about.kind)
    said = [*([kind.number] if kind else []), *(profile.traits if profile else [])]
    return attributes_of_traits(owner, said) + [
        vetted(owner, one) for one in backings if one.how == Backing.How.VETTED
    ]


def vetted(owner: Thing, backing: Backing) -> Thing:
    if is_known(backing):
        return of_backer(owner, backing, "vetted_by")
    return {
        "id": made_id(backing.pk, "vetted"),
        "link_id": owner["id"],
        "link_entity": owner["entity"],
        "link_type": "vetted_by",
        "value": backing.said,
        "label": said_by(backing),
    }


def location(site: Site, organization: str) -> Thing:
    """A site. A confidential one is virtual and says how to reach it, and nothing of where it is."""
    pk = str(site.pk)
    owner = {"id": pk, "entity": "location"}
    shared = whole(
        id=pk,
        location_type="physical" if has_a_place(site) else "virtual",
        organization_id=str(site.organization_id),
        name=site.name,
        url=web(site.website),
        phones=parts.phones("location", pk, site),
        languages=parts.languages("location", pk, site.languages),
        accessibility=accessibility(pk, site.traits),
        attributes=attributes_of_traits(owner, site.traits) + setting(owner, site),
        metadata=parts.metadata("location", pk, site, organization),
    )
    if site.is_confidential:
        return shared | whole(schedules=parts.weekly("location", pk, site))
    return shared | details(site, pk)


def has_a_place(site: Site) -> bool:
    return not site.is_confidential and site.setting in IN_PERSON


def details(site: Site, pk: str) -> Thing:
    """What is said of a site that is not confidential."""
    has_point = has_a_place(site) and not site.is_rough
    return whole(
        description=site.description,
        transportation=site.getting_there,
        latitude=site.latitude if has_point else None,
        longitude=site.longitude if has_point else None,
        external_identifier=number(site),
        external_identifier_type=parts.source_name(site) if number(site) else "",
        addresses=[address(site, pk)] if has_a_place(site) and site.address_1 and site.city else [],
        schedules=parts.schedules("location", pk, site),
    )


def address(site: Site, pk: str) -> Thing:
    optional = whole(address_2=site.address_2)
    return optional | {
        "id": made_id(pk, "address"),
        "location_id": pk,
        "address_1": site.address_1,
        "city": site.city,
        "state_province": site.state,
        "postal_code": site.postal_code,
        "country": "US",
        "address_type": "physical",
    }


def setting(owner: Thing, site: Site) -> list[Thing]:
    """How a site is found open, where one cannot simply walk in."""
    if site.setting == Setting.CLINIC:
        return []
    return [
        {
            "id": made_id(owner["id"], "setting"),
            "link_id": owner["id"],
            "link_entity": owner["entity"],
            "link_type": "setting",
            "value": site.setting,
            "label": str(Setting(site.setting).label),
        }
    ]


def accessibility(pk: str, numbers: Iterable[int]) -> list[Thing]:
    known = (traits_in("en").get(number) for number in numbers)
    return [
        {
            "id": made_id(pk, "access", one.number),
            "location_id": pk,
            "description": one.name,
        }
        for one in known
        if one and one.group == "access"
    ]


def service(about: Service, organization: str) -> Thing:
    """A service with all that is its own; without its organization and its locations."""
    pk = str(about.pk)
    owner = {"id": pk, "entity": "service"}
    return whole(
        id=pk,
        organization_id=str(about.organization_id),
        name=about.name,
        description=about.description,
        url=web(about.website),
        status="active",
        application_process=about.how_to_begin,
        fees_description=about.cost,
        eligibility_description=about.eligibility,
        assured_date=about.confirmed_on.isoformat() if about.confirmed_on else "",
        last_modified=parts.moment(about.changed_at),
        phones=parts.phones("service", pk, about),
        schedules=parts.schedules("service", pk, about),
        service_areas=parts.service_areas("service", pk, about.areas),
        languages=parts.languages("service", pk, about.languages),
        cost_options=cost_options(about, pk),
        attributes=attributes_of_needs(owner, about.needs)
        + attributes_of_traits(owner, about.traits),
        metadata=parts.metadata("service", pk, about, organization),
    )


def cost_options(about: Service, pk: str) -> list[Thing]:
    free = FREE in about.traits
    if not free and not about.cost:
        return []
    price = {"option": "Free", "amount": 0, "currency": "usd"} if free else {}
    return [price | whole(id=made_id(pk, "cost"), service_id=pk, amount_description=about.cost)]


def service_at_location(about: Service, site: Site) -> Thing:
    """A service at a site, with the areas of the site where the service names none of its own."""
    pk = pair_id(about.pk, site.pk)
    return whole(
        id=pk,
        service_id=str(about.pk),
        location_id=str(site.pk),
        service_areas=[]
        if about.areas
        else parts.service_areas("service_at_location", pk, site.areas),
    )


def whole_organization(about: Gathered) -> Thing:
    """An organization with its locations and services: the services name their locations by id."""
    name = about.organization.name
    locations = [location(site, name) for site in about.sites]
    services = [whole_service(one, about.sites_of(one), name) for one in about.services]
    return basic_organization(about) | whole(locations=locations, services=services)


def basic_organization(about: Gathered) -> Thing:
    return organization(about.organization, about.listings, about.profile, about.backings)


def whole_service(about: Service, sites: Iterable[Site], organization: str) -> Thing:
    places = [service_at_location(about, site) for site in sites]
    return service(about, organization) | whole(service_at_locations=places)
