"""Two who change what is found at the same moment: what is found is what both said."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from django.db import connection, transaction

from alongside.directory import actions
from alongside.directory.clocks import today_at
from alongside.directory.models import Entry, Service
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.consistent import consistent
from tests.pressing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 2  # seconds: as long as the second waits at most, when it need not wait


def needs_found():
    return set(Entry.objects.exclude(need=0).values_list("need", flat=True))


def test_who_comes_second_waits_and_sees_what_the_first_wrote(lakeside):
    site = listed(lakeside, needs=(1, 2))
    first, second = site.services.order_by("pk")
    has_built, may_end = Event(), Event()

    def change(service, needs, before, after):
        with within(lakeside):
            Service.objects.filter(pk=service.pk).update(needs=needs)
            before()
            rebuild_entries([site])
            after()
        connection.close()

    def wait_for_the_other():
        has_built.set()
        may_end.wait(SOON)

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(change, first, [3], lambda: None, wait_for_the_other)
        other = pool.submit(change, second, [5], has_built.wait, may_end.set)
        one.result()
        other.result()
    assert needs_found() == {3, 5}
    with transaction.atomic():
        consistent()


def test_who_confirms_meanwhile_waits_and_is_the_last_word(lakeside, nils):
    site = listed(lakeside, confirmed_on=date(2020, 1, 1))
    has_built, may_end = Event(), Event()

    def make_anew():
        with within(lakeside):
            rebuild_entries([site])
            has_built.set()
            may_end.wait(SOON)
        connection.close()

    def confirm():
        has_built.wait()
        with within(lakeside):
            actions.confirm_records(lakeside, by=nils)
        may_end.set()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(make_anew), pool.submit(confirm)]:
            done.result()
    assert set(Entry.objects.values_list("fresh_on", flat=True)) == {today_at(lakeside)}


def test_many_who_write_at_once_leave_what_the_last_one_said(lakeside, nils):
    site = listed(lakeside, needs=(1, 2, 4))

    def edit():
        actions.edit_site(site, changes={"phone": "312-555-0142"}, by=nils)

    for _time in range(3):
        acts = [
            (nils, lambda s=service: actions.edit_service(s, changes={"needs": [6]}, by=nils))
            for service in site.services.all()
        ]
        told = at_once(*acts, (nils, edit))
        assert told == ["done"] * 4
        assert needs_found() == {6}
        with transaction.atomic():
            consistent()
