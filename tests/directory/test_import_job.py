"""The worker's part of an import: killed in the middle it loses nothing, undone it leaves no trace."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils.timezone import now

from alongside.audit.models import Event
from alongside.directory import actions
from alongside.directory.actions.working import alone
from alongside.directory.models import Duplicate, Entry, Import, Listing, Service, Site, Upload
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from tests.database import connected_as
from tests.directory.building import HEADER, listed, row, written
from tests.pressing import at_once

State = Import.State
WORK = """
import django; django.setup()
from alongside.directory import actions
print("ready", flush=True)
actions.work_on_imports()
"""


@pytest.fixture
def send(tmp_path, hope, host):
    """A list of these rows, sent by Hope."""

    def sending(rows, name="list.csv"):
        content = written(tmp_path / "list.csv", rows, HEADER).read_bytes()
        with within(host):
            return actions.begin_import(SimpleUploadedFile(name, content), by=hope)

    return sending


def clinics(how_many, **fields):
    return [row(f"Clinic {at}", address=f"{at} Main St", **fields) for at in range(how_many)]


def undo(during, by, host):
    with within(host):
        actions.ask_to_undo(during, by=by)
    actions.work_on_imports()
    during.refresh_from_db()


# ---- killed


def killed_while_reading(during):
    """A worker of its own, killed when it has read a part."""
    info = connection.get_connection_params()
    address = f"postgres://{info['user']}:{info['password']}@{info['host']}:{info['port']}/{info['dbname']}"
    around = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }
    worker = subprocess.Popen([sys.executable, "-c", WORK], env=around)
    until = time.monotonic() + 60
    while not 0 < Import.objects.get(pk=during.pk).read_so_far < 1:
        assert worker.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < until
        time.sleep(0.005)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    # PostgreSQL ends what it was just doing for the worker, and then notices.
    while not is_free(during):
        assert time.monotonic() < until
        time.sleep(0.005)


def is_free(during):
    with alone(during.pk) as is_alone:
        return is_alone


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(send):
    during = send(clinics(6000, phone="555"))
    killed_while_reading(during)
    during.refresh_from_db()
    assert during.state == State.READING
    assert 0 < Site.objects.count() < 6000

    actions.work_on_imports()
    during.refresh_from_db()
    assert (during.state, during.tries) == (State.DONE, 2)
    assert Site.objects.values("name").distinct().count() == Site.objects.count() == 6000
    counts = during.counts
    assert (counts["rows"], counts["added"], counts["unchanged"]) == (6000, 6000, 0)
    assert counts["repaired"] == during.remarks_of("repaired") == 6000
    assert list(Upload.objects.all()) == []


@pytest.mark.django_db(transaction=True)
def test_what_a_first_try_changed_and_retired_is_counted_by_the_second(send):
    send(clinics(8, phone="312-555-2368"))
    actions.work_on_imports()
    during = send(clinics(6, phone="773-254-1400"))
    content = Upload.objects.get().content
    actions.work_on_imports()
    during.refresh_from_db()
    first = during.counts
    assert (first["changed"], first["retired"]) == (6, 2)

    # As if its worker had been ended just before it was done.
    Upload.objects.create(during=during, content=content)
    Import.objects.filter(pk=during.pk).update(state=State.READING, file_digest=b"")
    actions.work_on_imports()
    during.refresh_from_db()
    assert (during.state, during.tries, during.counts) == (State.DONE, 2, first)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_read_a_list_once(send, hope, host):
    send(clinics(3))
    assert at_once((hope, actions.work_on_imports), (hope, actions.work_on_imports)) == ["done"] * 2
    actions.work_on_imports()
    with within(host):
        acts = [event.act for event in Event.objects.all()]
    assert acts.count("directory_imported") == 1
    assert Site.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_an_import_that_stopped_at_a_mistake_of_ours_is_held_by_nobody(send, hope):
    during = send(clinics(3))
    with pytest.raises(ZeroDivisionError), alone(during.pk):
        raise ZeroDivisionError

    assert at_once((hope, actions.work_on_imports)) == ["done"]  # another thread of the worker
    during.refresh_from_db()
    assert during.state == State.DONE


# ---- undone


def everything():
    """What the directory says, and who stands in it."""
    sites = Site.objects.order_by("name").values_list("name", "phone", "retired_at", "added_during")
    models = (Listing, Service, Entry, Organization)
    return list(sites), [model.objects.count() for model in models]


def test_an_import_that_is_undone_leaves_what_was_before(send, hope, host):
    actions.work_on_imports()
    before = everything()
    during = send(clinics(3))
    actions.work_on_imports()
    assert Site.objects.count() == 3
    undo(during, hope, host)
    assert during.state == State.UNDONE
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_the_workers_own_role_may_read_compare_and_undo(send, hope, host):
    during = send(clinics(3))
    with connected_as("worker"):
        actions.work_on_imports()
    with within(host):
        actions.ask_to_undo(during, by=hope)
    with connected_as("worker"):
        actions.work_on_imports()
    during.refresh_from_db()
    assert (during.state, Site.objects.count()) == (State.UNDONE, 0)


def test_what_it_changed_is_as_it_was_and_what_left_comes_back(send, hope, host):
    send(clinics(3))
    actions.work_on_imports()
    before = everything()
    during = send([*clinics(2, phone="312-555-2368")])
    actions.work_on_imports()
    assert everything() != before
    undo(during, hope, host)
    assert everything() == before
    again = send([*clinics(2, phone="312-555-2368")], "again.csv")
    actions.work_on_imports()
    again.refresh_from_db()
    assert again.counts["changed"] == 2


def test_what_a_person_wrote_since_stays(send, hope, host):
    send(clinics(1))
    actions.work_on_imports()
    during = send(clinics(1, phone="312-555-2368"))
    actions.work_on_imports()
    Site.objects.update(phone="(312) 555-0142")
    undo(during, hope, host)
    assert Site.objects.get().phone == "(312) 555-0142"


def test_undoing_goes_on_where_an_ended_worker_left_it(send, hope, host):
    during = send(clinics(3))
    actions.work_on_imports()
    Import.objects.update(state=State.UNDOING)
    Service.objects.filter(added_during=during).delete()  # as far as it had come
    actions.work_on_imports()
    actions.work_on_imports()
    during.refresh_from_db()
    assert (during.state, Site.objects.count()) == (State.UNDONE, 0)


def test_a_place_that_was_joined_to_it_stands_alone_again(send, hope, host, lakeside):
    during = send(clinics(1))
    actions.work_on_imports()
    older, younger = Site.objects.get(), listed(lakeside)
    pair = Duplicate.objects.create(older=older, younger=younger, likelihood=1)
    with within(host):
        actions.one_place(pair, by=hope)
    undo(during, hope, host)
    assert [(site.name, site.retired_at) for site in Site.objects.all()] == [("Office", None)]
    assert [service.name for service in younger.services.all()] == ["Help"]


@pytest.mark.parametrize("state", [State.WAITING, State.READING, State.UNDOING, State.UNDONE])
def test_only_what_has_ended_is_undone(send, hope, host, state):
    during = send(clinics(1))
    Import.objects.update(state=state)
    with within(host), pytest.raises(Blocked, match="This cannot be undone now"):
        actions.ask_to_undo(during, by=hope)


def test_the_page_asks_before_it_undoes(client, send, hope, host):
    during = send(clinics(3))
    actions.work_on_imports()
    client.force_login(hope)
    text = client.get(f"/imports/{during.pk}/undo/").text
    assert "3 records that it added are taken out." in text
    client.post(f"/imports/{during.pk}/undo/")
    assert "It is being undone." in client.get(f"/imports/{during.pk}/").text
    actions.work_on_imports()
    assert "It was undone" in client.get(f"/imports/{during.pk}/").text
    with within(host):
        assert "import_undone" in {event.act for event in Event.objects.all()}


# ---- cancelled


def test_who_cancels_during_the_last_part_is_heard(send, tmp_path, hope, host):
    send(clinics(4))
    actions.work_on_imports()
    list_of_three = written(tmp_path / "list.csv", clinics(3, phone="312-555-2368"), HEADER)

    def cancel(_so_far):
        with within(host):
            actions.cancel_import(Import.objects.get(state=State.READING), by=hope)

    during = actions.import_list(list_of_three, by=None, progress=cancel).during
    during.refresh_from_db()
    assert (during.state, during.counts["changed"]) == (State.CANCELLED, 3)
    assert Site.objects.listed().count() == 4


# ---- compared


def test_after_reading_what_another_list_has_too_is_proposed(client, send, hope, lakeside):
    listed(lakeside, "Pilsen Clinic", phone="773-254-1400")
    during = send([row()])
    actions.work_on_imports()
    pair = Duplicate.objects.get()
    assert (pair.older.organization, pair.younger.added_during) == (lakeside, during)
    client.force_login(hope)
    text = client.get(f"/imports/{during.pk}/").text
    assert "1 record may be a place that another list has too." in text


def test_what_was_read_at_the_keyboard_is_compared_and_left_alone_meanwhile(host):
    reading = Import.objects.create(file_name="a.csv", state=State.READING)
    done = Import.objects.create(file_name="b.csv", state=State.DONE, ended_at=now())
    actions.work_on_imports()
    reading.refresh_from_db()
    done.refresh_from_db()
    assert (reading.state, reading.proposed, done.proposed) == (State.READING, None, 0)


def test_what_it_added_and_a_person_put_right_stays(send, hope, host):
    during = send(clinics(2))
    actions.work_on_imports()
    with within(host):
        site = Site.objects.get(name="Clinic 1")
        actions.edit_site(site, changes={"phone": "312-555-0142"}, by=hope)
    undo(during, hope, host)
    assert [(one.name, one.phone) for one in Site.objects.all()] == [("Clinic 1", "(312) 555-0142")]
    assert (during.state, Service.objects.count()) == (State.UNDONE, 0)
