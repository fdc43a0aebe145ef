"""The hand-over: what somebody who leaves still holds, and giving it to those who stay."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils.timezone import localdate

from alongside.directory import clocks
from alongside.home import held
from alongside.orgs.roles import Role
from alongside.partnerships.models import RotaException, RotaTime
from tests import keys
from tests.conftest import organization, person
from tests.directory.building import listed
from tests.home.leaving import address, gives, leave, named, read, thing, today
from tests.partnerships.building import partnership_of
from tests.partnerships.keeping import counted
from tests.partnerships.rota_building import day_off, time_of

pytestmark = pytest.mark.usefixtures("second_of_march")


def test_somebody_says_that_they_leave_and_sees_what_they_hold(client, partnership, nora, noor):
    client.force_login(nora)
    assert f'href="{address(nora)}">I am leaving</a>' in client.get("/people/").text
    assert "When is the last day?" in read(client, nora)
    assert leave(client, nora).url == address(nora)
    page = read(client, nora)
    assert "Last day: March 13, 2026" in page
    assert "0 of 2 given." in page
    assert "2 things to hand over until then." in today(client, nora)


def test_all_is_given_to_one_person_in_one_tap(client, partnership, nora, nils):
    client.force_login(nora)
    leave(client, nora)
    gives(client, nora, to=nils)
    assert named() == [("champion", "Nils"), ("contact", "Nils")]
    page = read(client, nora)
    assert "2 of 2 given." in page
    assert "Give all" not in page
    assert "Everything is handed over." in today(client, nora)


def test_what_does_not_fit_stays_to_be_given(client, partnership, nora, noor, nils, lakeside):
    client.force_login(nils)
    leave(client, nora)
    gives(client, nora, to=noor)
    assert named() == [("contact", "Noor")]
    assert "1 of 2 given." in read(client, nora)
    gives(client, nora, to=nils, thing=thing("champion", lakeside))
    assert named() == [("champion", "Nils"), ("contact", "Noor")]


def test_only_those_whose_role_fits_are_offered(client, partnership, nora, noor, nils):
    person("Nell", nora.here, Role.EVALUATOR)
    client.force_login(nora)
    leave(client, nora)
    page = client.get(address(nora))
    offered = [[one.person.name for one in takers] for _thing, takers in page.context["things"]]
    assert offered == [["Nils", "Noor"], ["Nils"]]


def test_nobody_chosen_and_nothing_left_are_said(client, partnership, nora, noor, nils, lakeside):
    client.force_login(nora)
    leave(client, nora)
    assert "Choose who takes it" in gives(client, nora, to=None).text
    gives(client, nora, to=nils)
    answer = gives(client, nora, to=noor)
    assert answer.status_code == 409
    assert "There is nothing left here that Noor can take." in answer.text
    assert gives(client, nora, to=noor, thing="contact-none").status_code == 409


def test_nobody_else_sees_it(client, partnership, nora, noor, mallory):
    client.force_login(nora)
    leave(client, nora)
    for other in (noor, mallory):
        client.force_login(other)
        answers = [client.get(address(nora)), leave(client, nora), gives(client, nora, to=noor)]
        answers.append(client.post(address(nora, "call-off/")))
        assert [answer.status_code for answer in answers] == [404] * 4
        assert "Last day" not in client.get("/people/").text


def test_a_day_that_is_over_is_said_beside_it(client, nora):
    client.force_login(nora)
    answer = leave(client, nora, "2026-03-01")
    assert answer.status_code == 200
    assert "Choose a last day from today on" in answer.text
    assert 'value="2026-03-01"' in answer.text


def test_it_is_called_off_until_then(client, partnership, nora):
    client.force_login(nora)
    leave(client, nora)
    client.post(address(nora, "call-off/"))
    assert "When is the last day?" in read(client, nora)
    assert "Your last day" not in today(client, nora)


def test_what_an_administrator_said_the_person_reads_and_cannot_change(
    client, partnership, nora, nils
):
    client.force_login(nils)
    leave(client, nora)
    assert "The last day of Nora is March 13, 2026." in today(client, nils)
    client.force_login(nora)
    page = read(client, nora)
    assert "An administrator has said this." in page
    assert "I stay after all" not in page
    assert client.post(address(nora, "call-off/")).status_code == 409


def test_the_day_ends_by_the_clock_of_its_places(client, nora, lakeside, monkeypatch):
    monkeypatch.setattr(clocks, "EARLIEST", "America/New_York")  # as it is where tests set nothing
    client.force_login(nora)
    leave(client, nora)
    assert "by the clock of New York" in read(client, nora)
    listed(lakeside)
    assert "by the clock of Chicago" in read(client, nora)


def test_the_only_administrator_reads_it_loudly(client, nils):
    client.force_login(nils)
    leave(client, nils)
    assert "Nils is the only administrator." in read(client, nils)
    assert "Nobody else is an administrator yet." in today(client, nils)


def test_so_does_the_only_one_who_can_open_letters(client, abel, ada, harbor):
    abels, adas = keys.made_by(abel), keys.made_by(ada)
    kept = keys.set_up_by(abels)
    client.force_login(abel)
    leave(client, abel, (localdate() + timedelta(days=9)).isoformat())
    assert "Only Abel can open letters." in read(client, abel)
    keys.grant(kept, adas, "opening", by=abels)
    assert "can open letters." not in read(client, abel)


# ---- what other apps hold


@pytest.fixture
def meetings(monkeypatch):
    """Two meetings, as another source would tell of them: given, they are theirs no more."""
    days = {"monday": None, "friday": None}

    def give(day, *, to, by):
        days.pop(day)

    def source(leaver, _last_day):
        for day in list(days):
            yield held.Thing(day, "Meeting", day, "/", give=partial(give, day))

    monkeypatch.setattr(held, "SOURCES", [held.places, source])
    return days


def test_another_source_is_listed_and_given_and_counted(client, meetings, partnership, nora, nils):
    client.force_login(nora)
    leave(client, nora)
    gives(client, nora, to=nils, thing="monday")
    assert list(meetings) == ["friday"]
    assert "1 of 4 given." in read(client, nora)
    gives(client, nora, to=nils)
    assert "4 of 4 given." in read(client, nora)
    assert meetings == {}


def test_what_was_left_behind_is_given_afterwards(client, meetings, nora, nils, time_machine):
    client.force_login(nils)
    leave(client, nora)
    time_machine.move_to("2026-03-16T15:00Z")
    assert "Nora has left, and 2 things have nobody yet." in today(client, nils)
    gives(client, nora, to=nils)
    assert "Nora has left" not in today(client, nils)
    assert "This person does not work here any more." in read(client, nora)
    assert leave(client, nora, "2026-03-20").status_code == 409


def test_times_of_the_rota_that_go_on_are_given_at_once(client, nora, noor, nils, lakeside):
    other = time_of(lakeside, nils)
    time_of(lakeside, nora, weekdays=[1])
    time_of(lakeside, nora, weekdays=[2], valid_until=date(2026, 3, 13))
    for day in (13, 16):
        on = {"change": "somebody_else", "membership": nora.session_membership}
        day_off(other, date(2026, 3, day), **on)
    client.force_login(nora)
    leave(client, nora)
    page = read(client, nora)
    assert "0 of 2 given." in page
    assert "Monday, 9 am to 5 pm" in page
    assert "March 16, 2026" in page
    gives(client, nora, to=noor)
    assert "2 of 2 given." in read(client, nora)
    assert RotaTime.objects.get(weekdays=[1]).holder == noor.session_membership
    days = RotaException.objects.order_by("day").values_list("membership__person__name", flat=True)
    assert list(days) == ["Nora", "Noor"]


def test_promises_are_given_with_everything_else(client, lakeside, harbor, nils, noor, abel):
    partnership = partnership_of(lakeside, harbor)
    promise = counted(partnership, nils, abel, lakeside, kind="train_by", due_on=date(2026, 5, 1))
    client.force_login(nils)
    leave(client, nils)
    page = read(client, nils)
    assert f'href="/partnerships/{partnership.pk}/commitments/{promise.pk}/"' in page
    gives(client, nils, to=noor, thing=f"promise-{promise.pk}")
    [side] = promise.sides.filter(is_bound=True)
    assert side.responsible == noor.session_membership
    assert "1 of 1 given." in read(client, nils)


def test_many_partnerships_take_no_more_queries_than_one(
    client, django_assert_max_num_queries, lakeside, nora, nils
):
    def partnering(name):
        made = partnership_of(lakeside, organization(name, "other", "none"))
        made.members.filter(organization=lakeside).update(contact=nora.session_membership)

    def queries():
        with django_assert_max_num_queries(60) as asked:
            read(client, nora)
        return len(asked)

    client.force_login(nora)
    leave(client, nora)
    partnering("One")
    read(client, nora)
    one = queries()
    partnering("Two")
    partnering("Three")
    assert queries() == one
