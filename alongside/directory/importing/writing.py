"""Records made rows, a batch at a time: found again by the source's numbers, written only where they differ."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from alongside.directory.importing.known import (
    Known,
    KnownRecords,
    organizations_by_key,
    sites_by_key,
)
from alongside.directory.importing.linking import (
    Linked,
    Touched,
    backings,
    link,
    relink,
    to_rebuild,
)
from alongside.directory.importing.over import (
    AnyRecord,
    becomes_private,
    before,
    fields_of,
    write_over,
)
from alongside.directory.importing.private import forget_private, keep_private
from alongside.directory.importing.records import Batch, Record
from alongside.directory.importing.report import LeftOut, Outcome, Report
from alongside.directory.importing.retiring import Missing, bring_back
from alongside.directory.importing.staging import Row
from alongside.directory.models import Before, Import, Listing, Service, Site
from alongside.directory.private.place_erased import erase_around
from alongside.directory.private.place_said import PlaceSaid
from alongside.directory.searching.entries import rebuild_entries
from alongside.directory.sentences import sentence as _
from alongside.lib.postgres.copying import copy_in, copy_values
from alongside.orgs.models import Organization

ONE_AT_A_TIME = 0x616C6F6E  # two imports at once take turns, batch by batch
MODELS: tuple[type[AnyRecord], ...] = (Listing, Site, Service)
Values = dict[str, Any]
Outcomes = dict[Row, tuple[Outcome | None, Outcome]]


class Writer:
    """Writes the records of one list and remembers which it met."""

    def __init__(self, during: Import, report: Report) -> None:
        self.during, self.report = during, report
        self.source: str = during.source_id or ""
        self.met: dict[type[AnyRecord], set[UUID]] = {model: set() for model in MODELS}
        self.missing = Missing(during)
        # What an earlier try of this import changed, before its worker was ended.
        self.changed = set(during.changes.values_list("record", flat=True))
        self.listed_on = date.min
        self.records = 0

    @transaction.atomic
    def write(self, batch: Batch) -> None:
        """All of a batch or, interrupted, none of it: the same file again goes on from there."""
        private = self.begin(batch)
        outcomes: Outcomes = {}
        self.put(Listing, batch.listings, outcomes)
        records = batch.sites + batch.services
        keys = {record.organization for record in records} | {
            one.organization for one in batch.backings
        }
        self.organizations |= organizations_by_key(self.source, keys)
        touched = self.put(Site, batch.sites, outcomes)
        back = bring_back(self.told_again, self.during)
        for record in batch.services:
            record.key = self.now_called.get(record.key, record.key)
            record.sites = tuple(self.now_called.get(key, key) for key in record.sites)
        self.sites = sites_by_key(self.source, (key for one in batch.services for key in one.sites))
        served = self.put(Service, batch.services, outcomes)
        backed = backings(batch.backings, self.organizations, self.during)
        sites = touched + [Touched(site.pk, site.organization_id) for site in back]
        rebuild_entries([*to_rebuild(sites, served, backed + self.said_anew), *self.erased])
        for row, (own, other) in outcomes.items():
            if own:
                self.report.count(row, other if own == Outcome.UNCHANGED else own)
        self.report.hush(private)
        forget_private(self.report.waiting)
        self.report.flush()
        self.report.save(batch.read_so_far)

    def begin(self, batch: Batch) -> set[Row]:
        """Nothing is known of a batch yet; the rows that tell of places that are private here."""
        take_turns()
        self.organizations: dict[str, UUID] = {}
        # An older list's numbers, and by which newer one it is here.
        self.now_called: dict[str, str] = {}
        self.made_organizations: list[Organization] = []
        self.sites_here = KnownRecords(self.source, batch.sites, Site)
        self.said_anew: list[UUID] = []  # organizations whose words are others now
        self.erased: list[Site] = []  # of which less is said, beside what became private
        self.told_again: list[UUID] = []  # places of which another record is in its list again
        return keep_private(batch, self.sites_here)

    def put(
        self, model: type[AnyRecord], records: list[Record], outcomes: Outcomes
    ) -> list[Touched]:
        """Write one kind of record; those that are new or changed."""
        if not records:
            return []
        known = self.sites_here if model is Site else KnownRecords(self.source, records, model)
        fresh: list[tuple[Touched, Values, Record]] = []
        differs: list[tuple[Known, Record]] = []
        for record in records:
            found = known.of(record, self.met[model])
            self.listed_on = max(self.listed_on, record.listed_on or date.min)
            self.records += record.is_main
            if found is None and self.can_be_read(record):
                fresh.append((*self.made(record), record))
            elif found is None:
                continue
            elif found.needs_nothing(record):
                self.now_called |= {record.key: found.source_key} if model is Site else {}
                self.confirm(model, found, record, outcomes)
            elif self.can_be_read(record):
                differs.append((found, record))
        self.add(model, fresh, outcomes)
        changed = self.change(model, differs, outcomes)
        return [one for one, _values, _record in fresh] + changed

    def can_be_read(self, record: Record) -> bool:
        """Whether a record holds what it must; else its row is left out."""
        try:
            if record.model is not Listing and record.organization not in self.organizations:
                raise LeftOut("organization_id", _("Its organization was left out."))
            if record.sites and not any(key in self.sites for key in record.sites):
                raise LeftOut("", _("The place where it is given was left out."))
            return bool(record.fields)
        except LeftOut as no:
            if record.is_main:
                self.report.leave_out(record.row, no, record.cells)
            return False

    def made(self, record: Record) -> tuple[Touched, Values]:
        """A record that is new here, as plain values: a model's object costs more than all of them."""
        if record.model is Listing:
            organization = Organization(name=record.fields["name"], kind=record.kind)
            self.made_organizations.append(organization)
            self.organizations[record.key] = organization.pk
        touched = Touched(uuid4(), self.organizations[record.organization])
        told = {
            "id": touched.pk,
            "organization_id": touched.organization_id,
            "source_id": self.source,
            "source_key": record.key,
            "source_digest": record.digest,
            "listed_on": record.listed_on,
            "added_during_id": self.during.pk,
        }
        return touched, record.fields | told

    def add(
        self,
        model: type[AnyRecord],
        fresh: list[tuple[Touched, Values, Record]],
        outcomes: Outcomes,
    ) -> None:
        copy_in(Organization, self.made_organizations)
        self.made_organizations = []
        copy_values(model, (values for _touched, values, _record in fresh))
        self.met[model].update(touched.pk for touched, _values, _record in fresh)
        if model is Service:
            link(self.linked(one.pk, record) for one, _values, record in fresh)
        for _touched, _values, record in fresh:
            tell(outcomes, record, Outcome.ADDED)

    def change(
        self, model: type[AnyRecord], differs: list[tuple[Known, Record]], outcomes: Outcomes
    ) -> list[Touched]:
        """Write what a list says now over what is here; those that became different."""
        things = model.objects.select_related("organization").in_bulk(
            [one.id for one, _record in differs]
        )
        private = [
            (thing, PlaceSaid.of(thing).told)
            for found, record in differs
            if isinstance(thing := things[found.id], Site) and becomes_private(thing, record)
        ]
        changed: list[AnyRecord] = []
        same: list[AnyRecord] = []
        was: list[Before] = []
        for found, record in differs:
            thing = things[found.id]
            fields = self.change_one(thing, record)
            (changed if fields else same).append(thing)
            if fields:
                was.append(before(self.during, thing, fields))
            tell(outcomes, record, Outcome.CHANGED if fields else self.told(found))
        everything: Any = changed + same
        model.objects.bulk_create(
            everything,
            500,
            update_conflicts=True,
            update_fields=fields_of(model),
            unique_fields=["id"],
        )
        copy_in(Before, was)
        for site, told in private:
            self.erased += erase_around(site, told)
        return [Touched(thing.pk, thing.organization_id) for thing in changed]

    def change_one(self, thing: AnyRecord, record: Record) -> dict[str, list[Any]]:
        """Write what a list says of one record, and what follows; what it was and is, by field."""
        if not isinstance(thing, Listing) and record.organization in self.organizations:
            record.fields["organization_id"] = self.organizations[record.organization]
        fields = write_over(thing, record, self.report)
        if isinstance(thing, Service):
            fields |= relink(self.linked(thing.pk, record))
        if isinstance(thing, Site) and thing.source_key != record.key:
            self.now_called[record.key] = thing.source_key
        if isinstance(thing, Site) and thing.same_as_id and "left_at" in fields:
            self.told_again.append(thing.same_as_id)
        if isinstance(thing, Site) and "source_key" in fields:
            self.rename_services(*fields["source_key"])
        if isinstance(thing, Listing) and fields:
            self.said_anew.append(thing.organization_id)
        if isinstance(thing, Listing) and "name" in fields:
            rename(thing.organization, *fields["name"])
        return fields

    def rename_services(self, old: str, new: str) -> None:
        """The care of a site that a list numbers now is the care of before."""
        Service.objects.filter(source=self.source, source_key=old).update(source_key=new)

    def linked(self, service: UUID, record: Record) -> Linked:
        return Linked(
            service, frozenset(self.sites[key] for key in record.sites if key in self.sites)
        )

    def confirm(
        self, model: type[AnyRecord], found: Known, record: Record, outcomes: Outcomes
    ) -> None:
        """It is as it was; only the day of the list is noted."""
        if record.listed_on and record.listed_on > (found.listed_on or date.min):
            model.objects.filter(pk=found.id).update(listed_on=record.listed_on)
        tell(outcomes, record, self.told(found))

    def told(self, found: Known) -> Outcome:
        """What became of a record that is as the list says: an earlier try of this import counts, too."""
        if found.added_during == self.during.pk:
            return Outcome.ADDED
        return Outcome.CHANGED if found.id in self.changed else Outcome.UNCHANGED

    def retire_missing(self, *, whole: bool | None = None) -> None:
        """What left the source is no longer shown, and not deleted. Only a whole list can say so."""
        if whole is None:
            whole = self.seems_whole()
        if whole:
            day = None if self.listed_on == date.min else self.listed_on
            self.report.retired = self.missing.retire(self.met, self.during, day)
        else:
            self.report.kept = len(self.missing.before[Site] - self.met[Site])

    def seems_whole(self) -> bool:
        """A part of the list, an older or a damaged one must not retire the rest.

        Whole is what has no broken row, three quarters as many sites as are here, and half of them.
        """
        known, met = self.missing.before[Site], self.met[Site]
        return (
            not self.report.is_damaged
            and self.listed_on >= self.missing.newest
            and 4 * (len(met) + self.report.total(Outcome.LEFT_OUT)) >= 3 * len(known)
            and 2 * len(known & met) >= len(known)
        )


def take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def tell(outcomes: Outcomes, record: Record, outcome: Outcome) -> None:
    """What became of a row: of its own record, and of a service that it makes beside it."""
    own, other = outcomes.get(record.row, (None, Outcome.UNCHANGED))
    if record.is_main:
        own = outcome
    elif outcome != Outcome.UNCHANGED and record.model is not Listing:
        other = Outcome.CHANGED
    outcomes[record.row] = own, other


def rename(organization: Organization, old: str, new: str) -> None:
    """A list may rename who is only listed, not who works here."""
    if organization.admitted_at is None and organization.name == old:
        Organization.objects.filter(pk=organization.pk).update(name=new)
