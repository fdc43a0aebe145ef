"""`alongside run`, with real processes."""

import os
import re
import signal
import time

import psycopg
import pytest

from alongside.config.start import postgres
from alongside.config.start.roles import entered_by
from tests.config import starting

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept(shared_folder):
    """The one that runs, if any: tests that do not end it leave it to the next."""
    running = []
    yield running
    for one in running:
        one.stop()


@pytest.fixture
def started(kept, shared_folder):
    if not kept or kept[0].process.poll() is not None:
        kept[:] = [starting.Started(shared_folder)]
    return kept[0]


def test_it_says_that_it_is_well(started):
    health = started.health()

    assert sorted(health) == ["database", "status", "version", "worker"]
    assert (health["status"], health["database"]) == ("ok", "ok")


def test_who_asked_for_which_page_is_in_no_log(started):
    """The web server keeps no log of its own; ours names the page by what it is."""
    started.ask("/search/?near=60608")
    logged = started.says("directory:search 200")
    assert re.findall(r"127\.0|::1|/search/|60608|HTTP/1", logged) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_within_five_seconds_and_leaves_no_process(started, number):
    assert started.stop(number) < 5
    assert started.process.returncode == 0
    assert starting.left_of(started.folder) == []


# What a first start takes its time for.
ONCE = (
    "Build the frontend",
    "Make the translations",
    "Bring the database up to date",
    "Gather static files",
    "Load the demo",
)


def test_a_second_start_does_nothing_twice_and_shows_the_same_screen(started):
    started.stop()
    first = started.output.read_text().partition("Alongside is at")[2].partition("Ctrl-C")[0]

    again = starting.Started(started.folder)
    steps, _shown, second = again.output.read_text().partition("Alongside is at")
    again.stop()

    took = {
        words: float(time) for words, time in re.findall(r"^  (.+?) +([0-9.]+) s$", steps, re.M)
    }
    assert sum(took[words] for words in ONCE) < took["Start the site and the worker"]
    # With the host: the demo's codes are digits too, and may hold those of the port.
    here = f"localhost:{again.port}"
    assert second.partition("Ctrl-C")[0] == first.replace(f"localhost:{started.port}", here)


def test_a_public_address_is_declined_while_demo_people_exist(started):
    started.stop()
    code, words = starting.say(
        "run",
        DATA_DIR=started.folder,
        PORT=started.port,
        PUBLIC_URL="https://alongside.example.org",
        BEHIND_TLS="1",
    )

    assert code == 1
    assert words.splitlines()[-1] == (
        "This database holds the demo's people, whose passwords were printed on a screen. "
        "Use an empty database, such as another DATA_DIR, for a public address."
    )
    assert starting.left_of(started.folder) == []


def test_two_starts_never_share_a_folder(started):
    code, words = starting.say("run", DATA_DIR=started.folder, PORT=starting.free_port())

    assert code == 1
    assert words.splitlines()[-1] == (
        f"Alongside already runs with the folder {started.folder} (process {started.process.pid}). "
        "Stop it first, or set DATA_DIR to another folder."
    )


def test_a_taken_port_is_named(started, tmp_path):
    code, words = starting.say("run", DATA_DIR=tmp_path, PORT=started.port)

    assert (code, words) == (
        1,
        f"Port {started.port} is taken. Set PORT to another number, such as PORT=8001.",
    )


def test_whatever_is_killed_is_started_again(started):
    for word in ("web", "worker"):
        os.kill(started.pid_of(word), signal.SIGKILL)
        time.sleep(0.7)
        started.wait()
    server = int((started.folder / "postgres/postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGKILL)
    time.sleep(1)
    started.wait()

    assert started.stop() < 5
    assert starting.left_of(started.folder) == []


def test_what_a_killed_start_leaves_behind_is_found_by_the_next(started):
    started.process.kill()
    started.process.wait()
    until = time.monotonic() + 10
    while len(starting.left_of(started.folder)) > 1 and time.monotonic() < until:
        time.sleep(0.1)
    [server] = starting.left_of(started.folder)
    assert server[0].endswith("/postgres")

    again = starting.Started(started.folder)

    assert again.stop() < 5
    assert starting.left_of(started.folder) == []


def test_the_status_is_a_few_plain_lines(started):
    code, words = starting.say("status", DATA_DIR=started.folder, PORT=started.port)

    assert code == 0
    assert [line.split()[0] for line in words.splitlines()] == [
        "version",
        "database",
        "migrations",
        "worker",
        "disk",
        "all",
    ]
    assert words.splitlines()[-1] == "all in all  ok"


def tamper(folder, words):
    """What somebody with the superuser's password could do."""
    port = postgres.port_of(folder / "postgres")
    word = (folder / "postgres.password").read_text()
    url = entered_by(f"postgresql://@127.0.0.1:{port}/alongside", "postgres", word)
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(words)


def test_a_changed_row_of_the_log_is_named(started):
    before = starting.say("verify", "audit", DATA_DIR=started.folder, PORT=started.port)
    tamper(started.folder, "UPDATE audit_detail SET minute = minute + interval '1 day'")
    after = starting.say("verify", "audit", DATA_DIR=started.folder, PORT=started.port)

    assert before[0] == 0
    assert {line.rpartition(": ")[2] for line in before[1].splitlines()} == {"the chain holds"}
    assert after[0] == 1
    assert "was changed" in after[1]
