"""Whether every search goes by an index: each filter alone and all pairs, with and without a place and a need.

bench/explain.py [SITES]        20,000 sites unless given. It prints what reads a whole table, and why.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import psycopg
from measuring import prepared, run_on
from measuring.synthetic import GENERATOR, load

# Common and rare values of each filter: the planner decides by how many there are.
FILTERS: dict[str, dict[str, Any]] = {
    "need": {"needs": (102,)},
    "two needs": {"needs": (102, 701)},
    "language": {"language": "es"},
    "rare language": {"language": "so"},
    "open": {"open_at": 3 * 24 * 60},
    "traits": {"traits": (101, 301)},
    "rare trait": {"traits": (416,)},
    "state": {"area": "FL"},
    "county": {"area": "12086"},
    "words": {"words": "advocacy", "as_typed": True},
    "rare words": {"words": "pathway 17", "as_typed": True},
    "miles": {"within": 25},
}
PLACES = {"near": ("60608",), "in no place": ()}
SETTINGS = """
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_format = json;
SET auto_explain.log_level = notice;
"""
TABLES = {"directory_entry", "directory_words"}


def main(sites: int) -> int:
    if not GENERATOR.exists():
        print(f"Nothing is explained: {GENERATOR} is not here to make the sites.")
        return 0
    with prepared("explain") as (_here, found):
        load(sites)
        run_on(found["owner"], "VACUUM ANALYZE")
        used: Counter[str] = Counter()
        whole: list[str] = []
        searches = list(every_search())
        for name, (place, wanted) in searches:
            scans = [
                scan for plan in plans(found["owner"], place, wanted) for scan in scans_in(plan)
            ]
            used.update({index for _table, index in scans if index})
            whole += {f"{name}: all of {table}" for table, index in scans if not index}
    print(f"{len(searches)} searches. How many went by which index:")
    for index, count in used.most_common():
        print(f"  {count:4} {index}")
    print(f"{len(whole)} read a whole table.", *sorted(whole), sep="\n  ")
    return 0


def every_search() -> Iterator[tuple[str, tuple[Any, Any]]]:
    from alongside.directory.searching.near import place_called
    from alongside.directory.searching.search import Wanted

    for place, near in PLACES.items():
        for count in range(3):
            for names in combinations(FILTERS, count):
                asked = [FILTERS[name] for name in names]
                if len({key for one in asked for key in one}) < sum(map(len, asked)):
                    continue  # two values of one filter
                where = place_called(*near) if near else None
                wanted = Wanted(**{key: value for one in asked for key, value in one.items()})
                yield f"{' + '.join(names) or 'nothing else'}, {place}", (where, wanted)


def plans(address: str, place: Any, wanted: Any) -> list[Any]:
    """Of every statement that one search runs inside."""
    from alongside.directory.searching.search import SQL, asked_of_database, meant_by

    said: list[str] = []
    # Only the server's own user may ask for the plans of statements inside a function.
    with psycopg.connect(address, user="postgres", autocommit=True) as connection:
        connection.execute(SETTINGS)
        connection.add_notice_handler(lambda told: said.append(told.message_primary or ""))
        connection.execute(SQL, [*asked_of_database(place, wanted, meant_by(wanted)), 0, 21, 0, 20])
    plans = [json.loads(text[text.index("{") :]) for text in said if "{" in text]
    # What the search only asks the planner about is never run.
    return [one["Plan"] for one in plans if "EXPLAIN" not in one.get("Query Text", "")]


def scans_in(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Tables and the index each is read by, blank where it is read whole."""
    kind, table = plan["Node Type"], plan.get("Relation Name", "")
    if kind == "Bitmap Index Scan":
        yield "", plan["Index Name"]
    elif table in TABLES and kind != "Bitmap Heap Scan":
        yield table, plan.get("Index Name", "")
    for below in plan.get("Plans", []):
        yield from scans_in(below)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 20_000))
