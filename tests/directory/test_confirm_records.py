"""Every 180 days an organization is asked whether its records are right, and says so with one button."""

from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail, signing
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend as LocMem
from django.utils.timezone import localdate, now, timedelta

from alongside.directory import actions
from alongside.directory.clocks import today_at
from alongside.directory.keeping.confirm_links import read_link, token_for
from alongside.directory.models import Asking, Entry, Service, Site
from alongside.directory.tasks import ask_to_confirm
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from tests.database import connected_as
from tests.directory.building import listed
from tests.directory.keeping import OLD
from tests.keys import acts
from tests.pressing import at_once


@pytest.fixture
def site(lakeside):
    return aged(listed(lakeside, "Pilsen Clinic"))


def aged(site):
    site.listed_on = site.confirmed_on = OLD
    site.save()
    Service.objects.filter(organization=site.organization).update(confirmed_on=OLD)
    return site


@pytest.fixture
def asked(lakeside, nils, site, django_capture_on_commit_callbacks):
    def ask():
        with within(lakeside), django_capture_on_commit_callbacks(execute=True):
            actions.ask_to_confirm(lakeside)

    return ask


def link_in(message):
    return next(word for word in message.body.split() if "/confirm/" in word).partition("8000")[2]


def test_a_mail_names_only_the_organization_and_leads_to_one_page(asked, nils, site):
    asked()
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([nils.email], "Alongside")
    assert message.body.startswith("Lakeside Health Center: is all that the directory says")
    told = [word in message.body for word in (site.name, site.phone, site.city, nils.name)]
    assert told == [False] * 4
    assert message.body.count("http") == 1
    assert acts(site.organization) == ["confirmation_asked", "site_listed"]


def test_opening_the_link_changes_nothing_and_pressing_confirms_everything(
    client, asked, site, lakeside
):
    asked()
    link = link_in(mail.outbox[0])
    for _time in range(2):  # mail scanners follow links
        page = client.get(link)
        assert (page.status_code, page.cookies, page.headers["Cache-Control"]) == (
            200,
            {},
            "no-store",
        )
    assert "1 Main St, Chicago, IL" in page.text
    assert page.text.count("<button") == 1
    assert Site.objects.get().confirmed_on == OLD

    assert "Thank you" in client.post(link).text
    today = today_at(lakeside)
    assert [kind.objects.get().confirmed_on for kind in (Site, Service)] == [today] * 2
    assert set(Entry.objects.values_list("fresh_on", flat=True)) == {today}
    assert acts(lakeside) == ["confirmation_asked", "records_confirmed", "site_listed"]


def test_a_used_link_an_old_one_and_a_forged_one_each_get_a_kind_sentence(client, asked, lakeside):
    asked()
    link = link_in(mail.outbox[0])
    for_another_use = signing.dumps([str(lakeside.pk), 0])
    assert client.post(f"/confirm/{for_another_use}/").status_code == 410
    with time_machine.travel(now() + timedelta(days=31)):
        assert "This link works no longer" in client.get(link).text
    client.post(link)
    for answer in (client.get(link), client.post(link)):
        assert (answer.status_code, "This is done already" in answer.text) == (410, True)
    for forged in (link.replace("confirm/W", "confirm/X"), "/confirm/none/", link[:-3] + "/"):
        answer = client.post(forged)
        assert (answer.status_code, "This link works no longer" in answer.text) == (410, True)


def test_the_link_does_nothing_else_and_nothing_for_anybody_else(client, asked, harbor, site):
    other = aged(listed(harbor, "Office"))
    asked()
    link = link_in(mail.outbox[0])
    client.post(link, {"name": "New", "phone": "1", "organization": str(harbor.pk)})
    other.refresh_from_db()
    site.refresh_from_db()
    assert (other.confirmed_on, site.name) == (OLD, "Pilsen Clinic")
    assert client.get("/records/").url.startswith("/account/login/")


def test_of_a_private_place_the_page_tells_no_place(client, lakeside):
    aged(listed(lakeside, "Shelter", is_confidential=True))
    asking = Asking.objects.create(organization=lakeside, asked_at=now())
    page = client.get(f"/confirm/{token_for(asking)}/").text
    assert [word in page for word in ("Shelter", "1 Main St", "Chicago")] == [True, False, False]


def test_at_most_every_fourteen_days_and_three_times(asked):
    for days, mails in [(0, 1), (0, 1), (13, 1), (15, 2), (16, 2), (30, 3), (45, 3), (100, 3)]:
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            asked()
        assert (days, len(mail.outbox)) == (days, mails)


def test_after_confirming_it_is_asked_again_in_180_days(client, asked):
    asked()
    client.post(link_in(mail.outbox[0]))
    asked()
    assert len(mail.outbox) == 1
    with time_machine.travel(now() + timedelta(days=181), tick=False):
        asked()
    assert len(mail.outbox) == 2


def test_fresh_records_and_organizations_without_people_are_left_in_peace(
    asked, site, lakeside, nils
):
    Site.objects.update(listed_on=localdate())
    Service.objects.update(listed_on=localdate())
    asked()
    assert mail.outbox == []


def test_in_the_language_of_whoever_reads_it(asked, nils):
    nils.language = "es"
    nils.save()
    asked()
    assert "/es/confirm/" in mail.outbox[0].body


def test_somebody_who_works_there_confirms_with_one_tap(client, site, nils, lakeside):
    client.force_login(nils)
    client.post("/records/confirm/")
    site.refresh_from_db()
    assert site.confirmed_on == today_at(lakeside)
    assert acts(lakeside) == ["records_confirmed", "site_listed"]


@pytest.mark.parametrize("who", ["nora", "mallory"])
def test_others_confirm_nothing_of_it(client, site, lakeside, who, request):
    someone = request.getfixturevalue(who)
    client.force_login(someone)
    client.post("/records/confirm/")
    site.refresh_from_db()
    assert site.confirmed_on == OLD
    with within(someone.here), pytest.raises(PermissionDenied):
        actions.confirm_records(lakeside, by=someone)


@pytest.mark.django_db(transaction=True)
def test_the_worker_asks_every_organization_that_is_due(lakeside, nils, harbor, abel):
    aged(listed(lakeside))
    listed(harbor).organization.refresh_from_db()
    Site.objects.filter(organization=harbor).update(confirmed_on=localdate())
    Service.objects.filter(organization=harbor).update(confirmed_on=localdate())
    with connected_as("worker"):
        ask_to_confirm(0)
    assert [message.to for message in mail.outbox] == [[nils.email]]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_by_one_link_at_once_one_counts(lakeside, nils):
    aged(listed(lakeside))
    asking = Asking.objects.create(organization=lakeside, asked_at=now())
    link = read_link(token_for(asking))
    told = at_once(*[(nils, lambda: actions.confirm_by_link(link))] * 3)
    assert sorted(told)[2] == "done"
    assert len([one for one in told if one == "done"]) == 1
    asking.refresh_from_db()
    assert (asking.round, asking.times) == (1, 0)
    with within(lakeside), pytest.raises(Blocked, match="confirmed already"):
        actions.confirm_by_link(link)


def test_a_link_that_is_read_before_its_mailing_is_remembered_works(client, asked, lakeside):
    asked()
    Asking.objects.all().delete()  # as others see it until the worker's transaction is through
    assert "Thank you" in client.post(link_in(mail.outbox[0])).text
    assert "This is done already" in client.post(link_in(mail.outbox[0])).text


class Refused(LocMem):
    """A mail server that is away."""

    def send_messages(self, messages):
        if Refused.refuses.intersection(*(message.to for message in messages)):
            raise SMTPServerDisconnected
        return super().send_messages(messages)


def test_when_no_mail_goes_out_it_is_tried_again_the_next_day(asked, settings, lakeside, nils):
    settings.EMAIL_BACKEND = f"{__name__}.Refused"
    Refused.refuses = {nils.email}
    asked()
    assert (mail.outbox, "confirmation_asked" in acts(lakeside)) == ([], False)
    Refused.refuses = set()
    with time_machine.travel(now() + timedelta(days=1)):
        asked()
        asked()
    assert [message.to for message in mail.outbox] == [[nils.email]]


def test_a_mail_that_does_not_go_out_keeps_no_other_organization_waiting(
    settings, lakeside, harbor, site, nils, abel
):
    aged(listed(harbor))
    settings.EMAIL_BACKEND = f"{__name__}.Refused"
    Refused.refuses = {nils.email}
    ask_to_confirm(0)
    assert [message.to for message in mail.outbox] == [[abel.email]]
