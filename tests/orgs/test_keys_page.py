"""The page of an organization's keys: which panels, and what it tells the browser."""

import json
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.making import Holder
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person


def page(client, someone, address="/keys/"):
    client.force_login(someone)
    return client.get(address).text


def facts(client, someone):
    text = page(client, someone)
    block = re.search(r'<script id="facts" type="application/json">(.*?)</script>', text)
    return json.loads(block[1])


def panels(client, someone):
    """The names of the panels on the page, in order."""
    found = re.findall(r'<section class="[^"]*" data-panel="(\w+)"', page(client, someone))
    return [name for name in found if name != "starting"]


def test_before_anything_an_administrator_makes_their_own_key(client, abel):
    assert panels(client, abel) == ["make"]


def test_then_the_organizations(client, abels, abel):
    assert panels(client, abel) == ["unlock", "setup", "make"]


def test_an_advocate_waits_for_the_administrator(client, adas, ada):
    assert panels(client, ada) == ["unlock", "make"]
    assert "Your organization has no keys yet" in page(client, ada)


def test_then_reads_six_words(client, kept, adas, ada):
    assert panels(client, ada) == ["unlock", "words", "trust", "make"]
    assert facts(client, ada)["member"]["granted"] is False


def test_and_the_administrator_types_them(client, kept, adas, abel):
    assert panels(client, abel) == ["unlock", "grant", "trust", "make", "sheet", "setup"]
    waiting = {"person": str(adas.person.pk), "name": "Ada", "member": str(adas.key.pk)}
    waiting |= {"recipient": adas.recipient, "may_open": True, "may_sign": False}
    assert facts(client, abel)["waiting"] == [waiting]


def test_once_granted_nobody_waits(client, shared, abel, ada):
    assert panels(client, ada) == ["unlock", "trust", "make"]
    assert facts(client, ada)["member"]["granted"] is True
    assert facts(client, abel)["waiting"] == []


def test_somebody_without_a_grant_helps_nobody(client, kept, adas, harbor):
    other = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    assert facts(client, other.person)["waiting"] == []


def test_an_advocate_helps_with_letters_and_an_administrator_vouches(
    client, shared, adas, abel, harbor
):
    nina = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    assert [each["name"] for each in facts(client, adas.person)["waiting"]] == ["Nina"]
    keys.grant(shared, nina, "opening", by=adas, vouch=False)
    assert facts(client, adas.person)["waiting"] == []
    assert [each["name"] for each in facts(client, abel)["waiting"]] == ["Nina"]


def test_a_scheduler_needs_no_key(client, kept, harbor):
    someone = person("Sam", harbor, Role.SCHEDULER)
    assert panels(client, someone) == ["trust"]
    assert "Your roles need no key" in page(client, someone)


def test_when_somebody_left_the_administrator_rotates_and_others_are_told(
    client, shared, abels, adas, abel, harbor
):
    nina = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    with within(harbor):
        actions.end_membership(adas.person.session_membership, by=abel)
    assert "rotation" in panels(client, abel)
    assert facts(client, abel)["rotation_due"] is True
    assert "Ask an administrator who holds the signing key" in page(client, nina.person)


def test_the_facts_are_what_the_browser_expects(client, shared, abels, adas, abel, harbor):
    told = facts(client, abel)
    assert sorted(told) == [
        "day",
        "keys",
        "member",
        "members",
        "needed",
        "opening",
        "organization",
        "recovery",
        "rotation_due",
        "signing",
        "urls",
        "waiting",
    ]
    assert told["signing"] == {"public": shared.public.hex()}
    assert told["opening"] == shared.numbered("opening", 1, shared.opening[1])
    assert told["recovery"] == shared.numbered("recovery", 1, shared.sheet)
    assert [each["name"] for each in told["members"]] == ["Abel", "Ada"]
    assert told["members"][1]["signature"] == shared.member_signature(adas.person, adas.recipient)
    assert told["needed"] == [1]
    assert told["urls"] == {
        "member": "/keys/member/",
        "setup": "/keys/setup/",
        "grant": "/keys/grant/",
        "rotation": "/keys/rotation/",
    }
    assert told["keys"]["urls"] == {
        "mine": "/keys/mine/",
        "session": "/keys/session/",
        "page": "/keys/",
    }


def test_no_wrapped_secret_is_on_the_page(client, shared, abel):
    assert "YWdlLWVuY3J5cHRpb24" not in page(client, abel)  # base64 of what an age file begins with


def test_another_organization_sees_its_own_keys_only(client, shared, mallory):
    told = facts(client, mallory)
    assert (told["signing"], told["members"], told["waiting"]) == (None, [], [])


def test_in_spanish_the_addresses_stay_in_spanish(client, abel):
    text = page(client, abel, "/es/keys/")
    assert '"/es/keys/member/"' in text


def test_the_page_is_not_kept_by_the_browser(client, abel):
    client.force_login(abel)
    assert client.get("/keys/").headers["Cache-Control"] == "no-store"


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        client.get("/keys/")
    return len(queries)


def test_more_colleagues_cost_no_more_queries(client, shared, abel, harbor):
    client.force_login(abel)
    keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    client.get("/keys/")
    with_one = queries_of(client)
    for name in ("Olga", "Petra"):
        keys.made_by(person(name, harbor, Role.ADVOCATE))
    assert (with_one, queries_of(client)) == (with_one, with_one)
    assert with_one <= 20


def test_a_key_made_anew_is_granted_anew(client, shared, adas, ada, abel):
    client.force_login(ada)
    newer = Holder.of(ada)
    keys.post(client, "/keys/member/", newer.proposal(keys.wrap, replaces=adas.key.pk))
    assert panels(client, ada) == ["unlock", "words", "trust", "make"]
    assert [each["name"] for each in facts(client, abel)["waiting"]] == ["Ada"]
