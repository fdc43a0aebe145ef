"""Sites as an import would leave them, from the generator's package, read row by row: a million services fit too.

The generator says nothing of traits, areas or kinds: those are drawn here, some common and some rare.
"""

import csv
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from measuring import ROOT

GENERATOR = ROOT.parent / "shared" / "bench" / "make_directory.py"
BATCH = 5000
# The generator's twenty needs, each as a number of content/needs.
NEEDS = dict(
    enumerate(
        [
            105,
            102,
            103,
            701,
            107,
            501,
            512,
            505,
            503,
            509,
            517,
            502,
            510,
            104,
            209,
            111,
            201,
            526,
            801,
            601,
        ]
    )
)
STATES = ("NY", "CA", "IL", "TX", "AZ", "PA", "WA", "CO", "MA", "NV", "GA", "FL", "MN", "MO")
COUNTIES = ("36061", "06037", "17031", "48201", "12086", "29510")
TRAITS = {101: 50, 103: 30, 151: 20, 201: 30, 202: 40, 203: 20, 204: 10, 301: 60, 302: 2, 303: 3}
ESPECIALLY_FOR = {402: 8, 403: 10, 404: 10, 406: 3, 407: 1, 401: 1, 411: 4, 412: 2, 416: 0.2}
BACKERS = {501: 20, 503: 10, 504: 10, 505: 20, 507: 3, 508: 0.3}
WORKDAYS = {"days": "12345", "opens": "08:00", "closes": "17:00"}
ALWAYS = {"days": "1234567", "opens": "00:00", "closes": "24:00"}
HOTLINE = 103


def load(sites: int) -> None:
    """Generate, copy in, and make the search table."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, GENERATOR, folder, str(sites)], check=True)
        begun = time.perf_counter()
        services, rebuilt = Package(Path(folder)).copy()
        took = time.perf_counter() - begun
    print(
        f"{sites:,} sites, {services:,} services loaded in {took:.1f} s, "
        f"{rebuilt:.1f} s of it for the search table"
    )


class Package:
    """The generator's files, which all go through the sites in one order."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.rng = folder, random.Random(5)
        self.addresses, self.phones = self.after("addresses"), self.after("phones")
        self.languages, self.at = self.after("languages"), self.after("service_at_location")
        self.services, self.attributes = self.rows("services"), self.rows("attributes")
        self.schedules = self.rows("schedules")
        self.terms = {row["id"]: NEEDS[at] for at, row in enumerate(self.rows("taxonomy_terms"))}

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(newline="") as file:
            yield from csv.DictReader(file)

    def after(self, name: str) -> "After":
        return After(self.rows(name))

    def drawn(self, shares: dict[int, float]) -> list[int]:
        return [number for number, share in shares.items() if self.rng.random() * 100 < share]

    def copy(self) -> tuple[int, float]:
        from django.utils.timezone import now

        from alongside.directory.models import Backing, Profile, Service, Site
        from alongside.directory.searching.entries import rebuild_entries
        from alongside.lib.postgres.copying import copy_in, copy_rows
        from alongside.orgs.models import Kind, Organization

        kinds = list(Kind)
        organizations = [
            Organization(id=row["id"], name=row["name"], kind=self.rng.choice(kinds))
            for row in self.rows("organizations")
        ]
        copy_in(Organization, organizations)
        copy_in(
            Profile,
            (
                Profile(
                    organization=one,
                    what_we_do="We help.",
                    traits=self.drawn(ESPECIALLY_FOR),
                    written_at=now(),
                )
                for one in organizations
            ),
        )
        backings = [(one, trait) for one in organizations for trait in self.drawn(BACKERS)]
        copy_in(
            Backing, (Backing(organization=one, trait=trait, said=trait) for one, trait in backings)
        )
        count, rebuilt, locations = 0, 0.0, self.rows("locations")
        while batch := list(islice(locations, BATCH)):
            offered = [(self.site(row), self.offered(row)) for row in batch]
            copy_in(Site, (site for site, _services in offered))
            copy_in(Service, (one for _site, services in offered for one in services))
            pairs = ((one.pk, site.pk) for site, services in offered for one in services)
            copy_rows(Service.sites.through, ("service_id", "site_id"), pairs)
            begun = time.perf_counter()
            rebuild_entries(site for site, _services in offered)
            rebuilt += time.perf_counter() - begun
            count += sum(len(services) for _site, services in offered)
        return count, rebuilt

    def site(self, row: dict[str, str]) -> Any:
        from alongside.directory.models import Site

        address, hidden = next(self.addresses.of(row["id"]), {}), not row["latitude"]
        [phone] = [one["number"] for one in self.phones.of(row["id"])]
        # The generator says nothing of where a confidential site works.
        state = self.rng.choice(STATES) if hidden else address["state_province"]
        county = "" if hidden else self.rng.choice(COUNTIES)
        return Site(
            id=UUID(row["id"]),
            organization_id=UUID(row["organization_id"]),
            name=row["name"],
            description=row["description"],
            address_1=address.get("address_1", ""),
            city=address.get("city", ""),
            state=state,
            county=county,
            postal_code=address.get("postal_code", ""),
            latitude=None if hidden else float(row["latitude"]),
            longitude=None if hidden else float(row["longitude"]),
            phone=phone,
            phone_link="tel:" + phone.replace(" ", "-"),
            is_confidential=hidden,
            areas=[state] if hidden or self.rng.random() < 0.3 else [],
            languages=[one["code"] for one in self.languages.of(row["id"])],
            traits=self.drawn(TRAITS),
            listed_on=f"2026-{self.rng.randint(1, 10):02}-{self.rng.randint(1, 28):02}",
        )

    def offered(self, row: dict[str, str]) -> list[Any]:
        from alongside.directory.models import Service

        made = []
        for _link in self.at.of(row["id"]):
            service, attribute = next(self.services), next(self.attributes)
            next(self.schedules)
            need = self.terms[attribute["taxonomy_term_id"]]
            made.append(
                Service(
                    id=UUID(service["id"]),
                    organization_id=UUID(service["organization_id"]),
                    name=service["name"],
                    description=service["description"],
                    needs=[need],
                    hours=[ALWAYS if need == HOTLINE else WORKDAYS],
                )
            )
        return made


class After:
    """The rows of a file that belong to one site after the other."""

    def __init__(self, rows: Iterator[dict[str, str]]) -> None:
        self.rows, self.waiting = rows, next(rows, None)

    def of(self, location: str) -> Iterator[dict[str, str]]:
        while self.waiting and self.waiting["location_id"] == location:
            row, self.waiting = self.waiting, next(self.rows, None)
            yield row
