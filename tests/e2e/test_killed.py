"""Web, worker and database are killed at random moments while letters are sent; nothing is lost or halved."""

import http.client
import json
import os
import random
import secrets
import shutil
import signal
import sys
import threading
import time
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.core import signing
from django.test import Client

from alongside.config.start import postgres
from alongside.config.start.roles import address_as
from alongside.orgs.models import Kind, Rule
from alongside.orgs.roles import Role
from alongside.referrals.facts import SALT
from tests.config import starting
from tests.conftest import organization, person
from tests.database import connected_to
from tests.referrals import building
from tests.surroundings import SECRET

SENDS, CLIENTS = 500, 6
GIVEN_UP = 0.3  # of those whose first try got no answer
PATIENCE = 45  # seconds that one letter may take, the database's recovery included
SENT = "FROM audit_detail d JOIN audit_event e ON e.id = d.event WHERE e.act = 'referral_sent'"
COUNTED = f"""
SELECT f.id::text, (SELECT count(*) FROM referrals_release r WHERE r.referral_id = f.id),
       (SELECT count(*) {SENT} AND d.subject = f.id)
FROM referrals_referral f
"""
ALL = f"SELECT (SELECT count(*) FROM referrals_release), (SELECT count(*) {SENT})"


@dataclass
class Send:
    """One letter as a browser holds it until it is acknowledged: the same bytes at every try."""

    headers: dict
    body: bytes
    referral: str
    sealed: bytes
    answers: list = field(default_factory=list)  # none: not acknowledged
    tries: int = 0


@pytest.fixture
def lots():
    """Chance for each who needs it; SEED=… in the environment draws the same again."""
    seed = os.environ.get("SEED", str(secrets.randbelow(10**6)))
    sys.stderr.write(f"SEED={seed}\n")
    return lambda whose: random.Random(f"{seed} {whose}")  # noqa: S311 - lots, no secrets


@pytest.fixture
def started():
    folder = starting.new_folder()
    running = starting.Started(folder, SECRET_KEY=SECRET)
    yield running
    if running.process.poll() is None:
        running.stop()
    postgres.stop(folder)
    shutil.rmtree(folder)


# ---- letters made ready


def letters(how_many):
    """Letters of both sides of one partnership, each with the headers of somebody signed in."""
    lakeside = organization("Lakeside", Kind.HEALTH_CENTER, Rule.HIPAA)
    harbor = organization("Harbor", Kind.VIOLENCE_PROGRAM, Rule.VSP)
    nora, ada = person("Nora", lakeside, Role.CARE_STAFF), person("Ada", harbor, Role.ADVOCATE)
    sides = building.side_of(lakeside, nora), building.side_of(harbor, ada)
    partnership = building.partners(*sides)
    writers = [(one, headers_of(one)) for one in (nora, ada)]
    return [send_of(partnership, *writers[at % 2]) for at in range(how_many)]


def headers_of(someone):
    client, word = Client(), secrets.token_hex(16)
    client.force_login(someone)
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={word}"
    return {"Cookie": cookies, "X-CSRFToken": word, "Content-Type": "application/json"}


def send_of(partnership, someone, headers):
    body = building.send_body(partnership, someone)
    told = signing.loads(body["token"], salt=SALT)
    return Send(headers, json.dumps(body).encode(), told["referral"], b64decode(body["letter"]))


# ---- clients that try again, and who kills


def post(port, send):
    """One try: where the browser goes next, or nothing when there was no such answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", "/referrals/send/", send.body, send.headers)
        answer = connection.getresponse()
        told = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    assert answer.status in {200, 500, 503}, (answer.status, told)
    return json.loads(told)["url"] if answer.status == 200 else None


def send_all(port, sends, chance, rush):
    for send in sends:
        until = time.monotonic() + PATIENCE
        while not send.answers:
            assert time.monotonic() < until, "a letter found no way in"
            send.tries += 1
            if url := post(port, send):
                send.answers.append(url)
            elif send.tries == 1 and chance.random() < GIVEN_UP:
                break
            else:
                time.sleep(chance.uniform(0.05, 0.3))
        rush.wait(chance.uniform(0, 2))


def numbers_to_kill(started, what):
    """The process of that word, or somebody in its group; of the database, its first process or any."""
    if what == "postgres":
        first = int((started.folder / "postgres/postmaster.pid").read_text().split()[0])
        return [first, first, *children_of(first)]
    return [started.pid_of(what), *children_of(started.pid_of(what))]


def children_of(parent):
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def kill_some(started, chance, rush):
    """One after the other, in the middle of a rush; what was killed before has come up and lived a while."""
    others = chance.sample(["postgres", "postgres", "worker"], 3)
    for what in ["web", others[0], "web", others[1], "web", others[2], "web"]:
        time.sleep(chance.uniform(2, 4))
        started.wait()
        rush.set()
        time.sleep(chance.uniform(0.1, 0.6))
        os.kill(chance.choice(numbers_to_kill(started, what)), signal.SIGKILL)
        rush.clear()
    rush.set()


# ---- what is there afterwards


def there(folder):
    """Every referral with its releases and remembered sends; all of those; and the letters' bytes."""
    owner = postgres.start_private(folder)  # it runs: this is only its address
    with psycopg.connect(owner) as connection:
        counted = {pk: counts for pk, *counts in connection.execute(COUNTED)}
        strays = connection.execute(ALL).fetchone()
        both = ",".join(pk for [pk] in connection.execute("SELECT id::text FROM orgs_organization"))
    with psycopg.connect(site_of(owner)) as connection:
        connection.execute("SELECT set_config('alongside.orgs', %s, true)", [both])
        letters = connection.execute("SELECT referral_id::text, sealed FROM referrals_letter")
        return counted, strays, letters.fetchall()


def site_of(owner):
    return address_as(owner, "alongside_site", SECRET)


def killed_while_sending(started, lots):
    """Letters sent while everything is killed in turn, until each is acknowledged or given up."""
    with connected_to(site_of(postgres.start_private(started.folder))):
        sends = letters(SENDS)
    rush = threading.Event()
    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        jobs = [pool.submit(kill_some, started, lots("kills"), rush)]
        jobs += [
            pool.submit(send_all, started.port, sends[at::CLIENTS], lots(at), rush)
            for at in range(CLIENTS)
        ]
    for job in jobs:
        job.result()
    started.wait()
    return sends


@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(started, lots):
    sends = killed_while_sending(started, lots)
    acknowledged = [send for send in sends if send.answers]
    for send in acknowledged[::10]:  # and once more, with the very same bytes
        send.answers.append(post(started.port, send))

    counted, strays, kept = there(started.folder)
    sent = {send.referral: send for send in sends}
    assert [send.referral for send in acknowledged if send.referral not in counted] == []
    assert {url for send in acknowledged for url in send.answers} == {
        f"/referrals/{send.referral}/" for send in acknowledged
    }
    assert [pk for pk, counts in counted.items() if counts != [1, 1] or pk not in sent] == []
    assert strays == (len(counted), len(counted))
    assert sorted(pk for pk, sealed in kept if sealed == sent[pk].sealed) == sorted(counted)
    assert len(kept) == len(counted)
    assert sum(send.tries > 1 for send in sends) > 0, "nobody was hit"
    assert chain_of(started, "Lakeside") == chain_of(started, "Harbor") == "the chain holds"
    assert started.stop() < 5
    assert starting.left_of(started.folder) == []


def chain_of(started, name):
    code, words = starting.say("verify", "audit", DATA_DIR=started.folder, SECRET_KEY=SECRET)
    found = [line for line in words.splitlines() if line.startswith(f"{name}: ")]
    return found[0].removeprefix(f"{name}: ") if code == 0 else words
