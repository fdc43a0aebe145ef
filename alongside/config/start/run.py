"""From a fresh clone to a running Alongside, and back to nothing."""

import json
import subprocess
import sys
from time import monotonic, sleep
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import psycopg

from alongside.config.start import database, frontend, guard, postgres, screen, signals
from alongside.config.start.folder import check_room, prepare_folder
from alongside.config.start.problems import CannotStart
from alongside.config.start.processes import Process, stop_all
from alongside.config.start.progress import say, step
from alongside.config.start.surroundings import Surroundings, check_port, read
from alongside.config.start.translations import compile_translations

LONGEST_START = 30.0  # seconds


def run() -> None:
    """Build, start the database, prepare it, serve, and stop it all at the first signal."""
    here = read()
    signals.listen()
    check_port(here)
    prepare_folder(here.data)
    check_room(here.data)
    build()
    with database.started(here) as owner:
        with step("Prepare the database's roles"):
            found = database.addresses(here, owner)
        prepare(here, found)
        serve(here, found)


def migrate() -> None:
    """All of a start but serving."""
    here = read()
    prepare_folder(here.data)
    check_room(here.data)
    build()
    with database.opened(here) as found:
        prepare(here, found)


def build() -> None:
    with step("Build the frontend"):
        frontend.build()
    with step("Make the translations"):
        compile_translations()


def prepare(here: Surroundings, found: dict[str, str]) -> None:
    """In a process of its own, so that this one stays small."""
    words = [sys.executable, "-P", "-m", "alongside", "prepare"]
    words += ["--with-demo"] if here.is_private else []
    around = database.environment(here, found, "owner")
    if here.is_private:
        around["EMAIL_BACKEND"] = "django.core.mail.backends.dummy.EmailBackend"  # made-up people
    done = subprocess.run(words, env=around, check=False)
    if done.returncode:
        raise SystemExit(1)  # it has said why


def serve(here: Surroundings, found: dict[str, str]) -> None:
    with psycopg.connect(found["site"]) as connection:
        guard.check_people(connection, is_local=here.is_local)
        has_demo = guard.has_demo_people(connection)
    demo = {"DEMO": "1"} if here.is_private and has_demo else {"DEMO": "0"}
    processes = [
        Process("web", database.environment(here, found, "site") | demo),
        Process("worker", database.environment(here, found, "worker") | demo),
    ]
    try:
        with step("Start the site and the worker"):
            for process in processes:
                process.start()
            wait_until_well(here, processes)
        screen.show(here, has_demo)
        watch(here, processes, urlsplit(found["owner"]).port or 0)
    finally:
        stop_all(processes)


def wait_until_well(here: Surroundings, processes: list[Process]) -> None:
    until = monotonic() + LONGEST_START
    while not is_well(here):
        dead = [process.word for process in processes if not process.is_alive]
        if dead:
            raise CannotStart(f"The {dead[0]} process did not start. Its own words are above.")
        if monotonic() > until:
            raise CannotStart(f"The site did not answer within {LONGEST_START:.0f} seconds.")
        sleep(0.05)


def is_well(here: Surroundings) -> bool:
    address = f"http://{here.listen}:{here.port}/health"
    headers = {"Host": here.host, "X-Forwarded-Proto": "https"}
    try:
        with urlopen(Request(address, headers=headers), timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except (URLError, ConnectionError, TimeoutError):
        return False


def watch(here: Surroundings, processes: list[Process], port: int) -> None:
    """Until somebody asks for the end; what dies meanwhile is started again."""
    while True:
        sleep(0.5)
        if not here.database_url and not postgres.is_running(here.data):
            say("PostgreSQL ended and is started again.")
            with signals.unbroken():
                postgres.start_private(here.data, port=port)
            processes[-1].end()  # the worker no longer hears of new jobs
        for process in processes:
            if not process.is_alive:
                process.revive()
