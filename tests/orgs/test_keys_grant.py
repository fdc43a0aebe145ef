"""Granting is done together: only what one holds, only to the key whose six words were read."""

import pyrage
import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.making import Holder, Secrets, encoded
from alongside.orgs.models import Grant, SigningKey
from alongside.orgs.proposals import Granting
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person


def held(holder):
    """What a member could unwrap, in words."""
    grants = Grant.objects.of(holder.person.session_membership)
    secrets = [pyrage.decrypt(bytes(grant.wrapped), [holder.identity]) for grant in grants]
    return sorted(secret.decode() for secret in secrets)


def test_a_member_lets_a_newcomer_in_and_the_act_is_remembered(client, kept, abels, adas, harbor):
    client.force_login(abels.person)

    answer = keys.post(client, "/keys/grant/", kept.granting(adas, "opening"))

    assert (answer.status_code, answer.json()) == (200, {})
    assert held(adas) == [str(kept.opening[1])]
    assert adas.key.is_signed_by(SigningKey.objects.get())
    assert keys.acts(harbor).count("key_granted") == 1


def test_an_advocate_who_holds_no_signing_key_grants_without_a_signature(shared, adas, harbor):
    newcomer = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    keys.grant(shared, newcomer, "opening", by=adas, vouch=False)
    assert held(newcomer) == [str(shared.opening[1])]
    assert newcomer.key.signature is None


def test_an_administrator_gives_another_both_keys(kept, abels, harbor):
    anna = keys.made_by(person("Anna", harbor, Role.ADMINISTRATOR, Role.ADVOCATE))
    keys.grant(kept, anna, "opening", "signing", by=abels)
    assert held(anna) == sorted([str(kept.opening[1]), kept.seed])


def test_an_administrator_vouches_for_somebody_who_holds_the_key_already(
    shared, abels, adas, harbor
):
    newcomer = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    keys.grant(shared, newcomer, "opening", by=adas, vouch=False)
    keys.grant(shared, newcomer, by=abels)
    assert newcomer.key.is_signed_by(SigningKey.objects.get())


def test_who_holds_nothing_grants_nothing(client, shared, harbor):
    newcomer, other = (
        keys.made_by(person(name, harbor, Role.ADVOCATE)) for name in ("Nina", "Olga")
    )
    client.force_login(other.person)
    proposal = shared.granting(newcomer, "opening", vouch=False)
    assert keys.post(client, "/keys/grant/", proposal).status_code == 403
    assert held(newcomer) == []


def test_nobody_vouches_without_the_signing_key(client, shared, adas, harbor):
    newcomer = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    client.force_login(adas.person)
    proposal = shared.granting(newcomer, "opening", vouch=True)
    assert keys.post(client, "/keys/grant/", proposal).status_code == 403
    assert (held(newcomer), newcomer.key.signature) == ([], None)


def test_an_advocate_is_not_given_the_signing_key(client, kept, abels, adas):
    client.force_login(abels.person)
    answer = keys.post(client, "/keys/grant/", kept.granting(adas, "opening", "signing"))
    sentence = "Their roles do not need this key. An administrator can change their roles first."
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})
    assert held(adas) == []


def test_a_signatory_is_not_given_the_opening_key(client, kept, abels, harbor):
    sara = keys.made_by(person("Sara", harbor, Role.SIGNATORY))
    client.force_login(abels.person)
    assert keys.post(client, "/keys/grant/", kept.granting(sara, "opening")).status_code == 409
    assert keys.post(client, "/keys/grant/", kept.granting(sara, "signing")).status_code == 200
    assert held(sara) == [kept.seed]


def test_a_key_swapped_after_the_words_were_read_stops(client, kept, abels, adas, ada):
    proposal = kept.granting(adas, "opening")
    newer = Holder.of(ada)
    client.force_login(ada)
    keys.post(client, "/keys/member/", newer.proposal(keys.wrap, replaces=adas.key.pk))

    client.force_login(abels.person)
    assert keys.post(client, "/keys/grant/", proposal).status_code == 404
    swapped = proposal | {"member": str(newer.key.pk)}
    answer = keys.post(client, "/keys/grant/", swapped)
    sentence = (
        "Their key is not the one you saw. Reload the page and read the six words together again."
    )
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})
    assert held(newer) == []


@pytest.mark.parametrize(
    "changes", [{"signature": encoded(bytes(64))}, {"day": "2020-01-01"}, {"day": "2100-01-01"}]
)
def test_a_signature_that_does_not_fit_stops_everything(client, kept, abels, adas, changes):
    client.force_login(abels.person)
    answer = keys.post(client, "/keys/grant/", kept.granting(adas, "opening") | changes)
    assert (answer.status_code, held(adas)) == (409, [])


def test_a_signature_for_another_member_does_not_fit(client, shared, abels, adas, harbor):
    newcomer = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    client.force_login(abels.person)
    lifted = shared.granting(adas, "opening")["signature"]
    proposal = shared.granting(newcomer, "opening") | {"signature": lifted}
    assert keys.post(client, "/keys/grant/", proposal).status_code == 409


def test_the_same_request_again_changes_nothing(client, kept, abels, adas, harbor):
    client.force_login(abels.person)
    proposal = kept.granting(adas, "opening")
    assert [keys.post(client, "/keys/grant/", proposal).status_code for _ in range(2)] == [200, 200]
    assert held(adas) == [str(kept.opening[1])]
    assert keys.acts(harbor).count("key_granted") == 1


def test_what_somebody_holds_is_not_written_over(shared, abels, adas):
    before = bytes(Grant.objects.of(adas.person.session_membership).get().wrapped)
    keys.grant(shared, adas, "opening", by=abels)
    assert bytes(Grant.objects.of(adas.person.session_membership).get().wrapped) == before


def test_another_organizations_member_is_not_found(client, kept, abels, nora):
    client.force_login(abels.person)
    proposal = kept.granting(keys.made_by(nora), "opening")
    assert keys.post(client, "/keys/grant/", proposal).status_code == 404


def test_another_organizations_administrator_does_not_find_the_newcomer(
    client, kept, adas, mallory
):
    client.force_login(mallory)
    assert keys.post(client, "/keys/grant/", kept.granting(adas, "opening")).status_code == 404
    own = keys.set_up_by(keys.made_by(mallory))
    assert keys.post(client, "/keys/grant/", own.granting(adas, "opening")).status_code == 404


def test_not_even_the_act_itself_reaches_into_another_organization(kept, adas, mallory, harbor):
    proposal = keys.read(Granting, kept.granting(adas, "opening"))
    with within(harbor), pytest.raises(PermissionDenied):
        actions.grant(adas.key, proposal=proposal, by=mallory)


def test_a_number_nobody_holds_is_not_granted(client, kept, abels, adas, harbor):
    client.force_login(abels.person)
    later = Secrets(harbor, kept.signing, {7: kept.opening[1]}, kept.sheets)
    assert keys.post(client, "/keys/grant/", later.granting(adas, "opening")).status_code == 403


def test_who_left_grants_nothing_and_is_granted_nothing(client, shared, abels, adas, harbor):
    newcomer = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    with within(harbor):
        actions.end_membership(adas.person.session_membership, by=abels.person)
    client.force_login(adas.person)
    gone = keys.post(client, "/keys/grant/", shared.granting(newcomer, "opening", vouch=False))
    assert (gone.status_code, gone.url) == (302, "/choose/")
    client.force_login(abels.person)
    adas.person.session_membership.keys.update(retired_at=now())
    assert held(newcomer) == []
