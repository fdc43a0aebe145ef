"""How people come, change and leave."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse, translate_url
from django.utils.timezone import now
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.actions.ending import (
    close_invitations_from,
    end,
    end_overdue,
    is_the_only_administrator,
)
from alongside.orgs.actions.keys import take_back
from alongside.orgs.actions.keys.checks import locked
from alongside.orgs.models import Invitation, Membership, Organization, Person
from alongside.orgs.roles import Can, Role, powers

INVITATION_DAYS = 7


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def link_for(organization: Organization, *, email: str, roles: list[str], by: Person | None) -> str:
    """A new invitation's link. It is shown or mailed once and kept as a hash only."""
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        organization=organization,
        email=email.strip().lower(),
        roles=[Role(role).value for role in roles],
        token_hash=hash_of(token),
        invited_by=by,
        expires_at=now() + timedelta(days=INVITATION_DAYS),
    )
    return settings.PUBLIC_URL + reverse("orgs:accept", args=[token])


@transaction.atomic
def invite(organization: Organization, *, email: str, roles: list[str], by: Person) -> str:
    """Ask somebody in: one link, for one address, once, for seven days, mailed and returned."""
    by.require(Can.INVITE, at=organization)
    email = email.strip().lower()
    end_overdue(organization)  # whoever has left may be asked in again, and closes no new link
    if Membership.objects.standing().filter(organization=organization, person__email=email):
        raise Blocked(_("This person already works here. Change their roles instead."))
    link = link_for(organization, email=email, roles=roles, by=by)
    record("person_invited", by=by, organization=organization)
    mail_link(link, organization, email)
    return link


def mail_link(link: str, organization: Organization, email: str) -> None:
    """Send an invitation's link once the act has gone through, in every language: theirs is not known yet."""
    inviters = get_language()
    languages = sorted(dict(settings.LANGUAGES), key=lambda language: language != inviters)
    links = {language: translate_url(link, language) for language in languages}
    said = [invitation_in(language, links[language], organization) for language in languages]
    subject = " · ".join(subject for subject, _body in said)
    body = "\n".join(body for _subject, body in said)
    transaction.on_commit(lambda: send_mail(subject, body, None, [email]))


def invitation_in(language: str, link: str, organization: Organization) -> tuple[str, str]:
    """The subject and the words of an invitation."""
    with override(language):
        words = _("%(organization)s invites you to Alongside. Open this page within 7 days:")
        body = f"{words % {'organization': organization.name}}\n\n{link}\n"
        return _("Your invitation to Alongside"), body


def invited_by_link(token: str) -> Invitation | None:
    """The open invitation behind a link."""
    return (
        Invitation.objects.open()
        .filter(token_hash=hash_of(token))
        .select_related("organization")
        .first()
    )


@transaction.atomic
def accept(
    token: str,
    *,
    name: str = "",
    password: str = "",
    language: str = settings.LANGUAGE_CODE,
    by: Person | None = None,
) -> Person:
    """Use an invitation, once. A new person gets a name and a password; Blocked when the link no longer works.

    The language they read the invitation in is the one of their mail from now on.
    """
    found = invited_by_link(token)
    if found:
        end_overdue(found.organization)
    invitation = found and Invitation.objects.open().filter(pk=found.pk).first()
    if invitation is None:
        raise Blocked(_("This invitation was used or has expired. Ask for a new one."))
    person = require_right_person(invitation, by)
    if person is None:
        validate_password(password)
        person = Person.objects.create_user(invitation.email, password, name=name)
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    person.language = language
    person.save(update_fields=["language"])
    invitation.used_at = now()
    invitation.save()
    with within(invitation.organization):
        Membership.objects.create(
            person=person, organization=invitation.organization, roles=invitation.roles
        )
        record("invitation_accepted", by=person, organization=invitation.organization)
    return person


def require_right_person(invitation: Invitation, by: Person | None) -> Person | None:
    """The person invited, None while they have no account. Blocked for anybody else, and for a member."""
    if by and by.email != invitation.email:
        raise Blocked(
            _("You are signed in as somebody else. Lock first, then open the link again.")
        )
    person = Person.objects.filter(email=invitation.email).first()
    if person and person != by:
        raise Blocked(
            _("Sign in as %(email)s to use this invitation.") % {"email": invitation.email}
        )
    mine = Membership.objects.standing().filter(organization=invitation.organization)
    if person and mine.filter(person=person).exists():
        raise Blocked(_("You work here already."))
    return person


@transaction.atomic
def change_roles(membership: Membership, *, roles: list[str], by: Person) -> None:
    """Give a member other roles; keys and invitations that the new ones do not allow end.

    Blocked when nobody would administer.
    """
    organization = locked(membership.organization)
    by.require(Can.INVITE, at=organization)
    membership = still_here(membership)
    if Role.ADMINISTRATOR not in roles:
        require_another_administrator(membership)
    membership.roles = [Role(role).value for role in roles]
    membership.save()
    take_back(membership, keeping=powers(membership.roles))
    if Can.INVITE not in powers(membership.roles):
        close_invitations_from(membership)
    record("roles_changed", by=by, organization=organization, subject=membership.person)


@transaction.atomic
def end_membership(membership: Membership, *, by: Person) -> None:
    """From this moment the person opens nothing here: sessions and grants end, new keys are due."""
    by.require(Can.INVITE, at=locked(membership.organization))
    membership = still_here(membership)
    require_another_administrator(membership)
    end(membership, by=by)


def still_here(membership: Membership) -> Membership:
    """The membership as it is now. Blocked when somebody ended it a moment ago."""
    current = Membership.objects.current().select_related("person", "organization")
    found = current.filter(pk=membership.pk).first()
    if found is None:
        raise Blocked(_("This person does not work here any more."))
    return found


def require_another_administrator(membership: Membership) -> None:
    """An organization keeps an administrator."""
    if is_the_only_administrator(membership):
        raise Blocked(_("Make somebody else an administrator first."))
