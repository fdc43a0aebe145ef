"""People who sign in, and what they are at an organization."""

import uuid
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models.organizations import Organization
from alongside.orgs.roles import Can, Role, powers


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str, **fields: Any) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do hangs on their membership, never on them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("work e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    last_login = None  # who worked when is nobody's to collect

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    # Set for the length of a request by the walls middleware: the organization this session acts for.
    session_membership: "Membership | None" = None

    class Privacy:
        routine = {"id", "language", "is_active", "is_demo"}

    def __str__(self) -> str:
        return self.name

    @property
    def session_organization(self) -> Organization | None:
        """The one organization that this session acts for."""
        return self.session_membership.organization if self.session_membership else None

    @property
    def here(self) -> Organization:
        """The session's organization, where there must be one."""
        if self.session_membership is None:
            raise PermissionDenied
        return self.session_membership.organization

    def can(self, power: Can, *, at: Organization) -> bool:
        """Whether this session acts for `at`, the person is still a member there, and a role gives the power."""
        if self.session_membership is None or self.session_membership.organization_id != at.pk:
            return False
        members = Membership.objects
        found = members.standing() if power == Can.INVITE else members.current()
        membership = found.filter(pk=self.session_membership.pk).first()
        return membership is not None and power in powers(membership.roles, at_host=at.is_host)

    def require(self, power: Can, *, at: Organization) -> None:
        """Go on only when the person may."""
        if not self.can(power, at=at):
            raise PermissionDenied


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Memberships that have not ended, of people who may sign in.

        After a last day nothing is open, whether or not the clockwork has run since.
        """
        before = Q(open_until=None) | Q(open_until__gt=now())
        return self.filter(before, ended_at=None, person__is_active=True)

    def staying(self) -> Self:
        """Those of whom nobody has said that they leave."""
        return self.current().filter(open_until=None)

    def standing(self) -> Self:
        """The current ones; and administrators past their last day while there is no other: they may invite one."""
        others = Membership.objects.current().administrators()
        alone = ~Exists(others.filter(organization=OuterRef("organization")))
        over = Q(open_until__gt=now()) | Q(roles__contains=[Role.ADMINISTRATOR]) & alone
        return self.filter(Q(open_until=None) | over, ended_at=None, person__is_active=True)

    def may_see_leaving(self, person: Person) -> Self:
        """Whose hand-over somebody sees: their own, and as an administrator everybody's, of who has left too."""
        mine = self.filter(organization=person.here)
        if person.can(Can.INVITE, at=person.here):
            left = Q(leavings__isnull=False, leavings__called_off_at=None)
            return mine.filter(Q(ended_at=None) | left).distinct()
        return mine.current().filter(pk=person.session_membership and person.session_membership.pk)

    def administrators(self) -> Self:
        return self.filter(roles__contains=[Role.ADMINISTRATOR])

    def with_power(self, power: Can) -> Self:
        """Those whose roles give a power."""
        roles = [role.value for role in Role if power in powers([role.value])]
        return self.filter(roles__overlap=roles)


class Membership(models.Model):
    """A person's place at an organization, and their roles there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)  # while somebody is leaving

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(ended_at=None),
                name="membership_once_at_a_time",
            )
        ]

    class Privacy:
        routine = {"id", "roles", "started_at", "ended_at", "open_until"}

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.open_until is not None and self.open_until <= now()

    @property
    def stands(self) -> bool:
        """Whether the person works here now."""
        return self.ended_at is None and not self.is_over and self.person.is_active

    @property
    def role_names(self) -> str:
        return ", ".join(str(Role(role).label) for role in self.roles)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Not used, not expired."""
        return self.filter(used_at=None, expires_at__gt=now())


class Invitation(models.Model):
    """One person's way in: for one address, once, for a while. Only a hash of its link is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("work e-mail"))
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    token_hash = models.BinaryField()
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], name="invitation_token_once"),
        ]

    class Privacy:
        routine = {"id", "roles", "expires_at", "used_at"}
        sealed = {"token_hash"}


class Notice(models.Model):
    """Something waits for a person. What it is, nobody can read here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    class Privacy:
        routine = {"id", "made_at", "sent_at"}
