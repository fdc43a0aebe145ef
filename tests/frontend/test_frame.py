"""What stands around every page, as people get it."""

import pytest

LEAVE = "data-leave"


def test_somebody_who_is_not_signed_in_can_leave_at_once(client, db):
    page = client.get("/account/login/").text
    assert page.index("usa-skipnav") < page.index(LEAVE) < page.index("<header")


def test_the_language_switch_is_a_link_to_the_same_page(client, db):
    english = client.get("/account/login/?next=/today/").text
    assert 'href="/es/account/login/?next=/today/"' in english
    spanish = client.get("/es/account/login/").text
    assert 'href="/account/login/"' in spanish
    assert '<html lang="es"' in spanish


def test_a_field_is_tied_to_what_is_wrong_with_it(client, db):
    page = client.post("/account/login/", {"login": "", "password": "x"}).text
    assert 'aria-describedby="id_login_error"' in page
    assert 'id="id_login_error"' in page
    assert 'href="#id_login"' in page


@pytest.mark.parametrize("page", ["/account/second-factor/", "/account/password/change/"])
def test_a_signed_in_person_sees_lock_and_their_organization(client, nora, page):
    client.force_login(nora)
    seen = client.get(page).text
    assert "data-lock" in seen
    assert "Lakeside Health Center" in seen
    assert LEAVE not in seen


def test_only_a_page_with_a_form_says_where_it_was_sent_from_and_only_to_us(client, nora):
    assert client.get("/").headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/account/login/").headers["Referrer-Policy"] == "same-origin"
    client.force_login(nora)
    assert client.get("/account/password/change/").headers["Referrer-Policy"] == "same-origin"
