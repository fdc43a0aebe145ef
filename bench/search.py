"""How fast a search is: JSON and HTML through the real web server, beside the bare SQL of the same work.

bench/search.py [SITES] [SECONDS]        20,000 sites and 4 seconds a measurement unless given
"""

import csv
import http.client
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import django
import django.db
import psycopg

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from alongside.config.start import database, postgres  # noqa: E402
from alongside.config.start.surroundings import Surroundings, data_dir  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "bench" / "make_directory.py"
DATABASE = "alongside_bench_search"
CLIENTS = (1, 4, 8)
ASKED = 2000  # different searches; every client asks them in an order of its own
GOALS = {
    "JSON": "at 4 clients >= 800/s, p95 <= 12 ms, <= 4 times the SQL",
    "HTML": "at 4 clients >= 300/s, p95 <= 25 ms",
}
# The generator's twenty needs, each as a number of content/needs.
NEEDS = dict(enumerate([1, 1, 1, 7, 7, 5, 5, 5, 5, 5, 5, 5, 5, 1, 2, 10, 2, 4, 3, 6]))
LANGUAGES = {"": 40, "en": 20, "es": 30, "zh": 4, "vi": 3, "ar": 2, "so": 1}
STATES = (
    "NY",
    "CA",
    "IL",
    "TX",
    "AZ",
    "PA",
    "WA",
    "CO",
    "MA",
    "NV",
    "GA",
    "FL",
    "MN",
    "MO",
    "NC",
    "OR",
)


def main(sites: int, seconds: float) -> int:
    if not GENERATOR.exists():
        print(f"Nothing is measured: {GENERATOR} is not here to make the sites.")
        return 0
    folder = data_dir() / "bench"
    owner = os.environ.get("DATABASE_URL") or postgres.start_private(folder)
    here = Surroundings(folder, postgres.free_port(), "127.0.0.1", "", with_database(owner))
    here = Surroundings(
        folder, here.port, here.listen, f"http://localhost:{here.port}", here.database_url
    )
    try:
        measure(here, sites, seconds)
    finally:
        drop_database(owner)
        if "DATABASE_URL" not in os.environ:
            postgres.stop(folder)
    return 0


def measure(here: Surroundings, sites: int, seconds: float) -> None:
    found = database.addresses(here, here.database_url)
    os.environ.update(database.environment(here, found, "owner"))
    django.setup()
    from alongside.config.start import schema, static

    schema.migrate()
    static.collect()
    load(sites)
    with psycopg.connect(found["owner"], autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    asked = searches()
    django.db.connections.close_all()  # the clients are forked
    web = subprocess.Popen(
        [sys.executable, "-P", "-m", "alongside", "web"],
        env=database.environment(here, found, "site") | {"ALONGSIDE_LEASH": "1"},
        stdin=subprocess.PIPE,  # it ends when we end
        stderr=subprocess.DEVNULL,  # its log, a line a request
        cwd=ROOT,
    )
    try:
        wait_for(here.port)
        report("SQL", ask_database, found["site"], asked, seconds)
        report("JSON", ask_web, (here.port, "/api/v1/search?limit=20&"), asked, seconds)
        report("HTML", ask_web, (here.port, "/search/?"), asked, seconds)
    finally:
        web.terminate()
        web.wait()


# ---- the sites


def load(sites: int) -> None:
    """Generate, and copy into the tables as an import would leave them."""
    from alongside.directory.copying import copy_in
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
        Service(organization_id=site.organization_id, site_id=site.id, need=need, name="Service")
        for site in listed
        for need in made.needs[str(site.id)]
    ]
    copy_in(Service, services)
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
            serves_states=[state] if hidden else [],
            languages=self.languages[row["id"]],
        )


def searches() -> list[dict[str, object]]:
    """ZIP codes where sites are, so most of them in large cities; a need; a language now and then."""
    from alongside.directory.models import Site
    from alongside.directory.places import zips

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
            }
        )
    return asked


# ---- the clients


def ask_web(
    target: tuple[int, str], asked: list[dict[str, object]], start: float, seconds: float
) -> list[float]:
    """Ask one search after the other over one connection; how long each took, in seconds."""
    port, page = target
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    addresses = [
        page + urlencode({name: one[name] for name in ("near", "need", "language")})
        for one in asked
    ]
    took = []
    time.sleep(max(0.0, start - time.time()))
    while time.time() < start + seconds:
        for address in addresses[len(took) % ASKED :]:
            begun = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            took.append(time.perf_counter() - begun)
            if answer.status != 200:
                raise SystemExit(f"{address} answered {answer.status}")
            if time.time() >= start + seconds:
                break
    return took


def ask_database(
    address: str, asked: list[dict[str, object]], start: float, seconds: float
) -> list[float]:
    """The same searches as a prepared statement, nothing around it."""
    from alongside.directory.search import SQL

    took = []
    with psycopg.connect(address, autocommit=True, prepare_threshold=0) as connection:
        time.sleep(max(0.0, start - time.time()))
        while time.time() < start + seconds:
            one = asked[len(took) % ASKED]
            begun = time.perf_counter()
            place = [one["latitude"], one["longitude"], one["state"], one["need"], one["language"]]
            connection.execute(SQL, [*place, 0, 21, 0, 20]).fetchall()
            took.append(time.perf_counter() - begun)
    return took


def one_client(given: tuple) -> list[float]:
    ask, target, asked, seed, start, seconds = given
    own = list(asked)
    random.Random(seed).shuffle(own)
    return ask(target, own, start, seconds)


bare: dict[int, float] = {}


def report(
    name: str, ask: object, target: object, asked: list[dict[str, object]], seconds: float
) -> None:
    if name in GOALS:
        print(f"{name}: the goal is {GOALS[name]}")
    for clients in CLIENTS:
        with get_context("fork").Pool(clients) as pool:
            run = [(ask, target, asked, seed, time.time() + 2, 1.0) for seed in range(clients)]
            pool.map(one_client, run, chunksize=1)  # warm
            start = time.time() + 0.5
            run = [(ask, target, asked, seed, start, seconds) for seed in range(clients)]
            took = sorted(one for part in pool.map(one_client, run, chunksize=1) for one in part)
        rate = len(took) / seconds
        bare.setdefault(clients, rate)
        print(
            f"{name:5} {clients} client{'s' * (clients > 1):1}  {rate:7.0f}/s"
            f"  p50 {1000 * statistics.median(took):6.2f} ms"
            f"  p95 {1000 * took[math.ceil(len(took) * 0.95) - 1]:6.2f} ms"
            f"  {bare[clients] / rate:5.1f} x bare SQL"
        )


# ---- the surroundings


def with_database(owner: str) -> str:
    """A database of our own beside the owner's."""
    drop_database(owner)
    run_on(owner, f"CREATE DATABASE {DATABASE}")
    return owner.rpartition("/")[0] + f"/{DATABASE}"


def drop_database(owner: str) -> None:
    """Once the web server's connections are gone."""
    for _try in range(50):
        try:
            run_on(owner, f"DROP DATABASE IF EXISTS {DATABASE}")
        except psycopg.errors.ObjectInUse:
            time.sleep(0.1)
        else:
            return


def run_on(owner: str, statement: str) -> None:
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute(statement)


def wait_for(port: int) -> None:
    for _try in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/api/v1/needs")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server did not answer.")


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 20_000, float(given[1]) if given[1:] else 4.0))
