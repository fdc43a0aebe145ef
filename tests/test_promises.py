"""The promises, by number. SECURITY.md tells them in words; what is not tested here is not promised."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, ProgrammingError, connections
from django.urls import reverse
from django.utils.timezone import now

from alongside.audit.actions import forget_details, seal
from alongside.audit.chain import broken_row
from alongside.audit.models import Detail, Event
from alongside.directory.models import Site
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.actions import end_membership, notify
from alongside.orgs.models import Grant, Notice, Person
from alongside.referrals import actions
from alongside.referrals.models import Answer, Letter, Release
from alongside.referrals.models.releases import Signed
from tests import promises
from tests.database import connected_as
from tests.directory.building import listed
from tests.html import elements, text_fields
from tests.promises import as_bytes, everything_stored, is_sealed, pages_of, post
from tests.referrals import building
from tests.referrals.conftest import *  # noqa: F403 - the same two organizations, ready to write

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "keeper"])


def test_promise_01_words_are_typed_where_no_form_can_send_them(
    client, partnership, opened, nora, ada
):
    written = promises.page(client, nora, f"/partnerships/{partnership.pk}/write/")
    read = promises.page(client, ada, f"/referrals/{opened.pk}/")
    assert [len(elements(page.text, "data-sealed")) for page in (written, read)] == [7, 2]
    for field in elements(written.text + read.text, "data-sealed"):
        assert promises.can_reach_no_form(field)
    assert text_fields(written.text, inside="form") == []  # permission is given by choices
    for page in (written, read):
        assert (page.headers["Cache-Control"], promises.is_shut(page)) == ("no-store", True)
        assert building.text_of(b"age-encryption.org/v1") not in page.text  # opening is an act


@pytest.mark.parametrize("beside", promises.WORDS_BESIDE)
def test_promise_01_a_request_with_words_beside_the_ciphertext_is_not_taken(
    client, partnership, nora, beside, caplog
):
    client.force_login(nora)
    answer = post(client, "/referrals/send/", building.send_body(partnership, nora, **beside))
    assert answer.status_code in {409, 422}
    assert "Quetzal" not in answer.text + caplog.text


def test_promise_01_a_body_is_not_logged_either(client, partnership, nora, caplog):
    client.force_login(nora)
    body = building.send_body(partnership, nora)
    assert post(client, "/referrals/send/", body).status_code == 200
    assert [part for part in ("age-encryption", body["letter"][:20]) if part in caplog.text] == []


def test_promise_01_nothing_stored_holds_the_words(partnership, nora):
    building.sent(partnership, nora)
    assert [table for table, value in everything_stored() if b"Quetzal" in as_bytes(value)] == []


@pytest.mark.parametrize("lacks", ["a release", *promises.OVER])
def test_promise_02_the_database_takes_no_letter_without_a_release(referral, lacks):
    promises.put_letter(referral)  # nothing is lacking yet
    if lacks in promises.OVER:
        promises.let_run_out(lacks)
    with pytest.raises(ProgrammingError, match='security policy for table "referrals_letter"'):
        promises.put_letter(referral, under_release=lacks != "a release")


def test_promise_02_a_health_center_needs_an_authorization_and_nobody_a_spoken_yes(
    opened, nora, ada, harbor, partnership
):
    with within(harbor):
        back = building.parcel(partnership, ada, within_referral=opened)
        actions.send_back(opened, back, by=ada)
        kinds = Release.objects.order_by("backward").values_list("is_authorization", flat=True)
        assert list(kinds) == [True, False]
    assert Signed.values == ["paper", "screen"]


@pytest.mark.parametrize("who", ["nora", "nils"])
def test_promise_02_nobody_can_override_it(partnership, lakeside, who, request):
    person = request.getfixturevalue(who)
    depends = building.ELEMENTS | {"independent": False}
    parcel = building.parcel(partnership, person, elements=depends)
    with within(lakeside), pytest.raises(IntegrityError, match="no_condition_of_service"):
        actions.send(partnership, parcel, by=person)


@pytest.mark.parametrize("act", ["", "give-back/", "close/", "withdraw/", "answer/read/"])
def test_promise_03_an_outsider_gets_the_answer_for_what_never_was(client, referral, mallory, act):
    client.force_login(mallory)
    ask, nowhere = post if act else type(client).get, building.unknown()
    there, never = (ask(client, f"/referrals/{pk}/{act}", {}) for pk in (referral.pk, nowhere))
    assert there.status_code == never.status_code == 404
    changing = rf'value="[^"]+"|{referral.pk}|{nowhere}'
    assert re.sub(changing, "", there.text) == re.sub(changing, "", never.text)


@pytest.mark.parametrize("model", promises.WALLED)
def test_promise_03_the_database_shows_an_outsider_nothing(opened, elsewhere, model):
    with within(elsewhere):
        assert model.objects.count() == 0
    assert model.objects.count() == 0  # nor anybody who has not said for whom they ask


@pytest.mark.parametrize("what", ["answer", "close", "answer and close"])
def test_promise_04_what_the_other_side_does_changes_no_page_of_the_sender(
    client, opened, nora, ada, harbor, at_harbor, what
):
    before = pages_of(client, nora, opened)
    promises.answered_and_closed(opened, what, at_harbor, ada)
    assert pages_of(client, nora, opened) == before
    assert promises.people_mailed() == {"ada@example.org", "abel@example.org"}


def test_promise_04_the_database_hides_the_receiving_half(opened, at_harbor, ada, harbor, lakeside):
    before = promises.rows_of(lakeside)
    assert (before[Answer], before[Letter]) == ([], [])
    for what in ("answer", "close"):
        promises.answered_and_closed(opened, what, at_harbor, ada)
        assert promises.rows_of(lakeside) == before


@pytest.mark.parametrize("how", ["withdrawn", "ended", "returned", "closed"])
def test_promise_05_from_that_second_no_query_returns_the_letter(
    partnership, nora, ada, lakeside, harbor, how, time_machine
):
    referral = building.sent(partnership, nora)
    promises.over(referral, how, nora, ada)
    with within(harbor):
        assert Letter.objects.count() == 0
    with connected_as("worker"):
        actions.end_what_is_over(harbor)
        actions.end_what_is_over(lakeside)
    assert [value for table, value in everything_stored() if table == "referrals_letter"] == []


@pytest.mark.parametrize("what", promises.OVER)
def test_promise_05_each_end_alone_is_enough(referral, harbor, what):
    promises.let_run_out(what)
    with within(harbor):
        assert Letter.objects.count() == 0


def test_promise_05_the_files_are_written_anew(referral):
    before = promises.file_of_letters()
    actions.rewrite_letters()
    assert promises.file_of_letters() != before


def test_promise_05_a_careless_dump_stops_instead_of_taking_letters(referral):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET row_security = off")  # as pg_dump does
        with pytest.raises(ProgrammingError, match="affected by row-level security"):
            cursor.execute("COPY referrals_letter TO STDOUT")
    connections["owner"].close()


@pytest.mark.parametrize("place", promises.PLACES)
def test_promise_07_the_database_stores_no_confidential_place(harbor, place):
    with pytest.raises(IntegrityError, match="confidential"):
        Site.objects.create(organization=harbor, name="Harbor House", is_confidential=True, **place)


def test_promise_07_a_search_tells_no_confidential_place(client, harbor):
    listed(harbor, is_confidential=True)
    [found] = client.get("/api/v1/search", {"near": "60608"}).json()["results"]
    told = {found[name] for name in ("city", "latitude", "longitude", "distance_miles")}
    assert told == {None}


@pytest.mark.parametrize("address", promises.PUBLIC_PAGES)
def test_promise_08_public_pages_set_no_cookie_and_touch_no_third_party(client, address, db):
    page = client.get(address, {"near": "60608"})
    assert (page.cookies, page.headers["Referrer-Policy"]) == ({}, "no-referrer")
    assert re.findall(r'(?:src|action)="https?://[^"]+"|<link[^>]*https?://', page.text) == []
    assert promises.is_shut(page)


@pytest.mark.parametrize("address", ["/", "/es/", "/search/?near=60608"])
def test_promise_08_the_way_out_is_the_first_thing(client, address, db):
    links = [one for one in elements(client.get(address).text, "href") if one.tag == "a"]
    assert "data-leave" in links[1].attributes  # after the skip link
    assert links[1].attributes["href"].startswith("https://")


def test_promise_08_no_address_is_stored_for_anyone(client, nora, nils, caplog):
    for password in ("wrong", "still wrong"):
        client.post(reverse("account_login"), {"login": nora.email, "password": password})
    client.force_login(nils)
    client.get("/today/")
    address = re.compile(rb"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|::1")
    assert [table for table, value in everything_stored() if address.search(as_bytes(value))] == []
    client.get("/search/?near=60608")
    assert [line for line in caplog.messages if re.search(r"127\.0|60608|/", line)] == []
    assert "directory:search 200" in caplog.text
    assert promises.columns_for_addresses() == []


def test_promise_09_one_subject_one_text_one_address_for_everything(partnership, nora, ada, abel):
    building.sent(partnership, nora)
    assert promises.people_mailed() == {ada.email, abel.email}
    told = {(one.subject, one.body, one.from_email) for one in mail.outbox}
    body = f"Something waits for you. Sign in to see what:\n\n{settings.PUBLIC_URL}/\n"
    assert told == {("Alongside", body, settings.DEFAULT_FROM_EMAIL)}


def test_promise_09_at_most_one_in_ten_minutes(ada, time_machine):
    start = now()
    for minute in range(21):
        time_machine.move_to(start + timedelta(minutes=minute), tick=False)
        notify([ada])
        assert promises.people_mailed() == {ada.email}
        assert len(mail.outbox) == 1 + minute // 10


def test_promise_09_nobody_who_left_is_told(ada):
    Person.objects.update(is_active=False)
    notify([ada])
    assert promises.people_mailed() == set()


def test_promise_09_the_site_cannot_read_who_was_told(ada):
    notify([ada])
    with pytest.raises(ProgrammingError, match="permission denied"):
        Notice.objects.count()


def test_promise_10_every_act_of_a_referral_is_remembered_without_content(
    opened, partnership, nora, ada, harbor, lakeside, at_harbor
):
    unopened = building.sent(partnership, nora)
    promises.everything_that_can_be_done(opened, unopened, at_harbor, nora, ada)
    for side, acts in ((lakeside, promises.ACTS_HERE), (harbor, promises.ACTS_THERE)):
        with within(side):
            assert set(Event.objects.values_list("act", flat=True)) == acts
            facts = [set(detail.facts) for detail in Detail.objects.all()]
        assert set().union(*facts) <= {"mode", "urgency"}


def test_promise_10_thirty_days_after_its_end_only_organization_act_and_week_are_known(
    opened, harbor, time_machine
):
    time_machine.move_to(opened.ends_at + timedelta(days=30, hours=1))
    with connected_as("worker"), within(harbor):
        seal(harbor.pk)
        forget_details(harbor)
        assert (Detail.objects.count(), Event.objects.count()) == (0, 1)
        assert broken_row(harbor.pk) is None


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize("statement", promises.CHANGES_OF_THE_LOG)
def test_promise_10_the_log_is_not_changed_by_the_site_nor_the_owner(opened, role, statement):
    with pytest.raises(DatabaseError, match=r"append-only|permission denied"):
        connections[role].cursor().execute(statement)


def test_promise_11_who_leaves_opens_nothing_from_that_moment(client, referral, ada, abel, harbor):
    client.force_login(ada)
    with within(harbor):
        letter = referral.releases.get().pk
        end_membership(ada.session_membership, by=abel)
    assert post(client, f"/referrals/{referral.pk}/letters/{letter}/open/", {}).status_code == 401
    with within(harbor), pytest.raises(PermissionDenied):
        actions.open_letter(referral, letter, by=ada)
    assert not Grant.objects.filter(member_key__membership__person=ada).exists()


def test_promise_12_nothing_stored_is_a_key_to_a_letter(partnership, at_harbor, at_lakeside, nora):
    building.sent(partnership, nora)
    stored = everything_stored()
    [letter] = [bytes(value) for table, value in stored if is_sealed(table, value)]
    whole = b"\n".join(as_bytes(value) for _, value in stored)
    found = promises.secrets_in(whole, at_harbor, at_lakeside)
    assert found + promises.opened_by_words_in(whole, letter) == []


def test_promise_12_the_keeper_of_the_letters_reads_none(referral):
    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM referrals_letter")
        assert cursor.fetchone() == (0,)


def test_promise_12_a_session_without_a_grant_opens_nothing(referral, ada, harbor):
    Grant.objects.all().delete()
    with within(harbor), pytest.raises(Blocked, match="You hold no key"):
        actions.open_letter(referral, referral.releases.get().pk, by=ada)
