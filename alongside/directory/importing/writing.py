"""Records made rows, a batch at a time: found again by the source's ids, written only where they differ."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils.timezone import now

from alongside.directory.copying import copy_in, copy_rows
from alongside.directory.entries import rebuild_entries
from alongside.directory.importing.records import Record, key_of
from alongside.directory.importing.report import Report
from alongside.directory.models import Entry, Listing, Service, Site, Source
from alongside.directory.needs import HEALTH_CARE
from alongside.orgs.models import Kind, Organization

Pairs = list[tuple[Site, Record]]
WRITTEN = [
    field.name
    for field in Site._meta.concrete_fields
    if field.name not in {"id", "source", "languages"}
]
ONE_AT_A_TIME = 0x68727361  # "hrsa": two imports at once take turns, batch by batch


class Writer:
    """Writes the records of one list and remembers which sites it met."""

    def __init__(self, source: str, report: Report) -> None:
        self.source, self.report = source, report
        Source.objects.get_or_create(key=source, defaults={"name": report.list_name})
        self.met: set[UUID] = set()
        self.listed_on = date.min
        before = Site.objects.listed().filter(source=source)
        self.before = set(before.values_list("pk", flat=True))
        self.newest = before.aggregate(day=Max("listed_on"))["day"] or date.min

    @transaction.atomic
    def write(self, batch: list[Record]) -> None:
        """All of a batch or, interrupted, none of it: the same file again goes on from there."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        known = Known(self.source, batch, taken=self.met)
        fresh: Pairs = []
        changed: Pairs = []
        confirmed: Pairs = []
        for record in batch:
            site = known.site(record)
            if site is None:
                fresh.append((Site(source_id=self.source), record))
            else:
                (changed if says_something_new(record, site) else confirmed).append((site, record))
        self.save(fresh, changed)
        self.confirm(confirmed)
        self.met.update(site.pk for site, _record in fresh)
        self.listed_on = max([self.listed_on, *(one.listed_on or date.min for one in batch)])

    def save(self, fresh: Pairs, changed: Pairs) -> None:
        written = fresh + changed
        organizations = self.organizations_of([record for _site, record in written])
        for site, record in written:
            fill(site, record, organizations[organization_key(record)])
        new, old = [site for site, _record in fresh], [site for site, _record in changed]
        copy_in(Site, new)
        Site.objects.bulk_create(
            old, 500, update_conflicts=True, update_fields=WRITTEN, unique_fields=["id"]
        )
        services = {site.pk: health_care_at(site) for site in new}
        copy_in(Service, services.values())
        offered = ((service.pk, site) for site, service in services.items())
        copy_rows(Service.sites.through, ("service_id", "site_id"), offered)
        rebuild_entries(new + old)
        self.report.added += len(fresh)
        self.report.changed += len(changed)

    def confirm(self, confirmed: Pairs) -> None:
        """They are as they were; only the day of the list is noted."""
        self.report.unchanged += len(confirmed)
        newer = [
            site.pk
            for site, record in confirmed
            if (record.listed_on or date.min) > (site.listed_on or date.min)
        ]
        if newer:
            day = max(record.listed_on for _site, record in confirmed if record.listed_on)
            Site.objects.filter(pk__in=newer).update(listed_on=day)

    def organizations_of(self, records: list[Record]) -> dict[str, Organization]:
        """The organizations that run these sites, by the source's number for them; new ones are made."""
        names = {organization_key(record): record.organization_name for record in records}
        listings = Listing.objects.filter(source=self.source, source_key__in=names)
        found = {
            one.source_key: one.organization for one in listings.select_related("organization")
        }
        made = {
            key: Organization(name=name, kind=Kind.HEALTH_CENTER)
            for key, name in names.items()
            if key not in found
        }
        copy_in(Organization, made.values())
        copy_in(
            Listing,
            (
                Listing(organization=organization, source_id=self.source, source_key=key)
                for key, organization in made.items()
            ),
        )
        return found | made

    @transaction.atomic
    def retire_missing(self, *, whole: bool | None = None) -> None:
        """What left the source is no longer shown, and not deleted. Only a whole list can say so."""
        missing = self.before - self.met
        if whole is None:
            whole = self.seems_whole()
        if not whole:
            self.report.kept = len(missing)
            return
        day = None if self.listed_on == date.min else self.listed_on
        Site.objects.filter(pk__in=missing).update(retired_at=now(), listed_on=day)
        Entry.objects.filter(site__in=missing).delete()
        self.report.retired = len(missing)

    def seems_whole(self) -> bool:
        """A part of the list, an older or a damaged one must not retire the rest.

        Whole is what has no broken row, three quarters as many rows as there are sites, and half of them.
        """
        return (
            not self.report.is_damaged
            and self.listed_on >= self.newest
            and 4 * self.report.rows >= 3 * len(self.before)
            and 2 * len(self.before & self.met) >= len(self.before)
        )


class Known:
    """The sites that a batch may be about: by the source's id, by place, or confidential by telephone."""

    def __init__(self, source: str, batch: list[Record], *, taken: set[UUID]) -> None:
        ids = [record.source_key for record in batch]
        keys = [key for record in batch for key in record.keys]
        sites = Site.objects.filter(source=source).select_related("organization")
        found = list(sites.filter(Q(source_key__in=ids) | Q(place_key__in=keys)))
        self.by_id = {site.source_key: site for site in found}
        self.by_key = {site.place_key: site for site in found}
        self.confidential = {site.place_key: site for site in found if site.is_confidential}
        self.taken = taken

    def site(self, record: Record) -> Site | None:
        """The site of a record, which no later record of the list can have too."""
        by_place, without_place = record.keys
        possible = (
            self.by_id.get(record.source_key),
            self.by_key.get(by_place),
            self.confidential.get(without_place),
        )
        site = next((one for one in possible if one and one.pk not in self.taken), None)
        if site:
            self.taken.add(site.pk)
        return site


def health_care_at(site: Site) -> Service:
    """What every health center offers."""
    return Service(organization=site.organization, needs=[HEALTH_CARE], name="Health center")


def organization_key(record: Record) -> str:
    """The source's number for the organization; where it has none, name and city stand for it."""
    return (
        record.organization_id
        or f"place:{key_of(record.organization_name, record.city, record.state)}"
    )


def says_something_new(record: Record, site: Site) -> bool:
    """Whether a list is not older than the one before, and differs from it or brings the site back."""
    if (record.listed_on or date.min) < (site.listed_on or date.min):
        return False
    return site.retired_at is not None or bytes(site.source_digest) != record.digest


def fill(site: Site, record: Record, organization: Organization) -> None:
    """Write a record over a site. Once confidential it stays so; nor does it leave those who work here."""
    if site.organization_id is None or site.organization.admitted_at is None:
        site.organization = organization
    for name in ("name", "address_1", "city", "state", "postal_code", "latitude", "longitude"):
        setattr(site, name, getattr(record, name))
    site.phone, site.phone_link = record.phone.text, record.phone.link
    site.website, site.setting = record.website, record.setting
    site.source_key, site.source_digest = record.source_key, record.digest
    site.listed_on, site.retired_at = record.listed_on or site.listed_on, None
    site.place_key = record.place_key
    if site.is_confidential or record.is_confidential:
        site.is_confidential = True
        site.areas = site.areas or [record.state]
        site.place_key = record.keys[1]
        site.keep_no_place()
