"""Who signs for each member, and in which order: settled before the first signature."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Membership, Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.holding import hold_order
from alongside.partnerships.actions.signing import make_final
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.models import Signatory, Wording

MOST = 12  # on one agreement


@transaction.atomic
def name_signatory(
    wording: Wording, *, membership: Membership | None, name: str, title: str, by: Person
) -> Signatory:
    """Say who signs for one's own side, after those already named. Without a membership they sign on paper.

    Blocked after the first signature, for somebody who may not sign, and for somebody named already.
    """
    wording = hold_order(wording, by=by)
    if membership:
        require_may_sign(membership, by.here)
        name = membership.person.name
        if wording.signatories.filter(membership=membership).exists():
            raise Blocked(_("%(name)s is on the list already.") % {"name": name})
    if wording.signatories.count() >= MOST:
        raise Blocked(_("At most %(most)s people sign one agreement.") % {"most": MOST})
    last = wording.signatories.aggregate(last=Max("place"))["last"] or 0
    named = Signatory.objects.create(
        wording=wording,
        organization=by.here,
        membership=membership,
        name=name,
        title=title,
        place=last + 1,
    )
    make_final(wording)
    partnership = wording.agreement.partnership
    record("signatory_named", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)
    return named


def require_may_sign(membership: Membership, here: Organization) -> None:
    able = Membership.objects.current().with_power(Can.SIGN_AGREEMENTS)
    if not able.filter(organization=here, pk=membership.pk).exists():
        raise Blocked(
            _("Choose somebody who may sign agreements here. An administrator gives that role.")
        )


@transaction.atomic
def remove_signatory(signatory: Signatory, *, by: Person) -> None:
    """Take somebody of one's own side off the list. Blocked after the first signature."""
    wording = hold_order(signatory.wording, by=by)
    own = as_it_is_now(wording, signatory)
    if own.organization_id != by.here.pk:
        raise Blocked(_("Each side names its own people."))
    own.delete()
    make_final(wording)
    subject = wording.agreement.partnership
    record("signatory_removed", by=by, organization=by.here, subject=subject)


@transaction.atomic
def move_signatory(signatory: Signatory, *, by: Person) -> None:
    """Let somebody sign one place earlier. Any member may settle the order until somebody has signed."""
    wording = hold_order(signatory.wording, by=by)
    moved = as_it_is_now(wording, signatory)
    before = wording.signatories.filter(place__lt=moved.place).order_by("place").last()
    if before is None:
        raise Blocked(_("%(name)s signs first already.") % {"name": moved.name})
    moved.place, before.place = before.place, moved.place
    Signatory.objects.bulk_update([moved, before], ["place"])
    make_final(wording)
    subject = wording.agreement.partnership
    record("signatory_moved", by=by, organization=by.here, subject=subject)


def as_it_is_now(wording: Wording, signatory: Signatory) -> Signatory:
    found = wording.signatories.filter(pk=signatory.pk).first()
    if found is None:
        raise Blocked(_("This person is not on the list any more."))
    return found
