"""An organization's own sites and services in one list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Value

from alongside.directory.keeping.age import age_sentence
from alongside.directory.models import Listing, Service, Site
from alongside.orgs.models import Organization

Rows = Any  # a union of two kinds of record has no type of its own
COLUMNS = ("kind", "pk", "name", "state", "listed_on", "confirmed_on", "retired_at", "disputed")


@dataclass
class OurRecord:
    """One line of the list."""

    kind: str
    pk: UUID
    name: str
    state: str
    listed_on: date | None
    confirmed_on: date | None
    retired_at: datetime | None
    disputed: dict[str, Any]

    @property
    def age(self) -> str:
        return age_sentence(self)


def our_records(organization: Organization) -> Rows:
    """Sites, then services, by name; those taken down last."""
    blank = Value("", output_field=CharField())
    sites = Site.objects.filter(organization=organization, same_as=None)
    services = Service.objects.filter(organization=organization).annotate(state=blank)
    both: Rows = sites.annotate(kind=Value("site")).values(*COLUMNS)
    return both.union(services.annotate(kind=Value("service")).values(*COLUMNS), all=True).order_by(
        "-kind", "retired_at", "name", "pk"
    )


def in_short(organization: Organization) -> Rows:
    """What is listed, with as much as one reads at a glance; of a private place no city."""
    short = ("kind", "pk", "name", "phone", "address_1", "city", "state")
    blank = Value("", output_field=CharField())
    sites = Site.objects.listed().filter(organization=organization).annotate(kind=Value("site"))
    services = Service.objects.listed().filter(organization=organization)
    plain = services.annotate(kind=Value("service"), address_1=blank, city=blank, state=blank)
    return (
        sites.values(*short).union(plain.values(*short), all=True).order_by("-kind", "name", "pk")
    )


def disputed_lists(organization: Organization) -> list[Listing]:
    """Lists that say something else of the organization itself than what a person put right."""
    listings = Listing.objects.listed().filter(organization=organization).exclude(disputed={})
    return list(listings.select_related("source").order_by("source", "pk"))
