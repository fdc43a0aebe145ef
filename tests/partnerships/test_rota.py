"""What partners read of a rota, and what nobody reads."""

from datetime import date, time

import pytest
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.orgs.models import Kind, Organization, Rule
from alongside.partnerships.models import Agreement, RotaChange, RotaException, RotaTime, State
from alongside.partnerships.pages.rota import Answer, Answering, answering, answering_at
from alongside.partnerships.pages.week import ours
from tests.conftest import organization
from tests.partnerships.building import partnership_of
from tests.partnerships.leaving import leaves
from tests.partnerships.rota_building import day_off, on_site, place_of, time_of

MONDAY = date(2026, 11, 23)
NOBODY = Answering()


pytestmark = pytest.mark.usefixtures("a_monday_on_the_rota")


def names(partner, here):
    """Who answers there now and next, by the names that are shown."""
    told = answering_at(partner, here)
    return [answer.name for answer in told.now], told.next and told.next.name


def test_a_partner_reads_a_line_a_role_and_the_name_somebody_chose(
    partnership, lakeside, harbor, ada
):
    time_of(harbor, ada, shown_as="A.")
    assert answering_at(harbor, lakeside) == Answering(
        now=[
            Answer(
                role="advocate",
                name="A.",
                mode="by phone",
                line="(312) 555-0142",
                link="tel:+1-312-555-0142",
                when="until 5 pm (Chicago time)",
                place="",
            )
        ],
        next=Answer(
            role="advocate",
            name="A.",
            mode="by phone",
            line="(312) 555-0142",
            link="tel:+1-312-555-0142",
            when="from tomorrow, 9 am (Chicago time)",
            place="",
        ),
        roles=["advocate"],
    )


def test_who_chose_no_name_is_shown_by_role_alone(client, partnership, harbor, ada, nora):
    time_of(harbor, ada)
    client.force_login(nora)
    for page in (f"/partnerships/{partnership.pk}/", "/today/", f"/call/{harbor.pk}/"):
        text = client.get(page).text
        assert "Advocate, by phone, until 5 pm (Chicago time)" in text
        assert "Ada" not in text


def test_partners_read_now_and_next_and_nothing_later(partnership, lakeside, harbor):
    for number, (starts, ends) in enumerate(
        [("09:00", "12:00"), ("12:00", "15:00"), ("15:00", "18:00")]
    ):
        one = time_of(harbor, starts=starts, ends=ends)
        RotaTime.objects.filter(pk=one.pk).update(line=str(number))
    told = answering_at(harbor, lakeside)
    assert ([answer.line for answer in told.now], told.next.line) == (["0"], "1")


def test_a_line_day_and_night_is_its_own_next(partnership, lakeside, harbor):
    time_of(harbor, starts="00:00", ends="00:00", role="hotline")
    told = answering_at(harbor, lakeside)
    assert ([answer.when for answer in told.now], told.next) == (["day and night"], None)


def test_who_takes_over_a_line_day_and_night_does_so_until_the_day_ends(
    partnership, lakeside, harbor, ada, abel
):
    one = time_of(harbor, ada, starts="00:00", ends="00:00", shown_as="A.")
    stands_in = {"change": RotaChange.SOMEBODY_ELSE, "membership": abel.session_membership}
    day_off(one, MONDAY, **stands_in)
    told = answering_at(harbor, lakeside)
    assert [answer.when for answer in told.now] == ["until midnight (Chicago time)"]
    assert told.next.when == "from tomorrow, midnight (Chicago time)"


@pytest.mark.parametrize(
    ("mode", "agreed", "is_told"),
    [
        ("phone", "call_together", True),
        ("phone", "chat", False),
        ("chat", "chat", True),
        ("video", "chat", False),
        ("video", "video", True),
    ],
)
def test_what_was_not_agreed_is_not_offered(lakeside, harbor, mode, agreed, is_told):
    partnership_of(lakeside, harbor, modes=[agreed])
    time_of(harbor, mode=mode)
    assert (answering_at(harbor, lakeside) != NOBODY) == is_told


def test_without_bounds_in_force_nothing_is_offered(partnership, lakeside, harbor):
    time_of(harbor)
    Agreement.objects.update(ends_on=date(2026, 11, 22))
    assert answering_at(harbor, lakeside) == NOBODY


def test_nobody_else_reads_anything(client, partnership, harbor, elsewhere, mallory, lakeside):
    one = time_of(harbor)
    assert answering_at(harbor, elsewhere) == NOBODY
    client.force_login(mallory)
    assert "by phone, until" not in client.get(f"/call/{harbor.pk}/").text
    assert "by phone, until" not in client.get("/today/").text
    for act in ("", "change/", "exception/", "give/", "end/"):
        assert client.get(f"/rota/{one.pk}/{act}").status_code == 404
    partnership.move_to(State.ENDED)
    partnership.save()
    assert answering_at(harbor, lakeside) == NOBODY


def test_a_partner_does_not_find_the_rota_itself(client, partnership, harbor, nora):
    one = time_of(harbor)
    client.force_login(nora)
    assert client.get(f"/rota/{one.pk}/").status_code == 404
    assert "by phone" not in client.get("/rota/").text


# ---- where somebody sits


def test_where_somebody_sits_is_told_to_that_place_alone(partnership, lakeside, harbor, ada):
    clinic, other = place_of(lakeside), organization("River", Kind.HEALTH_CENTER, Rule.HIPAA)
    partnership_of(other, harbor)
    on_site(harbor, ada, clinic, shown_as="A.")
    [now_] = answering_at(harbor, lakeside).now
    assert (now_.name, now_.place) == ("A.", "Main Street")
    assert answering_at(harbor, other) == NOBODY


def test_where_somebody_sits_is_told_on_that_day_alone(
    partnership, lakeside, harbor, ada, time_machine
):
    Agreement.objects.update(in_force_from="2026-11-01T00:00Z")
    on_site(harbor, ada, place_of(lakeside), weekdays=[1], shown_as="A.")
    moments = {
        "2026-11-23T05:59Z": ([], None),  # still Sunday in Chicago
        "2026-11-23T06:00Z": ([], "A."),
        "2026-11-23T15:00Z": (["A."], None),
        "2026-11-23T23:00Z": ([], None),
    }
    for moment, found in moments.items():
        time_machine.move_to(moment)
        assert names(harbor, lakeside) == found


def test_a_place_with_two_records_is_still_theirs(partnership, lakeside, harbor, ada):
    younger = Organization.objects.create(name="Lakeside", same_as=lakeside)
    on_site(harbor, ada, place_of(younger), shown_as="A.")
    assert names(harbor, lakeside) == (["A."], None)


# ---- somebody who has left


def test_from_the_moment_somebody_leaves_the_next_one_is_shown(
    client, partnership, lakeside, harbor, ada, abel, nora
):
    time_of(harbor, ada, shown_as="A.")
    time_of(harbor, abel, starts="14:00", ends="18:00", shown_as="B.")
    assert names(harbor, lakeside) == (["A."], "B.")
    ada.memberships.update(ended_at=now())
    assert names(harbor, lakeside) == ([], "B.")
    client.force_login(nora)
    page = client.get(f"/call/{harbor.pk}/").text
    assert "Nobody of Harbor House is on the rota at this moment." in page
    assert "B., advocate, by phone, from today, 2 pm (Chicago time)" in page


def test_their_own_organization_is_told_loudly(client, harbor, ada, abel):
    time_of(harbor, ada)
    client.force_login(abel)
    assert "Nobody answers at these times" not in client.get("/today/").text
    ada.memberships.update(ended_at=now())
    for page in ("/today/", "/rota/"):
        text = client.get(page).text
        assert "Nobody answers at these times" in text
        assert "not covered: Ada has left" in text


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_as_next_who_will_have_left_by_then(
    client, partnership, lakeside, harbor, ada
):
    time_of(harbor, ada, weekdays=[6])
    time_of(harbor, None, weekdays=[7])
    leaves(ada, day=date(2026, 11, 27))
    assert answering_at(harbor, lakeside).next.when == "from Sunday, 9 am (Chicago time)"
    client.force_login(ada)
    assert "not covered: Ada leaves before that" in client.get("/rota/").text


def test_somebody_whose_account_is_closed_answers_nothing(partnership, lakeside, harbor, ada):
    time_of(harbor, ada)
    ada.is_active = False
    ada.save()
    assert answering_at(harbor, lakeside) == NOBODY


def test_a_stand_in_who_left_answers_nothing(partnership, lakeside, harbor, ada, abel):
    stands_in = {"change": RotaChange.SOMEBODY_ELSE, "membership": abel.session_membership}
    one = time_of(harbor, ada, weekdays=[1], shown_as="A.")
    day_off(one, MONDAY, **stands_in)
    abel.memberships.update(ended_at=now())
    assert names(harbor, lakeside) == ([], "A.")
    assert [shift.day for shift in ours(harbor).uncovered] == [MONDAY]


# ---- days that differ


def test_a_day_off_a_stand_in_and_other_hours_are_what_partners_read(
    partnership, lakeside, harbor, ada, abel
):
    one = time_of(harbor, ada, shown_as="A.")
    told = {
        RotaChange.NOBODY: ({}, ([], "A.")),
        RotaChange.SOMEBODY_ELSE: (
            {"membership": abel.session_membership, "shown_as": "B."},
            (["B."], "A."),
        ),
        RotaChange.OTHER_HOURS: ({"starts": time(20), "ends": time(22)}, ([], "A.")),
    }
    for change, (fields, found) in told.items():
        RotaException.objects.all().delete()
        day_off(one, MONDAY, change=change, **fields)
        assert names(harbor, lakeside) == found


def test_a_time_that_ended_or_is_not_yet_is_not_read(partnership, lakeside, harbor):
    time_of(harbor, ended_at=now())
    time_of(harbor, valid_from=date(2027, 1, 1))
    time_of(harbor, valid_until=date(2026, 11, 20))
    assert answering_at(harbor, lakeside) == NOBODY


# ---- reading


def test_many_partners_cost_no_more_queries_than_one(
    lakeside, ada, harbor, django_assert_num_queries
):
    partners = []
    for number in range(3):
        partner = organization(f"Program {number}", Kind.VIOLENCE_PROGRAM, Rule.VSP)
        partnership_of(lakeside, partner)
        for _each in range(number + 1):
            day_off(time_of(partner, ada), MONDAY)
        partners.append(partner)
        with within(lakeside), django_assert_num_queries(3):  # agreements, times, days
            told = answering(partners, lakeside)
        assert len(told) == number + 1


def test_what_somebody_holds_is_today_s_and_later(harbor, ada, abel):
    kept = time_of(harbor, ada)
    time_of(harbor, abel)
    time_of(harbor, ada, ended_at=now())
    time_of(harbor, ada, valid_until=date(2026, 11, 22))
    assert list(RotaTime.objects.held_by(ada.session_membership)) == [kept]
    stands_in = {"change": RotaChange.SOMEBODY_ELSE, "membership": abel.session_membership}
    day_off(kept, date(2026, 11, 22), **stands_in)
    later = day_off(kept, MONDAY, **stands_in)
    assert list(RotaException.objects.held_by(abel.session_membership)) == [later]
