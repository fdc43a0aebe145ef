"""Undoing an import: what it added is taken out, what it changed is as it was; what people wrote since stays."""

from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, Q, QuerySet
from django.utils.timezone import now

from alongside.directory.actions.merging import part
from alongside.directory.duplicates.emptied import part_emptied
from alongside.directory.keeping.putting_right import as_json, group_of
from alongside.directory.models import (
    Backing,
    Before,
    Duplicate,
    Import,
    Listing,
    OrganizationPair,
    Service,
    Site,
    Verdict,
)
from alongside.directory.searching.entries import rebuild_entries
from alongside.orgs.models import Organization

# Whom the host has not admitted, no letter can name; somebody may have noted it as a partner.
KNOWN_BY = {"directory", "orgs", "partnerships"}
AT_ONCE = 500  # records in one transaction
KINDS: dict[str, type[Site | Service | Listing]] = {
    "site": Site,
    "service": Service,
    "listing": Listing,
}
AnyAdded = Site | Service | Listing | Backing


def take_out(during: Import) -> None:
    """Undo an import, some hundred records at a time; ended in between, it goes on from there."""
    everything = max(1, left_of(during))
    while restore_some(during) or remove_some(during):
        during.read_so_far = 1 - left_of(during) / everything
        during.save(update_fields=["read_so_far"])
    remove_joined()
    during.state, during.ended_at, during.read_so_far = Import.State.UNDONE, now(), 1
    during.save(update_fields=["state", "ended_at", "read_so_far"])


def left_of(during: Import) -> int:
    added = (model.objects.filter(added_during=during).count() for model in KINDS.values())
    return during.changes.count() + sum(added)


@transaction.atomic
def restore_some(during: Import) -> int:
    """What it changed or retired, the last change first; how many."""
    some = list(during.changes.order_by("-id")[:AT_ONCE])
    touched: set[Site] = set()
    for before in some:
        thing = KINDS[before.kind].objects.filter(pk=before.record).first()
        if thing:
            touched |= sites_of(thing)
            restore(thing, before)
            touched |= sites_of(thing)
    Before.objects.filter(pk__in=[before.pk for before in some]).delete()
    rebuild_entries(touched)
    return len(some)


def restore(thing: Site | Service | Listing, before: Before) -> None:
    """Fields that still say what the import wrote; what a person has put right since stays as a whole."""
    since = {
        group_of(name) for name, said in before.fields.items() if now_is(thing, name) != said[1]
    }
    for name, (was, written) in before.fields.items():
        if group_of(name) in since:
            follow_back(thing, name, was, written)
        elif name == "sites" and isinstance(thing, Service):
            thing.sites.set(Site.objects.filter(pk__in=was))
        elif not (name == "is_confidential" and written):  # once private it stays so
            field: Any = thing._meta.get_field(name)
            setattr(thing, name, field.to_python(was))
            if isinstance(thing, Listing) and name == "name":
                Organization.objects.filter(pk=thing.organization_id, name=written).update(name=was)
    thing.source_digest = b""  # the list, read again, is written again
    thing.save()


def now_is(thing: Site | Service | Listing, name: str) -> Any:
    """What a record says, as it is kept beside an import."""
    if name == "sites" and isinstance(thing, Service):
        return sorted(str(pk) for pk in thing.sites.values_list("pk", flat=True))
    return as_json(getattr(thing, name))


def follow_back(thing: Site | Service | Listing, name: str, was: Any, written: Any) -> None:
    """Beside a person's words stands again what the list said before."""
    if thing.kept.get(name) == written:
        thing.kept[name] = was
    if thing.disputed.get(name) == written:
        del thing.disputed[name]


def sites_of(thing: AnyAdded) -> set[Site]:
    """The sites whose rows in the search table it makes."""
    if isinstance(thing, Site):
        return {thing}
    everywhere = Q(organization=thing.organization_id)
    if isinstance(thing, Service) and thing.sites.exists():
        everywhere = Q(pk__in=thing.sites.all())
    return set(Site.objects.filter(everywhere))


@transaction.atomic
def remove_some(during: Import) -> int:
    """What it added: services before sites before what it said of organizations and their funders; how many.

    What a person put right since stays, and a place stays with its service.
    """
    for model in (Service, Site, Listing, Backing):
        added = model._default_manager.filter(added_during=during)
        if model is not Backing:
            added.filter(put_right(model, during)).update(added_during=None)
        added = added.order_by("pk")
        if some := list(islice(added.iterator(AT_ONCE), AT_ONCE)):
            remove(model, some)
            return len(some)
    return 0


def put_right(model: type[Model], during: Import) -> Q:
    by_itself = ~Q(kept={})
    if model is not Site:
        return by_itself
    services = Service.objects.filter(source=during.source, sites=OuterRef("pk"))
    return by_itself | Q(Exists(services.exclude(kept={})))


def remove(model: type[AnyAdded], some: list[AnyAdded]) -> None:
    keys: list[Any] = [thing.pk for thing in some]
    touched = set().union(*(sites_of(thing) for thing in some))
    if model is Site:
        for pair in Duplicate.objects.filter(older__in=keys, verdict=Verdict.MERGED):
            touched.add(part(pair))
    organizations = {thing.organization_id for thing in some}
    proposed = OrganizationPair.objects.proposed()
    proposed.filter(Q(older__in=organizations) | Q(younger__in=organizations)).delete()
    model._default_manager.filter(pk__in=keys).delete()
    remove_unknown(organizations)
    rebuild_entries(site for site in touched if site.pk not in keys)


@transaction.atomic
def remove_joined() -> None:
    """Of organizations that people had joined, those of which nothing is left."""
    remove_unknown({one.pk for one in part_emptied()})


def remove_unknown(organizations: set[UUID]) -> None:
    """Those that nothing in the directory and nobody at work here refers to; a verdict on one goes with it."""
    gone = unknown(
        Organization.objects.filter(pk__in=organizations, admitted_at=None, same_as=None)
    )
    keys = list(gone.values_list("pk", flat=True))
    OrganizationPair.objects.filter(Q(older__in=keys) | Q(younger__in=keys)).delete()
    # Django would look through letters first, which the worker may not read.
    gone._raw_delete(gone.db)


def unknown(organizations: QuerySet[Organization]) -> QuerySet[Organization]:
    for relation in Organization._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model: type[Model] = relation.related_model
        if model._meta.app_label not in KNOWN_BY or model is OrganizationPair:
            continue
        refers = model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        organizations = organizations.exclude(Exists(refers))
    return organizations
