"""Every 180 days an organization is asked whether its records are right, and says so with one button."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.directory.keeping.age import stale
from alongside.directory.keeping.confirm_links import Link, token_for
from alongside.directory.keeping.keepers import keepers_of
from alongside.directory.models import Asking, Entry, Service, Site
from alongside.directory.searching.entries import take_turns
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can

log = logging.getLogger(__name__)
AT_MOST_EVERY = timedelta(days=14)
MOST_TIMES = 3  # then the page of quality tells the host


@transaction.atomic
def confirm_records(organization: Organization, *, by: Person) -> None:
    """Say that all records of an organization are still right."""
    by.require(Can.EDIT_PROFILE, at=organization)
    asking = held(organization)
    note_confirmed(organization, asking)
    record("records_confirmed", by=by, organization=organization)


@transaction.atomic
def confirm_by_link(link: Link) -> None:
    """The same by the link of a mail, which can do nothing else. Blocked once it was used.

    Called within the organization's walls. Who pressed is not known, so nobody is remembered.
    """
    asking = held(link.organization)
    if asking.round != link.round:
        raise Blocked(_("This was confirmed already. Thank you: there is nothing left to do."))
    note_confirmed(link.organization, asking)
    record("records_confirmed", by=None, organization=link.organization)


def held(organization: Organization) -> Asking:
    """When the organization was asked; two who confirm at once take turns."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    found = Asking.objects.filter(organization=organization).first()
    return found or Asking(organization=organization, asked_at=now(), times=0)


def note_confirmed(organization: Organization, asking: Asking) -> None:
    """Today, by the clock there, everywhere: in the records, in the search, and for the next mail."""
    sites = Site.objects.filter(organization=organization)
    take_turns(sites.values_list("pk", flat=True))  # with who makes rows of the search anew
    today = today_at(organization)
    for kind in (Site, Service):
        kind.objects.listed().filter(organization=organization).update(confirmed_on=today)
    Entry.objects.filter(site__organization=organization).update(fresh_on=today)
    asking.round, asking.times = asking.round + 1, 0
    asking.save()


@transaction.atomic
def ask_to_confirm(organization: Organization) -> None:
    """Mail an organization's administrators when its records are old: every 14 days, three times at most."""
    asking = held(organization)
    recently = asking.times and asking.asked_at > now() - AT_MOST_EVERY
    if asking.times >= MOST_TIMES or recently or not has_old_records(organization):
        return
    token = token_for(asking)
    if not [person for person in keepers_of(organization) if mailed(person, token, organization)]:
        return  # nobody was asked: tomorrow again
    asking.asked_at, asking.times = now(), asking.times + 1
    asking.save()
    record("confirmation_asked", by=None, organization=organization)


def has_old_records(organization: Organization) -> bool:
    return any(
        kind.objects.listed().filter(stale(), organization=organization).exists()
        for kind in (Site, Service)
    )


def mailed(person: Person, token: str, organization: Organization) -> bool:
    """Whether the mail went out. It names nothing but the organization, and leads to one page."""
    with override(person.language):
        words = _("%(organization)s: is all that the directory says of you still right?")
        how = _("This page opens without signing in. It has one button:")
        address = settings.PUBLIC_URL + reverse("directory:confirm", args=[token])
        body = f"{words % {'organization': organization.name}}\n\n{how}\n\n{address}\n"
    try:
        return send_mail("Alongside", body, None, [person.email]) > 0
    except (SMTPException, OSError) as trouble:
        log.warning("A mail could not be sent: %s", type(trouble).__name__)
        return False
