"""Signing in: a password and a second factor; no account without an invitation; no address kept."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import NoReverseMatch, reverse

from alongside.orgs.models import Person
from tests.codes import code_of, shown
from tests.conftest import PASSWORD

pytestmark = pytest.mark.usefixtures("codes_last")
ADDRESS = "203.0.113.77"


def sign_in(client, someone, password=PASSWORD, address=ADDRESS):
    typed = {"login": someone.email, "password": password}
    return client.post("/account/login/", typed, REMOTE_ADDR=address)


def cached():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM site_cache")
        return str(cursor.fetchall())


def test_a_password_alone_opens_nothing(client, ada):
    answer = sign_in(client, ada)
    assert (answer.status_code, answer.url) == (302, "/account/second-factor/authenticate/")
    assert client.get("/people/").status_code == 302


def test_password_and_second_factor_sign_in(client, ada):
    sign_in(client, ada)
    answer = client.post("/account/second-factor/authenticate/", {"code": code_of(ada)})
    assert (answer.status_code, answer.url) == (302, "/today/")
    assert client.get("/people/").status_code == 200


def test_a_wrong_code_signs_nobody_in(client, ada):
    sign_in(client, ada)
    code = "000000" if code_of(ada) != "000000" else "000001"
    assert client.post("/account/second-factor/authenticate/", {"code": code}).status_code == 200
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("address", ["/people/", "/keys/", "/today/", "/choose/"])
def test_before_the_second_factor_is_set_up_nothing_else_opens(client, ada, address):
    Authenticator.objects.all().delete()
    client.force_login(ada)
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, "/account/second-factor/totp/activate/")


def test_somebody_new_sets_the_second_factor_up_and_goes_in(client, ada):
    Authenticator.objects.all().delete()
    sign_in(client, ada)
    page = client.get("/account/second-factor/totp/activate/")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    code = shown(page.context["form"].secret)

    page = client.post("/account/second-factor/totp/activate/", {"code": code}, follow=True)
    assert len(page.context["unused_codes"]) == 10  # for the day the phone is lost, at once
    assert client.get("/today/").status_code == 200


def test_whoever_changes_the_second_factor_says_again_who_they_are(client, ada):
    client.force_login(ada)
    answer = client.get("/account/second-factor/totp/deactivate/")

    assert answer.status_code == 302
    assert answer.url.startswith("/account/reauthenticate/?next=")


def test_the_secret_of_the_second_factor_lies_encrypted(ada):
    stored = Authenticator.objects.get(user=ada, type="totp").data["secret"]
    assert stored != get_adapter().decrypt(stored)
    assert len(get_adapter().decrypt(stored)) >= 16


def test_nobody_signs_themselves_up(client, db):
    page = client.get("/account/signup/")
    assert "signup_closed" in {template.name.split("/")[-1][:-5] for template in page.templates}
    client.post("/account/signup/", {"email": "x@example.org", "password1": PASSWORD})
    assert Person.objects.count() == 0


@pytest.mark.parametrize("name", ["account_request_login_code", "socialaccount_signup"])
def test_there_is_no_other_way_in(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_stranger_and_a_wrong_password_get_the_same_answer(client, ada):
    from django.test import Client

    nobody = Person(email="nobody@example.org")
    told = [sign_in(Client(), who, "a wrong word here") for who in (ada, nobody)]
    assert [answer.status_code for answer in told] == [200, 200]
    words = [str(answer.context["form"].errors) for answer in told]
    assert words[0] == words[1]


def test_after_five_wrong_passwords_the_right_one_waits(client, ada):
    for _ in range(5):
        sign_in(client, ada, "a wrong word here")
    assert sign_in(client, ada).status_code != 302


def test_the_limits_keep_no_address_and_no_name(client, ada):
    for _ in range(6):
        sign_in(client, ada, "a wrong word here")
    kept = cached()
    assert kept != "[]"
    assert [word in kept for word in (ADDRESS, "203.0.113", ada.email)] == [False] * 3


def test_the_word_for_an_address_is_another_each_day(client, rf, time_machine):
    from allauth.account.adapter import get_adapter as get_account_adapter

    request = rf.get("/", REMOTE_ADDR=ADDRESS)
    words = []
    for day in ("2026-11-21", "2026-11-21", "2026-11-22"):
        time_machine.move_to(f"{day}T12:00:00Z")
        words.append(get_account_adapter().get_client_ip(request))
    assert words[0] == words[1] != words[2]
    assert ADDRESS not in words


def test_behind_our_proxy_limits_count_the_visitor(rf, settings):
    from allauth.account.adapter import get_adapter as get_account_adapter

    def word(said):
        request = rf.get("/", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": said})
        return get_account_adapter().get_client_ip(request)

    assert word("203.0.113.1") == word("203.0.113.2")  # nobody's word is taken without a proxy
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert word("203.0.113.1") == word("198.51.100.9, 203.0.113.1") != word("203.0.113.2")


def test_no_session_holds_an_address(client, ada):
    from django.contrib.sessions.models import Session

    sign_in(client, ada)
    client.post("/account/second-factor/authenticate/", {"code": code_of(ada)})
    client.get("/people/")
    told = [str(session.get_decoded()) for session in Session.objects.all()]
    assert [ADDRESS in each for each in told] == [False]


def test_a_disabled_person_is_not_signed_in(client, ada):
    Person.objects.update(is_active=False)
    answer = sign_in(client, ada)
    assert client.get("/people/").status_code == 302
    assert answer.status_code in {200, 302}


def test_nobody_adds_an_address_of_their_own(client, ada):
    client.force_login(ada)
    answer = client.post("/account/email/", {"email": "me@example.org", "action_add": ""})

    assert (answer.status_code, answer.url) == (302, "/account/second-factor/")
    assert EmailAddress.objects.filter(user=ada).count() == 1


@pytest.mark.parametrize(
    "address", ["login", "reauthenticate", "password/change", "password/reset"]
)
def test_a_box_does_not_say_its_label_again(client, ada, address):
    if address in {"reauthenticate", "password/change"}:
        client.force_login(ada)

    assert "placeholder" not in client.get(f"/account/{address}/").text
