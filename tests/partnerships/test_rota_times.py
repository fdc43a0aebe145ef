"""Putting a time on the rota, changing it, giving it away, ending it and bringing it back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.models import RotaTime, State
from tests.conftest import person
from tests.partnerships.building import partnership_of
from tests.partnerships.rota_building import (
    WORKDAYS,
    acts_of,
    add,
    change,
    errors,
    on_site,
    place_of,
    time_of,
    told,
    typed_of,
)
from tests.pressing import at_once

pytestmark = pytest.mark.usefixtures("a_monday_on_the_rota")


@pytest.fixture
def one(harbor, ada):
    return time_of(harbor, ada, shown_as="A.")


# ---- adding


def test_whoever_keeps_the_rota_adds_a_time(client, sky, harbor):
    client.force_login(sky)
    answer = add(client)
    made = RotaTime.objects.get()
    assert answer.url == f"/rota/{made.pk}/"
    assert (made.organization, made.weekdays, made.holder) == (harbor, WORKDAYS, None)
    assert (made.line, made.line_link) == ("(312) 555-0142", "tel:+1-312-555-0142")
    assert acts_of(harbor) == ["rota_time_added"]
    page = client.get(answer.url).text
    assert "Monday, Tuesday, Wednesday, Thursday, Friday, 10 pm to 6 am: hotline, by phone" in page


def test_who_only_answers_adds_nothing(client, ada, harbor):
    client.force_login(ada)
    assert client.get("/rota/add/").status_code == 403
    assert add(client).status_code == 403
    assert "Add a time" not in client.get("/rota/").text
    with within(harbor), pytest.raises(PermissionDenied):
        actions.add_rota_time({}, by=ada)


def test_on_site_is_at_a_partners_place_and_by_its_clock(client, sky, harbor, lakeside, elsewhere):
    partnership_of(harbor, lakeside)
    clinic, strange = place_of(lakeside), place_of(elsewhere)
    client.force_login(sky)
    typed = {"mode": "on_site", "line": "", "time_zone": "Pacific/Guam"}
    for chosen, sentence in (
        ("", "Choose where they sit."),
        (
            strange.pk,
            "Select a valid choice. That choice is not one of the available choices.",
        ),
    ):
        assert errors(add(client, clinic=chosen, **typed)) == {"clinic": [sentence]}
    add(client, clinic=clinic.pk, **typed)
    made = RotaTime.objects.get()
    assert (made.clinic, made.time_zone, made.line) == (clinic, "America/Chicago", "")


def test_the_act_itself_takes_no_place_of_a_stranger(sky, harbor, lakeside, ada):
    one = on_site(harbor, ada, place_of(lakeside))
    with within(harbor):
        actions.change_rota_time(one, said={"role": "nurse", "clinic": one.clinic}, by=sky)
        with pytest.raises(Blocked, match="Choose a place of one of your partners"):
            actions.change_rota_time(one, said={"clinic": place_of(lakeside, "Other")}, by=sky)


def test_a_confidential_place_of_a_partner_is_not_named(client, sky, harbor, lakeside):
    partnership_of(lakeside, harbor)
    place_of(lakeside)
    place_of(lakeside, "Elm Street", is_confidential=True)
    client.force_login(sky)
    page = client.get("/rota/add/").text
    assert ("Main Street" in page, "Elm Street" in page) == (True, False)


def test_where_a_partnership_ended_no_place_is_offered(client, sky, harbor, lakeside):
    partnership = partnership_of(harbor, lakeside)
    clinic = place_of(lakeside)
    partnership.move_to(State.ENDED)
    partnership.save()
    client.force_login(sky)
    assert "clinic" in errors(add(client, mode="on_site", clinic=clinic.pk))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"line": "call us"}, "line", "Write one phone number, with its area code."),
        ({"line": ""}, "line", "Write one phone number, with its area code."),
        ({"mode": "chat"}, "line", "Write an address that begins with https://."),
        (
            {"mode": "video", "line": "http://example.org/"},
            "line",
            "Write an address that begins with https://.",
        ),
        (
            {"mode": "chat", "line": "https://me:word@example.org/"},
            "line",
            "Write an address that begins with https://.",
        ),
        ({"valid_until": "2026-11-22"}, "valid_until", "The last day is not before the first."),
        ({"weekdays": []}, "weekdays", "This field is required."),
    ],
)
def test_what_makes_no_sense_is_answered_and_kept(client, sky, typed, field, sentence):
    client.force_login(sky)
    answer = add(client, **typed)
    assert errors(answer) == {field: [sentence]}
    assert answer.context["form"]["starts"].value() == "22:00"
    assert RotaTime.objects.count() == 0


def test_a_chat_has_an_address(client, sky):
    client.force_login(sky)
    add(client, mode="chat", line="https://chat.example.org/room")
    assert RotaTime.objects.get().line_link == "https://chat.example.org/room"


# ---- changing


def test_whoever_holds_a_time_changes_it_and_their_name(client, one, ada, harbor):
    client.force_login(ada)
    assert change(client, one, shown_as="").url == f"/rota/{one.pk}/"
    one.refresh_from_db()
    assert (one.shown_as, one.weekdays, one.holder) == ("", WORKDAYS, ada.session_membership)
    assert acts_of(harbor) == ["rota_time_changed"]


def test_colleagues_change_nothing_of_each_other(client, one, abel, harbor, ada):
    zoe = person("Zoe", harbor, Role.ADVOCATE)
    client.force_login(zoe)
    assert client.get(f"/rota/{one.pk}/").status_code == 200
    for act in ("change/", "exception/", "give/", "end/"):
        assert client.get(f"/rota/{one.pk}/{act}").status_code == 403
        assert client.post(f"/rota/{one.pk}/{act}", typed_of(one)).status_code == 403
    with within(harbor):
        for act in (
            lambda: actions.change_rota_time(one, said={}, by=zoe),
            lambda: actions.end_rota_time(one, by=zoe),
            lambda: actions.bring_back_rota_time(one, by=zoe),
            lambda: actions.give_rota_time(one, to=zoe.session_membership, by=zoe),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_whoever_holds_a_time_does_not_change_whose_it_is_by_changing_it(one, ada, abel, harbor):
    with within(harbor), pytest.raises(PermissionDenied):
        actions.change_rota_time(one, said={"holder": abel.session_membership}, by=ada)


def test_nobody_of_another_organization_changes_anything(client, one, mallory, elsewhere):
    client.force_login(mallory)
    for act in ("change", "end", "give", "bring-back", "take-over", "exception"):
        assert client.post(f"/rota/{one.pk}/{act}/", typed_of(one)).status_code == 404
    with within(elsewhere):
        for act in (
            lambda: actions.change_rota_time(one, said={}, by=mallory),
            lambda: actions.end_rota_time(one, by=mallory),
            lambda: actions.give_rota_time(one, to=mallory.session_membership, by=mallory),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_who_works_elsewhere_or_has_left_holds_nothing(one, sky, mallory, harbor):
    gone = person("Gone", harbor, Role.ADVOCATE).session_membership
    gone.ended_at = now()
    gone.save()
    for somebody in (mallory.session_membership, gone):
        with within(harbor), pytest.raises(Blocked, match="Choose somebody who works here now"):
            actions.give_rota_time(one, to=somebody, by=sky)


def test_one_who_answers_twice_at_a_time_is_warned_and_not_stopped(client, one, sky, ada, harbor):
    client.force_login(sky)
    add(client, holder=ada.session_membership.pk, starts="16:00", ends="20:00")
    other = RotaTime.objects.exclude(pk=one.pk).get()
    for each in (one, other):
        assert "Ada answers elsewhere at the same time:" in client.get(f"/rota/{each.pk}/").text
    RotaTime.objects.filter(pk=other.pk).update(starts="17:00")
    assert "answers elsewhere" not in client.get(f"/rota/{one.pk}/").text
    RotaTime.objects.filter(pk=other.pk).update(starts="16:00", valid_from=date(2027, 6, 1))
    assert "answers elsewhere" in client.get(f"/rota/{other.pk}/").text


@pytest.mark.django_db(transaction=True)
def test_those_it_passes_from_and_to_are_told(client, one, sky, abel):
    client.force_login(sky)
    change(client, one, holder=abel.session_membership.pk)
    assert told() == ["Abel", "Ada"]


# ---- giving


@pytest.mark.django_db(transaction=True)
def test_a_time_is_given_to_a_colleague_who_is_told(client, one, ada, abel, harbor):
    client.force_login(ada)
    page = client.get(f"/rota/{one.pk}/give/").context["form"]
    assert [label for _, label in page.fields["to"].choices][1:] == ["Abel"]
    assert (
        client.post(f"/rota/{one.pk}/give/", {"to": abel.session_membership.pk}).status_code == 302
    )
    one.refresh_from_db()
    assert (one.holder, one.shown_as) == (abel.session_membership, "")
    assert acts_of(harbor) == ["rota_time_given"]
    assert told() == ["Abel"]
    assert client.get(f"/rota/{one.pk}/give/").status_code == 403


# ---- ending


def test_a_time_is_ended_after_a_question_and_brought_back(client, one, ada, harbor):
    client.force_login(ada)
    assert "End this time?" in client.get(f"/rota/{one.pk}/end/").text
    client.post(f"/rota/{one.pk}/end/")
    page = client.get("/rota/")
    assert [page.context["ours"].now, list(page.context["ended"])] == [[], [one]]
    assert "This time has ended." in client.get(f"/rota/{one.pk}/").text
    client.post(f"/rota/{one.pk}/bring-back/")
    page = client.get("/rota/")
    assert [len(page.context["ours"].now), list(page.context["ended"])] == [1, []]
    assert acts_of(harbor) == ["rota_time_brought_back", "rota_time_ended"]


def test_a_time_that_ended_is_neither_changed_nor_given_nor_ended(client, one, sky, ada, harbor):
    with within(harbor):
        actions.end_rota_time(one, by=sky)
        for act in (
            lambda: actions.change_rota_time(one, said={}, by=sky),
            lambda: actions.give_rota_time(one, to=sky.session_membership, by=sky),
            lambda: actions.end_rota_time(one, by=sky),
        ):
            with pytest.raises(Blocked, match="This time has ended"):
                act()
        actions.bring_back_rota_time(one, by=ada)
        with pytest.raises(Blocked, match="on the rota already"):
            actions.bring_back_rota_time(one, by=sky)
    client.force_login(sky)
    assert client.post(f"/rota/{one.pk}/bring-back/").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_who_end_it_at_once_one_counts(one, ada, abel, harbor):
    ended = [(who, lambda who=who: actions.end_rota_time(one, by=who)) for who in (ada, abel)]
    assert sorted(at_once(*ended)) == ["This time has ended. Bring it back first.", "done"]
    assert acts_of(harbor) == ["rota_time_ended"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_it_at_once_the_holder_gives_it_once(one, ada, abel, harbor):
    zoe = person("Zoe", harbor, Role.ADVOCATE)

    def give(to):
        try:
            actions.give_rota_time(one, to=to.session_membership, by=ada)
        except PermissionDenied:  # by then it is somebody else's
            raise Blocked("late") from None

    assert sorted(at_once((ada, lambda: give(abel)), (ada, lambda: give(zoe)))) == ["done", "late"]
