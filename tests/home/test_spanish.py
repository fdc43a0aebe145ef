"""Who reads Spanish reads nothing else: pages, forms, dates and what a form says is wrong."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.utils.formats import date_format, localize
from django.utils.translation import override
from django.utils.translation.trans_real import translation

from alongside.directory.content.hotlines import hotlines
from alongside.directory.models import Profile
from tests.html import elements
from tests.partnerships.building import partnership_of
from tests.referrals import building
from tests.test_words import PAIRS

# Sentences that read alike are no sign, and short words occur by chance.
TELLING = {english for english, spanish in PAIRS if english != spanish and english.count(" ") > 1}
PUBLIC = ["/", "/search/", "/search/?near=60608", "/search/?near=Nowhere,+IL", "/status/"]
PUBLIC += ["/account/login/", "/account/password/reset/", "/account/signup/"]
SIGNED_IN = ["/today/", "/people/", "/people/invite/", "/keys/", "/partnerships/", "/profile/"]
SIGNED_IN += ["/partnerships/propose/", "/referrals/", "/referrals/?side=sent", "/not/there/"]
SIGNED_IN += ["/rota/", "/rota/team/", "/rota/add/"]
SIGNED_IN += ["/account/second-factor/", "/account/password/change/", "/account/logout/"]


@pytest.fixture
def partnership(lakeside, harbor, nils, abel):
    return building.partners(building.side_of(lakeside, nils), building.side_of(harbor, abel))


def english_in(page):
    """English sentences of a page, but for what is marked as English."""
    text = re.sub(r"<script.*?</script>", "", unescape(page.text), flags=re.DOTALL)
    text = re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', "", text, flags=re.DOTALL)
    found = [one for one in TELLING if one in text and "%" not in one]
    return sorted(one for one in found if f">{one}<" in text or len(one) > 20)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_visitor_reads_spanish_only(client, db, address):
    page = client.get(f"/es{address}")
    assert (english_in(page), '<html lang="es"' in page.text) == ([], True)


@pytest.mark.parametrize("address", SIGNED_IN)
def test_somebody_at_work_reads_spanish_only(client, partnership, nils, address):
    client.force_login(nils)
    assert english_in(client.get(f"/es{address}")) == []


def test_the_host_reads_spanish_only(client, hope):
    client.force_login(hope)
    for address in ("/today/", "/organizations/", "/organizations/admit/"):
        assert (address, english_in(client.get(f"/es{address}"))) == (address, [])


def test_a_partnership_and_its_letters_are_in_spanish(client, partnership, nils, abel):
    referral = building.sent(partnership, nils)
    Profile.objects.create(organization=nils.here, what_we_do="Atendemos.", cost="Gratis")
    client.force_login(abel)
    for address in (
        f"/partnerships/{partnership.pk}/",
        f"/partnerships/{partnership.pk}/change/",
        f"/partnerships/{partnership.pk}/write/",
        f"/call/{nils.here.pk}/",
        f"/referrals/{referral.pk}/",
        f"/organizations/{nils.here.pk}/",
    ):
        page = client.get(f"/es{address}")
        assert (address, page.status_code, english_in(page)) == (address, 200, [])


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/es/account/login/", "Este campo es obligatorio."),
        ("/es/account/password/reset/", "Este campo es obligatorio."),
    ],
)
def test_what_is_wrong_with_a_form_is_said_in_spanish(client, db, address, said):
    assert said in client.post(address, {}).text


def test_the_sign_in_library_speaks_our_spanish(client, nora):
    answer = client.post("/es/account/login/", {"login": nora.email, "password": "wrong"})
    assert "Este correo y esta contraseña no van juntos. Revise los dos." in answer.text


@pytest.mark.parametrize(
    ("act", "then"), [("account/logout", "/es/"), ("lock", "/es/account/login/")]
)
def test_leaving_stays_in_spanish(client, nora, act, then):
    client.force_login(nora)
    assert client.post(f"/es/{act}/").url == then


def test_somebody_who_must_sign_in_is_asked_in_spanish(client, db):
    assert client.get("/es/today/").url == "/es/account/login/?next=/es/today/"


def test_the_switch_keeps_the_page_and_what_was_asked(client, db):
    there = client.get("/search/?near=60608&need=5").text
    assert 'href="/es/search/?near=60608&amp;need=5"' in there
    back = client.get("/es/search/?near=60608&need=5").text
    assert 'href="/search/?near=60608&amp;need=5"' in back


def test_after_a_no_the_switch_leads_to_where_the_form_was(client, lakeside, harbor, nils):
    client.force_login(nils)
    asked = f"/es/partnerships/{partnership_of(lakeside, harbor).pk}/end/"
    assert client.post(asked).status_code == 302
    no = client.post(asked, headers={"Referer": f"http://testserver{asked}?a=1"})
    assert (no.status_code, switch_of(no)) == (409, asked.removeprefix("/es") + "?a=1")
    assert switch_of(client.post(asked)) == "/"
    assert switch_of(client.post(asked, headers={"Referer": "http://elsewhere.example/x"})) == "/"


def switch_of(response):
    (switch,) = elements(response.text, "hreflang")
    return switch.attributes["href"]


def test_a_page_of_one_language_names_the_other_in_its_own(client, db):
    assert re.findall(r'<a lang="(\w+)" hreflang="(\w+)"', client.get("/").text) == [("es", "es")]
    assert re.findall(r'<a lang="(\w+)" hreflang="(\w+)"', client.get("/es/").text) == [
        ("en", "en")
    ]


def test_days_and_numbers_are_as_people_here_write_them():
    day = datetime(2026, 5, 6, 15, 5, tzinfo=UTC)
    with override("es"):
        assert date_format(day, "DATE_FORMAT") == "6 de mayo de 2026"
        assert date_format(day, "SHORT_DATE_FORMAT") == "6 de mayo de 2026"
        assert date_format(day, "SHORT_DATETIME_FORMAT") == "6 de mayo de 2026, 3:05 p.m."
        assert localize(1.5) == "1.5"


def test_telephone_links_are_the_same_in_both_languages(client, db):
    english, spanish = (
        re.findall(r'href="(tel:[^"]+)"', client.get(page).text) for page in ("/", "/es/")
    )
    assert english == spanish
    assert len(english) == len(hotlines()) + 2  # the footer's two


def test_one_and_many_are_told_apart():
    """The library's own catalogue counts in three forms, ours in two: both must hold."""
    forms = [translation("es").ngettext("%s letter", "%s letters", n) for n in (1, 2)]
    assert forms == ["%s letter", "%s letters"]
    one, many = "%(number)s letter waits to be opened", "%(number)s letters wait to be opened"
    said = [translation("es").ngettext(one, many, n) for n in (0, 1, 2, 1000000)]
    assert said == [
        "%(number)s cartas esperan que las abran",
        "%(number)s carta espera que la abran",
        "%(number)s cartas esperan que las abran",
        "%(number)s cartas esperan que las abran",
    ]
