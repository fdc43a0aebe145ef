"""What a leaving asks of the others, on Today."""

import pytest

from alongside.orgs import actions
from tests.home.leaving import gives, leave, today

pytestmark = pytest.mark.usefixtures("second_of_march")


def test_whoever_follows_reads_it(client, partnership, nora, noor):
    client.force_login(nora)
    leave(client, nora)
    gives(client, nora, to=noor)
    assert "You follow Nora once March 13, 2026 is over: Contact." in today(client, noor)


def test_a_partner_reads_it_until_a_week_after(
    client, partnership, nora, noor, nils, ada, abel, time_machine
):
    client.force_login(nora)
    leave(client, nora)
    gives(client, nora, to=noor)
    news = "Lakeside Health Center: Nora leaves on March 13, 2026; from then on Noor answers."
    assert news in today(client, abel)
    for nobody_else in (ada, nils):
        assert news not in today(client, nobody_else)
    time_machine.move_to("2026-03-21T15:00Z")
    assert "Nora" not in today(client, abel)


def test_the_host_reads_whose_only_administrator_is_past_the_last_day(
    client, nils, lakeside, hope, time_machine
):
    client.force_login(nils)
    leave(client, nils)
    time_machine.move_to("2026-03-16T15:00Z")
    actions.end_overdue(lakeside)
    said = "The last day of the only administrator of Lakeside Health Center is over."
    assert said in today(client, hope)
