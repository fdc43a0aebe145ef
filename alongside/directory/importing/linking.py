"""Which services are given where, and who funds whom."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from alongside.directory.importing.meaning import traits_named
from alongside.directory.importing.records import Backed
from alongside.directory.models import Backing, Import, Service, Site
from alongside.lib.postgres.copying import copy_rows


class Touched(NamedTuple):
    """A record that is new or changed."""

    pk: UUID
    organization_id: UUID


class Linked(NamedTuple):
    service: UUID
    sites: frozenset[UUID]


def link(services: Iterable[Linked]) -> None:
    """Write where new services are given."""
    wanted = {(one.service, site) for one in services for site in one.sites}
    copy_rows(Service.sites.through, ("service_id", "site_id"), sorted(wanted))


def relink(service: Linked) -> dict[str, list[Any]]:
    """Write where a service is given now; where it was and is, if that differs."""
    through = Service.sites.through.objects.filter(service=service.service)
    here = frozenset(through.values_list("site_id", flat=True))
    if here == service.sites:
        return {}
    through.filter(site__in=here - service.sites).delete()
    link([service._replace(sites=service.sites - here)])
    return {"sites": [sorted(map(str, here)), sorted(map(str, service.sites))]}


def backings(said: Iterable[Backed], organizations: dict[str, UUID], during: Import) -> list[UUID]:
    """Write who funds whom, as a list says it; the organizations of which that is new."""
    found = {
        (organizations[one.organization], one.said[:300])
        for one in said
        if one.organization in organizations
    }
    here = set(
        Backing.objects.filter(organization__in={one for one, _said in found}).values_list(
            "organization", "said"
        )
    )
    name = during.source.name if during.source else ""
    new = [
        Backing(
            organization_id=organization,
            said=words,
            trait=min(traits_named("backer", words), default=None),
            source_name=name,
            added_during=during,
        )
        for organization, words in sorted(found - here)
    ]
    Backing.objects.bulk_create(new, ignore_conflicts=True)
    return sorted({one.organization_id for one in new})


def to_rebuild(
    sites: list[Touched], services: list[Touched], organizations: list[UUID]
) -> list[Site]:
    """The sites whose rows in the search table are no longer right."""
    given = Service.sites.through.objects.filter(service__in=[one.pk for one in services])
    places = list(given.values_list("service", "site"))
    placed = {service for service, _site in places}
    everywhere = {one.organization_id for one in services if one.pk not in placed}
    of_all = Site.objects.filter(organization__in=everywhere.union(organizations))
    found = {one.pk for one in sites} | {site for _service, site in places}
    found.update(of_all.values_list("pk", flat=True))
    return list(Site.objects.filter(pk__in=found).only("pk"))
