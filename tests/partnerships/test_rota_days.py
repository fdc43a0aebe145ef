"""Days that differ, and taking over in one tap."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import RotaChange, RotaException, RotaTime
from alongside.partnerships.pages.rota import answering_at
from tests.conftest import person
from tests.partnerships.building import partnership_of
from tests.partnerships.rota_building import acts_of, day_off, time_of, told
from tests.pressing import at_once

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


pytestmark = pytest.mark.usefixtures("a_monday_on_the_rota")


@pytest.fixture
def one(harbor, ada):
    return time_of(harbor, ada, shown_as="A.", weekdays=[1, 2])


@pytest.fixture
def zoe(harbor):
    return person("Zoe", harbor, Role.ADVOCATE)


def differ(client, one, **typed):
    return client.post(f"/rota/{one.pk}/exception/", {"day": "2026-11-24"} | typed)


def press(client, one, day=MONDAY, instead_of=None):
    typed = {"day": day.isoformat(), "instead_of": instead_of.pk if instead_of else ""}
    return client.post(f"/rota/{one.pk}/take-over/", typed)


# ---- days that differ


@pytest.mark.django_db(transaction=True)
def test_whoever_holds_a_time_names_a_stand_in_who_is_told(client, one, ada, abel, harbor):
    client.force_login(ada)
    differ(client, one, change="somebody_else", membership=abel.session_membership.pk)
    made = RotaException.objects.get()
    assert (made.day, made.membership, made.shown_as) == (TUESDAY, abel.session_membership, "")
    assert acts_of(harbor) == ["rota_exception_added"]
    assert told() == ["Abel"]
    assert "Somebody else answers: Abel" in client.get(f"/rota/{one.pk}/").text


def test_what_was_said_of_a_day_is_replaced(client, one, ada):
    client.force_login(ada)
    differ(client, one, change="nobody")
    differ(client, one, change="other_hours", starts="20:00", ends="02:00")
    made = RotaException.objects.get()
    assert (made.change, made.hours) == (RotaChange.OTHER_HOURS, (time(20), time(2)))
    assert "8 pm to 2 am" in client.get("/rota/").text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"change": "somebody_else"}, {"membership": ["Say who answers instead."]}),
        (
            {"change": "other_hours", "starts": "09:00"},
            {"ends": ["Say from when and until when."]},
        ),
        (
            {"change": "extra"},
            {
                "starts": ["Say from when and until when."],
                "ends": ["Say from when and until when."],
            },
        ),
    ],
)
def test_what_is_missing_is_asked_for(client, one, ada, typed, wrong):
    client.force_login(ada)
    assert differ(client, one, **typed).context["form"].errors == wrong


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-25", "Nobody answers on that day by this pattern. Choose one of its days."),
        ("2026-11-17", "Choose a day from today on, and within a year."),
        ("2027-12-06", "Choose a day from today on, and within a year."),
    ],
)
def test_a_day_that_cannot_differ_is_told_kindly(client, one, ada, day, sentence):
    client.force_login(ada)
    answer = differ(client, one, day=day, change="nobody")
    assert answer.status_code == 409
    assert sentence in answer.text


def test_yesterdays_night_can_differ_while_it_lasts(harbor, ada, time_machine):
    night = time_of(harbor, ada, starts="22:00", ends="06:00")
    time_machine.move_to("2026-11-24T11:59Z")
    with within(harbor):
        actions.add_exception(night, day=MONDAY, change=RotaChange.NOBODY, by=ada)
        time_machine.move_to("2026-11-24T12:00Z")
        with pytest.raises(Blocked, match="Choose a day from today on"):
            actions.add_exception(night, day=MONDAY, change=RotaChange.NOBODY, by=ada)


def test_a_stand_in_works_here(one, ada, mallory, harbor):
    with within(harbor), pytest.raises(Blocked, match="works here now"):
        actions.add_exception(
            one,
            day=TUESDAY,
            change=RotaChange.SOMEBODY_ELSE,
            membership=mallory.session_membership,
            by=ada,
        )


def test_one_more_time_on_one_day_is_a_time_of_its_own(client, one, ada, abel, harbor):
    client.force_login(ada)
    extra = {"change": "extra", "starts": "19:00", "ends": "21:00"}
    differ(client, one, day="2026-11-28", membership=abel.session_membership.pk, **extra)
    made = RotaTime.objects.exclude(pk=one.pk).get()
    saturday = date(2026, 11, 28)
    assert (made.weekdays, made.valid_from, made.valid_until) == ([6], saturday, saturday)
    assert (made.holder, made.shown_as) == (abel.session_membership, "")
    assert (made.line, made.role) == (one.line, one.role)
    one.refresh_from_db()
    assert (one.holder, one.valid_until) == (ada.session_membership, None)
    assert acts_of(harbor) == ["rota_time_added"]
    assert differ(client, one, day="2026-11-22", **extra).status_code == 409


def test_a_day_is_as_always_again(client, one, ada, harbor):
    different = day_off(one, MONDAY)
    client.force_login(ada)
    address = f"/rota/{one.pk}/exception/{different.pk}/remove/"
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert acts_of(harbor) == ["rota_exception_removed"]
    with within(harbor), pytest.raises(Blocked, match="as the pattern says already"):
        actions.remove_exception(different, by=ada)


def test_a_stand_in_gives_the_day_back_and_other_colleagues_do_not(client, one, abel, zoe, harbor):
    stands_in = {"change": RotaChange.SOMEBODY_ELSE, "membership": zoe.session_membership}
    different = day_off(one, MONDAY, **stands_in)
    with within(harbor), pytest.raises(PermissionDenied):
        actions.remove_exception(different, by=person("Yan", harbor, Role.ADVOCATE))
    with within(harbor):
        actions.remove_exception(different, by=zoe)
    assert RotaException.objects.count() == 0


def test_nobody_changes_the_days_of_a_colleague_or_of_strangers(client, one, zoe, mallory, harbor):
    different = day_off(one, MONDAY)
    address = f"/rota/{one.pk}/exception/{different.pk}/remove/"
    for who, status in ((zoe, 403), (mallory, 404)):
        client.force_login(who)
        assert client.post(address).status_code == status
        assert differ(client, one, change="nobody").status_code == status
        with within(who.here), pytest.raises(PermissionDenied):
            actions.add_exception(one, day=TUESDAY, change=RotaChange.NOBODY, by=who)
        with within(who.here), pytest.raises(PermissionDenied):
            actions.add_extra_time(
                one, day=TUESDAY, hours=(time(9), time(10)), membership=None, by=who
            )


# ---- taking over


@pytest.mark.django_db(transaction=True)
def test_a_colleague_takes_over_in_one_tap(client, one, ada, zoe, harbor, lakeside):
    partnership_of(lakeside, harbor)
    client.force_login(zoe)
    page = client.get("/today/").text
    assert "I take over: advocate, 9 am to 5 pm" in page
    assert press(client, one, instead_of=ada.session_membership).url == "/rota/"
    assert acts_of(harbor) == ["rota_taken_over"]
    assert told() == ["Ada"]
    read = answering_at(harbor, lakeside)
    assert ([answer.name for answer in read.now], read.next.name) == ([""], "A.")
    assert "I take over" not in client.get("/today/").text
    client.force_login(ada)
    assert "Zoe" in client.get("/today/").text


def test_the_next_time_is_taken_over_before_it_begins(client, harbor, ada, zoe):
    evening = time_of(harbor, ada, starts="18:00", ends="20:00")
    client.force_login(zoe)
    assert press(client, evening, instead_of=ada.session_membership).status_code == 302
    assert RotaException.objects.get().membership == zoe.session_membership


def test_hours_that_were_others_stay_so(client, one, ada, zoe):
    day_off(one, MONDAY, change=RotaChange.OTHER_HOURS, starts=time(9), ends=time(11))
    client.force_login(zoe)
    press(client, one, instead_of=ada.session_membership)
    made = RotaException.objects.get()
    assert (made.change, made.hours) == (RotaChange.OTHER_HOURS, (time(9), time(11)))
    assert made.membership == zoe.session_membership


def test_a_time_without_a_name_and_one_of_somebody_who_left_are_taken_over(
    client, one, ada, zoe, harbor, lakeside
):
    partnership_of(lakeside, harbor)
    ada.memberships.update(ended_at=now())
    line = time_of(harbor, role="hotline")
    client.force_login(zoe)
    press(client, line)
    press(client, one, instead_of=ada.session_membership)
    assert RotaException.objects.filter(membership=zoe.session_membership).count() == 2
    assert len(answering_at(harbor, lakeside).now) == 2


def test_who_is_late_reads_who_was_faster(client, one, ada, zoe, abel):
    client.force_login(zoe)
    press(client, one, instead_of=ada.session_membership)
    assert press(client, one, instead_of=zoe.session_membership).status_code == 409
    client.force_login(abel)
    late = press(client, one, instead_of=ada.session_membership)
    assert "Somebody else has taken this. Look who answers now." in late.text
    assert press(client, one, instead_of=zoe.session_membership).status_code == 302


def test_what_is_over_or_off_or_ended_is_not_taken_over(client, one, ada, zoe, time_machine):
    client.force_login(zoe)
    time_machine.move_to("2026-11-23T23:00Z")
    client.force_login(zoe)
    over = press(client, one, instead_of=ada.session_membership)
    assert (over.status_code, "This time is over." in over.text) == (409, True)
    day_off(one, TUESDAY)
    assert press(client, one, day=TUESDAY, instead_of=ada.session_membership).status_code == 409
    RotaTime.objects.update(ended_at=now())
    assert press(client, one, instead_of=ada.session_membership).status_code == 409


def test_who_answers_nothing_takes_nothing_over(client, one, ada, harbor, mallory, elsewhere):
    evaluator = person("Eve", harbor, Role.EVALUATOR)
    client.force_login(evaluator)
    assert press(client, one, instead_of=ada.session_membership).status_code == 403
    assert "I take over" not in client.get("/today/").text
    with within(elsewhere), pytest.raises(PermissionDenied):
        actions.take_over(one, day=MONDAY, instead_of=None, by=mallory)


def test_a_button_of_no_page_of_ours_finds_nothing(client, one, zoe):
    client.force_login(zoe)
    assert client.post(f"/rota/{one.pk}/take-over/", {"day": "soon"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_at_once_one_counts(one, ada, abel, zoe, harbor):
    def take(who):
        own = ada.session_membership.pk
        return who, lambda: actions.take_over(one, day=MONDAY, instead_of=own, by=who)

    assert sorted(at_once(take(abel), take(zoe))) == [
        "Somebody else has taken this. Look who answers now.",
        "done",
    ]
    assert acts_of(harbor) == ["rota_taken_over"]
