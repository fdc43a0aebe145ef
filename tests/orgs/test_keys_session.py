"""What a browser encrypts its unlocked key with: one for each session, gone with the session."""

import base64
import uuid
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.timezone import now

from tests import keys


def session_key(client, holder):
    answer = keys.post(client, "/keys/session/", {"member": str(holder.key.pk)})
    return answer.json().get("session_key"), answer.status_code


def test_it_is_32_random_bytes_and_the_same_as_long_as_the_session_lasts(client, adas):
    client.force_login(adas.person)
    first, _ = session_key(client, adas)
    client.get("/keys/")
    assert len(base64.b64decode(first)) == 32
    assert session_key(client, adas) == (first, 200)


def test_each_session_has_its_own(client, adas):
    other = Client()
    for each in (client, other):
        each.force_login(adas.person)
    assert session_key(client, adas)[0] != session_key(other, adas)[0]


def test_lock_forgets_it(client, adas):
    client.force_login(adas.person)
    first, _ = session_key(client, adas)

    client.post("/lock/")

    assert Session.objects.count() == 0
    assert session_key(client, adas) == (None, 401)
    client.force_login(adas.person)
    assert session_key(client, adas)[0] != first


def test_fifteen_idle_minutes_forget_it(client, adas, time_machine):
    client.force_login(adas.person)
    session_key(client, adas)
    time_machine.move_to(now() + timedelta(minutes=15, seconds=1))
    assert session_key(client, adas) == (None, 401)
    assert Session.objects.count() == 0


def test_it_is_given_for_ones_own_key_only(client, adas, abels, nora):
    client.force_login(adas.person)
    stranger = keys.made_by(nora)
    assert session_key(client, abels) == (None, 404)
    assert session_key(client, stranger) == (None, 404)
    answer = keys.post(client, "/keys/session/", {"member": str(uuid.uuid4())})
    assert answer.status_code == 404


def test_it_is_only_posted_for(client, ada):
    client.force_login(ada)
    assert client.get("/keys/session/").status_code == 405
