"""A staged package made batches: some organizations at a time, with all their sites and services."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from alongside.directory.importing.hsds.help import service_record
from alongside.directory.importing.hsds.organizations import backed_by, organization_record
from alongside.directory.importing.hsds.places import Seen, States, Surroundings
from alongside.directory.importing.hsds.sites import site_record
from alongside.directory.importing.hsds.terms import Terms
from alongside.directory.importing.records import Batch
from alongside.directory.importing.report import Report
from alongside.directory.importing.staging import Main, Staging

AT_ONCE = 2000  # services and locations, about
READ = 0.2  # of the work is done when the files are on the staging table
Places = dict[str, list[str]]  # the locations of each service


class Batches:
    def __init__(self, staging: Staging, report: Report) -> None:
        self.staging, self.report = staging, report
        self.terms, self.surroundings = Terms(staging), Surroundings(staging)
        self.done: set[str] = set()  # locations
        self.named: set[str] = set()  # organizations

    def __iter__(self) -> Iterator[Batch]:
        everything = max(1, self.staging.count("organization"))
        so_far = 0
        for organizations in self.staging.organizations(AT_ONCE):
            so_far += len(organizations)
            batch = self.batch(organizations)
            batch.read_so_far = min(1.0, READ + (1 - READ) * so_far / everything)
            yield batch

    def batch(self, organizations: list[str]) -> Batch:
        services = self.staging.of_organizations("service", organizations)
        places = self.staging.sites_of(service.id for service in services)
        locations = self.locations(organizations, places)
        needed = dict.fromkeys([*organizations, *(one.organization for one in locations)])
        owners = self.staging.with_parts(
            "organization", self.staging.by_key("organization", needed)
        )
        services = self.staging.with_parts("service", services)
        new = [main for main in owners if main.id not in self.named]
        self.named.update(main.id for main in new)
        batch = Batch(backings=[backing for main in new for backing in backed_by(main)])
        for seen in self.seen(locations, services, places, owners):
            batch.sites.append(site_record(seen, self.report))
        for main in new:
            hidden = self.surroundings.hidden_of(main.id)
            batch.listings.append(organization_record(main, hidden, self.report))
        for main in services:
            found = tuple(places.get(main.id, ()))
            hidden = self.surroundings.hidden_words(found)
            if hidden is None:
                hidden = self.surroundings.hidden_of(main.organization)
            batch.services.append(
                service_record(main, self.terms.of(main), found, hidden, self.report)
            )
        return batch

    def locations(self, organizations: Iterable[str], places: Places) -> list[Main]:
        """Those of the organizations, and others where their services are given, each once."""
        found = self.staging.of_organizations("location", organizations)
        named = {place for some in places.values() for place in some}
        found += self.staging.by_key("location", named - {one.id for one in found})
        new = [one for one in found if one.id not in self.done]
        self.done.update(one.id for one in new)
        return self.staging.with_parts("location", new)

    def seen(
        self, locations: list[Main], services: list[Main], places: Places, owners: list[Main]
    ) -> Iterator[Seen]:
        """Each location with what stands around it: its services, its organization's name."""
        given: dict[str, list[Main]] = defaultdict(list)
        for service in services:
            for place in places.get(service.id, ()):
                given[place].append(service)
        names = {main.id: main.cells.get("name", "") for main in owners}
        states = States(locations)
        for main in locations:
            name = names.get(main.organization, "")
            yield self.surroundings.seen(main, given[main.id], name, states)
