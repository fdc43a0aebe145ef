"""What ends when somebody leaves, whoever or whatever ends it."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils.timezone import localdate, now

from alongside.audit.actions import record
from alongside.lib.walls import within
from alongside.orgs.actions.keys import take_back
from alongside.orgs.actions.keys.checks import locked
from alongside.orgs.actions.notices import notify
from alongside.orgs.models import Invitation, Leaving, Membership, Organization, Person
from alongside.orgs.roles import Role


def end(membership: Membership, *, by: Person | None) -> None:
    """Close everything at once: keys, links, sessions. Called while the organization is held."""
    membership.ended_at = now()
    membership.save()
    take_back(membership, keeping=set())
    close_invitations(membership)
    end_sessions(membership.person)
    said = Leaving.objects.open().filter(membership=membership)
    # Ended before the day that was said: partners read the day on which they really left.
    day = Least(F("last_day"), localdate())
    if not said.update(ended_at=membership.ended_at, last_day=day) and by:
        Leaving.objects.create(
            membership=membership,
            last_day=localdate(),
            said_by=by,
            ended_at=membership.ended_at,
        )
    organization = membership.organization
    record("membership_ended", by=by, organization=organization, subject=membership.person)


@transaction.atomic
def end_overdue(organization: Organization) -> None:
    """End the access of everybody whose last day is over.

    The only administrator stays, able to make another one and nothing else; they and the host hear of it daily.
    """
    with within(organization):
        locked(organization)
        over = Leaving.objects.over().filter(membership__organization=organization)
        held = over.select_related("membership__person", "membership__organization")
        for leaving in held.select_for_update(of=("self",)).order_by("last_day", "pk"):
            if is_the_only_administrator(leaving.membership):
                tell_that_it_cannot_end(leaving)
            else:
                end(leaving.membership, by=None)


def is_the_only_administrator(membership: Membership) -> bool:
    """Whether nobody else administers. The rows are locked so that two cannot leave at once."""
    working = Membership.objects.current().administrators().select_for_update(of=("self",))
    others = working.filter(organization=membership.organization)
    return Role.ADMINISTRATOR in membership.roles and not [x for x in others if x != membership]


def tell_that_it_cannot_end(leaving: Leaving) -> None:
    """Once a day, to the only administrator and to those of the host."""
    if leaving.told_on == localdate():
        return
    host = Membership.objects.current().administrators().filter(organization__is_host=True)
    told = {one.person for one in host.select_related("person")}
    notify({leaving.membership.person} | told)
    leaving.told_on = localdate()
    leaving.save(update_fields=["told_on"])


def close_invitations(membership: Membership) -> None:
    """Whoever leaves has no link left to come back by, neither one to them nor one from them."""
    close_invitations_from(membership)
    to_them = Invitation.objects.open().filter(email=membership.person.email)
    to_them.filter(organization=membership.organization).update(expires_at=now())


def close_invitations_from(membership: Membership) -> None:
    """The links of somebody who may invite no more: one may lead to themself under another address."""
    theirs = Invitation.objects.open().filter(invited_by=membership.person)
    theirs.filter(organization=membership.organization).update(expires_at=now())


def end_sessions(person: Person) -> None:
    """Sign a person out everywhere. Sessions are few, and only their own content says whose they are."""
    for session in Session.objects.filter(expire_date__gt=now()).iterator(200):
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
