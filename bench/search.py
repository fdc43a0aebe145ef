"""How fast a search is: JSON and HTML through the real web server, beside the bare SQL of the same work.

bench/search.py [SITES] [SECONDS]        20,000 sites and 4 seconds a measurement unless given
"""

import random
import re
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

import psycopg
from measuring import CLIENTS, Ask, Table, begin, prepared, run_on, serving, together
from measuring.synthetic import GENERATOR, NEEDS, load

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
ASKED = 2000  # different searches; every client asks them in an order of its own
GOALS = {
    "JSON": "at 4 clients >= 800/s, p95 <= 12 ms, <= 4 times the SQL",
    "HTML": "at 4 clients >= 300/s, p95 <= 25 ms",
}
LANGUAGES = {"": 40, "en": 20, "es": 30, "zh": 4, "vi": 3, "ar": 2, "so": 1}
# Of a hundred searches: what else they ask for beside a place and a need.
MORE: list[tuple[int, dict[str, Any]]] = [
    (60, {}),
    (9, {"open_at": 3 * 24 * 60 + 10 * 60 + 30}),  # Thursday half past ten
    (3, {"open_at": 3 * 24 * 60 + 18 * 60 + 30}),  # when hardly anybody is there
    (5, {"traits": (101,)}),
    (4, {"traits": (101, 301, 402)}),
    (2, {"traits": (401,)}),  # one organization in a hundred
    (2, {"traits": (302, 504)}),
    (4, {"words": "restraining order"}),
    (3, {"words": "albergue esperanza"}),
    (2, {"words": "pathway 17"}),
    (2, {"words": "esperenza advocacy"}),
    (2, {"area": "FL"}),
    (2, {"within": 10}),
]


def main(sites: int, seconds: float) -> int:
    if not GENERATOR.exists():
        print(f"Nothing is measured: {GENERATOR} is not here to make the sites.")
        return 0
    with prepared("search") as (here, found):
        load(sites)
        run_on(found["owner"], "VACUUM ANALYZE")
        pages = {
            "JSON": (here.port, "/api/v1/search?limit=20&"),
            "HTML": (here.port, "/search/?"),
            # A list that is in memory: what client, web server and every page's frame cost by themselves.
            "no search": (here.port, "/api/v1/traits?"),
        }
        with serving(here, found, "/api/v1/needs"):
            for kind, asked in {"a need and a language": plain, "everything": mixed}.items():
                print(f"Searches for {kind}")
                table, searched = Table(), searches(asked)
                measure("SQL", ask_database, found["site"], searched, table, seconds)
                for name, page in pages.items():
                    measure(name, ask_web, page, searched, table, seconds)
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


def plain(rng: random.Random) -> dict[str, Any]:
    """What the goals are set for: a need and a language."""
    return {"needs": one_need(rng), "language": language(rng, {**LANGUAGES, "": 0})}


def mixed(rng: random.Random) -> dict[str, Any]:
    """A need or words, a language more often than not, and now and then hours and more."""
    [more] = rng.choices([one for _share, one in MORE], [share for share, _one in MORE])
    needs = () if "words" in more else one_need(rng)
    return {"needs": needs, "language": language(rng, LANGUAGES)} | more


def one_need(rng: random.Random) -> tuple[int]:
    return (rng.choice(list(NEEDS.values())),)


def language(rng: random.Random, shares: dict[str, int]) -> str:
    return rng.choices(list(shares), list(shares.values()))[0]


def searches(asked: Callable[[random.Random], dict[str, Any]]) -> list[dict[str, Any]]:
    """Searches by ZIP codes where sites are, so most of them in large cities."""
    from alongside.directory.geography.places import zips
    from alongside.directory.models import Site
    from alongside.directory.searching.asking import address_of
    from alongside.directory.searching.near import Place
    from alongside.directory.searching.search import SQL, Wanted, asked_of_database, meant_by

    rng = random.Random(11)
    points = list(
        Site.objects.exclude(latitude=None).order_by("id").values_list("latitude", "longitude")
    )
    found = []
    while len(found) < ASKED:
        at = zips().nearest(*rng.choice(points))
        if at is None:
            continue
        wanted = Wanted(**asked(rng))
        place = Place(*zips().point(at), zips().state(at))
        params = [*asked_of_database(place, wanted, meant_by(wanted)), 0, 21, 0, 20]
        query = address_of(f"{zips().codes[at]:05d}", wanted)
        found.append({"query": query, "sql": SQL, "params": params})
    return found


# ---- the clients


def ask_web(target: tuple[int, str], asked: list[dict[str, Any]], seconds: float) -> list[float]:
    """One search after the other over one connection; how long each took, in seconds.

    On a bare socket: Python's http.client took a seventh of what the two processors can do in all.
    """
    port, page = target
    requests = [
        f"GET {page}{one['query']} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
        for one in asked
    ]
    took: list[float] = []
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        until = begin() + seconds
        while time.time() < until:
            begun = time.perf_counter()
            line.sendall(requests[len(took) % len(requests)])
            whole_answer(line)
            took.append(time.perf_counter() - begun)
    return took


def whole_answer(line: socket.socket) -> None:
    """Read until all that the head announces is there; anything but 200 ends the measurement."""
    said = line.recv(65536)
    while b"\r\n\r\n" not in said and (part := line.recv(65536)):
        said += part
    head, _blank, body = said.partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 200 ") or length is None:
        raise SystemExit(f"The web server answered {head[:60]!r}.")
    missing = int(length[1]) - len(body)
    while missing > 0:
        part = line.recv(262144)
        if not part:
            raise SystemExit("The web server hung up.")
        missing -= len(part)


def ask_database(address: str, asked: list[dict[str, Any]], seconds: float) -> list[float]:
    """The same searches as a prepared statement, nothing around it."""
    took: list[float] = []
    with psycopg.connect(address, autocommit=True, prepare_threshold=0) as connection:
        until = begin() + seconds
        while time.time() < until:
            one = asked[len(took) % ASKED]
            begun = time.perf_counter()
            connection.execute(one["sql"], one["params"]).fetchall()
            took.append(time.perf_counter() - begun)
    return took


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 20_000, float(given[1]) if given[1:] else 4.0))
