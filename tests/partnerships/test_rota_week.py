"""The pages of one's own rota: week by week, and role by role."""

from datetime import date

import pytest

from alongside.orgs.roles import Role
from alongside.partnerships.pages.week import rota_zone_of
from tests.conftest import person
from tests.partnerships.building import partnership_of
from tests.partnerships.rota_building import on_site, place_of, time_of
from tests.referrals.building import counted

MONDAY = date(2026, 11, 23)


pytestmark = pytest.mark.usefixtures("a_monday_on_the_rota")


def test_the_team_is_read_by_role_and_day_with_who_comes_from_partners(
    client, ada, harbor, lakeside, nora
):
    partnership_of(lakeside, harbor)
    on_site(harbor, ada, place_of(lakeside), shown_as="A.")
    time_of(lakeside, nora, role="referral_contact", weekdays=[1])
    client.force_login(nora)
    page = client.get("/rota/team/")
    assert [role for role, _days in page.context["team"]] == ["referral contact"]
    assert "Harbor House: A., advocate, on site" in page.text
    assert "Nora" in page.text
    client.force_login(ada)
    assert client.get("/rota/team/").context["guests"] == []


def test_weeks_are_turned_one_by_one_and_not_without_end(client, ada):
    client.force_login(ada)
    assert client.get("/rota/?from=2026-12-07").context["days"][0].date == date(2026, 12, 7)
    for asked, first in (
        ("9999-12-31", date(2027, 11, 29)),
        ("0001-01-01", date(2025, 11, 17)),
        ("soon", MONDAY),
    ):
        assert client.get(f"/rota/?from={asked}").context["days"][0].date == first


def test_own_week_costs_the_same_queries_for_one_and_for_three(client, harbor, abel):
    client.force_login(abel)
    counts = []
    for _each in range(3):
        time_of(harbor, abel)
        client.get("/rota/")
        with counted() as queries:
            client.get("/rota/")
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_the_clock_of_an_organization_is_its_rotas_then_its_places(lakeside, harbor, elsewhere):
    time_of(lakeside, time_zone="Pacific/Guam")
    place_of(harbor)
    assert [rota_zone_of(one) for one in (lakeside, harbor, elsewhere)] == [
        "Pacific/Guam",
        "America/Chicago",
        "America/New_York",
    ]


def test_whoever_works_here_reads_the_whole_week(client, harbor, ada):
    time_of(harbor, ada, weekdays=[1, 3])
    evaluator = person("Eve", harbor, Role.EVALUATOR)
    client.force_login(evaluator)
    page = client.get("/rota/").text
    # now, next-of-its-time is the one now, and the two days of the week list
    assert page.count("9 am to 5 pm") == 3
    assert "I take over" not in page
