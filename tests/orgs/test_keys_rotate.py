"""The next opening key, when somebody who held the last one left."""

import pytest

from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.making import Secrets, encoded
from alongside.orgs.models import Grant, OpeningKey, RecoverySheet
from alongside.orgs.roles import Role
from tests import keys
from tests.conftest import person


def holders_of(number):
    grants = Grant.objects.filter(opening_key__number=number)
    names = grants.values_list("member_key__membership__person__name", flat=True)
    return sorted(name or "the sheet" for name in names)


def test_an_administrator_rotates_and_the_act_is_remembered(client, shared, abels, adas, harbor):
    client.force_login(abels.person)

    answer = keys.post(client, "/keys/rotation/", shared.rotation([abels, adas]))

    assert (answer.status_code, answer.json()) == (200, {})
    assert OpeningKey.objects.current().get().number == 2
    assert holders_of(2) == ["Abel", "Ada", "the sheet"]
    assert holders_of(1) == ["Abel", "Ada", "the sheet"]
    assert keys.acts(harbor).count("opening_key_rotated") == 1


def test_who_left_holds_neither_key_and_rotation_is_no_longer_due(shared, abels, adas, harbor):
    with within(harbor):
        actions.end_membership(adas.person.session_membership, by=abels.person)
    assert OpeningKey.objects.get().rotation_due

    keys.rotate(shared, abels, by=abels)

    assert list(OpeningKey.objects.filter(rotation_due=True)) == []
    assert (holders_of(1), holders_of(2)) == (["Abel", "the sheet"], ["Abel", "the sheet"])


def test_a_new_sheet_opens_all_that_is_needed_and_the_old_one_nothing(shared, abels, adas):
    keys.rotate(shared, abels, adas, by=abels, new_sheet=True, older=[1])
    assert [sheet.number for sheet in RecoverySheet.objects.current()] == [2]
    assert Grant.objects.filter(sheet__number=1).count() == 0
    on_paper = Grant.objects.filter(sheet__number=2)
    assert sorted(on_paper.values_list("opening_key__number", flat=True), key=str) == [1, 2, None]


def test_a_new_sheet_that_would_not_open_the_older_key_is_declined(client, shared, abels):
    client.force_login(abels.person)
    proposal = shared.rotation([abels], new_sheet=True)
    assert keys.post(client, "/keys/rotation/", proposal).status_code == 409
    assert [sheet.number for sheet in RecoverySheet.objects.all()] == [1]


def test_an_advocate_does_not_rotate(client, shared, adas):
    client.force_login(adas.person)
    assert keys.post(client, "/keys/rotation/", shared.rotation([adas])).status_code == 403


def test_an_administrator_without_the_signing_key_is_told_whom_to_ask(client, shared, harbor):
    anna = keys.made_by(person("Anna", harbor, Role.ADMINISTRATOR))
    client.force_login(anna.person)
    answer = keys.post(client, "/keys/rotation/", shared.rotation([]))
    sentence = "You do not hold the signing key. Ask somebody who does to give it to you."
    assert (answer.status_code, answer.json()) == (409, {"sentence": sentence})


def test_another_organizations_keys_do_not_fit_here(client, shared, abels, mallory, harbor):
    keys.set_up_by(keys.made_by(mallory))
    client.force_login(mallory)
    assert keys.post(client, "/keys/rotation/", shared.rotation([abels])).status_code == 409
    assert OpeningKey.objects.current().get(organization=harbor).number == 1


def test_without_keys_there_is_nothing_to_rotate(client, abels, harbor):
    client.force_login(abels.person)
    kept = Secrets(harbor)
    kept.set_up(abels)
    assert keys.post(client, "/keys/rotation/", kept.rotation([])).status_code == 409


def test_the_same_request_again_is_answered_alike(client, shared, abels, harbor):
    client.force_login(abels.person)
    proposal = shared.rotation([abels])
    codes = [keys.post(client, "/keys/rotation/", proposal).status_code for _ in range(2)]
    assert codes == [200, 200]
    assert keys.acts(harbor).count("opening_key_rotated") == 1


def test_an_older_request_comes_too_late(client, shared, abels):
    client.force_login(abels.person)
    older = shared.rotation([abels])
    keys.post(client, "/keys/rotation/", older)
    keys.post(client, "/keys/rotation/", shared.rotation([abels]))
    answer = keys.post(client, "/keys/rotation/", older)
    assert answer.status_code == 409
    assert OpeningKey.objects.current().get().number == 3


def test_a_lower_or_skipped_number_is_declined(client, shared, abels):
    client.force_login(abels.person)
    shared.rotation([])
    assert keys.post(client, "/keys/rotation/", shared.rotation([abels])).status_code == 409


@pytest.mark.parametrize("signature", [encoded(bytes(64)), encoded(b"\xff" * 64)])
def test_a_swapped_key_stops_everything(client, shared, abels, signature):
    client.force_login(abels.person)
    proposal = shared.rotation([abels])
    proposal["opening"]["signature"] = signature
    assert keys.post(client, "/keys/rotation/", proposal).status_code == 409
    assert OpeningKey.objects.get().number == 1


def test_a_sheet_slipped_in_unsigned_stops_everything(client, shared, abels):
    client.force_login(abels.person)
    proposal = shared.rotation([abels], new_sheet=True, older=[1])
    proposal["recovery"]["signature"] = encoded(bytes(64))
    assert keys.post(client, "/keys/rotation/", proposal).status_code == 409
    assert Grant.objects.filter(sheet__number=1).count() == 2


def test_somebody_nobody_vouched_for_gets_no_share(client, shared, abels, adas, harbor):
    newcomer = keys.made_by(person("Nina", harbor, Role.ADVOCATE))
    keys.grant(shared, newcomer, "opening", by=adas, vouch=False)
    client.force_login(abels.person)
    assert keys.post(client, "/keys/rotation/", shared.rotation([newcomer])).status_code == 409


def test_a_signatory_and_a_stranger_get_no_share(client, shared, abels, harbor, nora):
    sara = keys.made_by(person("Sara", harbor, Role.SIGNATORY))
    keys.grant(shared, sara, "signing", by=abels)
    client.force_login(abels.person)
    for outsider in (sara, keys.made_by(nora)):
        kept = Secrets(harbor, shared.signing, dict(shared.opening), shared.sheets)
        assert keys.post(client, "/keys/rotation/", kept.rotation([outsider])).status_code == 409


def test_the_sheet_is_never_left_out(client, shared, abels):
    client.force_login(abels.person)
    proposal = shared.rotation([abels])
    proposal["grants"] = [share for share in proposal["grants"] if share["to"] == "member"]
    assert keys.post(client, "/keys/rotation/", proposal).status_code == 409
