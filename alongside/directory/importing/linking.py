"""Which services are given where, and who funds whom."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from alongside.directory.copying import copy_rows
from alongside.directory.importing.meaning import traits_named
from alongside.directory.importing.records import Backed
from alongside.directory.models import Backing, Import, Service


class Linked(NamedTuple):
    service: UUID
    sites: frozenset[UUID]


def link(services: list[Linked], *, are_new: bool) -> bool:
    """Write where services are given; whether anything differs from before."""
    through = Service.sites.through
    wanted = {(one.service, site) for one in services for site in one.sites}
    here: set[tuple[UUID, UUID]] = set()
    if not are_new:
        rows = through.objects.filter(service__in=[one.service for one in services])
        here = set(rows.values_list("service_id", "site_id"))
        for service, site in here - wanted:
            through.objects.filter(service=service, site=site).delete()
    copy_rows(through, ("service_id", "site_id"), sorted(wanted - here))
    return wanted != here


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
