"""Somebody leaves, and who comes next, as tests of places need it."""

from datetime import date

from alongside.lib.walls import within
from alongside.orgs.actions import end_overdue, say_leaving
from alongside.orgs.models import Notice
from alongside.partnerships import actions
from alongside.partnerships.models import Member
from tests.database import connected_as
from tests.partnerships.building import partnership_of

LAST = date(2026, 3, 13)  # in Chicago it is over on the 14th at five in the morning, UTC


def stood_for(one, other, *, contact, backup, champion=None):
    """A partnership for which these stand on the first side; unless somebody else is, the backup is its champion."""
    made = partnership_of(one, other)
    made.members.filter(organization=one).update(
        contact=contact.session_membership,
        backup=backup.session_membership,
        champion=(champion or backup).session_membership,
    )
    return made


def leaves(someone, by=None, day=LAST):
    with within(someone.here):
        leaver = someone.session_membership
        say_leaving(leaver, last_day=day, time_zone="America/Chicago", by=by or someone)


def ours(partnership, organization):
    return Member.objects.with_people().get(partnership=partnership, organization=organization)


def give(partnership, place, to, by):
    with within(by.here):
        member = ours(partnership, by.here)
        actions.give_place(member, place, to=to.session_membership, by=by)


def passed_on(organization):
    with connected_as("worker"):
        end_overdue(organization)
        with within(organization):
            actions.hand_over(organization)


def told():
    with connected_as("worker"):
        found = sorted(Notice.objects.values_list("person__name", flat=True).distinct())
        Notice.objects.all().delete()
    return found


def page(client, partnership, reader):
    client.force_login(reader)
    return client.get(f"/partnerships/{partnership.pk}/").text
