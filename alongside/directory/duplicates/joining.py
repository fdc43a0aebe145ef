"""Two records of one organization made one, and made two again. Nothing is deleted."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from alongside.directory.models import Backing, Correction, Listing, Service, Site
from alongside.directory.searching.entries import rebuild_entries
from alongside.orgs.models import Organization

KINDS: dict[str, type[models.Model]] = {
    "sites": Site,
    "services": Service,
    "listings": Listing,
    "backings": Backing,
    "corrections": Correction,
}
Joined = dict[str, list[Any]]


def join(record: Organization, *, into: Organization) -> Joined:
    """Give what a record holds to the organization people work in; the ids of what moved."""
    said = Backing.objects.filter(organization=into).values("how", "said")
    known = {(one["how"], one["said"]) for one in said}
    moved: Joined = {"bound": bind(record) + bind(into)}
    for name, kind in KINDS.items():
        theirs = kind._default_manager.filter(organization=record)
        ids = [
            one.pk
            for one in theirs
            if not (isinstance(one, Backing) and (one.how, one.said) in known)
        ]
        move(kind, ids, to=into)
        moved[name] = [str(pk) for pk in ids]
    point(record, into)
    rebuild_entries(Site.objects.filter(organization__in=[record, into]))
    return moved


def part(record: Organization, joined_with: Organization, moved: Joined) -> None:
    """Give back what moved and is still there. What is given at each of several joined records stays as it is."""
    for name, kind in KINDS.items():
        ids = moved.get(name, [])
        still = kind._default_manager.filter(pk__in=ids, organization=joined_with)
        move(kind, [one.pk for one in still], to=record)
    point(record, None)
    unbind(moved.get("bound", []))
    rebuild_entries(Site.objects.filter(organization__in=[record, joined_with]))


def bind(organization: Organization) -> list[list[str]]:
    """Services of each of its sites are given at these, and not at the other's; which, each with its sites."""
    sites = list(Site.objects.listed().filter(organization=organization))
    services = list(Service.objects.filter(organization=organization, sites=None)) if sites else []
    for service in services:
        service.sites.set(sites)
    return [[str(service.pk), *(str(site.pk) for site in sites)] for service in services]


def unbind(bound: list[list[str]]) -> None:
    """They are given at each of the organization's sites again.

    Unless somebody has said since where they are, or others are joined with the organization too.
    """
    joined = Organization.objects.filter(same_as=OuterRef("organization"))
    alone = Service.objects.filter(~Exists(joined), pk__in=[service for service, *_sites in bound])
    ids = {str(pk) for pk in alone.values_list("pk", flat=True)}
    for service, *sites in bound:
        given = Service.sites.through.objects.filter(service__pk=service)
        still = Site.objects.filter(pk__in=sites).values_list("pk", flat=True)
        if service in ids and {*given.values_list("site", flat=True)} == {*still}:
            given.delete()


def move(kind: type[models.Model], ids: list[Any], *, to: Organization) -> None:
    kind._default_manager.filter(pk__in=ids).update(organization=to)


def point(record: Organization, to: Organization | None) -> None:
    record.same_as = to
    record.save(update_fields=["same_as"])
