"""What is wrapped to me, and nobody else's."""

from datetime import timedelta

import pyrage
from django.utils.timezone import now

from alongside.orgs.models import OpeningKey
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person
from tests.keys import decoded


def mine(client, holder):
    client.force_login(holder.person)
    return keys.post(client, "/keys/mine/", {}).json()


def secret(grant, holder):
    return pyrage.decrypt(decoded(grant["wrapped"]), [holder.identity]).decode()


def test_a_member_gets_their_own_wrapped_key_and_what_was_granted(client, kept, abels):
    told = mine(client, abels)
    assert told["member"]["recipient"] == abels.recipient
    assert told["member"]["id"] == str(abels.key.pk)
    opening, signing = told["grants"]
    assert (opening["kind"], opening["number"]) == ("opening", 1)
    assert opening["recipient"] == str(kept.opening[1].to_public())
    assert (signing["kind"], signing["public"]) == ("signing", kept.public.hex())
    assert [secret(grant, abels) for grant in (opening, signing)] == [
        str(kept.opening[1]),
        kept.seed,
    ]


def test_nothing_wrapped_to_a_colleague_is_among_it(client, kept, adas):
    assert mine(client, adas)["grants"] == []


def test_an_older_key_stays_while_letters_may_wait_for_it(client, shared, abels, adas):
    keys.rotate(shared, abels, adas, by=abels)
    assert [grant["number"] for grant in mine(client, adas)["grants"]] == [1, 2]
    OpeningKey.objects.filter(number=1).update(retired_at=now() - timedelta(days=92))
    assert [grant["number"] for grant in mine(client, adas)["grants"]] == [2]


def test_whoever_has_no_key_is_told_to_make_one(client, ada):
    client.force_login(ada)
    answer = keys.post(client, "/keys/mine/", {})
    sentence = "You have no key yet. Make one on the Keys page first."
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})


def test_a_change_of_roles_takes_back_what_they_no_longer_need(client, shared, abels, adas, harbor):
    client.force_login(abels.person)
    member = adas.person.session_membership
    client.post(f"/people/{member.pk}/change-roles/", {"roles": [Role.SCHEDULER]})
    client.force_login(adas.person)
    assert keys.post(client, "/keys/mine/", {}).status_code == 409
    assert OpeningKey.objects.get().rotation_due


def test_somebody_at_two_organizations_has_a_key_for_each(client, shared, adas, lakeside):
    from alongside.orgs.models import Membership

    there = Membership.objects.create(
        person=adas.person, organization=lakeside, roles=[Role.CARE_STAFF]
    )
    client.force_login(adas.person)
    client.post("/choose/", {"membership": str(there.pk)})
    assert keys.post(client, "/keys/mine/", {}).status_code == 409
    client.post("/choose/", {"membership": str(adas.person.session_membership.pk)})
    assert len(keys.post(client, "/keys/mine/", {}).json()["grants"]) == 1


def test_a_newcomer_without_any_grant_has_a_key_and_nothing_else(client, kept, harbor):
    newcomer = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    assert mine(client, newcomer)["grants"] == []
