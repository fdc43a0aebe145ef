"""What an organization writes down about a partner that has no account here."""

from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.speaking import require_may_speak
from alongside.partnerships.models import OutsidePartner


class Details(TypedDict):
    """What is written down, as the form made it clean."""

    listed_as: Organization | None
    name: str
    kind: str
    contact: str
    phone: str
    phone_link: str
    email: str
    they_give: str
    we_give: str


@transaction.atomic
def add_outside(details: Details, *, by: Person) -> OutsidePartner:
    """Write down a partner without an account, for one's own organization."""
    by.require(Can.EDIT_PARTNERSHIPS, at=by.here)
    partner = OutsidePartner.objects.create(owner=by.here, **details)
    record("outside_partner_added", by=by, organization=by.here, subject=partner)
    return partner


@transaction.atomic
def change_outside(partner: OutsidePartner, details: Details, *, by: Person) -> None:
    """Write it down anew. Blocked while it is archived."""
    by.require(Can.EDIT_PARTNERSHIPS, at=by.here)
    partner = take_kept(partner, by=by)
    for name, said in details.items():
        setattr(partner, name, said)
    partner.save()
    record("outside_partner_changed", by=by, organization=by.here, subject=partner)


@transaction.atomic
def note_spoke_outside(partner: OutsidePartner, *, by: Person) -> None:
    """Remember that one spoke with them today."""
    require_may_speak(by)
    partner = take_kept(partner, by=by)
    partner.last_spoke_on, partner.spoke_by = today_at(by.here), by.session_membership
    partner.save(update_fields=["last_spoke_on", "spoke_by"])
    record("outside_partner_spoke", by=by, organization=by.here, subject=partner)


@transaction.atomic
def archive_outside(partner: OutsidePartner, *, by: Person) -> None:
    """Put it away. It can be brought back."""
    by.require(Can.EDIT_PARTNERSHIPS, at=by.here)
    partner = take_kept(partner, by=by)
    partner.archived_at = now()
    partner.save(update_fields=["archived_at"])
    record("outside_partner_archived", by=by, organization=by.here, subject=partner)


@transaction.atomic
def bring_back_outside(partner: OutsidePartner, *, by: Person) -> None:
    """Take it out again, as it was."""
    by.require(Can.EDIT_PARTNERSHIPS, at=by.here)
    partner = take_own(partner, by=by)
    if partner.archived_at is None:
        raise Blocked(_("This partner is on your list already."))
    partner.archived_at = None
    partner.save(update_fields=["archived_at"])
    record("outside_partner_brought_back", by=by, organization=by.here, subject=partner)


def take_own(partner: OutsidePartner, *, by: Person) -> OutsidePartner:
    """As it is now, locked, for somebody of the organization that wrote it down."""
    if partner.owner_id != by.here.pk:
        raise PermissionDenied
    return OutsidePartner.objects.select_for_update().get(pk=partner.pk)


def take_kept(partner: OutsidePartner, *, by: Person) -> OutsidePartner:
    partner = take_own(partner, by=by)
    if partner.archived_at is not None:
        raise Blocked(_("This partner is archived. Bring it back first."))
    return partner
