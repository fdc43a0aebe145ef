"""Partners that have no account here: what one organization wrote down for itself, and nobody else reads."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Membership, Organization, Person

QUIET = timedelta(days=90)  # then it is time to call


class OutsideQuerySet(models.QuerySet["OutsidePartner"]):
    def visible_to(self, person: Person) -> Self:
        """Those that one's own organization wrote down."""
        here = person.session_organization
        return self.filter(owner=here) if here else self.none()

    def kept(self) -> Self:
        return self.filter(archived_at=None)


class OutsidePartner(models.Model):
    """A church, a college, a food bank: whom to ask for there, what each gives, when somebody last spoke."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    listed_as = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("what kind"), max_length=100, blank=True)
    contact = models.CharField(_("contact"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    phone_link = models.CharField(max_length=80, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    they_give = models.TextField(_("what they give"), max_length=600, blank=True)
    we_give = models.TextField(_("what we give"), max_length=600, blank=True)
    last_spoke_on = models.DateField(null=True)
    spoke_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)

    objects = OutsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_spoke_on=None, spoke_by=None)
                | Q(last_spoke_on__isnull=False, spoke_by__isnull=False),
                name="outside_partner_spoken_with_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="outside_partner_has_a_name"),
        ]

    class Privacy:
        routine = {"id", "last_spoke_on", "archived_at"}
        sealed: set[str] = set()

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has spoken with them for over 90 days."""
        return self.last_spoke_on is None or self.last_spoke_on < localdate() - QUIET

    @property
    def spoke_words(self) -> str:
        """When somebody here last spoke with them, and plainly where that is long ago."""
        if self.last_spoke_on is None:
            return gettext("Nobody has noted yet that you spoke.")
        told = {"day": date_format(self.last_spoke_on, "DATE_FORMAT")}
        if self.is_quiet:
            return gettext("Last spoken on %(day)s, over 90 days ago.") % told
        return gettext("Last spoken on %(day)s.") % told
