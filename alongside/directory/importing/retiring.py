"""What left a list is no longer shown. It is not deleted: what refers to it still finds it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import now

from alongside.directory.importing.over import KINDS, AnyRecord
from alongside.directory.keeping.putting_right import as_json
from alongside.directory.models import Before, Import, Listing, Service, Site
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.postgres.copying import copy_in

AT_ONCE = 2000


class Missing:
    """What was here of a list before it was read again."""

    def __init__(self, during: Import) -> None:
        self.before: dict[type[AnyRecord], set[UUID]] = {
            model: set(before(model, during).values_list("pk", flat=True))
            for model in (Site, Service, Listing)
        }
        sites = before(Site, during)
        self.newest = sites.aggregate(day=Max("listed_on"))["day"] or date.min

    def retire(
        self, met: dict[type[AnyRecord], set[UUID]], during: Import, day: date | None
    ) -> int:
        """Retire what the list no longer holds; how many sites that are."""
        for model, known in self.before.items():
            missing = sorted(known - met[model])
            for some in pieces(missing):
                retire(model, some, during, day)
        # An earlier try of this import may have retired some.
        return during.changes.filter(kind="site", fields__retired_at__0=None).count()


def before(model: type[AnyRecord], during: Import) -> QuerySet[AnyRecord]:
    """What this list told of when an import first began."""
    return here(model).filter(source=during.source_id or "").exclude(added_during=during)


@transaction.atomic
def retire(model: type[AnyRecord], keys: list[UUID], during: Import, day: date | None) -> None:
    """Note that their list tells of these records no more, and hide those of which none does."""
    at = now()
    if model is Site:
        left = Site.objects.filter(pk__in=keys, left_at=None)
        note(left, "left_at", [None, at], during)
        Site.objects.filter(pk__in=keys).update(listed_on=day)
        keys = [*keys, *Site.objects.filter(pk__in=keys).values_list("same_as", flat=True)]
    note(without_word(model, keys), "retired_at", [None, at], during)
    if model is Site:
        rebuild_entries(Site.objects.filter(pk__in=keys))
    elif model is Service:
        rebuild_entries(sites_around(keys))


def note(
    things: QuerySet[AnyRecord], field: str, change: list[datetime | None], during: Import
) -> None:
    """Set a field of records so that it can be undone."""
    ids = list(things.values_list("pk", flat=True))
    told = {"kind": KINDS[things.model], "fields": {field: [as_json(one) for one in change]}}
    copy_in(Before, (Before(during=during, record=pk, **told) for pk in ids))
    things.model.objects.filter(pk__in=ids).update(**{field: change[1]})


def bring_back(sites: Iterable[UUID], during: Import) -> list[Site]:
    """Places that had left every list, and that the list of another record of them tells of again."""
    back = []
    for site in Site.objects.filter(pk__in=list(sites)).exclude(retired_at=None):
        if site.left_at and "retired_at" not in site.kept:
            back.append(site)
            note(Site.objects.filter(pk=site.pk), "retired_at", [site.retired_at, None], during)
    return back


def here(model: type[AnyRecord]) -> QuerySet[AnyRecord]:
    """The records that a list may stop to tell of: of two of one place, both."""
    if model is Site:
        return Site.objects.filter(Q(retired_at=None) | Q(same_as__isnull=False), left_at=None)
    return model.objects.listed()


def without_word(model: type[AnyRecord], keys: Iterable[UUID]) -> QuerySet[AnyRecord]:
    """Those that no list tells of any more; a place with two records stays on the other one's word."""
    things = model.objects.listed().filter(pk__in=[key for key in keys if key])
    if model is Site:
        others = Site.objects.filter(same_as=OuterRef("pk"), left_at=None)
        things = things.exclude(left_at=None).exclude(Exists(others))
    return things


def sites_around(services: Iterable[UUID]) -> list[Site]:
    """Where services are given: at their sites, or at all of their organization's."""
    named = Site.objects.filter(services__in=list(services))
    alone = Service.objects.filter(pk__in=list(services), sites=None).values("organization")
    return list(named.union(Site.objects.filter(organization__in=alone)))


def pieces(keys: list[UUID]) -> Iterator[list[UUID]]:
    for at in range(0, len(keys), AT_ONCE):
        yield keys[at : at + AT_ONCE]
