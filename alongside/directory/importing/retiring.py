"""What left a list is no longer shown. It is not deleted: what refers to it still finds it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import now

from alongside.directory.copying import copy_in
from alongside.directory.entries import rebuild_entries
from alongside.directory.importing.over import KINDS, AnyRecord
from alongside.directory.models import Before, Import, Listing, Service, Site
from alongside.directory.putting_right import as_json

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


def before(model: type[AnyRecord], during: Import) -> QuerySet[Any]:
    """What was listed of the same source when an import first began."""
    found = model.objects.listed().filter(source=during.source_id or "")
    return found.exclude(added_during=during)


@transaction.atomic
def retire(model: type[AnyRecord], keys: list[UUID], during: Import, day: date | None) -> None:
    things = model.objects.listed().filter(pk__in=keys)
    at = now()
    was = [
        Before(
            during=during, kind=KINDS[model], record=key, fields={"retired_at": [None, as_json(at)]}
        )
        for key in things.values_list("pk", flat=True)
    ]
    things.update(retired_at=at, **({"listed_on": day} if model is Site else {}))
    copy_in(Before, was)
    if model is Site:
        rebuild_entries(Site.objects.filter(pk__in=keys))
    elif model is Service:
        rebuild_entries(sites_around(keys))


def sites_around(services: Iterable[UUID]) -> list[Site]:
    """Where services are given: at their sites, or at all of their organization's."""
    named = Site.objects.filter(services__in=list(services))
    alone = Service.objects.filter(pk__in=list(services), sites=None).values("organization")
    return list(named.union(Site.objects.filter(organization__in=alone)))


def pieces(keys: list[UUID]) -> Iterator[list[UUID]]:
    for at in range(0, len(keys), AT_ONCE):
        yield keys[at : at + AT_ONCE]
