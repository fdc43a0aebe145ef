"""An organization's own export: keys wrapped to its sheet, letters sealed, nothing that opens them."""

import json

import pytest

from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person
from tests.referrals import building


@pytest.fixture
def kept(abel):
    return keys.set_up_by(keys.made_by(abel))


def exported(client, someone):
    client.force_login(someone)
    return client.post("/keys/export/")


def test_a_member_who_may_open_downloads_it_and_the_act_is_remembered(client, kept, ada, harbor):
    answer = exported(client, ada)

    told = json.loads(answer.content)
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="alongside-export-'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert told["organization"] == {"id": str(harbor.pk), "name": "Harbor House"}
    assert [key["public"] for key in told["signing"]] == [kept.public.hex()]
    assert [key["number"] for key in told["opening"]] == [1]
    assert [(grant["kind"], grant["sheet"]) for grant in told["grants"]] == [
        ("opening", 1),
        ("signing", 1),
    ]
    assert keys.acts(harbor).count("export_made") == 1


def test_letters_are_in_it_as_they_are_kept(client, nora, ada, lakeside, harbor):
    sides = building.side_of(lakeside, nora), building.side_of(harbor, ada)
    building.sent(building.partners(*sides), nora)
    letters = json.loads(exported(client, ada).content)["letters"]
    assert [(one["from"], one["to"]) for one in letters] == [(str(lakeside.pk), str(harbor.pk))]
    assert sorted(letters[0]) == [
        "day",
        "from",
        "letter",
        "number",
        "referral",
        "release",
        "sealed",
        "to",
    ]
    assert json.loads(exported(client, nora).content)["letters"] == []


def test_an_administrator_who_may_not_open_gets_the_keys_alone(client, kept, harbor):
    told = json.loads(exported(client, person("Sam", harbor, Role.ADMINISTRATOR)).content)
    assert (len(told["grants"]), told["letters"]) == (2, [])


def test_a_scheduler_gets_none(client, kept, harbor):
    assert exported(client, person("Sam", harbor, Role.SCHEDULER)).status_code == 403


def test_another_organization_gets_its_own(client, kept, mallory):
    told = json.loads(exported(client, mallory).content)
    assert (told["organization"]["name"], told["grants"]) == ("Elsewhere", [])


def test_it_is_posted_for(client, ada):
    client.force_login(ada)
    assert client.get("/keys/export/").status_code == 405


def test_a_stranger_signs_in_first(client, db):
    assert client.post("/keys/export/").status_code == 302
