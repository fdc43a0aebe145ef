"""The promises, by number. SECURITY.md tells them in words; what is not tested here is not promised."""

import re
from datetime import timedelta

import pyrage
import pytest
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, connections
from django.urls import reverse
from django.utils.timezone import now

from alongside.audit.models import Detail, Event
from alongside.directory.models import Site
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.actions import notify, send_notices
from alongside.orgs.models import Grant, Notice
from alongside.referrals import actions
from alongside.referrals.models import Letter, Receipt, Referral, Release
from tests import promises
from tests.database import connected_as
from tests.html import elements, text_fields
from tests.promises import as_bytes, everything_stored, is_sealed, pages_of, post
from tests.referrals import building
from tests.referrals.conftest import *  # noqa: F403 - the same two organizations, ready to write

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "keeper"])


def test_promise_01_words_are_typed_where_no_form_can_send_them(client, partnership, nora):
    client.force_login(nora)
    page = client.get(f"/partnerships/{partnership.pk}/write/").text
    fields = elements(page, "data-sealed")
    assert len(fields) > 4
    for field in fields:
        assert "name" not in field.attributes
        assert "form" not in field.ancestors
        assert "disabled" in field.attributes
        if field.tag != "select":
            given = {name: field.attributes.get(name) for name in promises.SEALED_ATTRIBUTES}
            assert given == promises.SEALED_ATTRIBUTES


def test_promise_01_the_permission_step_has_no_place_for_words(client, partnership, nora):
    client.force_login(nora)
    page = client.get(f"/partnerships/{partnership.pk}/write/").text
    assert text_fields(page, inside="form") == []


@pytest.mark.parametrize("field", ["name", "note", "words", "items_text"])
def test_promise_01_a_request_with_words_beside_the_ciphertext_is_not_taken(
    client, partnership, nora, field, caplog
):
    client.force_login(nora)
    answer = post(
        client, "/referrals/send/", building.send_body(partnership, nora, **{field: "Quetzal"})
    )
    assert answer.status_code == 422
    assert "Quetzal" not in answer.text + caplog.text


def test_promise_01_nothing_stored_holds_the_words(partnership, nora):
    building.sent(partnership, nora)
    assert [table for table, value in everything_stored() if b"Quetzal" in as_bytes(value)] == []


def test_promise_02_the_database_takes_no_letter_without_a_release(
    referral, lakeside, harbor, nora
):
    with within(lakeside):
        release = Release.objects.get()
        forged = {"sender": lakeside, "recipient": harbor, "referral": referral, "number": 1}
        sealed = building.a_letter()
        with pytest.raises(ProgrammingError, match="row-level security"):
            Letter.objects.create(pk=referral.pk, sealed=sealed, **forged)
    with within(lakeside):
        Release.objects.update(withdrawn_at=now())
    with within(lakeside), pytest.raises(DatabaseError):
        Letter.objects.create(pk=release.pk, sealed=sealed, **forged)


@pytest.mark.parametrize("who", ["nora", "nils"])
def test_promise_02_nobody_can_override_it(partnership, lakeside, who, request):
    person = request.getfixturevalue(who)
    parcel = building.parcel(
        partnership, person, elements=building.ELEMENTS | {"independent": False}
    )
    with within(lakeside), pytest.raises(IntegrityError, match="no_condition_of_service"):
        actions.send(partnership, parcel, by=person)


@pytest.mark.parametrize("act", ["", "give-back/", "close/", "withdraw/", "answer/read/"])
def test_promise_03_an_outsider_gets_the_answer_for_what_never_was(client, referral, mallory, act):
    client.force_login(mallory)
    nowhere = building.unknown()
    there, never = (
        post(client, f"/referrals/{pk}/{act}", {}) if act else client.get(f"/referrals/{pk}/")
        for pk in (referral.pk, nowhere)
    )
    assert there.status_code == never.status_code == 404
    changing = rf'value="[^"]+"|{referral.pk}|{nowhere}'
    assert re.sub(changing, "", there.text) == re.sub(changing, "", never.text)


@pytest.mark.parametrize("model", [Referral, Release, Letter, Receipt])
def test_promise_03_the_database_shows_an_outsider_nothing(opened, elsewhere, model):
    with within(elsewhere):
        assert model.objects.count() == 0
    assert model.objects.count() == 0  # nor anybody who has not said for whom they ask


@pytest.mark.parametrize("what", ["answer", "close", "answer and close"])
def test_promise_04_what_the_other_side_does_changes_no_page_of_the_sender(
    client, opened, nora, ada, harbor, at_harbor, what
):
    before = pages_of(client, nora, opened)
    with within(harbor):
        if "answer" in what:
            actions.keep_answer(opened, building.answer_of(at_harbor), number=1, by=ada)
        if "close" in what:
            actions.close(opened, by=ada)
    assert pages_of(client, nora, opened) == before


def test_promise_04_the_database_hides_the_receiving_half(opened, nora, ada, harbor, lakeside):
    def seen():
        with within(lakeside):
            return [
                Receipt.objects.count(),
                Letter.objects.count(),
                Event.objects.count(),
                list(Referral.objects.values()),
                list(Release.objects.values()),
            ]

    before = seen()
    with within(harbor):
        actions.close(opened, by=ada)
    assert seen() == before


@pytest.mark.parametrize("how", ["withdrawn", "ended", "returned", "closed"])
def test_promise_05_from_that_second_no_query_returns_the_letter(
    partnership, nora, ada, lakeside, harbor, how, time_machine
):
    referral = building.sent(partnership, nora)
    with within(harbor):
        if how == "closed":
            actions.open_letter(referral, referral.releases.get().pk, by=ada)
            actions.close(referral, by=ada)
        if how == "returned":
            actions.give_back(referral, by=ada)
    with within(lakeside):
        if how == "withdrawn":
            actions.withdraw(referral, by=nora)
    if how == "ended":
        building.let_end(referral)  # the database asks its own clock
    with within(harbor):
        assert Letter.objects.count() == 0
    with connected_as("worker"):
        actions.end_what_is_over(harbor)
        actions.end_what_is_over(lakeside)
    assert [value for table, value in everything_stored() if table == "referrals_letter"] == []


def test_promise_05_a_careless_dump_stops_instead_of_taking_letters(referral):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET row_security = off")  # as pg_dump does
        with pytest.raises(ProgrammingError, match="affected by row-level security"):
            cursor.execute("COPY referrals_letter TO STDOUT")
        cursor.execute("RESET row_security")


@pytest.mark.parametrize(
    "place",
    [{"city": "Chicago"}, {"address_1": "12 Hidden St"}, {"latitude": 41.8, "longitude": -87}],
)
def test_promise_07_the_database_stores_no_confidential_place(harbor, place):
    with pytest.raises(IntegrityError, match="confidential"):
        Site.objects.create(organization=harbor, name="Harbor House", is_confidential=True, **place)


@pytest.mark.parametrize(
    "address", ["/", "/es/", "/search/", "/es/search/", "/api/v1/search", "/health"]
)
def test_promise_08_public_pages_set_no_cookie_and_touch_no_third_party(client, address, db):
    page = client.get(address, {"near": "60608"})
    assert page.cookies == {}
    assert "Set-Cookie" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert re.findall(r'(?:src|action)="https?://[^"]+"', page.text) == []
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/es/", "/search/?near=60608"])
def test_promise_08_the_way_out_is_the_first_thing(client, address, db):
    links = [one for one in elements(client.get(address).text, "href") if one.tag == "a"]
    assert "data-leave" in links[1].attributes  # after the skip link
    assert links[1].attributes["href"].startswith("https://")


def test_promise_08_no_address_is_stored_for_anyone(client, nora, nils):
    for password in ("wrong", "still wrong"):
        client.post(reverse("account_login"), {"login": nora.email, "password": password})
    client.force_login(nils)
    client.get("/today/")
    address = re.compile(rb"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|::1")
    assert [table for table, value in everything_stored() if address.search(as_bytes(value))] == []
    with connection.cursor() as cursor:
        columns = "SELECT table_name FROM information_schema.columns WHERE udt_name = 'inet'"
        cursor.execute(columns + " AND table_schema = 'public'")
        assert cursor.fetchall() == []


def test_promise_09_one_subject_one_text_one_address_for_everything(partnership, nora, ada, abel):
    building.sent(partnership, nora)
    with connected_as("worker"):
        send_notices()
    assert {tuple(message.to) for message in mail.outbox} == {(ada.email,), (abel.email,)}
    told = {(one.subject, one.body, one.from_email) for one in mail.outbox}
    body = f"Something waits for you. Sign in to see what:\n\n{settings.PUBLIC_URL}/\n"
    assert told == {("Alongside", body, settings.DEFAULT_FROM_EMAIL)}


def test_promise_09_at_most_one_in_ten_minutes(ada, time_machine):
    start = now()
    for minute in range(21):
        time_machine.move_to(start + timedelta(minutes=minute), tick=False)
        notify([ada])
        with connected_as("worker"):
            send_notices()
    assert len(mail.outbox) == 3
    assert all(message.to == [ada.email] for message in mail.outbox)


def test_promise_09_the_site_cannot_read_who_was_told(ada):
    notify([ada])
    with pytest.raises(ProgrammingError, match="permission denied"):
        Notice.objects.count()


def test_promise_10_every_act_of_a_referral_is_remembered_without_content(
    opened, nora, ada, harbor, lakeside
):
    with within(harbor):
        actions.close(opened, by=ada)
    with within(lakeside):
        actions.withdraw(opened, by=nora)
        assert sorted(Event.objects.values_list("act", flat=True)) == [
            "referral_sent",
            "referral_withdrawn",
        ]
    with within(harbor):
        acts = sorted(Event.objects.values_list("act", flat=True))
        facts = [set(detail.facts) for detail in Detail.objects.all()]
    assert acts == ["letter_opened", "referral_closed"]
    assert set().union(*facts) <= {"mode", "urgency", "minutes_waited"}


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize(
    "statement", ["DELETE FROM audit_event", "UPDATE audit_event SET act = 'x'"]
)
def test_promise_10_the_log_is_not_changed_by_the_site_nor_the_owner(opened, role, statement):
    with pytest.raises(DatabaseError, match=r"append-only|permission denied"):
        connections[role].cursor().execute(statement)


def test_promise_12_nothing_stored_is_a_key_to_a_letter(partnership, at_harbor, at_lakeside, nora):
    building.sent(partnership, nora)
    stored = everything_stored()
    letters = [bytes(value) for table, value in stored if is_sealed(table, value)]
    assert len(letters) == 1
    secrets = [str(side.opening) for side in (at_harbor, at_lakeside)]
    secrets += [str(own) for side in (at_harbor, at_lakeside) for own in side.members.values()]
    whole = b"\n".join(as_bytes(value) for _, value in stored)
    assert [secret for secret in secrets if secret.encode() in whole] == []
    assert re.findall(rb"AGE-SECRET-KEY-1[0-9A-Z]+", whole) == []
    for candidate in re.findall(rb"[0-9a-f]{64}", whole)[:50]:
        with pytest.raises(pyrage.DecryptError):
            pyrage.passphrase.decrypt(letters[0], candidate.decode())


def test_promise_12_the_keeper_of_the_letters_reads_none(referral):
    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM referrals_letter")
        assert cursor.fetchone() == (0,)


def test_promise_12_a_session_without_a_grant_opens_nothing(referral, ada, harbor):
    Grant.objects.all().delete()
    with within(harbor):
        letter = referral.releases.get().pk
        with pytest.raises(Blocked, match="You hold no key"):
            actions.open_letter(referral, letter, by=ada)
