"""What every measurement shares: a database and a web server of its own, clients that begin together, one table."""

import http.client
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import django
import psycopg

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from alongside.config.start import database, postgres  # noqa: E402
from alongside.config.start.surroundings import Surroundings, data_dir  # noqa: E402

CLIENTS = (1, 4, 8)
# Takes a target, one client's own work and for how many seconds; once ready it calls begin().
# Gives how long each piece took.
Ask = Callable[[Any, Any, float], list[float]]


# ---- the surroundings


@contextmanager
def prepared(name: str) -> Iterator[tuple[Surroundings, dict[str, str]]]:
    """An empty database of this version's shape, Django set up over it as the site; gone afterwards."""
    folder, given = data_dir(f"bench-{name}"), os.environ.get("DATABASE_URL")
    owner = given or postgres.start_private(folder)
    made, port = f"alongside_bench_{name}", postgres.free_port()
    address = owner.rpartition("/")[0] + f"/{made}"
    here = Surroundings(folder, port, "127.0.0.1", f"http://localhost:{port}", address)
    try:
        drop(owner, made)
        run_on(owner, f"CREATE DATABASE {made}")
        found = database.addresses(here, address)
        os.environ.update(database.environment(here, found, "owner"))
        django.setup()
        from alongside.config.start import schema, static

        schema.migrate()
        static.collect()
        yield here, found
    finally:
        close_all()
        drop(owner, made)
        if not given:
            postgres.stop(folder)


@contextmanager
def serving(here: Surroundings, found: dict[str, str], page: str) -> Iterator[None]:
    """The real web server, as `alongside run` starts it, once `page` answers."""
    web = subprocess.Popen(
        [sys.executable, "-P", "-m", "alongside", "web"],
        env=database.environment(here, found, "site") | {"ALONGSIDE_LEASH": "1"},
        stdin=subprocess.PIPE,  # it ends when we end
        stderr=subprocess.DEVNULL,  # its log, a line a request
        cwd=ROOT,
    )
    try:
        wait_for(here.port, page)
        yield
    finally:
        web.terminate()
        web.wait()


def wait_for(port: int, page: str) -> None:
    for _try in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", page)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server did not answer.")


def drop(owner: str, name: str) -> None:
    """Once the web server's connections are gone."""
    for _try in range(3):  # each waits some seconds itself
        with suppress(psycopg.errors.ObjectInUse):
            run_on(owner, f"DROP DATABASE IF EXISTS {name}")
            break


def close_all() -> None:
    from django.db import connections

    connections.close_all()


def run_on(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(statement)


# ---- the clients


def together(ask: Ask, target: Any, works: list[Any], seconds: float) -> list[float]:
    """One process for each piece of work, begun at the same moment; how long each request took."""
    context = get_context("spawn")
    gate = context.Barrier(len(works))
    with context.Pool(len(works), initializer=keep, initargs=(gate,)) as pool:
        run = [(ask, target, work, seconds) for work in works]
        return sorted(one for part in pool.map(one_client, run, chunksize=1) for one in part)


gates: list[Barrier] = []


def keep(gate: Barrier) -> None:
    gates.append(gate)


def begin() -> float:
    """Wait until every client is ready; the moment they all begin."""
    gates[0].wait(60)
    return time.time()


def one_client(given: tuple[Ask, Any, Any, float]) -> list[float]:
    ask, target, work, seconds = given
    return ask(target, work, seconds)


# ---- what is printed


@dataclass
class Table:
    """Lines that compare with the bare SQL, which is measured first."""

    bare: dict[int, float] = field(default_factory=dict)

    def line(self, name: str, clients: int, took: list[float], seconds: float) -> None:
        """Requests a second, half and nineteen of twenty below, and the ratio."""
        rate = len(took) / seconds
        bare = self.bare.setdefault(clients, rate)
        print(
            f"{name:8} {clients} client{'s' * (clients > 1):1}  {rate:7.0f}/s"
            f"  p50 {1000 * statistics.median(took):6.2f} ms"
            f"  p95 {1000 * took[math.ceil(len(took) * 0.95) - 1]:6.2f} ms"
            f"  {bare / rate:5.1f} x bare SQL"
        )
