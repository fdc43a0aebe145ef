"""A day that people agree on ends by the clock where they are, not by the clock of the server."""

from datetime import date

import pytest

from alongside.directory import actions as directory
from alongside.directory.models import Site
from alongside.home.kept_steps import kept_steps
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Agreement, Capacity, Openness
from alongside.partnerships.pages.due import due_in
from alongside.partnerships.pages.terms import term_of
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import counted
from tests.partnerships.rota_building import place_of
from tests.partnerships.signing import named, signed_by_all, signer, wording_of
from tests.partnerships.test_sign_paper import send

LAST = date(2027, 6, 30)
NOON = "2027-06-01T12:00Z"


def at(organization, time_zone):
    return place_of(organization, time_zone=time_zone)


@pytest.fixture
def far_apart(lakeside, harbor, time_machine):
    """In New York and in Honolulu, agreed until June 30."""
    time_machine.move_to(NOON)
    at(lakeside, "America/New_York")
    at(harbor, "Pacific/Honolulu")
    return partnership_of(lakeside, harbor, ends_on=LAST)


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        ("2027-06-30T23:59Z", True),
        ("2027-07-01T03:59Z", True),  # nearly midnight in New York
        ("2027-07-01T09:59Z", True),  # nearly midnight in Honolulu
        ("2027-07-01T10:00Z", False),
    ],
)
def test_an_agreement_runs_through_its_last_day_where_that_ends_last(
    far_apart, lakeside, harbor, time_machine, moment, holds
):
    time_machine.move_to(moment)
    assert far_apart.agreements.in_force().exists() == holds
    assert (far_apart.agreements.of_now() is not None) == holds
    with within(lakeside):
        assert ("ended on" in far_apart.letters_ready(lakeside).sentence) != holds
    assert term_of(far_apart).is_over != holds
    for here in (lakeside, harbor):
        due = due_in(here, [far_apart.pk])[far_apart.pk]
        assert [each.is_late for each in due if "agreement" in each.words] == [False] * holds


def test_in_guam_it_is_over_before_the_day_ends_in_greenwich(lakeside, harbor, time_machine):
    time_machine.move_to(NOON)
    for one in (lakeside, harbor):
        at(one, "Pacific/Guam")
    partnership = partnership_of(lakeside, harbor, ends_on=LAST)
    for moment, holds in (("2027-06-30T13:59Z", True), ("2027-06-30T14:00Z", False)):
        time_machine.move_to(moment)
        assert partnership.agreements.in_force().exists() == holds
        assert (partnership.agreements.of_now() is not None) == holds


def test_an_agreement_begins_with_its_first_day_where_that_begins_first(
    far_apart, lena, hana, time_machine
):
    wording = wording_of(far_apart, starts_on=date(2027, 6, 10))
    signed_by_all(wording, lena, hana)
    begins = Agreement.objects.get(pk=wording.pk)
    assert begins.in_force_from.isoformat() == "2027-06-10T04:00:00+00:00"
    assert begins.first_day == date(2027, 6, 10)


def test_the_place_of_most_decides_and_of_a_hidden_one_its_state(lakeside, harbor, time_machine):
    time_machine.move_to(NOON)
    at(harbor, "America/New_York")
    hidden = {"time_zone": "", "state": "HI", "is_confidential": True}
    for name in ("One", "Two"):
        place_of(harbor, name=name, **hidden)
    partnership = partnership_of(lakeside, harbor, ends_on=LAST)
    time_machine.move_to("2027-07-01T09:59Z")
    assert partnership.agreements.in_force().exists()
    Site.objects.filter(name="Two").update(retired_at="2027-06-01T00:00Z")
    assert not partnership.agreements.in_force().exists()


def test_notice_in_the_evening_on_the_west_coast_counts_from_that_day(
    partnership, lakeside, harbor, lena, hana, time_machine
):
    for one in (lakeside, harbor):
        at(one, "America/Los_Angeles")
    time_machine.move_to("2027-06-29T19:00Z")
    wording = signed_by_all(wording_of(partnership, passages=[]), lena, hana)
    time_machine.move_to("2027-06-30T04:00Z")  # June 29 there
    with within(lakeside):
        actions.give_notice(wording.agreement, last_day=LAST, by=lena)
    assert Agreement.objects.get(pk=wording.agreement.pk).ends_on == LAST


def test_a_paper_of_today_in_guam_is_not_of_the_future(
    client, partnership, wording, lakeside, harbor, nils, time_machine
):
    time_machine.move_to("2027-06-01T20:00Z")  # June 2 in Guam
    at(lakeside, "Pacific/Guam")
    first, _second = named(wording, signer("Gil", lakeside), signer("Hina", harbor))
    client.force_login(nils)
    assert send(client, wording, {first: date(2027, 6, 3)}).context["form"].errors
    assert send(client, wording, {first: date(2027, 6, 2)}).status_code == 302


def test_a_promise_is_due_until_the_day_is_over_in_los_angeles(
    client, lakeside, harbor, nils, abel, time_machine
):
    time_machine.move_to(NOON)
    at(lakeside, "America/Los_Angeles")
    partnership = partnership_of(lakeside, harbor)
    promise = counted(partnership, nils, abel, due_on=LAST)
    client.force_login(nils)
    address = f"/partnerships/{partnership.pk}/commitments/{promise.pk}/"
    time_machine.move_to("2027-07-01T06:59Z")
    assert "due today" in " ".join(why for why, *_rest in kept_steps(nils))
    assert "Late by" not in client.get(address).text
    with within(lakeside):
        assert not due_in(lakeside, [partnership.pk])[partnership.pk][0].is_late
    time_machine.move_to("2027-07-01T07:00Z")
    assert "late by 1 day" in " ".join(why for why, *_rest in kept_steps(nils))


def test_full_until_a_day_is_over_when_that_day_comes_there(lakeside, time_machine):
    at(lakeside, "America/Los_Angeles")
    Capacity.objects.create(organization=lakeside, openness=Openness.FULL, until=LAST)
    time_machine.move_to("2027-06-30T06:59Z")
    assert Capacity.objects.in_force().exists()
    time_machine.move_to("2027-06-30T07:00Z")
    assert not Capacity.objects.in_force().exists()


def test_records_are_confirmed_on_the_day_of_their_place(lakeside, nils, time_machine):
    site = at(lakeside, "America/Los_Angeles")
    time_machine.move_to("2027-07-01T02:00Z")
    with within(lakeside):
        directory.confirm_records(lakeside, by=nils)
    site.refresh_from_db()
    assert site.confirmed_on == LAST
