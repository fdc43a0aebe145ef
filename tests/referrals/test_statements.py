"""How much of the database one request asks: a send is short, and no list grows with its rows."""

import json

import pytest

from tests.referrals import building

pytestmark = pytest.mark.django_db(transaction=True)
OF_A_TRANSACTION = {"BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"}


@pytest.fixture
def at_work(client, nora):
    """Nora, some pages into her session."""
    client.force_login(nora)
    client.get("/referrals/")
    return client


def statements(captured):
    words = [query["sql"].split()[0] for query in captured]
    return len([word for word in words if word not in OF_A_TRANSACTION])


def statements_of_a_send(client, partnership, person):
    body = json.dumps(building.send_body(partnership, person))
    with building.counted() as made:
        answer = client.post("/referrals/send/", body, content_type="application/json")
    assert answer.status_code == 200
    return statements(made)


def test_a_send_takes_fourteen_statements(at_work, partnership, nora, ada):
    partnership.members.filter(organization=ada.here).update(contact=ada.session_membership)
    assert statements_of_a_send(at_work, partnership, nora) == 14


def test_where_nobody_is_the_contact_one_more_finds_who_may_open(at_work, partnership, nora):
    assert statements_of_a_send(at_work, partnership, nora) == 15


def test_a_send_back_takes_one_more(client, partnership, opened, ada, nora):
    partnership.members.filter(organization=nora.here).update(contact=nora.session_membership)
    client.force_login(ada)
    client.get("/referrals/")
    body = json.dumps(building.send_body(partnership, ada, within_referral=opened))
    with building.counted() as made:
        answer = client.post("/referrals/send/", body, content_type="application/json")
    assert [answer.status_code, statements(made)] == [200, 15]


@pytest.mark.parametrize("address", ["/referrals/", "/referrals/?side=sent"])
def test_a_list_takes_the_same_for_one_and_for_three(at_work, partnership, nora, ada, address):
    receiving = address == "/referrals/"
    client = at_work
    if receiving:
        client.force_login(ada)
        client.get("/referrals/")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            building.sent(partnership, nora)
        with building.counted() as made:
            assert client.get(address).status_code == 200
        counts.append(statements(made))
    assert counts[0] == counts[1]


def test_the_page_of_a_referral_takes_the_same_whatever_else_is_open(
    at_work, partnership, referral, nora
):
    def asked():
        with building.counted() as made:
            assert at_work.get(f"/referrals/{referral.pk}/").status_code == 200
        return statements(made)

    before = asked()
    building.sent(partnership, nora)
    assert asked() == before
