"""Bringing a list in from a page: sent, watched, cancelled, mended, undone."""

import csv
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from alongside.audit.models import Event
from alongside.directory import actions
from alongside.directory.models import Import, Remark, Site, Source, Upload
from alongside.lib.errors import Blocked
from alongside.lib.uploads import LARGEST, OTHER_FIELDS, InMemory
from alongside.lib.walls import within
from tests.directory.building import HEADER, row

ACTS = ("cancel/", "undo/")
State = Import.State


def a_list(*rows, name="list.csv"):
    out = StringIO()
    writer = csv.DictWriter(out, HEADER)
    writer.writeheader()
    writer.writerows(rows or [row()])
    return SimpleUploadedFile(name, out.getvalue().encode())


def send(client, file=None, **fields):
    return client.post("/imports/", {"file": file or a_list(), **fields})


@pytest.fixture
def sent(client, hope):
    """A list of one clinic, sent by Hope."""
    client.force_login(hope)
    send(client)
    return Import.objects.get()


# ---- sent


def test_a_list_is_sent_and_the_worker_is_woken(client, sent, host, hope):
    assert (sent.state, sent.file_name, sent.by) == (State.WAITING, "list.csv", hope)
    assert bytes(Upload.objects.get().content).startswith(b"name,st_abbr")
    jobs = [(job.task_name, job.queue_name) for job in ProcrastinateJob.objects.all()]
    assert jobs == [("alongside.directory.tasks.work_on_imports", "imports")]
    with within(host):
        assert [event.act for event in Event.objects.all()] == ["import_begun"]
    assert "It waits to be read." in client.get(f"/imports/{sent.pk}/").text


def test_the_worker_reads_it_and_forgets_the_file(client, sent):
    actions.work_on_imports()
    text = client.get(f"/imports/{sent.pk}/").text
    assert [site.name for site in Site.objects.all()] == ["Pilsen Clinic"]
    assert "Done." in text
    assert "Refresh" not in client.get(f"/imports/{sent.pk}/").headers
    assert list(Upload.objects.all()) == []
    actions.work_on_imports()  # nothing is left to do
    sent.refresh_from_db()
    assert (sent.tries, sent.proposed) == (1, 0)


def test_a_list_is_a_known_one_or_a_new_one(client, hope):
    client.force_login(hope)
    known = Source.objects.create(key="known", name="Known list")
    send(client, source="known")
    send(client, name="Shelters of Cook County")
    made = list(Import.objects.order_by("begun_at"))
    assert made[0].source == known
    assert (made[1].source_id, made[1].source.name) == (
        "shelters-of-cook-county",
        "Shelters of Cook County",
    )


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("list.docx", b"x"), "This is no CSV, XLSX, ZIP or JSON file."),
        (SimpleUploadedFile("list.csv", b""), "This file is empty."),
        ("", "Choose a file of up to 20 megabytes."),
        (SimpleUploadedFile("l.csv", b"x" * (LARGEST + 1)), "alongside import FILE"),
        (SimpleUploadedFile("l.csv", b"x" * (LARGEST + 200_000)), "alongside import FILE"),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(client, hope, file, sentence):
    client.force_login(hope)
    response = client.post("/imports/", {"file": file})
    assert response.status_code == 200
    assert sentence in response.text
    assert list(Import.objects.all()) == []


@pytest.mark.parametrize(("more", "is_held"), [(0, True), (1, False)])
def test_a_file_that_is_too_large_is_not_even_held_in_memory(rf, more, is_held):
    handler = InMemory(rf.post("/imports/"))
    handler.handle_raw_input(None, {}, LARGEST + OTHER_FIELDS + more, "")
    assert handler.activated is is_held


def test_a_form_from_elsewhere_brings_nothing_in(hope):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(hope)
    assert send(strict).status_code == 403
    assert list(Import.objects.all()) == []


def test_only_the_host_brings_lists_in(client, sent, nils, mallory):
    for someone in (nils, mallory):
        client.force_login(someone)
        assert client.get("/imports/").status_code == 403
        assert send(client).status_code == 403
        for address in ("", "rows.csv", "undo/"):
            assert client.get(f"/imports/{sent.pk}/{address}").status_code == 403
        for act in ACTS:
            assert client.post(f"/imports/{sent.pk}/{act}").status_code == 403
    client.logout()
    assert client.get("/imports/").url == "/account/login/?next=/imports/"


def test_nobody_sends_a_list_for_the_host_from_elsewhere(sent, mallory, elsewhere):
    with within(elsewhere):
        with pytest.raises(PermissionDenied):
            actions.begin_import(a_list(), by=mallory)
        with pytest.raises(PermissionDenied):
            actions.cancel_import(sent, by=mallory)
        with pytest.raises(PermissionDenied):
            actions.ask_to_undo(sent, by=mallory)


# ---- watched


@pytest.mark.parametrize(
    ("again", "refresh"), [("", "3; 1"), ("20", "10; 21"), ("44", ""), ("off", ""), ("²", "")]
)
def test_the_page_looks_again_by_itself_and_not_forever(client, sent, again, refresh):
    wait, _, times = refresh.partition("; ")
    asked = f"/imports/{sent.pk}/" + (f"?again={again}" if again else "")
    expected = f"{wait}; url=/imports/{sent.pk}/?again={times}" if refresh else None
    assert client.get(asked).headers.get("Refresh") == expected


def test_how_far_it_is_survives_closing_the_page(client, sent):
    Import.objects.update(state=State.READING, read_so_far=0.425)
    assert "It is being read: 42 % so far." in client.get(f"/imports/{sent.pk}/").text
    assert "42 %" in client.get("/imports/").text


def test_a_list_that_cannot_be_taken_says_why(client, hope):
    client.force_login(hope)
    send(client, SimpleUploadedFile("list.csv", b"%PDF-1.4 not a list"))
    actions.work_on_imports()
    text = client.get(f"/imports/{Import.objects.get().pk}/").text
    assert "It was not taken." in text
    assert "list.csv is a PDF, not a CSV." in text


def test_a_file_that_ends_the_worker_each_time_is_given_up(client, sent):
    Import.objects.update(state=State.READING, tries=3)
    actions.work_on_imports()
    assert "Reading it stopped each time." in client.get(f"/imports/{sent.pk}/").text


# ---- cancelled


def test_a_list_is_cancelled_before_it_is_read(client, sent, host):
    client.post(f"/imports/{sent.pk}/cancel/")
    actions.work_on_imports()
    sent.refresh_from_db()
    assert (sent.state, sent.ended_at is None) == (State.CANCELLED, False)
    assert list(Site.objects.all()) == list(Upload.objects.all()) == []
    with within(host):
        acts = sorted(event.act for event in Event.objects.all())
    assert acts == ["import_begun", "import_cancelled"]


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.UNDOING, State.UNDONE])
def test_what_has_ended_is_not_cancelled(sent, hope, host, state):
    Import.objects.update(state=state)
    with within(host), pytest.raises(Blocked, match="This has ended already"):
        actions.cancel_import(sent, by=hope)


# ---- mended


def test_rows_that_were_left_out_come_back_as_a_table_to_mend(client, hope):
    client.force_login(hope)
    send(client, a_list(row(), row("=1+1", st_abbr="QQ", lon="-87.1")))
    actions.work_on_imports()
    during = Import.objects.get()
    response = client.get(f"/imports/{during.pk}/rows.csv")
    told = b"".join(response.streaming_content).decode("utf-8-sig")
    [left_out] = csv.DictReader(StringIO(told))
    assert set(HEADER) < set(left_out)
    assert (left_out["name"], left_out["lon"], left_out["Row"]) == ("'=1+1", "-87.1", "3")
    assert left_out["Reason"] == "No state or territory is called QQ."


def test_remarks_are_shown_by_kind_and_page(client, sent):
    for done, number in ((Remark.Done.LEFT_OUT, 30), (Remark.Done.REPAIRED, 2)):
        Remark.objects.bulk_create(
            Remark(during=sent, file="a.csv", row=at, done=done, reason=f"{done} {at}.")
            for at in range(number)
        )
    first = client.get(f"/imports/{sent.pk}/").text
    assert ("left_out 24." in first, "left_out 25." in first) == (True, False)
    assert "left_out 25." in client.get(f"/imports/{sent.pk}/?page=2").text
    assert "repaired 1." in client.get(f"/imports/{sent.pk}/?show=repaired").text
    assert client.get(f"/imports/{sent.pk}/?show=nonsense").status_code == 200


# ---- lists are as quick for many as for one


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_of_imports_asks_as_often_for_three_as_for_one(client, sent, hope):
    before = queries(client, "/imports/")
    send(client, name="Another")
    send(client, name="A third")
    assert queries(client, "/imports/") == before


def test_an_import_asks_as_often_for_thirty_remarks_as_for_one(client, sent):
    def remark(at):
        Remark.objects.create(during=sent, file="a", row=at, done="repaired", reason="x")

    remark(1)
    before = queries(client, f"/imports/{sent.pk}/")
    for at in range(3):
        remark(at)
    assert queries(client, f"/imports/{sent.pk}/") == before


def test_what_was_said_about_rows_is_read_in_the_readers_language(client, hope, host):
    client.force_login(hope)
    with override("es"):
        send(client, a_list(row(phone="12"), row("Elm", address="2 Elm St", st_abbr="Nowhere")))
        actions.work_on_imports()
    during = Import.objects.get()
    english = client.get(f"/imports/{during.pk}/?show=repaired").text
    assert "No telephone has the number 12. It was left out." in english
    spanish = client.get(f"/es/imports/{during.pk}/?show=repaired").text
    assert "Ningún teléfono tiene el número 12." in spanish
    table = client.get(f"/es/imports/{during.pk}/rows.csv").getvalue().decode()
    assert "Ningún estado o territorio se llama Nowhere." in table
    assert "No state or territory is called Nowhere." in (
        client.get(f"/imports/{during.pk}/rows.csv").getvalue().decode()
    )


def test_why_a_list_was_not_taken_is_read_in_the_readers_language(client, hope, host):
    client.force_login(hope)
    client.post("/imports/", {"file": SimpleUploadedFile("list.csv", b"%PDF-1.7")})
    actions.work_on_imports()
    during = Import.objects.get()
    assert "list.csv is a PDF, not a CSV." in client.get(f"/imports/{during.pk}/").text
    assert "list.csv es un PDF, no un CSV." in client.get(f"/es/imports/{during.pk}/").text


def test_a_number_that_people_read_has_its_thousands_marked():
    words = Template("{{ rows }} · {% load l10n %}{{ rows|unlocalize }}")
    for language in ("en", "es"):
        with override(language):
            assert words.render(Context({"rows": 13561})) == "13,561 · 13561"
