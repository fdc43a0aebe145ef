"""How fast a search is: JSON and HTML through the real web server, beside the bare SQL of the same work.

bench/search.py [SITES] [SECONDS]        20,000 sites and 4 seconds a measurement unless given
"""

import csv
import http.client
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import psycopg
from measuring import CLIENTS, ROOT, Ask, Table, begin, prepared, run_on, serving, together

GENERATOR = ROOT.parent / "shared" / "bench" / "make_directory.py"
ASKED = 2000  # different searches; every client asks them in an order of its own
GOALS = {
    "JSON": "at 4 clients >= 800/s, p95 <= 12 ms, <= 4 times the SQL",
    "HTML": "at 4 clients >= 300/s, p95 <= 25 ms",
}
# The generator's twenty needs, each as a number of content/needs.
NEEDS = dict(enumerate([1, 1, 1, 7, 7, 5, 5, 5, 5, 5, 5, 5, 5, 1, 2, 10, 2, 4, 3, 6]))
LANGUAGES = {"": 40, "en": 20, "es": 30, "zh": 4, "vi": 3, "ar": 2, "so": 1}
STATES = ("NY", "CA", "IL", "TX", "AZ", "PA", "WA", "CO", "MA", "NV", "GA", "FL", "MN", "MO")


def main(sites: int, seconds: float) -> int:
    if not GENERATOR.exists():
        print(f"Nothing is measured: {GENERATOR} is not here to make the sites.")
        return 0
    with prepared("search") as (here, found):
        load(sites)
        run_on(found["owner"], "VACUUM ANALYZE")
        asked, table = searches(), Table()
        with serving(here, found, "/api/v1/needs"):
            measure("SQL", ask_database, found["site"], asked, table, seconds)
            json_page = (here.port, "/api/v1/search?limit=20&")
            measure("JSON", ask_web, json_page, asked, table, seconds)
            measure("HTML", ask_web, (here.port, "/search/?"), asked, table, seconds)
    return 0


def measure(
    name: str, ask: Ask, target: Any, asked: list[dict[str, Any]], table: Table, seconds: float
) -> None:
    if name in GOALS:
        print(f"{name}: the goal is {GOALS[name]}")
    together(ask, target, [shuffled(asked, seed) for seed in range(8)], 1.0)  # warm
    for clients in CLIENTS:
        works = [shuffled(asked, seed) for seed in range(clients)]
        table.line(name, clients, together(ask, target, works, seconds), seconds)


def shuffled(asked: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    own = list(asked)
    random.Random(seed).shuffle(own)
    return own


# ---- the sites


def load(sites: int) -> None:
    """Generate, and copy into the tables as an import would leave them."""
    from alongside.directory.copying import copy_in, copy_rows
    from alongside.directory.entries import rebuild_entries
    from alongside.directory.models import Service, Site
    from alongside.orgs.models import Organization

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, GENERATOR, folder, str(sites)], check=True)
        made = Package(Path(folder))
    begun = time.perf_counter()
    copy_in(
        Organization, (Organization(id=row["id"], name=row["name"]) for row in made.organizations)
    )
    listed = [made.site(row) for row in made.locations]
    copy_in(Site, listed)
    services = [
        (site, Service(organization_id=site.organization_id, needs=[need], name="Service"))
        for site in listed
        for need in made.needs[str(site.id)]
    ]
    copy_in(Service, (service for _site, service in services))
    offered = ((service.pk, site.id) for site, service in services)
    copy_rows(Service.sites.through, ("service_id", "site_id"), offered)
    for start in range(0, len(listed), 5000):
        rebuild_entries(listed[start : start + 5000])
    took = time.perf_counter() - begun
    print(f"{len(listed):,} sites, {made.services:,} services loaded in {took:.1f} s")


class Package:
    """The generator's files, as far as a search looks at them."""

    def __init__(self, folder: Path) -> None:
        def rows(name: str) -> list[dict[str, str]]:
            with (folder / f"{name}.csv").open(newline="") as file:
                return list(csv.DictReader(file))

        self.organizations, self.locations = rows("organizations"), rows("locations")
        self.addresses = {row["location_id"]: row for row in rows("addresses")}
        self.phones = {row["location_id"]: row["number"] for row in rows("phones")}
        self.languages = defaultdict(list)
        for row in rows("languages"):
            self.languages[row["location_id"]].append(row["code"])
        terms = {row["id"]: NEEDS[number] for number, row in enumerate(rows("taxonomy_terms"))}
        need_of = {row["link_id"]: terms[row["taxonomy_term_id"]] for row in rows("attributes")}
        self.services = len(need_of)
        self.needs = defaultdict(set)
        for row in rows("service_at_location"):
            self.needs[row["location_id"]].add(need_of[row["service_id"]])

    def site(self, row: dict[str, str]) -> object:
        from alongside.directory.models import Site

        address, hidden = self.addresses.get(row["id"], {}), not row["latitude"]
        # The generator says nothing of where a confidential site works.
        state = (
            STATES[int(row["id"][:4], 16) % len(STATES)] if hidden else address["state_province"]
        )
        return Site(
            id=UUID(row["id"]),
            organization_id=UUID(row["organization_id"]),
            name=row["name"],
            address_1=address.get("address_1", ""),
            city=address.get("city", ""),
            state=state,
            postal_code=address.get("postal_code", ""),
            latitude=None if hidden else float(row["latitude"]),
            longitude=None if hidden else float(row["longitude"]),
            phone=self.phones[row["id"]],
            phone_link="tel:" + self.phones[row["id"]].replace(" ", "-"),
            is_confidential=hidden,
            areas=[state] if hidden else [],
            languages=self.languages[row["id"]],
        )


def searches() -> list[dict[str, object]]:
    """ZIP codes where sites are, so most of them in large cities; a need; a language now and then."""
    from alongside.directory.models import Site
    from alongside.directory.places import zips
    from alongside.directory.search import SQL

    rng = random.Random(11)
    points = list(
        Site.objects.exclude(latitude=None).order_by("id").values_list("latitude", "longitude")
    )
    asked = []
    while len(asked) < ASKED:
        at = zips().nearest(*rng.choice(points))
        if at is None:
            continue
        [language] = rng.choices(list(LANGUAGES), list(LANGUAGES.values()))
        latitude, longitude = zips().point(at)
        asked.append(
            {
                "near": f"{zips().codes[at]:05d}",
                "need": rng.choice(list(NEEDS.values())),
                "language": language,
                "latitude": latitude,
                "longitude": longitude,
                "state": zips().state(at),
                "sql": SQL,
            }
        )
    return asked


# ---- the clients


def ask_web(target: tuple[int, str], asked: list[dict[str, Any]], seconds: float) -> list[float]:
    """One search after the other over one connection; how long each took, in seconds."""
    port, page = target
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    names = ("near", "need", "language")
    addresses = [page + urlencode({name: one[name] for name in names}) for one in asked]
    took: list[float] = []
    until = begin() + seconds
    while time.time() < until:
        begun = time.perf_counter()
        connection.request("GET", addresses[len(took) % ASKED])
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - begun)
        if answer.status != 200:
            raise SystemExit(f"{addresses[len(took) % ASKED]} answered {answer.status}")
    return took


def ask_database(address: str, asked: list[dict[str, Any]], seconds: float) -> list[float]:
    """The same searches as a prepared statement, nothing around it."""
    took: list[float] = []
    with psycopg.connect(address, autocommit=True, prepare_threshold=0) as connection:
        until = begin() + seconds
        while time.time() < until:
            one = asked[len(took) % ASKED]
            begun = time.perf_counter()
            place = [one["latitude"], one["longitude"], one["state"], one["need"], one["language"]]
            connection.execute(one["sql"], [*place, 0, 21, 0, 20]).fetchall()
            took.append(time.perf_counter() - begun)
    return took


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 20_000, float(given[1]) if given[1:] else 4.0))
