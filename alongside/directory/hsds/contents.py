"""What an answer of the API holds: flat objects in lists, nested ones where everything was asked for."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from alongside.directory.gathering import Gathered, gathered_of, services_listed, sites_listed
from alongside.directory.hsds.pairs import Pair
from alongside.directory.hsds.parts import Thing, moment, pair_id
from alongside.directory.hsds.shapes import (
    basic_organization,
    location,
    service,
    service_at_location,
    whole_organization,
)
from alongside.directory.models import Service, Site
from alongside.orgs.models import Organization


def flat(thing: Thing) -> Thing:
    """Only what is one word or number."""
    return {name: value for name, value in thing.items() if not isinstance(value, list | dict)}


def services_flat(services: Iterable[Service]) -> list[Thing]:
    return [flat(service(one, "")) for one in services]


def services_minimal(changes: Iterable[tuple[UUID, datetime]]) -> list[Thing]:
    """What is there, and since when it is as it is: for who keeps a copy."""
    return [{"id": str(pk), "last_modified": moment(changed_at)} for pk, changed_at in changes]


def services_full(services: Iterable[Service]) -> list[Thing]:
    """Each with its organization, and the locations where it is given."""
    services = list(services)
    owners = Organization.objects.filter(pk__in={one.organization_id for one in services})
    about = {one.organization.pk: one for one in gathered_of(owners, services)}
    return [service_full(one, about[one.organization_id]) for one in services]


def service_full(one: Service, about: Gathered) -> Thing:
    name = about.organization.name
    places = [
        service_at_location(one, site) | {"location": location(site, about.keeper_of(site))}
        for site in about.sites_of(one)
    ]
    nested = {"organization": basic_organization(about), "service_at_locations": places}
    return service(one, name) | nested


def organizations_flat(organizations: Iterable[Organization]) -> list[Thing]:
    return [flat(basic_organization(about)) for about in gathered_of(organizations, ())]


def organizations_in_full(*, full_service: bool) -> Callable[[Iterable[Organization]], list[Thing]]:
    """Each with its locations and its services: those in full, or only what is one word or number of them."""

    def tell(organizations: Iterable[Organization]) -> list[Thing]:
        found = [whole_organization(about) for about in gathered_of(organizations)]
        for one in () if full_service else found:
            one["services"] = [flat(service) for service in one.get("services", ())]
        return found

    return tell


def pairs_flat(pairs: Iterable[Pair]) -> list[Thing]:
    return [
        {"id": pair_id(*pair), "service_id": str(pair[0]), "location_id": str(pair[1])}
        for pair in pairs
    ]


def pairs_full(pairs: list[Pair]) -> list[Thing]:
    """Each with its location, and its service with the organization."""
    services = services_listed().in_bulk([service for service, _site in pairs])
    sites = (
        sites_listed().select_related("organization").in_bulk([site for _service, site in pairs])
    )
    owners = Organization.objects.filter(pk__in={one.organization_id for one in services.values()})
    about = {one.organization.pk: one for one in gathered_of(owners, ())}
    return [
        pair_full(services[one], sites[site], about[services[one].organization_id])
        for one, site in pairs
    ]


def pair_full(one: Service, site: Site, about: Gathered) -> Thing:
    name = about.organization.name
    told = service(one, name) | {"organization": basic_organization(about)}
    there = location(site, about.keeper_of(site))
    return service_at_location(one, site) | {"location": there, "service": told}
