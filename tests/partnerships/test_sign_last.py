"""The last signature: in force from the first day on, in place of what held before."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import (
    Agreement,
    Partnership,
    State,
)
from tests.partnerships.building import USUAL, change_of, proposal_of
from tests.partnerships.signing import (
    signed_by_all,
    wording_of,
)


def test_a_later_first_day_leaves_what_holds_until_then(
    client, partnership, lena, hana, time_machine
):
    time_machine.move_to("2026-03-01T12:00Z")
    old = partnership.agreements.get()
    Agreement.objects.update(in_force_from=now() - timedelta(days=9))
    signed = signed_by_all(
        wording_of(partnership, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31)), lena, hana
    )
    assert partnership.agreements.in_force().get() == old
    client.force_login(lena)
    page = client.get(f"/partnerships/{partnership.pk}/").text
    assert f"“{signed.title}” is signed and takes its place on April 1, 2026." in page
    time_machine.move_to("2026-03-31T23:59Z")
    assert partnership.agreements.in_force().get() == old
    time_machine.move_to("2026-04-01T00:00Z")
    assert partnership.agreements.in_force().get() == signed.agreement
    time_machine.move_to("2027-03-31T23:59Z")
    assert partnership.agreements.in_force().get() == signed.agreement
    time_machine.move_to("2027-04-01T00:01Z")
    assert partnership.agreements.in_force().first() is None


def test_the_side_that_proposed_may_sign_last(partnership, lena, hana):
    signed = signed_by_all(wording_of(partnership), hana, lena)
    signed.agreement.refresh_from_db()
    assert signed.agreement.agreed_by == hana.here


def test_a_proposed_partnership_begins_with_its_first_written_agreement(
    lakeside, harbor, lena, hana
):
    waiting = proposal_of(lakeside, harbor)
    signed_by_all(wording_of(waiting.partnership), lena, hana)
    partnership = Partnership.objects.get()
    waiting.refresh_from_db()
    assert partnership.state == State.ACTIVE
    assert waiting.replaced_at is not None
    assert partnership.member(harbor).champion == hana.session_membership


def test_while_a_written_agreement_holds_bounds_change_by_amending_it(
    client, partnership, lena, hana
):
    change_of(partnership, lena.here, response_hours=1)
    signed_by_all(wording_of(partnership), lena, hana)
    assert not partnership.agreements.waiting().exists()
    with within(lena.here), pytest.raises(Blocked, match="amend the written agreement"):
        actions.propose_change(partnership, bounds=USUAL, by=lena)
    client.force_login(lena)
    page = client.get(f"/partnerships/{partnership.pk}/").text
    assert "Memorandum of understanding" in page
    assert "Propose a change" not in page


def test_where_there_is_no_paper_it_is_said_plainly(client, partnership, lena):
    client.force_login(lena)
    assert "No paper: proposed by" in client.get(f"/partnerships/{partnership.pk}/").text
